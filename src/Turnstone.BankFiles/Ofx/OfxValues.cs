using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ofx;

/// <summary>Dates and amounts as banks write them into OFX.</summary>
internal static class OfxValues
{
    /// <summary>
    /// <c>YYYYMMDD</c>, whatever follows: the time and its zone do not move the day the bank booked.
    /// </summary>
    public static bool TryDate(string? text, out DateOnly date)
    {
        date = default;
        // "2026-06-30" is not OFX, and says the same.
        if (text is { Length: >= 10 } && text[4] == '-' && text[7] == '-')
            text = string.Concat(text.AsSpan(0, 4), text.AsSpan(5, 2), text.AsSpan(8, 2));
        if (text is { Length: >= 8 and <= 10 } && text.Contains('/', StringComparison.Ordinal))
            return TrySlashes(text, out date);
        return text is { Length: >= 8 } && text.AsSpan(0, 8).IndexOfAnyExceptInRange('0', '9') < 0
            && int.TryParse(text.AsSpan(0, 8), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && Dates.TryMake(number / 10000, number / 100 % 100, number % 100, out date);
    }

    // "6/15/2026" and "15/6/2026" say which is the month; "6/5/2026" does not and is no date.
    private static bool TrySlashes(string text, out DateOnly date)
    {
        date = default;
        var parts = text.Split('/');
        if (parts.Length != 3 || parts[2].Length != 4
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second)
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var year))
            return false;
        return second > 12 || first == second ? Dates.TryMake(year, first, second, out date)
            : first > 12 && Dates.TryMake(year, second, first, out date);
    }

    /// <summary>
    /// The standard writes <c>-1234.56</c> or <c>-1234,56</c>; banks add a plus, grouping and currency signs. A lone
    /// comma before three digits is a decimal sign only where the currency has three decimals.
    /// </summary>
    public static bool TryAmount(string text, Currency currency, out Money amount)
    {
        var (comma, point) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        var last = Math.Max(comma, point);
        var repeated = last >= 0 && text.IndexOf(text[last], StringComparison.Ordinal) != last;
        var both = comma >= 0 && point >= 0;
        // "1,234" groups; "1.234" has a decimal too many, which the amount's form refuses.
        var groups = last >= 0 && !both && (repeated || (text[last] == ',' && currency.Exponent != 3
            && Digits(text, last + 1) == 3));
        var sign = last < 0 ? '.' : groups ? (text[last] == ',' ? '.' : ',') : text[last];
        return new Tables.AmountForm(sign).TryRead(text, currency, out amount, out _);
    }

    private static int Digits(string text, int from)
    {
        var at = from;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at - from;
    }
}
