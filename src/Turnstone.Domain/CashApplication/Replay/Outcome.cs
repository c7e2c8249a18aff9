using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Replay;

/// <summary>
/// What is done with a receipt's money, in one text that two deciders can be compared by: per customer its documents
/// with cash and differences, then what stays on account. Order, AR accounts and reasons have no influence.
/// </summary>
public static class Outcome
{
    /// <summary>The text of shares; "nobody" where no customer is known.</summary>
    public static string Of(IEnumerable<Share> shares)
    {
        var texts = shares.GroupBy(share => share.Customer.Value, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Key}: {Share([.. group])}")
            .ToArray();
        return texts.Length == 0 ? "nobody" : string.Join("; ", texts);
    }

    private static string Share(Share[] shares)
    {
        var parts = shares.SelectMany(share => share.Applications)
            .OrderBy(one => one.Number, StringComparer.Ordinal).ThenBy(one => one.Document.Value,
                StringComparer.Ordinal).ThenBy(one => one.Line).Select(Application).ToList();
        var rest = shares.Aggregate(Money.Zero(shares[0].OnAccount.Currency), (sum, share) => sum + share.OnAccount);
        if (!rest.IsZero)
            parts.Add($"on account {rest.ToPlainString()}");
        return string.Join(", ", parts);
    }

    private static string Application(Application one) => $"{one.Number} {one.Cash.ToPlainString()}"
        + string.Concat(one.Differences.OrderBy(difference => difference.Cause)
            .Select(difference => $" + {difference.Cause} {difference.Amount.ToPlainString()}"));
}
