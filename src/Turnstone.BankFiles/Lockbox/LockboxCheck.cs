using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Lockbox;

/// <summary>One check and the overflow records that follow it.</summary>
internal sealed class LockboxCheck(FixedRecord record, LockboxLayout layout, DateOnly date, Money amount)
{
    private const int OldReference = 10;

    private readonly List<RemittanceLine> _lines = [];
    private readonly List<string> _texts = [];
    private long _end = record.Offset + record.Text.Length;

    public Money Amount => amount;

    public bool Owns(FixedRecord overflow) =>
        string.Equals(record[layout.Batch], overflow[layout.Batch], StringComparison.Ordinal)
        && string.Equals(record[layout.Item], overflow[layout.Item], StringComparison.Ordinal);

    /// <summary>
    /// An invoice with its amount, or text where no amount stands behind. The sequence is no key: it begins again after
    /// 99.
    /// </summary>
    public void Take(FixedRecord overflow)
    {
        _end = overflow.Offset + overflow.Text.Length;
        var paid = Cents(overflow[layout.InvoiceAmount]);
        if (paid is null)
        {
            _texts.Add(overflow[layout.Invoice.Start..]);
            return;
        }

        var deduction = Cents(overflow[layout.Deduction]);
        var reason = deduction is null ? "" : overflow[layout.Reason];
        _lines.Add(new(overflow[layout.Invoice], Gross: null, Discount: null,
            deduction is { IsZero: false } ? deduction : null, reason.Length > 0 ? reason : null, paid, overflow.Line));
    }

    public BankTransaction Make(string lockbox)
    {
        var dated = record[layout.CheckDate] is { Length: 6 } text && LockboxDates.TryRead(text, out _);
        if (!dated)
            Old();
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "check", Number());
        ReferenceList.Add(ref references, "lockbox", lockbox);
        ReferenceList.Add(ref references, "batch", record[layout.Batch]);
        ReferenceList.Add(ref references, "item", record[layout.Item]);
        var name = dated ? record[layout.Remitter] : "";
        var pieces = _texts.Concat(_lines.Select(line => line.Document)).Where(piece => piece.Length > 0);
        return new()
        {
            Date = date, Amount = amount, Kind = LineKind.Receipt, Reference = Number(), Line = record.Line,
            References = references ?? ReferenceList.Empty, Text = string.Join(' ', pieces), Offset = record.Offset,
            Payer = new(name.Length > 0 ? name : null, Some(layout.Account), Some(layout.Routing)),
            Length = (int)Math.Min(int.MaxValue, _end - record.Offset),
        };
    }

    public Remittance? Remittance(BankTransaction check) => _lines.Count == 0 ? null : new()
    {
        Payer = check.Payer.Name, Reference = check.Reference, Date = check.Date, Currency = amount.Currency,
        Total = amount, Lines = _lines, Line = record.Line,
    };

    // The old form ends with the check number and may carry up to four references of ten characters.
    private void Old()
    {
        var rest = record.Text.Length > layout.CheckDate.Start.Value ? record.Text[layout.CheckDate.Start.Value..] : "";
        _texts.InsertRange(0, rest.Chunk(OldReference).Select(piece => new string(piece).Trim()));
    }

    private string? Some(Range field) => record[field] is { Length: > 0 } text ? text : null;

    private string? Number() => Some(layout.Check)?.TrimStart('0') is { Length: > 0 } number ? number : null;

    private Money? Cents(string text) => FixedRecord.TryNumber(text, out var cents)
        ? new Money(cents, amount.Currency) : null;
}

/// <summary>Dates of a lockbox: files write YYMMDD in one record and MMDDYY in another.</summary>
internal static class LockboxDates
{
    public static bool TryRead(string text, out DateOnly date)
    {
        date = default;
        return FixedRecord.TryNumber(text, out var number) && text.Length == 6
            && (Dates.TryMake(2000 + (int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100), out date)
            || Dates.TryMake(2000 + (int)(number % 100), (int)(number / 10000), (int)(number / 100 % 100), out date));
    }
}
