using System.Buffers;
using Turnstone.Domain.CashApplication.Payers;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>How surely a piece of text means a document.</summary>
internal enum CiteQuality
{
    /// <summary>The number as printed, separators aside.</summary>
    Exact,

    /// <summary>The same digits; prefix, zeros or a misread letter differ.</summary>
    Normalised,

    /// <summary>A purchase order of the document.</summary>
    Order,

    /// <summary>A part of the number, unique among the payer's documents.</summary>
    Part,

    /// <summary>One slip away from a number of the payer.</summary>
    NearMiss,
}

/// <summary>A piece of text and the documents it may mean.</summary>
internal sealed record Cite(int[] Documents, CiteQuality Quality, int Start, int Length);

/// <summary>Finds documents in free text by the company's own grammar and an index; never by going through
/// items.</summary>
internal sealed class ReferenceReader(Books books, ReferenceGrammar grammar, PayerDirectory payers)
{
    private static readonly SearchValues<char> Fences = SearchValues.Create(",;:&=+");

    private const int MostPieces = 4;
    private const int LargestFamily = 3000;

    /// <summary>Documents cited in a text; <paramref name="families"/> are the payers it may come from.</summary>
    public List<Cite> Read(string text, IReadOnlyList<TextWord> words, IReadOnlyList<int> families)
    {
        var cites = new List<Cite>();
        for (var at = 0; at < words.Count;)
        {
            var (cite, used) = At(text, words, at, families);
            if (cite is not null && !cites.Exists(other => other.Documents.AsSpan().SequenceEqual(cite.Documents)))
                cites.Add(cite);
            at += used;
        }

        return cites;
    }

    /// <summary>True where a number that means no document follows a cited one closely: a cut or abbreviated
    /// list.</summary>
    public bool HasUnread(string text, IReadOnlyList<TextWord> words, IReadOnlyList<Cite> cites)
    {
        foreach (var word in words)
        {
            if (!word.HasDigit || word.Length > grammar.MaxLength || cites.Any(cite => word.Start < cite.Start
                + cite.Length && cite.Start < word.End))
                continue;
            if (cites.Any(cite => word.Start - cite.Start - cite.Length is >= 0 and <= 4
                || cite.Start - word.End is >= 0 and <= 4))
                return true;
        }

        return false;
    }

    private (Cite?, int) At(string text, IReadOnlyList<TextWord> words, int at, IReadOnlyList<int> families)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        var most = Pieces(text, words, at);
        for (var step = 0; step < most * 2; step++)
        {
            // As printed in any number of pieces goes before any other form.
            var (asPrinted, count) = (step < most, most - step % most);
            var (start, end) = (words[at].Start, words[at + count - 1].End);
            var squeezed = buffer[..DocumentKey.Squeeze(text.AsSpan(start, end - start), buffer)];
            if (!squeezed.ContainsAnyInRange('0', '9'))
                continue;
            if ((asPrinted ? Printed(squeezed, families) : Known(squeezed, families)) is { } found)
                return (WithNear(new(found.Documents, found.Quality, start, end - start), families), count);
        }

