using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone import FILE…</c>: bank files and remittances into the database, as an upload would, and what is new
/// is matched. With <c>--open-items</c> the ledger comes from files too, for a company without NetSuite.
/// </summary>
internal static class ImportCommand
{
    private static readonly Argument<FileInfo[]> Files = new("FILE")
    {
        Description = "Bank files and remittances, of any known format.", Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<FileInfo?> Customers = File("--customers", "Customers as CSV.");
    private static readonly Option<FileInfo?> OpenItems = File("--open-items", "Open items as CSV: all there are.");
    private static readonly Option<FileInfo?> History = File("--history", "Settled receipts as CSV.");

    private static readonly Option<string> Company = new("--company")
    {
        Description = "The company the open items belong to.", HelpName = "ID", DefaultValueFactory = _ => "1",
    };

    private static readonly Option<SourceRole?> Role = new("--role")
    {
        Description = "What the files are to the books, where their format does not say it.",
    };

    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Name of the source, where an account has several.", HelpName = "NAME",
    };

    private static readonly Option<FileInfo?> Mapping = BankFileArguments.MappingOption();
    private static readonly Option<string?> CurrencyCode = BankFileArguments.CurrencyOption();

    public static Command Create()
    {
        var command = new Command("import", "Bring bank files into the database, and match what is new.")
        {
            Files, Customers, OpenItems, History, Company, Role, Source, Mapping, CurrencyCode,
        };
        command.SetAction((call, stop) => Run(call, Terminal.Of(call), stop));
        return command;
    }

    private static Option<FileInfo?> File(string name, string description) =>
        new(name) { Description = description, HelpName = "F" };

    private static async Task<int> Run(ParseResult call, Terminal terminal, CancellationToken stop)
    {
        var files = call.GetValue(Files) ?? [];
        FileInfo?[] named = [.. files, call.GetValue(Customers), call.GetValue(OpenItems), call.GetValue(History)];
        if (named.FirstOrDefault(file => file is { Exists: false }) is { } missing)
            return WrongUse(terminal, $"There is no file {missing.FullName}.");
        if (call.GetValue(Customers) is null != call.GetValue(OpenItems) is null)
            return WrongUse(terminal, "Open items need their customers: give both --customers and --open-items.");
        if (named.All(file => file is null))
            return WrongUse(terminal, "Nothing is to be imported: name a file.");
        var opened = await Installation.Open(new() { Holder = "turnstone import" }, stop);
        if (!opened.Is(out var installation, out var refusal))
            return terminal.Refuse(refusal);
        await using (installation)
        {
            if (await Ledger(call, terminal, installation, stop) is { } stopped)
                return terminal.Refuse(stopped);
            return files.Length == 0 ? Exit.Done : await Import(call, terminal, installation, stop);
        }
    }

    private static int WrongUse(Terminal terminal, string sentence)
    {
        terminal.Error.WriteLine(sentence);
        return Exit.WrongUse;
    }

    private static async Task<Refusal?> Ledger(
        ParseResult call, Terminal terminal, Installation installation, CancellationToken stop)
    {
        if (call.GetValue(Customers) is not { } customers || call.GetValue(OpenItems) is not { } items)
            return null;
        var request = new ImportLedger(
            call.GetValue(Company) ?? "1", customers.FullName, items.FullName, call.GetValue(History)?.FullName);
        var done = await installation.Door.Run(request, installation.Service, Watch.Of(terminal), stop);
        if (!done.Is(out var run, out var refusal))
            return refusal;
        if (!terminal.Json)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{items.Name}: {run.Documents} documents and {run.Customers} customers new or changed."));
        }

        return null;
    }

    private static async Task<int> Import(
        ParseResult call, Terminal terminal, Installation installation, CancellationToken stop)
    {
        if (!BankFileArguments.Settings(call.GetValue(Mapping), call.GetValue(CurrencyCode))
            .Is(out var settings, out var refusal))
            return terminal.Refuse(refusal);
        var mapping = call.GetValue(Mapping) is { } given
            ? await System.IO.File.ReadAllTextAsync(given.FullName, stop) : "";
        // What is not told here the source's setting says.
        var told = mapping.Length > 0 || call.GetValue(CurrencyCode) is not null ? settings : null;
        var imported = new List<ImportedFile>();
        var refused = new List<Refusal>();
        foreach (var file in call.GetValue(Files) ?? [])
        {
            var bytes = await System.IO.File.ReadAllBytesAsync(file.FullName, stop);
            var done = await installation.Door.Run(
                new ImportFile(file.Name, bytes)
                {
                    Role = call.GetValue(Role), Source = call.GetValue(Source), Settings = told,
                    MappingText = mapping,
                }, installation.Service, Watch.Of(terminal), stop);
            if (done.Is(out var one, out var no))
                imported.Add(one);
            else
                refused.Add(no);
        }

        // Files that came before their account was mapped are read again, now that it may be.
        var waited = await installation.Door.Run(
            new BookWaitingFiles { Settings = told }, installation.Service, Watch.Of(terminal), stop);
        if (waited.Refusal is { } unread)
            return terminal.Refuse(unread);
        var matched = await installation.Door.Run(
            new MatchEveryCompany(), installation.Service, Watch.Of(terminal), stop);
        if (matched.Refusal is { } failed)
            return terminal.Refuse(failed);
        Say(terminal, imported, refused, matched.Value);
        return refused.Count > 0 && imported.Count == 0 ? refused.Max(Exit.Of)
            : refused.Count > 0 || imported.Exists(InDoubt) ? Exit.Problems : Exit.Done;
    }

    private static bool InDoubt(ImportedFile file) =>
        file.State != "read" || file.Clashes > 0 || file.WaitingLines > 0 || file.Problems > 0;

    private static void Say(
        Terminal terminal, List<ImportedFile> imported, List<Refusal> refused, MatchedReceipts matched)
    {
        foreach (var refusal in refused)
            terminal.Error.WriteLine(refusal.Sentence);
        if (terminal.Json)
        {
            terminal.WriteJson(new { Files = imported, Matched = matched });
            return;
        }

        foreach (var file in imported)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{file.Name}: {file.State}, {file.Format}, {file.Lines} lines: {file.NewLines} new, ")
                + string.Create(CultureInfo.InvariantCulture,
                $"{file.SameLines} known, {file.Clashes} at odds, {file.WaitingLines} waiting, ")
                + string.Create(CultureInfo.InvariantCulture, $"{file.Problems} problems")
                + (file.Why.Length > 0 ? $". {file.Why}" : "."));
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Receipts: {matched.Approved} approved, {matched.Proposed} proposed, {matched.Held} for a person."));
    }
}
