using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Banking;

/// <summary>A receipt that a return may take back.</summary>
/// <param name="Receipt">Identity of the receipt.</param>
/// <param name="Date">Its booking date.</param>
/// <param name="Amount">What came in.</param>
/// <param name="Payer">Who sent it.</param>
/// <param name="References">Its references: the bank's, check number, trace.</param>
public sealed record ReturnCandidate(
    string Receipt, DateOnly Date, Money Amount, Payer Payer, IReadOnlyList<string> References);

/// <summary>What a return takes back, as far as it can be told.</summary>
/// <param name="Receipt">The receipt; null where none or several would do.</param>
/// <param name="Fee">Part of the return line that is the bank's fee.</param>
/// <param name="Why">In a sentence: what links them, or why nothing does.</param>
public sealed record ReturnFinding(string? Receipt, Money Fee, string Why);

/// <summary>Links a return line to the receipt it takes back, by reference first, by payer and amount after.</summary>
public static class ReturnLink
{
    // Check numbers are short: four digits are the least that tell two checks of one payer apart.
    private const int ShortestReference = 4;
    private const int LongestDays = 90;

    /// <summary>Finds what a line of negative amount takes back.</summary>
    public static ReturnFinding Find(BankTransaction taken, IReadOnlyList<ReturnCandidate> candidates)
    {
        var amount = taken.Amount.Abs();
        var none = Money.Zero(amount.Currency);
        var early = candidates.Where(candidate => candidate.Amount.Currency == amount.Currency
            && candidate.Amount <= amount && candidate.Date <= taken.Date
            && taken.Date.DayNumber - candidate.Date.DayNumber <= LongestDays).ToList();
        var named = early.FindAll(candidate => Cites(taken, candidate)
            && (candidate.Amount == amount || SamePayer(taken.Payer, candidate.Payer)));
        if (named is [var one])
            return new(one.Receipt, amount - one.Amount, "It cites the reference of this receipt.");
        var alike = early.FindAll(candidate =>
            candidate.Amount == amount && SamePayer(taken.Payer, candidate.Payer));
        return (named.Count, alike.Count) switch
        {
            (0, 1) => new(alike[0].Receipt, none, "Same payer and amount, and no other receipt has both."),
            (0, 0) => new(Receipt: null, none,
                "No receipt of the last 90 days has its reference, or its payer and amount."),
            _ => new(Receipt: null, none, $"{Math.Max(named.Count, alike.Count)} receipts would do."),
        };
    }

    private static bool Cites(BankTransaction taken, ReturnCandidate candidate) => candidate.References
        .Where(reference => reference.Length >= ShortestReference)
        .Any(reference => string.Equals(reference, taken.Reference, StringComparison.OrdinalIgnoreCase)
            || taken.References.Values.Contains(reference, StringComparer.OrdinalIgnoreCase)
            || HasWord(taken.Text, reference));

    private static bool HasWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0;
            at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + word.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length
                || !char.IsLetterOrDigit(text[end])))
                return true;
        }

        return false;
    }

    private static bool SamePayer(Payer one, Payer other) =>
        one.Account is { Length: > 0 } account && string.Equals(account, other.Account, StringComparison.Ordinal)
        || one.Name is { Length: > 0 } name && string.Equals(name.Trim(), other.Name?.Trim(),
            StringComparison.OrdinalIgnoreCase);
}
