using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>What looks like an amount in a letter, where days and numbers of documents stand beside amounts.</summary>
internal static class LetterAmount
{
    /// <summary>True for an amount: "12.05.2026" and "2026-05-12" are days, "4711-12" is a document.</summary>
    public static bool Is(string cell)
    {
        if (cell.Length > 40 || !AmountForm.IsAmount(cell))
            return false;
        var digits = cell.AsSpan();
        digits = digits[digits.IndexOfAnyInRange('0', '9')..(digits.LastIndexOfAnyInRange('0', '9') + 1)];
        return digits.IndexOf('-') < 0 && IsGrouped(digits, '.') && IsGrouped(digits, ',');
    }

    // A sign that stands twice parts thousands: three digits follow each, two within as Indians write.
    private static bool IsGrouped(ReadOnlySpan<char> digits, char sign)
    {
        var first = digits.IndexOf(sign);
        if (first < 0 || digits.LastIndexOf(sign) == first)
            return true;
        var rest = digits[(first + 1)..];
        for (var next = rest.IndexOf(sign); next >= 0; next = rest.IndexOf(sign))
        {
            if (next is not (2 or 3))
                return false;
            rest = rest[(next + 1)..];
        }

        return rest.Length == 3 || (rest.Length > 3 && rest[3] is '.' or ',');
    }
}
