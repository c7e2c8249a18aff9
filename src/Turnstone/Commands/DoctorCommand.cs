using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Turnstone.BankFiles;
using Turnstone.Extraction;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone doctor FILE…</c>: what a bank file is, what it says, every deviation with line and rule.
/// </summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var files = new Argument<FileInfo[]>("file") { Description = "Bank files or remittances.",
            Arity = ArgumentArity.OneOrMore };
        var mapping = BankFileArguments.MappingOption();
        var currency = BankFileArguments.CurrencyOption();
        var anonymise = new Option<FileInfo?>("--anonymise")
        {
            Description = "Write a copy without names, accounts and amounts, to show to others.", HelpName = "OUT",
        };
        var command = new Command("doctor", "What a bank file is, what it says, every deviation.") { files, mapping,
            currency, anonymise };
        command.SetAction(call => call.GetValue(anonymise) is { } copy
            ? Anonymise(Terminal.Of(call), call.GetRequiredValue(files), copy, (call.GetValue(mapping),
                call.GetValue(currency)))
            : Run(Terminal.Of(call), call.GetRequiredValue(files), call.GetValue(mapping), call.GetValue(currency)));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo[] files, FileInfo? mapping, string? currency)
    {
        foreach (var file in files)
        {
            if (file.Exists)
                continue;
            terminal.Error.WriteLine(BankFileArguments.NoFile(file).Sentence);
            return Exit.WrongUse;
        }

        if (!BankFileArguments.Settings(mapping, currency).Is(out var settings, out var refusal))
            return terminal.Refuse(refusal);
        var reports = files.Select(file => (file.Name, Report: Examine(file, settings))).ToList();
        if (terminal.Json)
            WriteJson(terminal.Out, reports);
        else
            reports.ForEach(report => Doctor.WriteText(report.Report, report.Name, terminal.Out));

        if (reports.TrueForAll(report => report.Report.Outcome.Refused))
            return Exit.Refused;
        return reports.Exists(report => report.Report.Outcome.Refused || report.Report.Outcome.InDoubt)
            ? Exit.Problems : Exit.Done;
    }

    private static int Anonymise(
        Terminal terminal, FileInfo[] files, FileInfo to, (FileInfo? Mapping, string? Currency) options)
    {
        if (files is not [{ Exists: true } file] || to.Exists)
        {
            terminal.Error.WriteLine(to.Exists ? $"{to.Name} exists already: name a new file for the copy."
                : "One file that exists is anonymised at a time.");
            return Exit.WrongUse;
        }

        if (!BankFileArguments.Settings(options.Mapping, options.Currency).Is(out var settings, out var refusal))
            return terminal.Refuse(refusal);
        using var stream = BankFileArguments.Open(file);
        var copy = Anonymiser.Copy(stream, settings, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)));
        if (copy.Content is not { } content)
        {
            terminal.Error.WriteLine($"{file.Name}: {copy.Why}");
            return Exit.Refused;
        }

        File.WriteAllBytes(to.FullName, content);
        terminal.Out.WriteLine($"{to.Name} has the structure and the findings of {file.Name}, other names and numbers, "
            + "and amounts times a number nobody kept. Read it before you send it.");
        return Exit.Done;
    }

    private static DoctorReport Examine(FileInfo file, ReadSettings settings)
    {
        using var stream = BankFileArguments.Open(file);
        return Doctor.Examine(AnyFile.Read(stream, settings with { Examines = true }));
    }

    private static void WriteJson(TextWriter output, List<(string Name, DoctorReport Report)> reports)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var (name, report) in reports)
                Doctor.WriteJson(report, name, json);
            json.WriteEndArray();
        }

        output.WriteLine(Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
