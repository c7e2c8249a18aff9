using System.Collections.Immutable;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Ledger;

/// <summary>Into which spans of days past due an aging divides.</summary>
/// <param name="UpTo">Last day past due of each bucket but the last, rising; 0 is the bucket of what is not
/// due.</param>
public sealed record AgingBuckets(ImmutableArray<int> UpTo)
{
    /// <summary>Not due, 1-30, 31-60, 61-90, over 90 days.</summary>
    public static AgingBuckets Usual { get; } = new([0, 30, 60, 90]);

    /// <summary>How many buckets there are.</summary>
    public int Count => UpTo.Length + 1;

    /// <summary>The bucket of a due date, seen from a day.</summary>
    public int Of(DateOnly due, DateOnly asOf)
    {
        var past = asOf.DayNumber - due.DayNumber;
        var bucket = 0;
        while (bucket < UpTo.Length && past > UpTo[bucket])
            bucket++;
        return bucket;
    }

    /// <summary>First and last due date of a bucket, seen from a day; what a store asks by.</summary>
    public (DateOnly First, DateOnly Last) Span(int bucket, DateOnly asOf) => (
        bucket == UpTo.Length ? DateOnly.MinValue : asOf.AddDays(-UpTo[bucket]),
        bucket == 0 ? DateOnly.MaxValue : asOf.AddDays(-UpTo[bucket - 1] - 1));
}

/// <summary>What is owed as of a day, by how long it is past due.</summary>
/// <param name="Buckets">Signed amounts, one per bucket.</param>
/// <param name="Deposits">Customer deposits, beside the balance: negative or nothing.</param>
public sealed record AgedBalance(IReadOnlyList<Money> Buckets, Money Deposits)
{
    /// <summary>All buckets together.</summary>
    public Money Total => Buckets.Aggregate((sum, bucket) => sum + bucket);
}

/// <summary>Balances and open amounts as of any day: sums over the events up to it.</summary>
public static class Aging
{
    /// <summary>Ages all events of one currency that count on or before the day.</summary>
    public static AgedBalance Of(
        IEnumerable<LedgerEvent> events, Currency currency, DateOnly asOf, AgingBuckets buckets)
    {
        var amounts = new Money[buckets.Count];
        Array.Fill(amounts, Money.Zero(currency));
        var deposits = Money.Zero(currency);
        foreach (var change in events.Where(change => change.On <= asOf && change.Amount.Currency == currency))
        {
            if (change.InBalance)
                amounts[buckets.Of(change.Due, asOf)] += change.Amount;
            else
                deposits += change.Amount;
        }

        return new(amounts, deposits);
    }

    /// <summary>What is open of each item as of a day; items without anything open are left out.</summary>
    public static IReadOnlyDictionary<ItemKey, Money> Open(IEnumerable<LedgerEvent> events, DateOnly asOf)
    {
        var open = new Dictionary<ItemKey, Money>();
        foreach (var change in events.Where(change => change.On <= asOf))
            open[change.Item] = open.TryGetValue(change.Item, out var sum) ? sum + change.Amount : change.Amount;
        return open.Where(entry => !entry.Value.IsZero).ToDictionary();
    }
}
