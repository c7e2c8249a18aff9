using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.X12;

/// <summary>
/// Collects the segments of one 820 (payment order and remittance advice) into a remittance; the next one begins in the
/// same place. Each RMR is a line; ADX and REF beneath it belong to it; an ADX beneath its entity is an adjustment of
/// the whole payment.
/// </summary>
internal sealed class PaymentOrder(Findings findings)
{
    private byte _element;
    private long _line;
    private readonly List<RemittanceLine> _lines = [];
    private readonly List<RemittanceLine> _adjustments = [];
    private readonly List<string> _notes = [];
    private Currency _currency;
    private string? _reference;
    private string? _traceReference;
    private DateOnly? _date;
    private DateOnly? _furtherDate;
    private Money? _total;
    private string? _payer;
    private string? _furtherPayer;
    private bool _underLine;

    /// <summary>Documents and notes as text, for who reads text only.</summary>
    public string Text => _notes.Count == 0 && _lines.Count == 1 ? _lines[0].Document
        : string.Join(' ', _notes.Concat(_lines.Select(read => read.Document)).Where(piece => piece.Length > 0));

    /// <summary>Anything of a remittance was in it.</summary>
    public bool HasContent => _lines.Count > 0 || _notes.Count > 0 || _total is not null;

    /// <summary>Payer as N1*PR names it.</summary>
    public string? Payer => _payer ?? _furtherPayer;

    /// <summary>Forgets the one before.</summary>
    public PaymentOrder Begin(byte element, long line)
    {
        (_element, _line, _underLine) = (element, line, false);
        _currency = findings.Settings.DefaultCurrency ?? Currency.Usd;
        (_reference, _traceReference, _payer, _furtherPayer) = (null, null, null, null);
        (_date, _furtherDate, _total) = (null, null, null);
        _lines.Clear();
        _adjustments.Clear();
        _notes.Clear();
        return this;
    }

    public void Take(ReadOnlySpan<byte> segment, long at)
    {
        var elements = new Elements(segment, _element);
        switch (elements.Next())
        {
            case [(byte)'B', (byte)'P', (byte)'R']: Begin(elements, segment, at); break;
            case [(byte)'T', (byte)'R', (byte)'N']: _reference ??= Optional(elements.After(1)); break;
            case [(byte)'C', (byte)'U', (byte)'R']: TakeCurrency(elements); break;
            case [(byte)'R', (byte)'E', (byte)'F']: Reference(elements); break;
            case [(byte)'D', (byte)'T', (byte)'M']: Date(elements); break;
            case [(byte)'N', (byte)'1']: Party(elements); break;
            case [(byte)'N', (byte)'T', (byte)'E']: Note(elements.After(1)); break;
            case [(byte)'E', (byte)'N', (byte)'T']: _underLine = false; break;
            case [(byte)'R', (byte)'M', (byte)'R']: Line(elements, segment, at); break;
            case [(byte)'A', (byte)'D', (byte)'X']: Adjustment(elements, segment, at); break;
            default: break;
        }
    }

    /// <summary>What it says.</summary>
    public Remittance Make() => Make(_reference ?? _traceReference, null, Payer, null);

    /// <summary>
    /// What it says; the payment it came with has the reference, and states the rest where it does not.
    /// </summary>
    public Remittance Make(string? reference, Money? total, string? payer, DateOnly? date) => new()
    {
        Payer = payer, Reference = reference ?? _reference ?? _traceReference, Date = _date ?? _furtherDate ?? date,
        Currency = _currency, Total = _total ?? total, Lines = _lines.ToArray(), Adjustments = _adjustments.ToArray(),
        Line = _line,
    };

    private void Begin(Elements elements, ReadOnlySpan<byte> segment, long at)
    {
        elements.Next();
        _total = Amount(elements.Next(), segment, at, "total");
        _date = DateOf(elements.After(13));
    }

    private void TakeCurrency(Elements elements)
    {
        if (!Currency.TryParse(Bytes.Text(elements.After(1)), out var currency))
            return;
        _currency = currency;
        // The total stands before its currency: it was read in the default one.
        if (_total is { } total)
            _total = Amount(System.Text.Encoding.ASCII.GetBytes(total.ToPlainString()), [], _line, "total");
    }

