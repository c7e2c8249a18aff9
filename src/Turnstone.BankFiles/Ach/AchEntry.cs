using System.Globalization;
using Turnstone.BankFiles.X12;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ach;

/// <summary>
/// One entry and its addenda until the next record that is none; the next entry begins in the same place.
/// </summary>
internal sealed class AchEntry(Findings findings)
{
    // CTX allows 9,999 addenda of 80 characters.
    private const int MostText = 9_999 * 80;

    // Types 10 to 16, which every IAT entry has.
    private const int MandatoryAddenda = 7;

    private readonly List<byte> _text = [];
    private readonly PaymentOrder _order = new(findings);
    private AchBatch? _held;
    private long _line;
    private long _offset;
    private int _length;
    private int _code;
    private string _account = "";
    private string? _individual;
    private string? _name;
    private string? _trace;
    private int? _addendaStated;
    private int _addenda;
    private int _sequence;
    private string? _returnReason;
    private string? _original;
    private string? _change;
    private string? _foreignName;
    private ReferenceList? _references;

    public long Minor { get; private set; }

    /// <summary>Codes of form x7 take from the receiver, x2 give; ADV has its own.</summary>
    public bool IsDebit => Batch.EntryClass == "ADV" ? _code % 2 == 0 : _code % 10 is >= 6 and <= 9;

    private bool IsPrenote => Batch.EntryClass != "ADV" && _code % 10 is 3 or 8 or 4 or 9;

    private AchBatch Batch => _held ?? throw new InvalidOperationException("The entry was not begun.");

    /// <summary>Takes an entry's record; false, with a problem, where it cannot be read.</summary>
    public bool Begin(AchBatch batch, AchLines lines)
    {
        var record = lines.Current;
        var amount = batch.EntryClass == "ADV" ? record[27..39] : record[29..39];
        if (!Bytes.TryDigits(record[1..3], out var code) || !Bytes.TryDigits(Bytes.Trim(amount), out var minor))
        {
            findings.Problem(Severity.Error, "ach.entry", lines.Line,
                "The entry's code or amount is no number; it is not read.", record);
            return false;
        }

        (_held, _line, _offset, _length) = (batch, lines.Line, lines.Offset, lines.Length);
        (_code, Minor) = ((int)code, minor);
        (_addenda, _sequence, _references) = (0, 0, null);
        (_returnReason, _original, _change, _foreignName) = (null, null, null, null);
        _text.Clear();
        Fields(record);
        return true;
    }

    private void Fields(ReadOnlySpan<byte> record)
    {
        var (advice, foreign) = (Batch.EntryClass == "ADV", Batch.EntryClass == "IAT");
        _account = findings.Texts.Optional(advice ? record[12..27] : foreign ? record[39..74] : record[12..29]) ?? "";
        _individual = advice || foreign ? null : Own(record[39..54]);
        var isCorporate = Batch.EntryClass is "CTX" or "ATX" or "ENR";
        _name = foreign ? null : findings.Texts.Optional(isCorporate ? record[58..74] : record[54..76]);
        _addendaStated = isCorporate && Bytes.TryDigits(record[54..58], out var stated) ? (int)stated
            : foreign && Bytes.TryDigits(record[12..16], out var indicated) ? (int)indicated : null;
        _trace = Own(record[79..94]);
    }

    public void Addenda(ReadOnlySpan<byte> record, long line)
    {
        _addenda++;
        switch (findings.Texts.Text(record[1..3]))
        {
            case "99": Return(record); break;
            case "98": Change(record); break;
            case "10": _foreignName = Text(record[46..81]); break;
            case "11" when Batch.EntryClass == "IAT":
                ReferenceList.Add(ref _references, "originator", Text(record[3..38]));
                break;
            case "17" when Batch.EntryClass == "IAT": Remittance(record, line); break;
            case "05": Remittance(record, line); break;
            case "12" or "13" or "14" or "15" or "16" or "18" or "02": break;
            case var type:
                findings.Problem(Severity.Note, "ach.addenda_type", line,
                    $"Addenda of type {type} are kept as text.", record);
                Remittance(record, line);
                break;
        }
    }

