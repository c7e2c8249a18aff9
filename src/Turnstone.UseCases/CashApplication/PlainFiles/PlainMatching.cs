using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>One bank line as read from a file, to be matched without a database.</summary>
/// <param name="File">Name of the file without its folder.</param>
/// <param name="Transaction">The line.</param>
public sealed record PlainLine(string File, BankTransaction Transaction);

/// <summary>Matches bank lines on plain files and writes one JSON object per line: same input, same bytes.</summary>
public static class PlainMatching
{
    // Names of customers are readable as they are; the file is data, never part of a page.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Lines that one worker writes at a time.
    private const int Part = 2048;

    /// <summary>The receipt a bank line is; null where the line is none.</summary>
    public static Receipt? ReceiptOf(PlainLine line, int ordinal)
    {
        var transaction = line.Transaction;
        return transaction.Kind != LineKind.Receipt || !transaction.Amount.IsPositive ? null : new()
        {
            Id = $"{line.File}:{transaction.Line:D9}:{ordinal:D9}",
            Reference = transaction.Reference,
            Amount = transaction.Amount,
            Date = transaction.Date,
            Payer = transaction.Payer,
            Text = transaction.Text,
            FurtherReferences = [.. transaction.References.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => entry.Value)],
            File = line.File,
            Line = transaction.Line,
        };
    }

    /// <summary>Matches and writes all lines in the order given; the receipts of <paramref name="input"/> are set
    /// here.</summary>
    public static IReadOnlyList<Decision> Run(MatchingInput input, IReadOnlyList<PlainLine> lines, Stream results)
    {
        var receipts = lines.Select(ReceiptOf).ToArray();
        var decisions = MatchingEngine.Match(input with { Receipts = [.. receipts.OfType<Receipt>()] },
            Workers.ForEach);
        var of = new int[lines.Count];
        var next = 0;
        for (var at = 0; at < lines.Count; at++)
            of[at] = receipts[at] is null ? -1 : next++;
        var (parts, buffers) = ((lines.Count + Part - 1) / Part, new MemoryStream[Workers.Count]);
        for (var from = 0; from < parts; from += buffers.Length)
        {
            var count = Math.Min(buffers.Length, parts - from);
            Workers.ForEach(count, part => buffers[part] = Written(lines, decisions, of, (from + part) * Part));
            for (var part = 0; part < count; part++)
                buffers[part].WriteTo(results);
        }

        return decisions;
    }

    /// <summary>A part of the lines as bytes, from one of them on.</summary>
    private static MemoryStream Written(IReadOnlyList<PlainLine> lines, IReadOnlyList<Decision> decisions, int[] of,
        int from)
    {
        var bytes = new MemoryStream(Part * 1024);
        using var json = new Utf8JsonWriter(bytes, Compact);
        for (var at = from; at < Math.Min(lines.Count, from + Part); at++)
        {
            if (of[at] < 0)
                Write(json, lines[at]);
            else
                Write(json, decisions[of[at]]);
            json.Flush();
            bytes.WriteByte((byte)'\n');
            json.Reset(bytes);
        }

        return bytes;
    }

    private static void Write(Utf8JsonWriter json, PlainLine line)
    {
        var transaction = line.Transaction;
        var undecided = transaction.Kind == LineKind.Undecided;
        var status = transaction.Kind == LineKind.Return ? "returned"
            : undecided && transaction.Amount.IsPositive ? "unidentified" : "excluded";
        json.WriteStartObject();
        Head(json, transaction.Reference, line.File, transaction.Line, transaction.Amount);
        json.WriteString("status", status);
        json.WriteString("decision", undecided ? "hold" : "auto");
        json.WriteString("confidence", undecided ? "0.0000" : "1.0000");
        json.WriteString("payer", transaction.Payer.Name);
        json.WriteNull("customer");
        json.WriteStartArray("applications");
        json.WriteEndArray();
        json.WriteString("unapplied", (undecided ? transaction.Amount.Abs() : Money.Zero(transaction.Amount.Currency))
            .ToPlainString());
        json.WriteStartArray("evidence");
        json.WriteStartObject();
        json.WriteString("signal", "line_kind");
        json.WriteNumber("weight", 0);
        json.WriteString("detail", undecided ? "Nothing says what this line is."
            : $"The bank's code {transaction.TypeCode} says that this line is no receipt.");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteNull("runner_up");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Decision decision)
    {
        var receipt = decision.Receipt;
        var unapplied = decision.Shares.Count == 0 ? receipt.Amount
            : decision.Shares.Aggregate(Money.Zero(receipt.Amount.Currency), (sum, share) => sum + share.OnAccount);
        json.WriteStartObject();
        Head(json, receipt.Reference, receipt.File, receipt.Line, receipt.Amount);
        json.WriteString("status", Word(decision.Status));
        json.WriteString("decision", Word(decision.Verdict));
        json.WriteString("confidence", Chance(decision.Confidence));
        json.WriteString("payer", receipt.Payer.Name);
        json.WriteString("customer", decision.Customer?.Value);
        json.WriteStartArray("applications");
        foreach (var share in decision.Shares)
        {
            foreach (var application in share.Applications)
                Write(json, share, application);
        }

        json.WriteEndArray();
        json.WriteString("unapplied", unapplied.ToPlainString());
        Write(json, decision.Evidence);
        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, string? reference, string file, long line, Money amount)
    {
        json.WriteString("reference", reference);
        json.WriteString("file", file);
        json.WriteNumber("line", line);
        json.WriteString("amount", amount.ToPlainString());
        json.WriteString("currency", amount.Currency.Code);
    }

    private static void Write(Utf8JsonWriter json, Share share, Application application)
    {
        var zero = Money.Zero(application.Cash.Currency);
        var discount = Sum(application, zero, cause => cause == DifferenceCause.DiscountEarned);
        var writeOff = Sum(application, zero, cause => cause != DifferenceCause.DiscountEarned);
        json.WriteStartObject();
        json.WriteString("document", application.Number);
        json.WriteString("customer", share.Customer.Value);
        json.WriteString("amount", application.Cash.ToPlainString());
        json.WriteString("discount", discount.ToPlainString());
        json.WriteString("write_off", writeOff.ToPlainString());
        json.WriteStartArray("differences");
        foreach (var difference in application.Differences)
        {
            json.WriteStartObject();
            json.WriteString("cause", JsonNamingPolicy.SnakeCaseLower.ConvertName(difference.Cause.ToString()));
            json.WriteString("amount", difference.Amount.ToPlainString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Money Sum(Application application, Money zero, Func<DifferenceCause, bool> counts) =>
        application.Differences.Where(difference => counts(difference.Cause)).Aggregate(zero, (sum, difference) => sum
            + difference.Amount);

    private static void Write(Utf8JsonWriter json, Evidence evidence)
    {
        json.WriteStartArray("evidence");
        foreach (var signal in evidence.Signals)
        {
            json.WriteStartObject();
            json.WriteString("signal", signal.Name);
            json.WriteNumber("weight", signal.Weight);
            json.WriteString("detail", signal.Detail);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (evidence.RunnerUp is not { } runnerUp)
        {
            json.WriteNull("runner_up");
            return;
        }

        json.WriteStartObject("runner_up");
        json.WriteString("customer", runnerUp.Customer?.Value);
        json.WriteStartArray("documents");
        foreach (var document in runnerUp.Documents)
            json.WriteStringValue(document);
        json.WriteEndArray();
        json.WriteNumber("score", runnerUp.Score);
        json.WriteString("detail", runnerUp.Detail);
        json.WriteEndObject();
    }

    /// <summary>Hundredths of a percent as a chance between 0 and 1.</summary>
    private static string Chance(int confidence) => (confidence / 10000m).ToString("F4", CultureInfo.InvariantCulture);

    private static string Word(MatchStatus status) => status switch
    {
        MatchStatus.Applied => "applied",
        MatchStatus.PartiallyApplied => "partially_applied",
        MatchStatus.Unapplied => "unapplied",
        MatchStatus.Unidentified => "unidentified",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "An unknown status."),
    };

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Auto => "auto",
        Verdict.Propose => "propose",
        Verdict.Hold => "hold",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "An unknown verdict."),
    };
}