    // REF*TN and REF*TRN carry the trace number where TRN is absent.
    private void Reference(Elements elements)
    {
        if (elements.Next() is [(byte)'T', (byte)'N'] or [(byte)'T', (byte)'R', (byte)'N'])
            _traceReference ??= Optional(elements.Next());
    }

    private void Date(Elements elements)
    {
        if (!_underLine && elements.Next() is not [(byte)'0', (byte)'0', (byte)'3'])
            _furtherDate ??= DateOf(elements.Next());
    }

    private void Party(Elements elements)
    {
        var role = findings.Texts.Text(elements.Next());
        var name = findings.Texts.Optional(elements.Next());
        if (role == "PR")
            _payer ??= name;
        else if (role is "RM" or "41" or "BY" or "DQ")
            _furtherPayer ??= name;
    }

    private void Note(ReadOnlySpan<byte> text)
    {
        if (Optional(text) is { } note)
            _notes.Add(note);
    }

    // RMR: qualifier, number, action, paid, gross, discount, adjustment reason, adjustment.
    private void Line(Elements elements, ReadOnlySpan<byte> segment, long at)
    {
        _underLine = true;
        elements.Next();
        var document = Bytes.Text(elements.Next());
        elements.Next();
        var net = Amount(elements.Next(), segment, at, "paid amount");
        var gross = Amount(elements.Next(), segment, at, "gross amount");
        var discount = Amount(elements.Next(), segment, at, "discount");
        var reason = findings.Texts.Optional(elements.Next());
        var adjustment = Amount(elements.Next(), segment, at, "adjustment");
        _lines.Add(new(document, gross, discount?.Abs(), Deduction(gross, discount, adjustment, net), reason, net, at));
    }

    // The sign of RMR08 differs between senders: the line foots with one of them.
    private static Money? Deduction(Money? gross, Money? discount, Money? adjustment, Money? net)
    {
        if (adjustment is not { } amount || gross is not { } whole || net is not { } paid)
            return adjustment?.Abs();
        var before = (Int128)whole.Minor - Math.Abs(discount?.Minor ?? 0);
        return before + amount.Minor == paid.Minor ? -amount : before - amount.Minor == paid.Minor ? amount
            : amount.Abs();
    }

    private void Adjustment(Elements elements, ReadOnlySpan<byte> segment, long at)
    {
        var amount = Amount(elements.Next(), segment, at, "adjustment");
        var reason = Optional(elements.Next());
        elements.Next();
        var reference = Bytes.Text(elements.Next());
        if (!_underLine)
        {
            _adjustments.Add(new(reference, null, null, null, reason, amount, at));
        }
        else if (amount is { } money)
        {
            var above = _lines[^1];
            var deducted = (Int128)(above.Deduction?.Minor ?? 0) - money.Minor;
            _lines[^1] = above with { Deduction = new Money(long.CreateSaturating(deducted), _currency),
                Reason = above.Reason ?? reason };
        }
    }

    private Money? Amount(ReadOnlySpan<byte> text, ReadOnlySpan<byte> segment, long at, string what)
    {
        if (text.IsEmpty)
            return null;
        if (X12Amounts.TryRead(text, _currency, out var amount, out var plain))
        {
            if (!plain)
                findings.Problem(Severity.Note, "x12.amount_form", at, $"The {what} \"{Bytes.Raw(text)}\" is read as "
                    + $"{amount}.", segment);
            return amount;
        }

        findings.Problem(Severity.Error, "x12.amount", at,
            $"\"{Bytes.Raw(text)}\" stands where the {what} in {_currency.Code} belongs.", segment);
        return null;
    }

    private static DateOnly? DateOf(ReadOnlySpan<byte> text) =>
        Bytes.TryDate6Or8(text, out var date) ? date : null;

    private static string? Optional(ReadOnlySpan<byte> text) => text.IsEmpty ? null : Bytes.Text(text);
}
