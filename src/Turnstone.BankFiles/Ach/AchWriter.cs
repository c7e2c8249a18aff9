using System.Globalization;
using Turnstone.BankFiles.X12;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ach;

/// <summary>
/// Entries as batches of one company, class and day, with their addenda, hashes, totals and filling. An advice beside
/// an entry becomes the 820 that runs through its addenda.
/// </summary>
internal sealed class AchWriter(Envelope envelope) : ItemWriter(envelope)
{
    private const int TextWidth = 80;
    private readonly AchTotals _file = new();
    private AchTotals _totals = new();
    private StatementHead? _head;
    private string? _header;
    private int _batches;
    private long _records;

    protected override void Begin(StatementHead head)
    {
        _head = head;
        if (_records == 0)
            FileHeader();
        // A batch is of one account.
        EndBatch();
    }

    protected override void Entry(BankTransaction entry, IReadOnlyList<Remittance> advices)
    {
        var header = Header(entry, advices);
        if (header != _header)
        {
            EndBatch();
            _header = header;
            _batches++;
            Record(string.Create(CultureInfo.InvariantCulture, $"{header}{Originator}{_batches:D7}"));
        }

        var addenda = Addenda(entry, advices).ToList();
        var isDebit = entry.Amount.IsNegative || (entry.Amount.IsZero && entry.Kind != LineKind.Excluded);
        var trace = Cell("a trace number", entry.Reference, 15);
        Record($"6{Code(entry, isDebit)}{Receiver}{Cell("an account", _head!.Account, 17)}"
            + $"{Number(entry.Amount.Abs().Minor, 10)}{Individual(entry, addenda.Count)}"
            + $"{(addenda.Count > 0 ? 1 : 0)}{trace}");
        for (var i = 0; i < addenda.Count; i++)
            Record(HasReason(entry) ? $"7{addenda[i]}{trace}" : string.Create(CultureInfo.InvariantCulture,
                $"705{addenda[i],-TextWidth}{i + 1:D4}{trace.TrimEnd().PadLeft(7, '0')[^7..]}"));
        _totals.Entries++;
        _totals.Addenda += addenda.Count;
        _totals.AddRouting(System.Text.Encoding.ASCII.GetBytes(Receiver[..8]));
        _totals.AddAmount(Math.Abs(entry.Amount.Minor), isDebit);
    }

    protected override void EndStatement(StatementEnd end) => EndBatch();

    protected override void Advice(Remittance advice) => throw NoPlace("an advice without its entry", advice.Reference);

    protected override void EndFile()
    {
        if (_records == 0)
            FileHeader();
        EndBatch();
        var blocks = (_records + 10) / 10;
        Record($"9{Number(_batches, 6)}{Number(blocks, 6)}{Number(_file.Entries + _file.Addenda, 8)}"
            + $"{Number(_file.Hash, 10)}{Number((long)_file.Debits, 12)}{Number((long)_file.Credits, 12)}"
            + new string(' ', 39));
        while (_records % 10 != 0)
            Record(new string('9', AchLines.Width));
    }

    private string Receiver => Envelope.Receiver.Length == 9 ? Envelope.Receiver
        : throw NoPlace("a receiver that is no routing number of nine digits:", Envelope.Receiver);

    private string Originator => Cell("a routing number", Envelope.Sender[..Math.Min(8, Envelope.Sender.Length)], 8);

    private void FileHeader() => Record(string.Create(CultureInfo.InvariantCulture,
        $"101 {Receiver}{Cell("a sender", Envelope.Sender, 10)}{Envelope.Created:yyMMdd}0600A094101"
        + $"{"RECEIVING BANK",-23}{"SENDING BANK",-23}{Envelope.Number,8}"));

