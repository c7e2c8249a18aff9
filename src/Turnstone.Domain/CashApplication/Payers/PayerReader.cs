using System.Collections.Frozen;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Payers;

/// <summary>Who sent a receipt: what its signals hit, and the name it was sent under.</summary>
/// <param name="Hits">Customers the sender may be, strongest first.</param>
/// <param name="Sender">The sender's name without legal form, as one key; empty where none stands there.</param>
/// <param name="Settled">Receipts of this sender settled before, by family.</param>
internal sealed record SenderReading(
    List<PayerHit> Hits, string Sender, IReadOnlyList<(int Root, int Times)> Settled);

/// <summary>Reads who sent a receipt: the bank's payer fields first, then accounts and names in its text.</summary>
internal static class PayerReader
{
    /// <summary>Words of the longest name looked for.</summary>
    public const int LongestName = 7;

    // Words after which a payer's name stands in free text.
    private static readonly FrozenSet<string> Before = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        "FROM", "BY", "OF", "VON", "DE", "DA", "PAR", "FOR", "O", "VIA");

    public static SenderReading Read(Receipt receipt, PayerDirectory payers)
    {
        var fields = BankText.Fields(receipt.Text);
        var hits = new List<PayerHit>();
        if (receipt.Payer.Account is { Length: > 0 } account)
            hits.AddRange(payers.ByAccount(account.Trim()));
        foreach (var field in fields.Where(field => field.Role is not FieldRole.Noise))
            Numbers(receipt.Text, field, payers, hits);
        var name = receipt.Payer.Name?.Trim() ?? "";
        if (name.Length > 0)
            hits.AddRange(payers.ByName(NameForm.Words(name), name.Length));
        else if (fields.Find(field => field.Role == FieldRole.PayerName) is { End: > 0 } labelled)
            name = receipt.Text[labelled.Start..labelled.End].Trim();
        if (!hits.Exists(hit => hit.Signal.StartsWith("payer_", StringComparison.Ordinal)
            && hit.Signal != "payer_account"))
            hits.AddRange(InText(receipt.Text, fields, payers));
        if (hits.Count == 0 && name.Length > 0)
            hits.AddRange(payers.ByBeginning(NameForm.Words(name)));
        if (hits.Count == 0 && name.Length > 0)
            hits.AddRange(payers.ByWordsBegun(NameForm.Words(name)));
        if (name.Length == 0 && fields.Count > 0 && fields[0].Role == FieldRole.Free && fields[0].Start == 0)
            name = receipt.Text[..fields[0].End].Trim();
        return new(Merged(hits), string.Concat(NameForm.Core(NameForm.Words(name))),
            payers.Settled(receipt.Payer.Account, name));
    }

    private static void Numbers(string text, TextField field, PayerDirectory payers, List<PayerHit> hits)
    {
        foreach (var word in TextWord.Split(text, field.Start, field.End))
        {
            if (!word.HasDigit)
                continue;
            if (word.Length >= 3)
                hits.AddRange(payers.ByCustomerNumber(word));
            if (word.Length >= 5 && payers.KnowsAccount(word.Text))
                hits.AddRange(payers.ByAccount(word.Text, word.Start));
        }
    }

    /// <summary>One entry per customer and kind of signal, the strongest of each.</summary>
    private static List<PayerHit> Merged(List<PayerHit> hits) => [.. hits
        .GroupBy(hit => (hit.Customer, Kind: hit.Signal is "payer_account" or "customer_number" ? hit.Signal : "name"))
        .Select(group => group.MaxBy(hit => hit.Weight)).OfType<PayerHit>()
        .OrderByDescending(hit => hit.Weight).ThenBy(hit => hit.Customer).ThenBy(hit => hit.Signal,
            StringComparer.Ordinal)];

    /// <summary>A name stands behind a label, where free text begins, or after a word like FROM.</summary>
    private static List<PayerHit> InText(string text, List<TextField> fields, PayerDirectory payers)
    {
        var found = new List<PayerHit>();
        foreach (var field in fields.OrderBy(field => field.Role == FieldRole.PayerName ? 0 : 1))
        {
            if (field.Role is not (FieldRole.PayerName or FieldRole.Free or FieldRole.Remittance) || found.Count > 0)
                continue;
            var words = TextWord.Split(text, field.Start, field.End);
            for (var at = 0; at < words.Count && found.Count == 0; at++)
            {
                if (at == 0 || Before.Contains(words[at - 1].Text) || text.AsSpan(words[at - 1].End, words[at].Start
                    - words[at - 1].End).ContainsAny(":=\n"))
                    found.AddRange(Longest(text, words, at, payers));
            }
        }

        return found;
    }

    private static List<PayerHit> Longest(string text, List<TextWord> words, int at, PayerDirectory payers)
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
            var hits = payers.ByName(name, end - start);
            if (hits.Count > 0)
                return [.. hits.Select(hit => hit with { Start = start, Length = end - start })];
        }

        return [];
    }
}
