using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>
/// Lots that payers settle whole: all that is open, a month, a run of neighbouring due dates; with credits taken
/// off, and with discounts in time taken.
/// </summary>
internal sealed class LotSearch(Books books, Fitting fitting, MatchingPolicy policy)
{
    private const int MostCredits = 6;
    private const int MostKept = 3;
    private const long ManyMakeUps = 100_000_000;
    private const long ManyForEach = 1000;

    /// <summary>Lots that sum exactly, the likeliest first.</summary>
    public List<Silent> Find(int[] items, int[] debits, Reading reading, IReadOnlyList<long> left)
    {
        var found = new List<Silent>();
        if (debits.Length == 0)
            return found;
        var full = debits.Select(item => left[item]).ToArray();
        var net = debits.Select(item => left[item] - Taken(item, reading.Receipt.Date, left)).ToArray();
        var discounts = !full.AsSpan().SequenceEqual(net);
        foreach (var credits in Credits(items, left))
        {
            var target = reading.Receipt.Amount.Minor - credits.Sum(item => left[item]);
            var less = credits.Length == 0 ? 0 : credits.Length == 1 ? 300 : 200;
            Lots(debits, full, target, reading).ForEach(lot => Add(lot, less));
            if (discounts)
                Lots(debits, net, target, reading).ForEach(lot => Add(lot, less + 100));

            void Add(Silent lot, int lessWeight)
            {
                if (credits.Length == 0 && lot.Items.Length < 2)
                    return;
                var all = lot.Items.Concat(credits).Order(Comparer<int>.Create(books.Compare));
                found.Add(lot with { Items = [.. all], Weight = lot.Weight - lessWeight });
            }
        }

        return [.. found.DistinctBy(lot => string.Join(',', lot.Items), StringComparer.Ordinal)
            .OrderByDescending(lot => lot.Weight).ThenBy(lot => lot.Kind).Take(MostKept)];
    }

    /// <summary>The largest step of which all amounts are multiples, up to a whole hundred: round amounts meet by
    /// chance more often.</summary>
    public static long Grain(int[] debits, IReadOnlyList<long> left)
    {
        long grain = 0;
        foreach (var item in debits)
        {
            var (one, other) = (grain, left[item]);
            while (other != 0)
                (one, other) = (other, one % other);
            grain = one;
        }

        return Math.Clamp(grain, 1, 10000);
    }

    private long Taken(int item, DateOnly paid, IReadOnlyList<long> left) =>
        left[item] == books.Items[item].Open.Minor && fitting.Discount(item, paid) is (> 0, true) offer
            ? offer.Amount : 0;

    private static IEnumerable<int[]> Credits(int[] items, IReadOnlyList<long> left)
    {
        yield return [];
        var credits = items.Where(item => left[item] < 0).ToArray();
        foreach (var credit in credits.Take(MostCredits))
            yield return [credit];
        if (credits.Length > 1)
            yield return credits;
    }

    private List<Silent> Lots(int[] debits, long[] amounts, long target, Reading reading)
    {
        var found = new List<Silent>();
        if (amounts.Sum() == target)
            found.Add(new(SilentKind.Everything, debits, 4700));
        var months = Enumerable.Range(0, debits.Length).GroupBy(at => Periods.Of(books.Items[debits[at]].Date))
            .Where(month => month.Sum(at => amounts[at]) == target && month.Count() < debits.Length).ToArray();
        foreach (var month in months)
        {
            // Of equal amounts any month with as many has the sum: the month says nothing there.
            var alike = month.Select(at => amounts[at]).Distinct().Count() == 1 && month.Count() > 1;
            var named = reading.Period == month.Key;
            if (alike && !named)
                continue;
            var lot = new Silent(SilentKind.Month, [.. month.Select(at => debits[at])], named ? 4700 : 4600)
            {
                Tie = months.Length > 1 && !named,
            };
            found.Add(named ? lot : Twins(lot, amounts, [.. month], months.Length));
        }

        if (Run(debits, amounts, target) is { } run)
            found.Add(run);
        return found;
    }

    private Silent? Run(int[] debits, long[] amounts, long target)
    {
        var (from, runs, best, length) = (0, 0, 0, 0);
        long sum = 0;
        for (var to = 0; to < debits.Length; to++)
        {
            sum += amounts[to];
            while (sum > target)
                sum -= amounts[from++];
            if (sum != target || from > to)
                continue;
            runs++;
            if (runs == 1)
                (best, length) = (from, to - from + 1);
        }

        if (runs == 0 || length == debits.Length)
            return null;
        var chosen = debits[best..(best + length)];
        if (length > 1 && amounts[best..(best + length)].Distinct().Count() == 1)
            return null;
        // From each document on the growing sum passes the amount once: so many chances, each of a step in an amount.
        var room = amounts.Sum() / amounts.Length / Grain(amounts) / amounts.Length;
        var weight = room switch { >= 100 => 4600, >= 20 => 4200, >= 5 => 3000, _ => 1000 };
        var lot = new Silent(SilentKind.Run, chosen, weight + (best == 0 ? 100 : 0)) { Tie = runs > 1 };
        return Twins(lot, amounts, [.. Enumerable.Range(best, length)], amounts.Length);
    }

    /// <summary>
    /// A lot that holds a document of which an equal one stands outside. Where prices are few, any set of so many
    /// documents is made up like some run or month by chance: by how many make-ups there are for each lot that could
    /// show one. A policy that takes the oldest of equals knows which they are, and then the policy says it.
    /// </summary>
    private Silent Twins(Silent lot, long[] amounts, int[] at, int lots)
    {
        var inside = at.Select(mine => amounts[mine]).ToHashSet();
        var outside = Enumerable.Range(0, amounts.Length).Except(at).Where(other => inside.Contains(amounts[other]))
            .ToArray();
        long makeUps = outside.Length == 0 ? ManyMakeUps : 1;
        var prices = amounts.Distinct().Count();
        for (var count = 1; count <= at.Length && makeUps < ManyMakeUps; count++)
            makeUps = makeUps * (prices - 1 + count) / count;
        var most = makeUps / lots >= ManyForEach ? int.MaxValue : 1000;
        if (most >= lot.Weight)
            return lot;
        return policy.TieOrder == TieOrder.OldestDue && outside.All(other => Array.TrueForAll(at, mine =>
            amounts[mine] != amounts[other] || mine < other)) ? lot with { Lifted = true } : lot with { Weight = most };
    }

    private static long Grain(long[] amounts)
    {
        long grain = 0;
        foreach (var amount in amounts)
        {
            var (one, other) = (grain, amount);
            while (other != 0)
                (one, other) = (other, one % other);
            grain = one;
        }

        return Math.Clamp(grain, 1, 10000);
    }
}
