using System.CommandLine;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Extraction;

namespace Turnstone.Commands;

/// <summary><c>turnstone convert FILE --to json|csv</c>: any bank file or remittance as plain rows.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "The bank file or remittance." };
        var to = new Option<string>("--to") { Description = "json or csv.", DefaultValueFactory = _ => "json" };
        to.AcceptOnlyFromAmong("json", "csv");
        var mapping = BankFileArguments.MappingOption();
        var currency = BankFileArguments.CurrencyOption();
        var command = new Command("convert", "Any bank file or remittance as plain rows.") { file, to, mapping,
            currency };
        command.SetAction(call => Run(Terminal.Of(call), call.GetRequiredValue(file), call.GetValue(to) == "csv",
            call.GetValue(mapping), call.GetValue(currency)));
        return command;
    }

    private static int Run(Terminal terminal, FileInfo file, bool csv, FileInfo? mapping, string? currency)
    {
        if (!file.Exists || mapping is { Exists: false })
        {
            terminal.Error.WriteLine(BankFileArguments.NoFile(file.Exists ? mapping! : file).Sentence);
            return Exit.WrongUse;
        }

        if (!BankFileArguments.Settings(mapping, currency).Is(out var settings, out var refusal))
            return terminal.Refuse(refusal);
        using var stream = BankFileArguments.Open(file);
        using var output = Output(terminal);
        var items = AnyFile.Read(stream, settings);
        var outcome = csv
            ? WriteCsv(items, output, terminal)
            : JsonRows.Write(items, output);
        if (!csv)
            output.Write("\n"u8);
        output.Flush();
        return BankFileArguments.ExitOf(outcome);
    }

    private static ReadOutcome WriteCsv(IEnumerable<FileItem> items, Stream output, Terminal terminal)
    {
        using var writer = new StreamWriter(output, CommandLine.Utf8, leaveOpen: true);
        return CsvRows.Write(items, writer, problem =>
            terminal.Error.WriteLine($"{problem.Severity} line {problem.Line} [{problem.Rule}] {problem.Message}"));
    }

    // Data goes out as UTF-8 whatever the console's own encoding is.
    private static Stream Output(Terminal terminal) =>
        ReferenceEquals(terminal.Out, Console.Out) ? Console.OpenStandardOutput() : new WriterStream(terminal.Out);

    private sealed class WriterStream(TextWriter writer) : MemoryStream
    {
        protected override void Dispose(bool disposing)
        {
            if (disposing)
                writer.Write(Encoding.UTF8.GetString(ToArray()));
            base.Dispose(disposing);
        }
    }
}
