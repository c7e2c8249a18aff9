using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// How a table writes amounts: the decimal sign, found from its first rows or told. Signs in front or behind,
/// parentheses, currency signs, blanks and apostrophes between digits, and CR or DR behind are read.
/// </summary>
internal sealed class AmountForm(char decimalSign, int impliedDecimals = 0)
{
    // Grouping signs of all countries, currency signs, and what needs no reading.
    private const string Ornaments = ",.'’ \u00A0\u202F+)$€£";

    // Currencies as portals write them beside an amount.
    private static readonly string[] Marks =
    [
        "US$", "HK$", "R$", "A$", "C$", "S$", "Rs.", "Rs", "kr.", "kr", "Kr", "zł", "Kč", "Ft", "Fr.", "₹", "¥", "USD",
        "EUR", "GBP", "CHF", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "JPY", "BRL", "INR", "SGD", "HKD",
        "MXN", "ZAR", "NZD",
    ];

    public char Decimal => decimalSign;

    /// <summary>
    /// Looks at cells until one proves the sign; a comma-separated file from nowhere else proven has points.
    /// </summary>
    public static AmountForm Find(IEnumerable<string> cells, Mapping? mapping, char separator)
    {
        if (mapping?.ImpliedDecimals is > 0 and var decimals)
            return new(mapping.Decimal ?? '.', decimals);
        if (mapping?.Decimal is { } sign)
            return new(sign);
        foreach (var cell in cells)
        {
            if (Proof(cell) is { } proven)
                return new(proven);
        }

        return new(separator == ';' ? ',' : '.');
    }

    /// <summary>
    /// Reads a cell; more decimals than the currency has are refused, not rounded. <paramref name="debit"/> is true
    /// where
    /// the cell itself says money out by DR behind it.
    /// </summary>
    public bool TryRead(string cell, Currency currency, out Money amount, out bool debit)
    {
        amount = default;
        Span<char> plain = stackalloc char[32];
        var length = 0;
        var negative = false;
        var text = cell.AsSpan().Trim();
        // "-R$ 5,00", "(USD 5.00)": the sign of the amount, before its currency.
        if (text.Length > 1 && char.IsLetter(text[1]) && text[0] is '-' or '\u2212' or '(' or '+')
        {
            negative = text[0] != '+';
            text = text[1..];
        }

        text = WithoutMark(text, out debit);
        var sign = SignOf(text);
        if (sign is null)
            return false;
        foreach (var c in text)
        {
            if (c is '-' or '(' or '\u2212')
                negative = true;
            else if (c == sign || char.IsAsciiDigit(c))
            {
                if (length == plain.Length)
                    return false;
                plain[length++] = c == sign ? '.' : c;
            }
            else if (!Ornaments.Contains(c, StringComparison.Ordinal))
                return false;
        }

        if (impliedDecimals > 0 && length > 0 && !Point(plain, ref length))
            return false;
        if (length == 0 || !Money.TryParse(plain[..length], currency, out amount))
            return false;
        if (negative)
            amount = -amount;
        return true;
    }

    // A sign of grouping stands before three digits. One or two behind it are decimals whatever the table's own sign
    // is (a number among texts of a sheet); any other count is no amount: null.
    private char? SignOf(ReadOnlySpan<char> text)
    {
        var other = decimalSign == ',' ? '.' : ',';
        var at = text.LastIndexOf(other);
        if (at < 0 || impliedDecimals > 0)
            return decimalSign;
        var rest = text[(at + 1)..];
        var digits = rest.IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? end : rest.Length;
        if (digits == 3)
            return decimalSign;
        var isOnly = text.IndexOf(other) == at && !text.Contains(decimalSign);
        return isOnly && digits is 1 or 2 ? other : null;
    }

    // The point in front of so many last digits, where none is written.
    private bool Point(Span<char> plain, ref int length)
    {
        if (plain[..length].Contains('.'))
            return true;
        if (length + impliedDecimals + 1 > plain.Length)
            return false;
        while (length < impliedDecimals)
        {
            plain[..length].CopyTo(plain[1..]);
            plain[0] = '0';
            length++;
        }

        var at = length - impliedDecimals;
        plain[at..length].CopyTo(plain[(at + 1)..]);
        plain[at] = '.';
        length++;
        return true;
    }

    /// <summary>True where a cell looks like an amount at all.</summary>
    public static bool IsAmount(string cell) =>
        cell.AsSpan().ContainsAnyInRange('0', '9') && new AmountForm('.').TryRead(cell, Currency.Usd, out _, out _)
        || cell.AsSpan().ContainsAnyInRange('0', '9') && new AmountForm(',').TryRead(cell, Currency.Usd, out _, out _);

    private static ReadOnlySpan<char> WithoutMark(ReadOnlySpan<char> text, out bool debit)
    {
        debit = text.EndsWith("DR", StringComparison.OrdinalIgnoreCase);
        if (debit)
            return WithoutCurrency(text[..^2].TrimEnd());

        if (text.EndsWith("CR", StringComparison.OrdinalIgnoreCase))
            text = text[..^2].TrimEnd();
        return WithoutCurrency(text);
    }

    // "USD 5.00", "5,00 Kč", "R$ 5,00", "CHF5.00": any code apart, a known mark also beside the digits.
    private static ReadOnlySpan<char> WithoutCurrency(ReadOnlySpan<char> text)
    {
        var first = text.IndexOf(' ');
        if (first == 3 && char.IsAsciiLetterUpper(text[0]))
            return text[4..];
        var last = text.LastIndexOf(' ');
        if (last > 0 && text.Length - last == 4 && char.IsAsciiLetterUpper(text[^1]))
            return text[..last];
        if (!text.ContainsAnyInRange('0', '9'))
            return text;
        foreach (var mark in Marks)
        {
            if (text.StartsWith(mark, StringComparison.Ordinal))
                return text[mark.Length..];
            if (text.EndsWith(mark, StringComparison.Ordinal))
                return text[..^mark.Length];
        }

        return text;
    }

    // Two different signs: the last is the decimal. One sign proves itself unless three digits follow it.
    private static char? Proof(string cell)
    {
        var (comma, point) = (cell.LastIndexOf(','), cell.LastIndexOf('.'));
        if (comma >= 0 && point >= 0)
            return comma > point ? ',' : '.';
        var at = Math.Max(comma, point);
        if (at < 0 || cell.IndexOf(cell[at], StringComparison.Ordinal) != at)
            return at < 0 ? null : cell[at] == ',' ? '.' : ',';
        var digits = 0;
        while (at + 1 + digits < cell.Length && char.IsAsciiDigit(cell[at + 1 + digits]))
            digits++;
        return digits == 3 ? null : cell[at];
    }
}
