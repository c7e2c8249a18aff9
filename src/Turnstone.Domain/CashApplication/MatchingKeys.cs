using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication;

/// <summary>
/// What a run over a large ledger has to load: documents under these keys, customers under these names, accounts and
/// numbers, then all open items of the families of both. A store keeps <see cref="OfNumber"/>, <see cref="OfOrder"/>
/// and <see cref="OfName"/> beside its rows and looks up by equality (names by beginning, too).
/// </summary>
/// <param name="Documents">Keys of document numbers that texts and advices may cite.</param>
/// <param name="Orders">Keys of purchase orders.</param>
/// <param name="Words">Words with digits: customer numbers and payers' accounts.</param>
/// <param name="Names">Names of payers in the form of <see cref="OfName"/>.</param>
public sealed record MatchingKeys(
    IReadOnlySet<string> Documents, IReadOnlySet<string> Orders, IReadOnlySet<string> Words, IReadOnlySet<string> Names)
{
    private const int MostPieces = 4;

    /// <summary>Keys of all receipts and advices of a run.</summary>
    public static MatchingKeys Of(IReadOnlyList<Receipt> receipts, IReadOnlyList<Advice> advices,
        ReferenceGrammar grammar)
    {
        var keys = new MatchingKeys(
            new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal),
            new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        foreach (var receipt in receipts)
        {
            keys.AddText(receipt.Text, grammar);
            keys.AddWord(receipt.Payer.Account);
            keys.AddName(receipt.Payer.Name);
        }

        foreach (var advice in advices)
        {
            keys.AddName(advice.Payer);
            foreach (var line in advice.Lines)
                keys.AddText(line.Document, grammar);
        }

        return keys;
    }

    /// <summary>Keys under which a document number can be cited: letters and digits, digits alone, last
    /// group.</summary>
    public static IReadOnlyList<string> OfNumber(string number)
    {
        Span<char> full = stackalloc char[DocumentKey.MaxLength];
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        full = full[..DocumentKey.Squeeze(number, full)];
        digits = digits[..DocumentKey.Digits(full, digits)];
        return [.. new[] { full.ToString(), digits.ToString(), DocumentKey.LastGroup(number).ToString() }
            .Where(key => key.Length >= 3).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Key of a purchase order.</summary>
    public static string OfOrder(string order)
    {
        Span<char> buffer = stackalloc char[DocumentKey.MaxLength];
        return buffer[..DocumentKey.Squeeze(order, buffer)].ToString();
    }

    /// <summary>A name without legal forms and accents, run together: equal for equal companies, in their word
    /// order.</summary>
    public static string OfName(string name) => string.Concat(NameForm.Core(NameForm.Words(name)));

    private void AddText(string text, ReferenceGrammar grammar)
    {
        var words = TextWord.Split(text);
        for (var at = 0; at < words.Count; at++)
        {
            if (words[at].HasDigit)
                AddWord(words[at].Text);
            if (at == 0 || text.AsSpan(words[at - 1].End, words[at].Start - words[at - 1].End).ContainsAny(":=\n"))
                AddNames(text, words, at);
            for (var count = 1; count <= MostPieces && at + count <= words.Count; count++)
                AddPiece(OfOrder(text[words[at].Start..words[at + count - 1].End]), grammar);
        }
    }

    /// <summary>A payer's name may stand here; how many words it has is not known.</summary>
    private void AddNames(string text, List<TextWord> words, int at)
    {
        for (var count = 1; count <= PayerReader.LongestName && at + count <= words.Count; count++)
            AddName(text[words[at].Start..words[at + count - 1].End]);
    }

    private void AddPiece(string squeezed, ReferenceGrammar grammar)
    {
        if (!squeezed.AsSpan().ContainsAnyInRange('0', '9'))
            return;
        ((HashSet<string>)Orders).Add(squeezed);
        foreach (var form in new[] { squeezed, ReferenceReader.Mended(squeezed) }.Where(form =>
            form.Length <= grammar.MaxLength + 8))
        {
            foreach (var key in OfNumber(form))
                ((HashSet<string>)Documents).Add(key);
        }
    }

    private void AddWord(string? word)
    {
        if (!string.IsNullOrWhiteSpace(word))
            ((HashSet<string>)Words).Add(word.Trim());
    }

    private void AddName(string? name)
    {
        if (!string.IsNullOrWhiteSpace(name))
            ((HashSet<string>)Names).Add(OfName(name));
    }
}