        var word = words[at];
        if (!word.HasDigit || word.Length >= 5 && payers.KnowsAccount(word.Text))
            return (null, 1);
        return (Within(word, families), 1);
    }

    /// <summary>How many words from here may be one number that was broken by separators or a line's end.</summary>
    private static int Pieces(string text, IReadOnlyList<TextWord> words, int at)
    {
        var count = 1;
        while (count < MostPieces && at + count < words.Count)
        {
            var gap = text.AsSpan(words[at + count - 1].End, words[at + count].Start - words[at + count - 1].End);
            if (gap.Length > 2 || gap.ContainsAny(Fences))
                break;
            count++;
        }

        return count;
    }

    /// <summary>
    /// A number that is a stranger's may be a slip for one of the payer's own: both are kept, the amount decides.
    /// </summary>
    private Cite WithNear(Cite cite, IReadOnlyList<int> families)
    {
        if (families.Count == 0 || cite.Quality > CiteQuality.Normalised || cite.Documents.Any(document =>
            IsOf(document, families)))
            return cite;
        var number = books.Number(cite.Documents[0]);
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        digits = digits[..DocumentKey.Digits(number, digits)];
        return Slipped(new(number, cite.Start, HasDigit: true), digits.ToString(),
            families) is { Quality: CiteQuality.NearMiss } near
            ? cite with { Documents = [.. cite.Documents, .. near.Documents], Quality = CiteQuality.NearMiss } : cite;
    }

    private (int[] Documents, CiteQuality Quality)? Printed(ReadOnlySpan<char> squeezed, IReadOnlyList<int> families) =>
        grammar.Fits(squeezed) && books.ByNumber('F', squeezed) is { Length: > 0 } exact
            ? (Best(exact, families), CiteQuality.Exact) : null;

    private (int[] Documents, CiteQuality Quality)? Known(Span<char> squeezed, IReadOnlyList<int> families)
    {
        if (squeezed.Length >= 4 && books.ByOrder(squeezed) is { Length: > 0 } order)
            return (Best(order, families), CiteQuality.Order);
        Span<char> mended = stackalloc char[DocumentKey.MaxLength];
        mended = mended[..squeezed.Length];
        if (Mend(squeezed, mended) && grammar.Fits(mended) && books.ByNumber('F', mended) is { Length: > 0 } misread)
            return (Best(misread, families), CiteQuality.Normalised);
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        digits = digits[..DocumentKey.Digits(squeezed, digits)];
        if (digits.Length < DocumentKey.StrongDigits || squeezed.Length > digits.Length + 8)
            return null;
        return books.ByNumber('D', digits) is { Length: > 0 } same ? (Best(same, families), CiteQuality.Normalised)
            : null;
    }

    /// <summary>A piece with the letters that look like digits taken for digits.</summary>
    public static string Mended(string squeezed)
    {
        Span<char> mended = stackalloc char[squeezed.Length];
        return Mend(squeezed, mended) ? mended.ToString() : squeezed;
    }

    /// <summary>Letters that are misread digits, in a piece that is mostly digits.</summary>
    private static bool Mend(ReadOnlySpan<char> squeezed, Span<char> mended)
    {
        var firstDigit = squeezed.IndexOfAnyInRange('0', '9');
        var changed = false;
        for (var at = 0; at < squeezed.Length; at++)
        {
            var digit = squeezed[at] switch { 'O' => '0', 'I' or 'L' => '1', 'S' => '5', 'B' => '8', 'Z' => '2', _ =>
                ' ' };
            var change = digit != ' ' && at >= firstDigit - 1 && squeezed.Length - firstDigit >= 4
                && (at > firstDigit || firstDigit == 1);
            mended[at] = change ? digit : squeezed[at];
            changed |= change;
        }

        return changed;
    }

    /// <summary>Documents of the payer's families where there are any, else all.</summary>
    private int[] Best(ReadOnlySpan<int> documents, IReadOnlyList<int> families)
    {
        var mine = new List<int>();
        foreach (var document in documents)
        {
            if (IsOf(document, families))
                mine.Add(document);
        }

        int[] chosen = mine.Count > 0 ? [.. mine] : documents.ToArray();
        Array.Sort(chosen, books.CompareNumbers);
        return chosen;
    }

    private bool IsOf(int document, IReadOnlyList<int> families)
    {
        foreach (var payer in families)
        {
            if (books.Related(payer, books.CustomerOf(document)))
                return true;
        }

        return false;
    }

    /// <summary>A part of a number, or a number with one slip, among the documents of the payer's own
    /// families.</summary>
    private Cite? Within(TextWord word, IReadOnlyList<int> families)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        Span<char> digitBuffer = stackalloc char[DocumentKey.MaxLength];
        var squeezed = buffer[..DocumentKey.Squeeze(word.Text, buffer)];
        var digits = digitBuffer[..DocumentKey.Digits(squeezed, digitBuffer)];
        if (digits.Length < 3)
            return null;
        var part = new List<int>();
        foreach (var document in books.ByNumber('D', digits))
        {
            if (IsOf(document, families))
                part.Add(document);
        }

        if (part.Count == 0)
            return Slipped(word, digits.ToString(), families);
        part.Sort(books.CompareNumbers);
        return new([.. part], CiteQuality.Part, word.Start, word.Length);
    }

    private Cite? Slipped(TextWord word, string digits, IReadOnlyList<int> families)
    {
        var byNumber = Comparer<int>.Create(books.CompareNumbers);
        var (parts, near) = (new SortedSet<int>(byNumber), new SortedSet<int>(byNumber));
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        Span<char> own = stackalloc char[DocumentKey.MaxLength];
        foreach (var payer in families.Take(3))
        {
            var items = books.FamilyItems(payer);
            foreach (var item in items[..Math.Min(items.Length, LargestFamily)])
            {
                var full = buffer[..DocumentKey.Squeeze(books.Number(item), buffer)];
                var number = own[..DocumentKey.Digits(full, own)];
                if (number.Length > digits.Length && number.EndsWith(digits))
                    parts.Add(item);
                else if (number.Length >= 4 && (Slips.IsOneSlip(digits, number) || Slips.IsOneSlip(word.Text, full)))
                    near.Add(item);
            }
        }

        if (parts.Count > 0)
            return new([.. parts], CiteQuality.Part, word.Start, word.Length);
        return near.Count > 0 ? new([.. near], CiteQuality.NearMiss, word.Start, word.Length) : null;
    }
}
