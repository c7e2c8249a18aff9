using Turnstone.Domain.CashApplication.Payers;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>Looks for short and damaged forms of numbers among the documents of the payer's own families.</summary>
internal sealed class FamilyNumbers(Books books)
{
    private const int LargestFamily = 3000;
    private const int FewestDigitsOfSlip = 4;

    public bool IsOf(int document, IReadOnlyList<int> families)
    {
        foreach (var payer in families)
        {
            if (books.Related(payer, books.CustomerOf(document)))
                return true;
        }

        return false;
    }

    /// <summary>All digits of a number, its end, or a number with one slip; with the words used.</summary>
    public (Cite?, int) Find(Scan scan, int at, int most)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        Span<char> digitBuffer = stackalloc char[DocumentKey.MaxLength];
        for (var count = most; count > 0; count--)
        {
            var squeezed = scan.Squeezed(at, count, buffer);
            var digits = digitBuffer[..DocumentKey.Digits(squeezed, digitBuffer)];
            if (digits.Length >= DocumentKey.FewestDigits && Whole(scan, at, count, digits) is { } whole)
                return (whole, count);
        }

        if (!scan.Loose)
            return (null, 1);
        for (var count = most; count > 0; count--)
        {
            var squeezed = scan.Squeezed(at, count, buffer);
            if (Closest(scan, at, count, squeezed) is { } close)
                return (close, count);
        }

        return (null, 1);
    }

    /// <summary>
    /// Documents of the families whose number is one slip away; short numbers count too where
    /// <paramref name="fewestDigits"/> is less.
    /// </summary>
    public int[] Slipped(string number, IReadOnlyList<int> families, int fewestDigits = FewestDigitsOfSlip)
    {
        Span<char> squeezed = stackalloc char[DocumentKey.MaxLength];
        squeezed = squeezed[..DocumentKey.Squeeze(number, squeezed)];
        var near = new SortedSet<int>(Comparer<int>.Create(books.CompareNumbers));
        Each(families, squeezed, near, parts: null, fewestDigits);
        return [.. near];
    }

    private Cite? Whole(Scan scan, int at, int count, ReadOnlySpan<char> digits)
    {
        var found = new List<int>();
        foreach (var document in books.ByFamilyNumber(digits))
        {
            if (IsOf(document, scan.Families))
                found.Add(document);
        }

        if (found.Count == 0)
            return null;
        found.Sort(books.CompareNumbers);
        return Cited(scan, at, count, [.. found], CiteQuality.Whole) with
        {
            Weight = Math.Min(5000, Rarity.Of(digits.Length, Documents(scan.Families))),
        };
    }

    private Cite? Closest(Scan scan, int at, int count, ReadOnlySpan<char> squeezed)
    {
        var byNumber = Comparer<int>.Create(books.CompareNumbers);
        var (parts, near) = (new SortedSet<int>(byNumber), new SortedSet<int>(byNumber));
        Each(scan.Families, squeezed, near, parts);
        if (parts.Count > 0)
        {
            var digits = squeezed.Length - squeezed.TrimStart('0').Length;
            return Cited(scan, at, count, [.. parts], CiteQuality.Part) with
            {
                Weight = Math.Min(4000, Rarity.Of(squeezed.Length - digits, Documents(scan.Families))),
            };
        }

        return near.Count > 0 ? Cited(scan, at, count, [.. near], CiteQuality.NearMiss) with
        {
            Weight = Math.Min(3000, Rarity.Of(squeezed.Length - 2, Documents(scan.Families))),
        } : null;
    }

    private void Each(IReadOnlyList<int> families, ReadOnlySpan<char> squeezed, SortedSet<int> near,
        SortedSet<int>? parts, int fewestDigits = FewestDigitsOfSlip)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        Span<char> own = stackalloc char[DocumentKey.MaxLength];
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        digits = digits[..DocumentKey.Digits(squeezed, digits)];
        var plain = digits.Length > 0 && squeezed.IndexOfAnyExceptInRange('0', '9') < 0;
        for (var family = 0; family < Math.Min(8, families.Count); family++)
        {
            var items = books.FamilyItems(families[family]);
            foreach (var item in items[..Math.Min(items.Length, LargestFamily)])
            {
                var full = buffer[..DocumentKey.Squeeze(books.Number(item), buffer)];
                var number = own[..DocumentKey.Digits(full, own)];
                if (parts is not null && plain && digits.Length >= 3 && number.Length > digits.Length
                    && number.EndsWith(squeezed.Length < number.Length ? squeezed : digits))
                    parts.Add(item);
                else if (number.Length >= fewestDigits && digits.Length >= fewestDigits
                    && IsSlip(squeezed, digits, full, number))
                    near.Add(item);
            }
        }
    }

    private static bool IsSlip(ReadOnlySpan<char> squeezed, ReadOnlySpan<char> digits, ReadOnlySpan<char> full,
        ReadOnlySpan<char> number) => Math.Abs(squeezed.Length - full.Length) <= 1 && Slips.IsOneSlip(squeezed, full)
            || Math.Abs(digits.Length - number.Length) <= 1 && Slips.IsOneSlip(digits, number);

    private static Cite Cited(Scan scan, int at, int count, int[] documents, CiteQuality quality)
    {
        var (start, end) = (scan.Words[at].Start, scan.Words[at + count - 1].End);
        return new(documents, quality, start, end - start);
    }

    private int Documents(IReadOnlyList<int> families)
    {
        var count = 0;
        for (var family = 0; family < Math.Min(8, families.Count); family++)
            count += books.FamilyItems(families[family]).Length;
        return count;
    }
}
