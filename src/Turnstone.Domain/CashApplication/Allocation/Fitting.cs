using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>How chosen documents and a receipt's amount come together.</summary>
internal sealed record Fit(IReadOnlyList<PlanLine> Lines, long OnAccount, IReadOnlyList<Signal> Signals)
{
    /// <summary>A part of what is owed stays open or is forgiven.</summary>
    public bool IsShort { get; init; }

    public MatchStatus Status => OnAccount > 0 || Lines.Count == 0 ? MatchStatus.PartiallyApplied : MatchStatus.Applied;
}

/// <summary>Allocates an amount over documents that are given: discounts by terms, write-off by policy, the rest
/// open.</summary>
internal sealed class Fitting(Books books, MatchingPolicy policy)
{
    /// <summary>Discount of the terms on what is open, and whether it is earned on that day.</summary>
    public (long Amount, bool Earned) Discount(int item, DateOnly paid)
    {
        var open = books.Items[item];
        if (open.Discount is not { } terms || open.Open.Minor <= 0)
            return (0, false);
        return (terms.On(open.Open).Minor, paid <= terms.Until.AddDays(policy.GraceOf(open.Customer)));
    }

    /// <summary>
    /// True where policy forgives this much of a document. The month's cap is held against one document here and
    /// against all of a customer by the planner.
    /// </summary>
    public bool Forgives(long difference, int item, Money open)
    {
        if (difference <= 0 || !policy.WriteOff.TryGetValue(open.Currency.Code, out var limit))
            return false;
        if (limit.Amount is null && limit.Percent is null)
            return false;
        return (limit.Amount is not { } most || difference <= most.Minor)
            && (limit.Percent is not { } percent || difference <= Money.Rounded(open.Abs()
                .ToDecimal() * percent / 100m, open.Currency).Minor)
            && (limit.MonthlyCap is not { } cap || difference <= cap.Minor);
    }

    /// <summary>Documents against an amount paid on a day; <paramref name="left"/> is what each still has
    /// open.</summary>
    public Fit Of(IReadOnlyList<int> items, IReadOnlyList<long> left, long amount, DateOnly paid)
    {
        var net = left.Sum();
        var short_ = net - amount;
        if (short_ == 0)
            return new(Whole(items, left), 0, [Weights.AmountExact(items.Count)]);
        if (short_ < 0)
            return new(Whole(items, left), -short_, [Weights.Over]);
        return Discounted(items, left, short_, paid) ?? (Forgiven(items, left, short_, paid) ?? Short(items, left,
            short_)) with { IsShort = true };
    }

    private Fit? Discounted(IReadOnlyList<int> items, IReadOnlyList<long> left, long difference, DateOnly paid)
    {
        var offers = items.Select((item, at) => Discount(item, paid) is (> 0, true) offer
            && left[at] == books.Items[item].Open.Minor
            ? offer.Amount : 0).ToArray();
        var taken = Pick(offers, difference);
        if (taken is null)
            return null;
        var lines = items.Select((item, at) => taken.Contains(at)
            ? new PlanLine(item, left[at] - offers[at], Discount: offers[at]) : new PlanLine(item, left[at])).ToArray();
        return new(lines, 0, [Weights.DiscountEarned]);
    }

    /// <summary>Which offers make up the difference: all of them, one, or the only set; null where none does.</summary>
    private static HashSet<int>? Pick(long[] offers, long difference)
    {
        var granted = Enumerable.Range(0, offers.Length).Where(at => offers[at] > 0).ToArray();
        if (granted.Length == 0)
            return null;
        if (granted.Sum(at => offers[at]) == difference)
            return [.. granted];
        var one = granted.Where(at => offers[at] == difference).ToArray();
        if (one.Length > 0)
            return one.Length == 1 ? [one[0]] : null;
        var found = SubsetSearch.Find([.. granted.Select(at => offers[at])], difference);
        return found is { Solutions: 1, Cut: false } ? [.. found.Chosen.Select(at => granted[at])] : null;
    }

    private Fit? Forgiven(IReadOnlyList<int> items, IReadOnlyList<long> left, long difference, DateOnly paid)
    {
        // The document whose late discount it is, else the largest: a fee is kept once per payment, not per document.
        var late = Enumerable.Range(0, items.Count).Where(at => Discount(items[at], paid).Amount == difference)
            .ToArray();
        var on = late.Length == 1 ? late[0] : Enumerable.Range(0, items.Count).MaxBy(at => left[at]);
        if (left[on] <= difference || !Forgives(difference, items[on], books.Items[items[on]].Open))
            return null;
        var lines = items.Select((item, at) => at == on
            ? new PlanLine(item, left[at] - difference, WriteOff: difference) : new PlanLine(item, left[at])).ToArray();
        return new(lines, 0, [Weights.WithinTolerance(late.Length == 1)]);
    }

    private static Fit Short(IReadOnlyList<int> items, IReadOnlyList<long> left, long difference)
    {
        var lines = Whole(items, left).ToList();
        for (var at = lines.Count - 1; at >= 0 && difference > 0; at--)
        {
            var less = Math.Min(difference, Math.Max(0, lines[at].Cash));
            lines[at] = lines[at] with { Cash = lines[at].Cash - less };
            difference -= less;
        }

        lines.RemoveAll(line => line.Cash == 0);
        return new(lines, 0, [items.Count == 1 ? Weights.ShortOfOne : Weights.ShortOfSeveral]);
    }

    private static PlanLine[] Whole(IReadOnlyList<int> items, IReadOnlyList<long> left) =>
        [.. items.Select((item, at) => new PlanLine(item, left[at]))];
}
