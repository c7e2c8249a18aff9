using System.CommandLine;
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
        var command = new Command("doctor", "What a bank file is, what it says, every deviation.") { files, mapping,
            currency };
        command.SetAction(call => Run(Terminal.Of(call), call.GetRequiredValue(files), call.GetValue(mapping),
            call.GetValue(currency)));
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

    private static DoctorReport Examine(FileInfo file, ReadSettings settings)
    {
        using var stream = BankFileArguments.Open(file);
        return Doctor.Examine(AnyFile.Read(stream, settings));
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