    private string Header(BankTransaction entry, IReadOnlyList<Remittance> advices)
    {
        if (entry.TypeCode is not { Length: 3 } entryClass || entryClass is "IAT" or "ADV")
            throw NoPlace("an entry of class", entry.TypeCode);
        if (entry.Amount.Currency != Currency.Usd)
            throw NoPlace("another currency than USD:", entry.Amount.Currency.Code);
        // Where an advice names the payer it stands there in full, and the company's name is cut to its width.
        var name = entry.Payer.Name ?? "";
        if (advices.Count > 0 && name.Length > 16)
            name = name[..16];
        var isReversal = !HasReason(entry)
            && (entry.Kind == LineKind.Return || (entry.Kind == LineKind.Undecided && entry.Amount.IsPositive));
        var service = "200";
        return $"5{service}{Cell("a payer", name, 16)}{Cell("a payer's account", entry.Payer.Account, 20)}"
            + $"{Cell("a company number", entry.References.GetValueOrDefault("company"), 10)}{entryClass}"
            + $"{(isReversal ? "REVERSAL  " : "PAYMENT   ")}{Date6(entry.Date)}{Date6(entry.Date)}   1";
    }

    private static string Code(BankTransaction entry, bool isDebit) => (isDebit, HasReason(entry)) switch
    {
        (true, true) => "26",
        (false, true) => "21",
        (true, false) => "27",
        _ => entry.Amount.IsZero ? "23" : "22",
    };

    private static string Individual(BankTransaction entry, int addenda)
    {
        var id = Cell("an individual's number", entry.References.GetValueOrDefault("individual"), 15);
        var name = entry.References.GetValueOrDefault("receiver");
        return entry.TypeCode is "CTX" or "ATX" or "ENR"
            ? $"{id}{Number(addenda, 4)}{Cell("a receiver", name, 16)}    "
            : $"{id}{Cell("a receiver", name, 22)}  ";
    }

    private static IEnumerable<string> Addenda(BankTransaction entry, IReadOnlyList<Remittance> advices)
    {
        if (HasReason(entry))
        {
            var type = entry.References["return_reason"] is ['C', ..] ? "98" : "99";
            var text = Cell("the text of a return", entry.Text, type == "98" ? 29 : 44);
            yield return $"{type}{Cell("a reason", entry.References["return_reason"], 3)}"
                + $"{Cell("an original trace", entry.References.GetValueOrDefault("original"), 15)}      "
                + $"        {text}".PadRight(52);
            yield break;
        }

        if (advices.Count > 1)
            throw NoPlace("several advices of one entry,", entry.Reference);
        var stream = advices.Count == 0 ? entry.Text : string.Concat(
            RemittanceSegments.Of(advices[0], "0001", Note(entry, advices[0])).Select(segment => segment + "\\"));
        if (stream.Contains('\n', StringComparison.Ordinal))
            throw NoPlace("a text of several lines:", entry.Text);
        for (var at = 0; at < stream.Length; at += TextWidth)
            yield return stream.Substring(at, Math.Min(TextWidth, stream.Length - at));
    }

    // The reader's text of an advice is its note and the documents behind it.
    private static string Note(BankTransaction entry, Remittance advice)
    {
        var documents = string.Join(' ', advice.Lines.Select(line => line.Document).Where(one => one.Length > 0));
        return entry.Text.EndsWith(documents, StringComparison.Ordinal) ? entry.Text[..^documents.Length].TrimEnd()
            : throw NoPlace("a text that is not the advice's:", entry.Text);
    }

    private static bool HasReason(BankTransaction entry) => entry.References.ContainsKey("return_reason");

    private void EndBatch()
    {
        if (_header is not { } header)
            return;
        _header = null;
        Record($"8{header[1..4]}{Number(_totals.Entries + _totals.Addenda, 6)}{Number(_totals.Hash, 10)}"
            + $"{Number((long)_totals.Debits, 12)}{Number((long)_totals.Credits, 12)}{header[40..50]}"
            + $"{new string(' ', 25)}{Originator}{Number(_batches, 7)}");
        _file.Add(_totals);
        _totals = new();
    }

    private void Record(string record)
    {
        if (record.Length != AchLines.Width)
            throw NoPlace("a record of other width", record);
        _records++;
        Line(record);
    }

    private static string Number(long number, int width)
    {
        var text = number.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0');
        return text.Length == width ? text : throw NoPlace("a figure as long as", text);
    }

    private static string Cell(string what, string? value, int width) =>
        value is null ? new string(' ', width)
        : value.Length <= width && !value.Contains('\n', StringComparison.Ordinal) ? value.PadRight(width)
        : throw NoPlace(what, value);
}
