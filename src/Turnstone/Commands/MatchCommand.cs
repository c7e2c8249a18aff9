using System.CommandLine;
using Turnstone.BankFiles;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.CashApplication.PlainFiles;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone match</c>: who paid what, from plain files to plain files, without a database. Same input, same bytes.
/// </summary>
internal static class MatchCommand
{
    public static Command Create()
    {
        var customers = File("--customers", "Customers as CSV.", required: true);
        var items = File("--open-items", "Open items as CSV.", required: true);
        var history = File("--history", "Receipts settled before, as CSV.");
        var policy = File("--policy", "The matching policy as JSON.");
        var bank = Files("--bank", "Bank files, in the order their lines shall come out.", required: true);
        var remittances = Files("--remittances", "Remittances that came apart from the money.");
        var result = File("--out", "Where the results go, one JSON object per line.", required: true);
        var mapping = BankFileArguments.MappingOption();
        var currency = BankFileArguments.CurrencyOption();
        var command = new Command("match", "Match bank files with open items, on plain files.")
        {
            customers, items, history, policy, bank, remittances, result, mapping, currency,
        };
        command.SetAction(call => Run(Terminal.Of(call), new(
            call.GetRequiredValue(customers), call.GetRequiredValue(items), call.GetValue(history),
            call.GetValue(policy), call.GetValue(bank) ?? [], call.GetValue(remittances) ?? [],
            call.GetRequiredValue(result), call.GetValue(mapping), call.GetValue(currency))));
        return command;
    }

    private static Option<FileInfo> File(string name, string description, bool required = false) =>
        new(name) { Description = description, HelpName = "F", Required = required };

    private static Option<FileInfo[]> Files(string name, string description, bool required = false) => new(name)
    {
        Description = description, HelpName = "F", Required = required, AllowMultipleArgumentsPerToken = true,
    };

    private static int Run(Terminal terminal, Given given)
    {
        if (given.All.FirstOrDefault(file => file is { Exists: false }) is { } missing)
        {
            terminal.Error.WriteLine(BankFileArguments.NoFile(missing).Sentence);
            return Exit.WrongUse;
        }

        if (!BankFileArguments.Settings(given.Mapping, given.Currency).Is(out var settings, out var refusal)
            || !Read(given, settings, out var files).Is(out var input, out refusal))
            return terminal.Refuse(refusal);
        foreach (var (file, problem) in files.Problems)
            terminal.Error.WriteLine($"{file}, line {problem.Line} [{problem.Rule}]: {problem.Message}");
        if (files.Read == 0)
            return Exit.Refused;
        using (var results = given.Result.Create())
        using (var buffered = new BufferedStream(results, 1 << 20))
            PlainMatching.Run(input with { Advices = files.Advices }, files.Lines, buffered);
        return files.Refused > 0 || files.Problems.Count > 0 ? Exit.Problems : Exit.Done;
    }

    private static Result<MatchingInput> Read(Given given, ReadSettings settings, out PlainBankFiles files)
    {
        var read = files = new();
        return new PlainDesk(given.Customers.FullName, given.Items.FullName, given.History?.FullName,
            given.Policy?.FullName).Read(() =>
            {
                foreach (var file in given.Bank.Concat(given.Remittances))
                    read.Add(file.FullName, settings);
            });
    }

    /// <summary>What the call names.</summary>
    private sealed record Given(
        FileInfo Customers, FileInfo Items, FileInfo? History, FileInfo? Policy, FileInfo[] Bank,
        FileInfo[] Remittances, FileInfo Result, FileInfo? Mapping, string? Currency)
    {
        public IEnumerable<FileInfo?> All => [Customers, Items, History, Policy, .. Bank, .. Remittances, Mapping];
    }
}
