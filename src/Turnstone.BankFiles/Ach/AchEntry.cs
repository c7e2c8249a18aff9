using System.Globalization;
using Turnstone.BankFiles.X12;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ach;

/// <summary>One entry and its addenda until the next record that is none.</summary>
internal sealed class AchEntry
{
    // CTX allows 9,999 addenda of 80 characters.
    private const int MostText = 9_999 * 80;

    private readonly Findings _findings;
    private readonly AchBatch _batch;
    private readonly long _line;
    private readonly long _offset;
    private int _length;
    private readonly int _code;
    private readonly string _account;
    private readonly string _individual;
    private readonly string _name;
    private readonly string _trace;
    private readonly int? _addendaStated;
    private readonly List<byte> _text = [];
    private int _addenda;
    private int _sequence;
    private string? _returnReason;
    private string? _original;
    private string? _change;
    private string? _foreignName;
    private ReferenceList? _references;

    private AchEntry(Findings findings, AchBatch batch, AchLines lines, int code, long minor)
    {
        (_findings, _batch, _line, _offset, _length, _code, Minor) = (findings, batch, lines.Line, lines.Offset,
            lines.Length, code, minor);
        var record = lines.Current;
        var (advice, foreign) = (batch.EntryClass == "ADV", batch.EntryClass == "IAT");
        _account = Text(advice ? record[12..27] : foreign ? record[39..74] : record[12..29]);
        _individual = advice || foreign ? "" : Text(record[39..54]);
        var isCorporate = batch.EntryClass is "CTX" or "ATX" or "ENR";
        _name = foreign ? "" : Text(isCorporate ? record[58..74] : record[54..76]);
        _addendaStated = isCorporate && Bytes.TryDigits(record[54..58], out var stated) ? (int)stated
            : foreign && Bytes.TryDigits(record[12..16], out var indicated) ? (int)indicated : null;
        _trace = Text(record[79..94]);
    }

    public long Minor { get; }

    /// <summary>Codes of form x7 take from the receiver, x2 give; ADV has its own.</summary>
    public bool IsDebit => _batch.EntryClass == "ADV" ? _code % 2 == 0 : _code % 10 is >= 6 and <= 9;

    private bool IsPrenote => _batch.EntryClass != "ADV" && _code % 10 is 3 or 8 or 4 or 9;

    public static AchEntry? Read(Findings findings, AchBatch batch, AchLines lines)
    {
        var record = lines.Current;
        var amount = batch.EntryClass == "ADV" ? record[27..39] : record[29..39];
        if (Bytes.TryDigits(record[1..3], out var code) && Bytes.TryDigits(Bytes.Trim(amount), out var minor))
            return new(findings, batch, lines, (int)code, minor);
        findings.Problem(Severity.Error, "ach.entry", lines.Line, "The entry's code or amount is no number; it is " +
            "not read.", record);
        return null;
    }

    public void Addenda(ReadOnlySpan<byte> record, long line)
    {
        _addenda++;
        switch (Bytes.Text(record[1..3]))
        {
            case "99": Return(record); break;
            case "98": Change(record); break;
            case "10": _foreignName = Text(record[46..81]); break;
            case "11" when _batch.EntryClass == "IAT":
                ReferenceList.Add(ref _references, "originator", Text(record[3..38]));
                break;
            case "17" when _batch.EntryClass == "IAT": Remittance(record, line); break;
            case "05": Remittance(record, line); break;
            case "12" or "13" or "14" or "15" or "16" or "18" or "02": break;
            case var type:
                _findings.Problem(Severity.Note, "ach.addenda_type", line,
                    $"Addenda of type {type} are kept as text.", record);
                Remittance(record, line);
                break;
        }
    }

