using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>
/// Plans all receipts of a run against what is available: first those that cite, then, from what nobody cites, those
/// that say nothing. Claims that exceed a document are nobody's.
/// </summary>
internal sealed class Planner(Books books, MatchingPolicy policy)
{
    private readonly Fitting _fitting = new(books, policy);
    private readonly long[] _left = [.. books.Items.Select(item => item.Open.Minor)];

    public Plan[] All(IReadOnlyList<Reading> readings)
    {
        var plans = new Plan?[readings.Count];
        var cited = new CitedMatcher(books, _fitting);
        foreach (var reading in readings)
            plans[reading.Index] = cited.Explain(reading, _left);
        Contest(readings, plans, cited);
        Reserve(readings, plans);
        foreach (var family in readings.Where(reading => plans[reading.Index] is null && reading.Payer >= 0
            && !reading.Prepayment)
            .GroupBy(reading => books.Roots[reading.Payer]))
            Silents([.. family], plans);
        return Capped([.. readings.Select(reading => plans[reading.Index] ?? Nothing(reading))]);
    }

    /// <summary>Write-offs of one customer that together exceed the month's cap are all for a person.</summary>
    private Plan[] Capped(Plan[] plans)
    {
        var sums = new Dictionary<(int Customer, string Currency), long>();
        foreach (var line in plans.SelectMany(plan => plan.Lines).Where(line => line.WriteOff > 0))
            sums[Key(line)] = sums.GetValueOrDefault(Key(line)) + line.WriteOff;
        return [.. plans.Select(plan => plan.Lines.Any(line => line.WriteOff > 0 && Exceeds(line))
            ? plan with { Bar = "Write-offs of this customer in this run exceed the month's cap." } : plan)];

        (int, string) Key(PlanLine line) => (books.ItemCustomer[line.Item], books.Items[line.Item].Open.Currency.Code);

        bool Exceeds(PlanLine line) => policy.WriteOff.TryGetValue(Key(line).Item2, out var limit)
            && limit.MonthlyCap is { } cap && sums[Key(line)] > cap.Minor;
    }

    /// <summary>Receipts that together claim more than a document has are all for a person.</summary>
    private void Contest(IReadOnlyList<Reading> readings, Plan?[] plans, CitedMatcher cited)
    {
        var claims = new Dictionary<int, List<int>>();
        for (var at = 0; at < plans.Length; at++)
        {
            foreach (var line in plans[at]?.Lines ?? [])
            {
                if (!claims.TryGetValue(line.Item, out var list))
                    claims[line.Item] = list = [];
                list.Add(at);
            }
        }

        var contested = claims.Where(claim => claim.Value.Count > 1
            && Math.Abs(claim.Value.Sum(at => plans[at]?.Lines.Where(line => line.Item == claim.Key).Sum(line =>
                line.Settled) ?? 0))
                > Math.Abs(_left[claim.Key]))
            .SelectMany(claim => claim.Value).Distinct().Select(at => readings[at]).ToList();
        contested.Sort(Reading.Compare);
        var disputed = contested.Select(reading => reading.Index).ToHashSet();
        foreach (var plan in plans.Where((plan, at) => plan is not null && !disputed.Contains(at)))
            Claim(plan);
        foreach (var reading in contested)
        {
            var again = cited.Explain(reading, _left) ?? PaidBefore(reading, plans[reading.Index]);
            Claim(again);
            plans[reading.Index] = again is null ? null : again with
            {
                Bar = "Several receipts of this run claim more than the document has open.",
                Signals = [.. again.Signals, new("contested", -3000,
                    "Another receipt of this run claims the same document.")],
            };
        }
    }

    /// <summary>Another receipt pays what this one cites: its money stays on account.</summary>
    private Plan? PaidBefore(Reading reading, Plan? wanted) => wanted is null ? null
        : Plans.Of(reading, new([], reading.Receipt.Amount.Minor, []), books, wanted.Customer);

    private void Claim(Plan? plan)
    {
        foreach (var line in plan?.Lines ?? [])
            _left[line.Item] -= line.Settled;
    }

    /// <summary>What is cited, even by a receipt that could not be explained, is not for a silent one.</summary>
    private void Reserve(IReadOnlyList<Reading> readings, Plan?[] plans)
    {
        foreach (var reading in readings)
        {
            var cites = reading.Cites.Concat(reading.Advice?.Lines.OfType<Cite>() ?? []);
            foreach (var cite in cites.Where(cite => cite is { Quality: <= CiteQuality.Order, Documents.Length: 1 }))
            {
                if (books.IsOpen(cite.Documents[0]) && (plans[reading.Index] is not null || reading.Advice is not null))
                    _left[cite.Documents[0]] = 0;
            }

            foreach (var line in plans[reading.Index]?.Lines ?? [])
                _left[line.Item] = 0;
        }
    }

    /// <summary>
    /// Silent receipts of one family, the surest first: each that is settled leaves less for the others, whose set of
    /// explanations shrinks. Two that want the same document are settled only where policy names an order.
    /// </summary>
    private void Silents(List<Reading> open, Plan?[] plans)
    {
        var matcher = new SilentMatcher(books, _fitting, policy);
        open.Sort(Reading.Compare);
        while (open.Count > 0)
        {
            var found = open.Select(reading => (reading, silent: matcher.Find(reading, _left))).ToArray();
            var best = found.Min(entry => (entry.silent.Kind, entry.silent.Tie)) is var top
                && top.Kind == SilentKind.None
                ? [] : found.Where(entry => (entry.silent.Kind, entry.silent.Tie) == top).ToArray();
            if (best.Length == 0)
                return;
            var taken = new HashSet<int>();
            foreach (var (reading, silent) in best)
            {
                if (silent.Items.Any(taken.Contains))
                    continue;
                taken.UnionWith(silent.Items);
                var rivals = best.Count(other => other.reading != reading
                    && other.silent.Items.Any(silent.Items.Contains));
                var plan = matcher.Plan(reading, silent, _left);
                if (silent.Lifted && Twins(reading, silent, found))
                    plan = plan with { Bar = "Another receipt of this run may mean one of the equal documents." };
                plans[reading.Index] = rivals > 0 && !silent.Lifted
                    ? plan with { Bar = "Another receipt of this run is explained by the same document." } : plan;
                open.Remove(reading);
            }

            foreach (var item in taken)
                _left[item] = 0;
        }
    }

    /// <summary>Another receipt's explanation needs a document of the same amount, and is not itself the same
    /// payment.</summary>
    private bool Twins(Reading reading, Silent silent, (Reading Reading, Silent Silent)[] found) =>
        found.Any(other => other.Reading != reading && other.Reading.Receipt.Amount != reading.Receipt.Amount
            && other.Silent.Items.Any(item => silent.Items.Any(mine => _left[mine] == _left[item])));

    private Plan Nothing(Reading reading)
    {
        if (reading.Payer < 0)
            return new() { Status = MatchStatus.Unidentified, OnAccount = reading.Receipt.Amount.Minor,
                Bar = "No customer is known." };
        var plan = Plans.Of(reading, new([], reading.Receipt.Amount.Minor, []), books, reading.Payer);
        var bar = reading.Prepayment ? null : "No document explains the money.";
        return (reading.Prepayment
            ? plan.With(new("prepayment_word", 3500, "The text speaks of a payment before the invoice.")) : plan) with
        {
            Status = MatchStatus.Unapplied, Bar = bar,
        };
    }
}
