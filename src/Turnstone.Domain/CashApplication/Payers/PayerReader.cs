using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Payers;

/// <summary>Reads who sent a receipt: the bank's payer fields first, then accounts and names in its text.</summary>
internal static class PayerReader
{
    /// <summary>Words of the longest name looked for.</summary>
    public const int LongestName = 7;

    public static List<PayerHit> Read(Receipt receipt, IReadOnlyList<TextWord> words, PayerDirectory payers)
    {
        var hits = new List<PayerHit>();
        if (receipt.Payer.Account is { Length: > 0 } account)
            hits.AddRange(payers.ByAccount(account.Trim()));
        foreach (var word in words)
        {
            if (word.Length >= 3 && word.HasDigit)
                hits.AddRange(payers.ByCustomerNumber(word));
            if (word.Length >= 5 && word.HasDigit && payers.KnowsAccount(word.Text))
                hits.AddRange(payers.ByAccount(word.Text, word.Start));
        }

        if (receipt.Payer.Name is { Length: > 0 } name)
            hits.AddRange(payers.ByName(NameForm.Words(name)));
        if (!hits.Exists(hit => hit.Signal.StartsWith("payer_name", StringComparison.Ordinal)))
            hits.AddRange(InText(receipt.Text, words, payers));
        return Merged(hits);
    }

    /// <summary>One entry per customer and kind of signal, the strongest of each.</summary>
    private static List<PayerHit> Merged(List<PayerHit> hits) => [.. hits
        .GroupBy(hit => (hit.Customer, Kind: hit.Signal is "payer_account" or "customer_number" ? hit.Signal : "name"))
        .Select(group => group.MaxBy(hit => hit.Weight)).OfType<PayerHit>()
        .OrderByDescending(hit => hit.Weight).ThenBy(hit => hit.Customer)];

    /// <summary>A name stands where the text begins or after the mark of a label; the longest that is known
    /// counts.</summary>
    private static List<PayerHit> InText(string text, IReadOnlyList<TextWord> words, PayerDirectory payers)
    {
        var found = new List<PayerHit>();
        for (var at = 0; at < words.Count; at++)
        {
            if (at > 0 && !text.AsSpan(words[at - 1].End, words[at].Start - words[at - 1].End).ContainsAny(":=\n"))
                continue;
            found.AddRange(Longest(text, words, at, payers));
        }

        return found;
    }

    private static List<PayerHit> Longest(string text, IReadOnlyList<TextWord> words, int at, PayerDirectory payers)
    {
        var most = 1;
        while (most < LongestName && at + most < words.Count
            && !text.AsSpan(words[at + most - 1].End, words[at + most].Start - words[at + most - 1].End)
                .ContainsAny(":="))
            most++;
        for (var count = most; count > 0; count--)
        {
            var (start, end) = (words[at].Start, words[at + count - 1].End);
            var name = NameForm.Words(text[start..end]);
            if (count == 1 && name.Sum(word => word.Length) < 8)
                return [];
            var hits = payers.ByName(name);
            if (hits.Count > 0)
                return [.. hits.Select(hit => hit with { Start = start, Length = end - start })];
        }

        return [];
    }
}