    public (BankTransaction Transaction, string Account, Remittance? Remittance) Make()
    {
        if (_addendaStated is { } stated && stated != _addenda)
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, "ach.addenda_count", _line,
                string.Create(CultureInfo.InvariantCulture,
                $"The entry states {stated} addenda, {_addenda} follow."));
        }

        var amount = new Money(IsDebit ? -Minor : Minor, _batch.Currency);
        var (order, text) = ReadText();
        ReferenceList.Add(ref _references, "individual", _individual);
        ReferenceList.Add(ref _references, "company", _batch.CompanyId);
        ReferenceList.Add(ref _references, "receiver", _name);
        ReferenceList.Add(ref _references, "original", _original);
        ReferenceList.Add(ref _references, "return_reason", _returnReason ?? _change);
        var transaction = new BankTransaction
        {
            Date = _batch.Date ?? default, ValueDate = _batch.Date, Amount = amount, Kind = KindOf(), Line = _line,
                Offset = _offset,
            Length = _length, TypeCode = _batch.EntryClass.Length == 0 ? _code.ToString("00",
                CultureInfo.InvariantCulture) : _batch.EntryClass,
            Reference = _trace.Length == 0 ? null : _trace, References = _references ?? ReferenceList.Empty,
                Payer = PayerOf(order),
            Text = text.Length > 0 ? text : _batch.Description,
        };
        return (transaction, _account, RemittanceOf(order, transaction));
    }

    private Payer PayerOf(PaymentOrder? order)
    {
        var name = order?.Payer ?? (_foreignName is null ? Optional(_batch.Company)
            : _references?.GetValueOrDefault("originator"));
        var account = _batch.Discretionary is { Length: >= 6 } held && held.All(char.IsAsciiLetterOrDigit)
            && held.Any(char.IsAsciiDigit)
            ? held : null;
        return name is null && account is null ? Payer.Unknown : new(name, account);
    }

    private static Remittance? RemittanceOf(PaymentOrder? order, BankTransaction payment)
    {
        if (order is null)
            return null;
        var remittance = order.Make(payment.Reference, payment.Amount.Abs());
        return remittance.Lines.Count == 0 && remittance.Adjustments.Count == 0 ? null : remittance with
        {
            Payer = remittance.Payer ?? payment.Payer.Name, Date = remittance.Date ?? payment.Date,
        };
    }

    // The texts of all addenda are one stream: a segment may run over their ends, so nothing inside is trimmed.
    private (PaymentOrder? Order, string Text) ReadText()
    {
        var text = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_text).TrimEnd((byte)' ');
        if (text.IsEmpty || Delimiters.Find(text) is not { } delimiters || !LooksLikeOrder(text, delimiters.Element))
            return (null, Bytes.Text(text));
        var order = new PaymentOrder(_findings, delimiters.Element, _line);
        ReadOnlySpan<byte> rest = text;
        while (!rest.IsEmpty)
        {
            var end = delimiters.EndOf(rest);
            order.Take(Bytes.Trim(end < 0 ? rest : rest[..end]), _line);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        if (!order.HasContent)
            return (null, Bytes.Text(text));
        var remittance = order.Make(_trace, new Money(Minor, _batch.Currency));
        RemittanceSums.Check(_findings, remittance);
        if (remittance.Total is { } total && total.Minor != Minor)
        {
            _findings.Problem(Severity.Warning, "ach.remittance_total", _line,
                $"The addenda speak of a payment of {total}, the entry is another amount.");
        }


        return (order, order.Text.Length > 0 ? order.Text : Bytes.Text(text));
    }

    private static bool LooksLikeOrder(ReadOnlySpan<byte> text, byte element) =>
        (element == '*' || !char.IsAsciiLetterOrDigit((char)element)) && (text.StartsWith("ISA"u8)
            || text.StartsWith("GS"u8)
            || text.IndexOf([(byte)'S', (byte)'T', element, (byte)'8', (byte)'2', (byte)'0']) >= 0
            || text.StartsWith([(byte)'R', (byte)'M', (byte)'R', element])
                || text.IndexOf([(byte)'B', (byte)'P', (byte)'R', element]) == 0);

    private void Remittance(ReadOnlySpan<byte> record, long line)
    {
        if (_text.Count < MostText)
            _text.AddRange(record[3..83]);
        if (_batch.EntryClass == "IAT")
            return;
        _sequence++;
        if (Bytes.TryDigits(record[83..87], out var stated) && stated == _sequence)
            return;
        _findings.Problem(Severity.Note, "ach.addenda_sequence", line, "The addenda are not numbered one after the " +
            "other.");
    }

    private void Return(ReadOnlySpan<byte> record)
    {
        _returnReason = Text(record[3..6]);
        _original = Text(record[6..21]);
        _text.AddRange(record[35..79]);
    }

    private void Change(ReadOnlySpan<byte> record)
    {
        _change = Text(record[3..6]);
        _original = Text(record[6..21]);
        _text.AddRange(record[35..64]);
    }

    private LineKind KindOf()
    {
        // A notification of change and a prenote carry no money.
        if (_change is not null || IsPrenote || Minor == 0)
            return LineKind.Excluded;
        if (_returnReason is not null || _code % 10 is 1 or 6)
            return IsDebit ? LineKind.Return : LineKind.Undecided;
        if (_batch.Description.StartsWith("REVERSAL", StringComparison.OrdinalIgnoreCase))
            return IsDebit ? LineKind.Return : LineKind.Undecided;
        // A debit is a vendor's pull from us, or our own collection seen from the other side: a person knows which.
        return IsDebit ? LineKind.Undecided : LineKind.Receipt;
    }

    private static string Text(ReadOnlySpan<byte> field) => Bytes.Text(field).Trim();

    private static string? Optional(string text) => text.Length == 0 ? null : text;
}
