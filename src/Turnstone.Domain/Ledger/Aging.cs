using System.Collections.Immutable;
using System.Globalization;
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

    /// <summary>What a bucket is called: "not due", "1-30", "over 90" days past due.</summary>
    public string Name(int bucket) => bucket == 0 ? "not due"
        : bucket == UpTo.Length ? string.Create(CultureInfo.InvariantCulture, $"over {UpTo[^1]}")
        : string.Create(CultureInfo.InvariantCulture, $"{UpTo[bucket - 1] + 1}-{UpTo[bucket]}");

    /// <summary>First and last due date of a bucket, seen from a day; what a store asks by.</summary>
    public (DateOnly First, DateOnly Last) Span(int bucket, DateOnly asOf) => (
        bucket == UpTo.Length ? DateOnly.MinValue : asOf.AddDays(-UpTo[bucket]),
        bucket == 0 ? DateOnly.MaxValue : asOf.AddDays(-UpTo[bucket - 1] - 1));
}

/// <summary>What of an event counts for an aging: when, in which bucket, on which side, how much.</summary>
/// <param name="On">Day it counts from.</param>
/// <param name="Due">Due date of the item.</param>
/// <param name="Side">Where the item stands.</param>
/// <param name="Minor">Signed change in minor units of the customer's currency at hand.</param>
public readonly record struct AgingMove(DateOnly On, DateOnly Due, LedgerSide Side, long Minor)
{
    /// <summary>The move an event makes.</summary>
    public static AgingMove Of(LedgerEvent change) => new(change.On, change.Due, change.Side, change.Amount.Minor);
}

/// <summary>Balances and open amounts as of any day: sums over the events up to it.</summary>
public static class Aging
{
    /// <summary>Ages all events of one currency that count on or before the day.</summary>
    public static AgedBalance Of(
        IEnumerable<LedgerEvent> events, Currency currency, DateOnly asOf, AgingBuckets buckets)
    {
        var sum = new Sum(asOf, buckets);
        foreach (var change in events.Where(change => change.Amount.Currency == currency))
            sum.Add(AgingMove.Of(change));
        return sum.Balance(currency);
    }

    /// <summary>Ages one customer's packed moves (<see cref="PackedMoves"/>), all of one currency.</summary>
    public static AgedBalance Of(ReadOnlySpan<byte> packed, Currency currency, DateOnly asOf, AgingBuckets buckets)
    {
        var sum = new Sum(asOf, buckets);
        while (packed.Length > 0)
            sum.Add(PackedMoves.Next(ref packed));
        return sum.Balance(currency);
    }

    /// <summary>What is open of each item as of a day; items without anything open are left out.</summary>
    public static IReadOnlyDictionary<ItemKey, Money> Open(IEnumerable<LedgerEvent> events, DateOnly asOf)
    {
        var open = new Dictionary<ItemKey, Money>();
        foreach (var change in events.Where(change => change.On <= asOf))
            open[change.Item] = open.TryGetValue(change.Item, out var sum) ? sum + change.Amount : change.Amount;
        return open.Where(entry => !entry.Value.IsZero).ToDictionary();
    }

    private readonly struct Sum(DateOnly asOf, AgingBuckets buckets)
    {
        // The buckets, then credits, then deposits.
        private readonly long[] _amounts = new long[buckets.Count + 2];

        public void Add(AgingMove move)
        {
            if (move.On > asOf)
                return;
            var place = move.Side switch
            {
                LedgerSide.Debit => buckets.Of(move.Due, asOf),
                LedgerSide.Credit => buckets.Count,
                LedgerSide.Deposit => buckets.Count + 1,
            };
            _amounts[place] += move.Minor;
        }

        public AgedBalance Balance(Currency currency) => new(currency, _amounts);
    }
}
