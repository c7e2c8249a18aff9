using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Mt940;

/// <summary>A <c>:61:</c> line taken apart; the next one is read into the same place.</summary>
internal sealed class MtLine
{
    public DateOnly ValueDate { get; private set; }

    public DateOnly? EntryDate { get; private set; }

    /// <summary>C, D, RC, RD, EC or ED.</summary>
    public string Mark { get; private set; } = "";

    public Money Amount { get; private set; }

    public string Type { get; private set; } = "";

    public string? Customer { get; private set; }

    public string? Bank { get; private set; }

    public string Supplement { get; private set; } = "";

    /// <summary>The day did not exist; the month's last is taken.</summary>
    public bool DateClamped { get; private set; }

    public long At { get; private set; }

    public long Offset { get; private set; }

    public int Length { get; private set; }

    /// <summary>Money in: a credit, or the reversal of a debit. RC takes a credit back and is money out.</summary>
    public bool IsIn => Mark is "C" or "RD" or "EC";

    /// <summary>Expected and not booked: no part of the balance.</summary>
    public bool IsExpected => Mark is "EC" or "ED";

    public void Stand(long at, long offset, int length) => (At, Offset, Length) = (at, offset, length);

    /// <summary>
    /// YYMMDD [MMDD] mark [letter] amount type(4) reference [//reference] LF supplement; false where it is none.
    /// </summary>
    public bool Read(ReadOnlySpan<byte> content, Currency currency, TextPool texts)
    {
        if (ReadOnce(content, currency, texts))
            return true;
        // A mail program wrapped the line within its fixed part.
        var wrap = content.IndexOf((byte)'\n');
        return wrap >= 0 && ReadOnce([.. content[..wrap], .. content[(wrap + 1)..]], currency, texts);
    }

    private bool ReadOnce(ReadOnlySpan<byte> content, Currency currency, TextPool texts)
    {
        content = content.TrimStart((byte)' ');
        var end = content.IndexOf((byte)'\n');
        var line = end < 0 ? content : content[..end];
        Supplement = end < 0 ? "" : Bytes.Text(content[(end + 1)..]).Trim();
        if (line.Length < 8 || !TryDate(line[..6], out var value, out var clamped))
            return false;
        (ValueDate, DateClamped, EntryDate) = (value, clamped, null);
        var rest = line[6..];
        // Blanks stand in the place of an entry date that is not given.
        if (rest.Length > 4 && Bytes.TryDigits(rest[..4], out var monthDay))
        {
            EntryDate = Dates.TryNearest((int)(monthDay / 100), (int)(monthDay % 100), value, out var near)
                ? near : null;
            rest = rest[4..];
        }

        rest = rest.TrimStart((byte)' ');
        Mark = MarkOf(rest);
        return Mark.Length > 0 && ReadAmount(rest[Mark.Length..], currency, texts);
    }

    private bool ReadAmount(ReadOnlySpan<byte> rest, Currency currency, TextPool texts)
    {
        // The third letter of the currency: only where a digit follows, so that "CR1" is a credit and "RC1" a reversal.
        if (rest.Length > 1 && char.IsAsciiLetter((char)rest[0]) && IsAmountByte(rest[1]))
            rest = rest[1..];
        var digits = 0;
        while (digits < rest.Length && (IsAmountByte(rest[digits]) || IsGrouping(rest[digits..])))
            digits++;
        var behind = rest[digits..].TrimStart((byte)' ');
        // The type that follows begins with S, N or F; anything else says that the amount was not read to its end.
        if (!MtAmount.TryRead(rest[..digits], currency, out var minor)
            || (!behind.IsEmpty && Letter(behind, 0) is not ('N' or 'F' or 'S')))
            return false;
        Amount = new(IsIn ? minor : -minor, currency);
        References(behind, texts);
        return true;
    }

    private static bool IsAmountByte(byte value) => value is >= (byte)'0' and <= (byte)'9' or (byte)',' or (byte)'.';

    // "1 250,50", "1'250,50": before three more digits.
    private static bool IsGrouping(ReadOnlySpan<byte> rest) =>
        rest.Length > 3 && rest[0] is (byte)' ' or (byte)'\'' && Bytes.TryDigits(rest[1..4], out _);

    private static string MarkOf(ReadOnlySpan<byte> rest) => (Letter(rest, 0), Letter(rest, 1)) switch
    {
        ('R', 'C') => "RC",
        ('R', 'D') => "RD",
        ('E', 'C') => "EC",
        ('E', 'D') => "ED",
        ('C', _) => "C",
        ('D', _) => "D",
        _ => "",
    };

    private static char Letter(ReadOnlySpan<byte> rest, int at) =>
        at < rest.Length ? char.ToUpperInvariant((char)rest[at]) : ' ';

    private void References(ReadOnlySpan<byte> rest, TextPool texts)
    {
        Type = texts.Text(Bytes.Trim(rest[..Math.Min(4, rest.Length)]));
        rest = rest[Math.Min(4, rest.Length)..];
        var split = rest.IndexOf("//"u8);
        var customer = Bytes.Trim(split < 0 ? rest : rest[..split]);
        var bank = split < 0 ? [] : Bytes.Trim(rest[(split + 2)..]);
        (Customer, Bank) = (IsNone(customer) ? null : Bytes.Text(customer), bank.IsEmpty ? null : Bytes.Text(bank));
    }

    // Dutch banks name the keyword of the details that holds the reference.
    private static bool IsNone(ReadOnlySpan<byte> reference) => reference.IsEmpty
        || reference.SequenceEqual("NONREF"u8) || reference.SequenceEqual("EREF"u8)
        || reference.SequenceEqual("PREF"u8) || reference.SequenceEqual("KREF"u8)
        || reference.SequenceEqual("MARF"u8) || reference.SequenceEqual("NOTPROVIDED"u8);

    // 30 February is a day in interest reckoning of 30 days a month; banks print it.
    private static bool TryDate(ReadOnlySpan<byte> text, out DateOnly date, out bool clamped)
    {
        clamped = false;
        if (Bytes.TryDate6(text, out date))
            return true;
        if (!Bytes.TryDigits(text, out var number) || number / 100 % 100 is < 1 or > 12 || number % 100 is < 29 or > 31)
            return false;
        clamped = true;
        var year = (int)(number / 10000) + (number / 10000 < 80 ? 2000 : 1900);
        var month = (int)(number / 100 % 100);
        return Dates.TryMake(year, month, DateTime.DaysInMonth(year, month), out date);
    }
}
