using System.Collections.Frozen;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>Lists and ranges that begin with a number in full: <c>RE26/008065,66</c>, <c>90001 TO 23</c>.</summary>
internal sealed class NumberLists(Books books)
{
    private const int LargestFamily = 3000;
    private const int LongestRange = 200;

    private static readonly FrozenSet<string> Until = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "TO", "THRU", "THROUGH", "UNTIL", "TILL", "BIS", "AU", "AL", "HASTA", "TOT", "TM", "A");

    /// <summary>A shorter number after <paramref name="last"/> takes the rest of that one before it.</summary>
    public Cite? Next(Scan scan, int at, Cite? last)
    {
        if (last is null)
            return null;
        var pattern = last.Documents[^1];
        var word = scan.Words[at];
        var (full, digits) = Forms(pattern);
        if (word.Length >= digits.Length)
            return null;
        var found = new List<int>();
        foreach (var item in Family(pattern))
        {
            var (other, otherDigits) = Forms(item);
            if (SameForm(full, other) && (Continues(digits, otherDigits, word.Text)
                || Continues(Serial(pattern), Serial(item), word.Text)))
                found.Add(item);
        }

        if (found.Count != 1)
            return null;
        var cite = new Cite([found[0]], CiteQuality.Listed, word.Start, word.Length)
        {
            Weight = Math.Min(last.Weight, 4000),
        };
        return cite;
    }

    /// <summary>From one number to another: all of the family's documents between, where a word says so.</summary>
    public Cite? Range(Scan scan, Cite from, Cite to)
    {
        if (from.Together || from.Documents.Length != 1 || to.Documents.Length != 1 || !books.IsOpen(from.Documents[0])
            || !books.IsOpen(to.Documents[0]) || !Says(scan.Text.AsSpan(from.End, Math.Max(0, to.Start - from.End))))
            return null;
        var (first, last) = (from.Documents[0], to.Documents[0]);
        var (full, low) = Forms(first);
        var (end, high) = Forms(last);
        if (!SameForm(full, end) || !books.Related(books.CustomerOf(first), books.CustomerOf(last)))
            return null;
        if (string.CompareOrdinal(low, high) >= 0)
            return null;
        var between = new List<int>();
        foreach (var item in Family(first))
        {
            var (other, digits) = Forms(item);
            if (SameForm(full, other) && string.CompareOrdinal(digits, low) >= 0
                && string.CompareOrdinal(digits, high) <= 0 && between.Count < LongestRange)
                between.Add(item);
        }

        between.Sort(books.CompareNumbers);
        return new([.. between], CiteQuality.Listed, from.Start, to.End - from.Start)
        {
            Together = true, Weight = Math.Min(from.Weight, 4500),
        };
    }

    private static bool Says(ReadOnlySpan<char> between)
    {
        var trimmed = between.Trim();
        return trimmed is "-" or "–" or ".." or "..." or "->" || trimmed.Length is > 0 and < 8
            && Until.Contains(trimmed.ToString());
    }

    private ReadOnlySpan<int> Family(int document)
    {
        var customer = books.CustomerOf(document);
        if (customer < 0)
            return [];
        var items = books.FamilyItems(customer);
        return items[..Math.Min(items.Length, LargestFamily)];
    }

    /// <summary>The number squeezed, and its digits with their zeros.</summary>
    private (string Full, string Digits) Forms(int document)
    {
        var number = books.Number(document);
        return (string.Concat(number.Where(char.IsLetterOrDigit)), string.Concat(number.Where(char.IsAsciiDigit)));
    }

    /// <summary>The longest group of digits, the last of equals: what counts up from document to document.</summary>
    private string Serial(int document)
    {
        var (number, best) = (books.Number(document), "");
        for (var at = 0; at < number.Length; at++)
        {
            var start = at;
            while (at < number.Length && char.IsAsciiDigit(number[at]))
                at++;
            if (at - start >= best.Length)
                best = number[start..at];
        }

        return best;
    }

    private static bool SameForm(string one, string other)
    {
        if (one.Length != other.Length)
            return false;
        for (var at = 0; at < one.Length; at++)
        {
            if (char.IsAsciiDigit(one[at]) ? !char.IsAsciiDigit(other[at]) : one[at] != other[at])
                return false;
        }

        return true;
    }

    private static bool Continues(string from, string other, string end) => end.Length < from.Length
        && other.Length == from.Length && other.EndsWith(end, StringComparison.Ordinal)
        && other.AsSpan(0, from.Length - end.Length).SequenceEqual(from.AsSpan(0, from.Length - end.Length));
}