    public (BankTransaction Transaction, string Account, Remittance? Remittance) Make()
    {
        if (_addendaStated is { } stated && stated != _addenda)
        {
            // Many programs state the seven addenda every IAT entry has, and not those it may have beside them.
            var mandatory = Batch.EntryClass == "IAT" && stated == MandatoryAddenda && _addenda > stated;
            findings.Problem(mandatory ? Severity.Note : Severity.Warning, Quirks.Miscounts, "ach.addenda_count", _line,
                string.Create(CultureInfo.InvariantCulture,
                $"The entry states {stated} addenda, {_addenda} follow."));
        }

        var (order, text) = ReadText();
        ReferenceList.Add(ref _references, "individual", _individual);
        ReferenceList.Add(ref _references, "company", Batch.CompanyId);
        ReferenceList.Add(ref _references, "receiver", _name);
        ReferenceList.Add(ref _references, "original", _original);
        ReferenceList.Add(ref _references, "return_reason", _returnReason ?? _change);
        var transaction = new BankTransaction
        {
            Date = Batch.Date ?? default, ValueDate = Batch.Date, Kind = KindOf(),
            Amount = new Money(IsDebit ? -Minor : Minor, Batch.Currency), Line = _line, Offset = _offset,
            Length = _length, TypeCode = Batch.EntryClass.Length == 0
                ? _code.ToString("00", CultureInfo.InvariantCulture) : Batch.EntryClass,
            Reference = _trace, References = _references ?? ReferenceList.Empty, Payer = PayerOf(order),
            Text = text.Length > 0 ? text : Batch.Description,
        };
        return (transaction, _account, order is null ? null : RemittanceOf(order, transaction));
    }

    private Payer PayerOf(PaymentOrder? order) => order?.Payer is { } named ? Batch.PayerOf(named)
        : _foreignName is null ? Batch.Payer : Batch.PayerOf(_references?.GetValueOrDefault("originator"));

    private Remittance? RemittanceOf(PaymentOrder order, BankTransaction payment)
    {
        var remittance = order.Make(_trace, payment.Amount.Abs(), payment.Payer.Name, payment.Date);
        RemittanceSums.Check(findings, remittance);
        if (remittance.Total is { } total && total.Minor != Minor)
        {
            findings.Problem(Severity.Warning, "ach.remittance_total", _line,
                $"The addenda speak of a payment of {total}, the entry is another amount.");
        }

        return remittance.Lines.Count == 0 && remittance.Adjustments.Count == 0 ? null : remittance;
    }

    // The texts of all addenda are one stream: a segment may run over their ends, so nothing inside is trimmed.
    private (PaymentOrder? Order, string Text) ReadText()
    {
        var text = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_text);
        text = text[..(text.LastIndexOfAnyExcept((byte)' ') + 1)];
        if (text.IsEmpty || Delimiters.Find(text) is not { } delimiters || !LooksLikeOrder(text, delimiters.Element))
            return (null, Bytes.Text(text));
        _order.Begin(delimiters.Element, _line);
        ReadOnlySpan<byte> rest = text;
        while (!rest.IsEmpty)
        {
            var end = delimiters.EndOf(rest);
            _order.Take(Bytes.Trim(end < 0 ? rest : rest[..end]), _line);
            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        if (!_order.HasContent)
            return (null, Bytes.Text(text));
        return (_order, _order.Text is { Length: > 0 } told ? told : Bytes.Text(text));
    }

    private static bool LooksLikeOrder(ReadOnlySpan<byte> text, byte element) =>
        (element == '*' || !char.IsAsciiLetterOrDigit((char)element))
        && (text.StartsWith("RMR"u8) && text[3] == element || text.StartsWith("BPR"u8) && text[3] == element
            || text.StartsWith("ISA"u8) || text.StartsWith("GS"u8)
            || text.IndexOf([(byte)'S', (byte)'T', element, (byte)'8', (byte)'2', (byte)'0']) >= 0);

    private void Remittance(ReadOnlySpan<byte> record, long line)
    {
        if (_text.Count < MostText)
            _text.AddRange(record[3..83]);
        if (Batch.EntryClass == "IAT")
            return;
        _sequence++;
        if (Bytes.TryDigits(record[83..87], out var stated) && stated == _sequence)
            return;
        findings.Problem(Severity.Note, "ach.addenda_sequence", line, "The addenda are not numbered one after the " +
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
        if (Batch.Description.StartsWith("REVERSAL", StringComparison.OrdinalIgnoreCase))
            return IsDebit ? LineKind.Return : LineKind.Undecided;
        // A debit is a vendor's pull from us, or our own collection seen from the other side: a person knows which.
        return IsDebit ? LineKind.Undecided : LineKind.Receipt;
    }

    private static string Text(ReadOnlySpan<byte> field) => Bytes.Text(field).Trim();

    // What only this entry has.
    private static string? Own(ReadOnlySpan<byte> field) =>
        Bytes.Trim(field) is { IsEmpty: false } left ? Bytes.Text(left) : null;
}
