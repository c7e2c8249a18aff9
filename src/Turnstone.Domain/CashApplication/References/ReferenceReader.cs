using System.Buffers;
using System.Collections.Frozen;
using Turnstone.Domain.CashApplication.Payers;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>
/// Finds documents in a bank text by the company's own grammar and an index; never by going through all items. Where
/// the payer is known, shorter and damaged forms of the payer's own numbers count too.
/// </summary>
internal sealed class ReferenceReader(Books books, ReferenceGrammar grammar, PayerDirectory payers)
{
    private static readonly SearchValues<char> Fences = SearchValues.Create(",;:&=+|");

    // Words before numbers that are no documents of ours: customers, orders, telephones.
    private static readonly FrozenSet<string> Others = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "KD", "KDNR", "KUNDE", "KUNDENNR", "KUNDENNUMMER", "CUST", "CUSTNO", "CUSTOMER", "CLIENT", "CLIENTE", "DEBITOR",
        "MEMBER", "ORDER", "BESTELLUNG", "COMMANDE", "PEDIDO", "TEL", "PHONE", "FAX", "ACCT", "ACCOUNT", "KONTO");

    private const int MostPieces = 4;
    private const int FewestLetters = 3;
    private const int MostTail = 12;

    // Bank fields that are cut have these lengths.
    private static readonly int[] CutAt = [35, 70, 80, 105, 140];

    private readonly FamilyNumbers _families = new(books);
    private readonly NumberLists _lists = new(books);

    /// <summary>Documents cited in a text; <paramref name="families"/> are the payers it may come from.</summary>
    public CiteReading Read(string text, IReadOnlyList<int> families, long amount = 0)
    {
        if (text.Length == 0)
            return CiteReading.None;
        var (cites, foreign) = (new List<Cite>(), new List<string>());
        var (unread, cut) = (Unread.Nothing, false);
        foreach (var field in BankText.Fields(text))
        {
            if (field.Role is not (FieldRole.Free or FieldRole.Remittance or FieldRole.Token))
                continue;
            var words = TextWord.Split(text, field.Start, field.End);
            var scan = new Scan(text, words, Loose(text, field, words), families, amount);
            unread = Worse(unread, Field(scan, cites, foreign));
            cut |= cites.Count > 0 && cites[^1].Start >= field.Start
                && IsCut(text.AsSpan(field.Start, field.End - field.Start), cites[^1].End - field.Start);
        }

        return new(cites, unread, cites.Count > 0 && (cut || IsCut(text, cites[^1].End)))
        {
            Foreign = foreign, NamesOther = foreign.Exists(HasForm),
        };
    }

    /// <summary>True where words of the payer stand; a number alone is the payment's own.</summary>
    private static bool Loose(string text, TextField field, List<TextWord> words) => field.Role != FieldRole.Token
        || words.Count > 1 || words.Count == 1 && text.AsSpan(words[0].Start, words[0].Length)
            .IndexOfAnyExceptInRange('0', '9') >= 0;

    private static Unread Worse(Unread one, Unread other) => one > other ? one : other;

    /// <summary>Reads one field, and says what in it could not be read.</summary>
    private Unread Field(Scan scan, List<Cite> cites, List<string> foreign)
    {
        var unread = Unread.Nothing;
        Cite? last = null;
        for (var at = 0; at < scan.Words.Count;)
        {
            var (cite, used) = At(scan, at, last);
            if (cite is null)
            {
                var beside = used > 1 ? Unread.Nothing : last is null ? Alone(scan, at) : Beside(scan, at, last);
                if (beside == Unread.Foreign)
                    foreign.Add(Piece(scan, at));
                unread = Worse(unread, beside);
                at += used;
                continue;
            }

            var ranged = last is null ? null : _lists.Range(scan, last, cite);
            if (ranged is not null && last is not null)
                cites.Remove(last);
            last = ranged ?? cite;
            if (!cites.Exists(other => other.Documents.AsSpan().SequenceEqual(last.Documents)))
                cites.Add(last);
            at += used;
        }

        return unread;
    }

    private (Cite?, int) At(Scan scan, int at, Cite? last)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        var most = Pieces(scan, at);
        var (date, money) = (scan.Date(at), scan.Money(at, out var sure));
        for (var count = most; count > 0; count--)
        {
            // As printed in any number of pieces goes before any other form.
            var squeezed = scan.Squeezed(at, count, buffer);
            if (squeezed.ContainsAnyInRange('0', '9') && grammar.Fits(squeezed)
                && books.ByNumber('F', squeezed) is { Length: > 0 } exact
                && (count > Math.Max(date, money) || count == 1 && date == 0 && !sure
                    || Prints(exact, scan, at, count)))
                return (WithNear(scan, at, count, Best(exact, scan.Families), CiteQuality.Exact), count);
        }

        if (!scan.Words[at].HasDigit)
            return (null, 1);
        if (sure || date > 0 && scan.IsPlainDate(at))
            return (null, Math.Max(date, money));
        if (scan.Listed(at, last) && _lists.Next(scan, at, last) is { } listed)
            return (listed, 1);
        if (date > 0)
            return (null, date);
        for (var count = most; count > 0; count--)
        {
            // A word behind the number begins the next one.
            if (scan.Words[at + count - 1].HasDigit
                && Known(scan.Squeezed(at, count, buffer), scan.Families) is { } found
                && !GoesOnOtherwise(scan, at + count, found.Documents))
                return (WithNear(scan, at, count, found.Documents, found.Quality), count);
        }

        var word = scan.Words[at];
        if (word.Length >= 5 && payers.KnowsAccount(word.Text))
            return (null, 1);
        return _families.Find(scan, at, most);
    }

    /// <summary>What has the form of a date or an amount is a number only where one is printed just so.</summary>
    private bool Prints(ReadOnlySpan<int> documents, Scan scan, int at, int count)
    {
        var text = scan.Text.AsSpan(scan.Words[at].Start, scan.Words[at + count - 1].End - scan.Words[at].Start);
        foreach (var document in documents)
        {
            if (count > 1 && text.Equals(books.Number(document), StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    /// <summary>How many words from here may be one number that was broken by separators or a line's end.</summary>
    private int Pieces(Scan scan, int at)
    {
        var count = 1;
        while (count < MostPieces && at + count < scan.Words.Count)
        {
            var gap = scan.Gap(at + count - 1);
            if (gap.Length > 2 || gap.ContainsAny(Fences) || !scan.Words[at + count].HasDigit
                && scan.Words[at + count].Length > Math.Max(FewestLetters, grammar.MostLetters))
                break;
            count++;
        }

        return count;
    }

    private Cite WithNear(Scan scan, int at, int count, int[] documents, CiteQuality quality)
    {
        var (start, end) = (scan.Words[at].Start, scan.Words[at + count - 1].End);
        var number = books.Number(documents[0]);
        var cite = new Cite(documents, quality, start, end - start)
        {
            Weight = quality switch
            {
                CiteQuality.Order => 4200,
                CiteQuality.Exact => Rarity.Printed(number, books.Size),
                _ => Rarity.Of(number, books.Size),
            },
        };
        // A number that is a stranger's may be a slip for one of the payer's own: both are kept, the amount decides.
        if (scan.Families.Count == 0 || quality > CiteQuality.Normalised
            || documents.Any(document => _families.IsOf(document, scan.Families)))
            return cite;
        var near = _families.Slipped(number, scan.Families);
        return near.Length == 0 ? cite : cite with { Documents = [.. documents, .. near],
            Quality = CiteQuality.NearMiss, InFull = cite };
    }

    /// <summary>
    /// Behind the piece the text goes on as the number does, with other digits: a check digit that is another's.
    /// </summary>
    private bool GoesOnOtherwise(Scan scan, int next, int[] documents)
    {
        if (next >= scan.Words.Count || scan.Gap(next - 1) is not ['-' or '/' or '.'])
            return false;
        var (before, after) = (scan.Words[next - 1].Text, scan.Words[next].Text);
        return after.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && Array.TrueForAll(documents, document =>
        {
            var number = books.Number(document);
            var end = number.IndexOf(before, StringComparison.OrdinalIgnoreCase) + before.Length;
            return end >= before.Length && number.Length - end == after.Length + 1
                && !number.EndsWith(after, StringComparison.Ordinal);
        });
    }

    private (int[] Documents, CiteQuality Quality)? Known(ReadOnlySpan<char> squeezed, IReadOnlyList<int> families)
    {
        if (squeezed.Length >= DocumentKey.ShortestOrder && books.ByOrder(squeezed) is { Length: > 0 } order)
            return (Best(order, families), CiteQuality.Order);
        Span<char> mended = stackalloc char[DocumentKey.MaxLength];
        mended = mended[..squeezed.Length];
        if (Mend(squeezed, mended) && grammar.Fits(mended) && books.ByNumber('F', mended) is { Length: > 0 } misread)
            return (Best(misread, families), CiteQuality.Normalised);
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        digits = digits[..DocumentKey.Digits(mended, digits)];
        if (digits.Length < DocumentKey.StrongDigits || squeezed.Length > digits.Length + 8)
            return null;
        return books.ByNumber('D', digits) is { Length: > 0 } same ? (Best(same, families), CiteQuality.Normalised)
            : null;
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
            if (_families.IsOf(document, families))
                mine.Add(document);
        }

        int[] chosen = mine.Count > 0 ? [.. mine] : documents.ToArray();
        Array.Sort(chosen, books.CompareNumbers);
        return chosen;
    }

    private bool HasForm(string piece)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        var squeezed = buffer[..DocumentKey.Squeeze(piece, buffer)];
        return squeezed.Length >= DocumentKey.StrongDigits && grammar.Fits(squeezed);
    }

    /// <summary>The words from here that may be one number, as they stand there.</summary>
    private string Piece(Scan scan, int at) =>
        scan.Text[scan.Words[at].Start..scan.Words[at + Pieces(scan, at) - 1].End];

    /// <summary>A number in the payer's own words that is like one of ours and means none.</summary>
    private Unread Alone(Scan scan, int at)
    {
        var word = scan.Words[at];
        if (!scan.Loose || !word.HasDigit || payers.KnowsNumber(word.Text) || payers.KnowsAccount(word.Text)
            || at > 0 && Others.Contains(scan.Words[at - 1].Text))
            return Unread.Nothing;
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        for (var count = Pieces(scan, at); count > 0; count--)
        {
            var squeezed = scan.Squeezed(at, count, buffer);
            if (squeezed.Length >= DocumentKey.FewestDigits && grammar.IsLike(squeezed))
                return Unread.Foreign;
        }

        return Unread.Nothing;
    }

    /// <summary>What a number that follows a cited one closely and means nothing known may be.</summary>
    private Unread Beside(Scan scan, int at, Cite last)
    {
        var word = scan.Words[at];
        var digits = word.Text.Count(char.IsAsciiDigit);
        if (word.Length > grammar.MaxLength + 1 || payers.KnowsNumber(word.Text) || payers.KnowsAccount(word.Text))
            return Unread.Nothing;
        if (at > 0 && Others.Contains(scan.Words[at - 1].Text))
            return Unread.Nothing;
        var gap = at == 0 ? [] : scan.Gap(at - 1);
        var listed = gap.ContainsAny(Fences) || gap.Contains('/');
        if (!word.HasDigit || word.Start - last.End > 12 || digits < 3 && !(listed && digits == word.Length
            && digits == 2))
            return Unread.Nothing;
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        for (var count = Pieces(scan, at); count > 0; count--)
        {
            if (digits >= 3 && grammar.Fits(scan.Squeezed(at, count, buffer)))
                return Unread.Foreign;
        }

        return Unread.Damaged;
    }

    /// <summary>The text has the length of a bank's field, or is one shorter and ends within a list.</summary>
    private static bool IsCut(ReadOnlySpan<char> text, int citedTo)
    {
        text = text.TrimEnd();
        var tail = Math.Max(0, text.Length - citedTo);
        foreach (var length in CutAt)
        {
            if (text.Length == length && tail <= MostTail || text.Length == length - 1 && tail is > 0 and <= MostTail)
                return true;
        }

        return false;
    }
}
