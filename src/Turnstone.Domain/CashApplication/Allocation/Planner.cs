using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>
/// Plans all receipts of a run against what is available: first those that cite, then, from what nobody cites, those
/// that say nothing. Claims that exceed a document are nobody's.
/// </summary>
internal sealed class Planner
{
    private const int MostFamilies = 6;
    private const int CloseBehind = 1500;

    // Amounts of this step, in minor units, meet by chance.
    private const long Round = 100;

    private readonly Books _books;
    private readonly MatchingPolicy _policy;
    private readonly AutoRule _rule;
    private readonly CitedMatcher _cited;
    private readonly SilentMatcher _silent;

    // What is left after all claims, and after those alone that are sure: what holds in both is certain.
    private readonly long[] _left;
    private readonly long[] _sure;

    public Planner(Books books, MatchingPolicy policy)
    {
        (_books, _policy, _rule) = (books, policy, new(books, policy));
        var fitting = new Fitting(books, policy);
        _cited = new(books, fitting);
        _silent = new(books, fitting, policy);
        _left = [.. books.Items.Select(item => item.Open.Minor)];
        _sure = [.. _left];
    }

    public Plan[] All(IReadOnlyList<Reading> readings, IReadOnlyList<Cite> listed, ForEach each)
    {
        var plans = new Plan?[readings.Count];
        // Nothing is claimed before all that cite are explained: what one takes another still sees.
        each(readings.Count, at => plans[readings[at].Index] = Explained(readings[at]));
        Contest(readings, plans);
        Reserve(readings, plans, listed);
        Doubt(readings, plans);
        var silent = readings.Where(reading => plans[reading.Index] is null && reading.Payers.Count > 0
            && !reading.Prepayment).ToArray();
        foreach (var circle in Circles(silent))
            Silents(circle, plans);
        return Capped([.. readings.Select(reading => plans[reading.Index] ?? Nothing(reading))]);
    }

    /// <summary>Receipts whose senders may be of one family, through a name that several have: they compete.</summary>
    private IEnumerable<List<Reading>> Circles(Reading[] silent)
    {
        var parents = new Dictionary<int, int>();
        foreach (var reading in silent)
        {
            var roots = Roots(reading);
            foreach (var root in roots)
                parents[Top(root)] = Top(roots[0]);
        }

        return silent.GroupBy(reading => Top(Roots(reading)[0])).OrderBy(circle => circle.Key)
            .Select(circle => circle.ToList());

        int Top(int root)
        {
            while (parents.TryGetValue(root, out var next) && next != root)
                root = next;
            return root;
        }
    }

    private int[] Roots(Reading reading) => reading.Payer >= 0 ? [_books.Roots[reading.Payer]]
        : [.. reading.Payers.Select(hit => _books.Roots[hit.Customer]).Distinct().Take(MostFamilies)];

    private Plan? Explained(Reading reading)
    {
        var plans = _cited.Explain(reading, _left);
        return plans.Count == 0 ? null
            : plans[0] with { Rivals = [.. plans.Skip(1).Where(other => !other.Means(plans[0])
                && !IsPartOf(other, plans[0]))] };
    }

    /// <summary>A text that names some of what an advice lists confirms it.</summary>
    private static bool IsPartOf(Plan other, Plan advised) => other.Lines.Count > 0 && advised.OnAccount == 0
        && other.Lines.All(line => advised.Lines.Any(whole => whole.Item == line.Item));

    private void Doubt(IReadOnlyList<Reading> readings, Plan?[] plans)
    {
        var doubted = readings.Where(reading => plans[reading.Index] is { } plan && !plan.IsExact()
            && reading.Advice is null && reading.Cites.Count > 0).ToList();
        doubted.Sort(Reading.Compare);
        foreach (var reading in doubted)
        {
            if (plans[reading.Index] is not { } plan)
                continue;
            var better = Doubted(reading, plan);
            plans[reading.Index] = better;
            // What it takes now it takes in doubt: of what is sure nothing is gone.
            foreach (var line in better.Means(plan) ? [] : better.Lines)
                _left[line.Item] = 0;
        }
    }

    /// <summary>What is cited does not explain the money, and something else of the payer may.</summary>
    private Plan Doubted(Reading reading, Plan plan)
    {
        var against = reading.Cites.Max(cite => cite.IsFirm ? Math.Min(cite.Weight, 4000) : 1000);
        // Which of several equal documents is meant is not known, but that one of them may be is as much against it.
        var others = _silent.Find(reading, _left).Where(silent => silent.Kind <= SilentKind.Everything
            && (!silent.Tie || silent.Kind == SilentKind.Single))
            .Select(silent => _silent.Plan(reading, silent, _left).With(new("cites_another", -against,
                "The text cites another document."))).Where(other => !other.Means(plan)).ToArray();
        if (others.Length == 0)
            return plan;
        var best = others.MaxBy(other => other.Score);
        return best is { Bar: null } && (plan.Bar is not null || plan.Contradicts) && best.Score > plan.Score
            ? best.Barred("The text cites another document.") with { Rivals = [plan] }
            : plan with { Rivals = [.. plan.Rivals, .. others] };
    }

    /// <summary>Write-offs of one customer that together exceed the month's cap are all for a person.</summary>
    private Plan[] Capped(Plan[] plans)
    {
        var sums = new Dictionary<(int Customer, string Currency), long>();
        foreach (var line in plans.SelectMany(plan => plan.Lines).Where(line => line.WriteOff > 0))
            sums[Key(line)] = sums.GetValueOrDefault(Key(line)) + line.WriteOff;
        return [.. plans.Select(plan => plan.Lines.Any(line => line.WriteOff > 0 && Exceeds(line))
            ? plan.Barred("Write-offs of this customer in this run exceed the month's cap.") : plan)];

        (int, string) Key(PlanLine line) =>
            (_books.ItemCustomer[line.Item], _books.Items[line.Item].Open.Currency.Code);

        bool Exceeds(PlanLine line) => _policy.WriteOff.TryGetValue(Key(line).Item2, out var limit)
            && limit.MonthlyCap is { } cap && sums[Key(line)] > cap.Minor;
    }

    /// <summary>Receipts that together claim more than a document has are all for a person.</summary>
    private void Contest(IReadOnlyList<Reading> readings, Plan?[] plans)
    {
        var claims = new Dictionary<int, List<(int Receipt, long Settled)>>();
        for (var at = 0; at < plans.Length; at++)
        {
            foreach (var line in plans[at]?.Lines ?? [])
            {
                if (!claims.TryGetValue(line.Item, out var list))
                    claims[line.Item] = list = [];
                list.Add((at, line.Settled));
            }
        }

        var contested = claims.Where(claim => claim.Value.Count > 1
                && Math.Abs(claim.Value.Sum(entry => entry.Settled)) > Math.Abs(_left[claim.Key]))
            .SelectMany(claim => claim.Value).Select(entry => entry.Receipt).Distinct().Select(at => readings[at])
            .ToList();
        contested.Sort(Surer(plans));
        var disputed = contested.Select(reading => reading.Index).ToHashSet();
        for (var at = 0; at < plans.Length; at++)
        {
            if (plans[at] is { } plan && !disputed.Contains(at))
                Claim(plan);
        }

        foreach (var reading in contested)
            plans[reading.Index] = Contested(reading, plans[reading.Index]);
    }

    /// <summary>A firm citation goes before a weak one: what is only like a number gives way.</summary>
    private static Comparison<Reading> Surer(Plan?[] plans) => (one, other) =>
    {
        var order = Weak(one).CompareTo(Weak(other));
        return order != 0 ? order : Reading.Compare(one, other);

        bool Weak(Reading reading) => reading.Advice is null
            && reading.Cites.All(cite => cite.Quality > CiteQuality.Listed) && plans[reading.Index]?.Lines.Count > 0;
    };

    private Plan? Contested(Reading reading, Plan? wanted)
    {
        var again = Explained(reading);
        var weak = reading.Advice is null && reading.Cites.All(cite => cite.Quality > CiteQuality.Listed);
        // Only like a number that another receipt pays: it may still be explained by its amount.
        if (again is null && weak)
            return null;
        again ??= wanted is null ? null
            : Plans.Of(reading, new([], reading.Receipt.Amount.Minor, []), _books, wanted.Customer);
        Claim(again);
        return again is null ? null
            : again.With(new("contested", -3000, "Another receipt of this run claims the same document."))
                .Barred("Several receipts of this run claim more than the document has open.");
    }

    private void Claim(Plan? plan)
    {
        foreach (var line in plan?.Lines ?? [])
        {
            _left[line.Item] -= line.Settled;
            _sure[line.Item] -= line.Settled;
        }
    }

    /// <summary>What is cited, even by a receipt that could not be explained, is not for a silent one.</summary>
    private void Reserve(IReadOnlyList<Reading> readings, Plan?[] plans, IReadOnlyList<Cite> listed)
    {
        var cites = readings.SelectMany(reading => reading.Cites.Where(cite => !IsChance(cite, plans[reading.Index])))
            .Concat(listed);
        foreach (var cite in cites.Where(cite => cite.IsFirm && cite.Documents.Length == 1))
        {
            if (_books.IsOpen(cite.Documents[0]))
                _left[cite.Documents[0]] = _sure[cite.Documents[0]] = 0;
        }

        foreach (var plan in plans)
        {
            foreach (var line in plan?.Lines ?? [])
                _left[line.Item] = _sure[line.Item] = 0;
        }
    }

    /// <summary>A stranger's number beside documents that explain all of the money.</summary>
    private bool IsChance(Cite cite, Plan? plan) => plan is { Lines.Count: > 0 } && plan.IsExact()
        && cite.Documents.All(document => plan.Lines.All(line => line.Item != document
            && !_books.Related(_books.ItemCustomer[line.Item], _books.CustomerOf(document))));

    /// <summary>
    /// Silent receipts of one family, the surest first: each that is settled leaves less for the others, whose set of
    /// explanations shrinks. Two that want the same document are settled only where policy names an order.
    /// </summary>
    private void Silents(List<Reading> open, Plan?[] plans)
    {
        open.Sort(Reading.Compare);
        while (open.Count > 0)
        {
            var found = open.Select(reading => new Wish(reading, _silent.Find(reading, _left)))
                .Where(wish => wish.Found.Count > 0).ToArray();
            if (found.Length == 0)
                return;
            var rank = found.Min(wish => wish.Best.Rank);
            var best = found.Where(wish => wish.Best.Rank == rank).ToArray();
            var free = rank == 0 ? best.Where(wish => !found.Any(other => other != wish && other.Best.Rank == 0
                && other.Best.Touches(wish.Best))).ToArray() : [];
            foreach (var wish in free.Length > 0 ? free : [First(best)])
            {
                plans[wish.Reading.Index] = Settled(wish, found, free.Length > 0);
                open.Remove(wish.Reading);
            }
        }
    }

    private static Wish First(Wish[] best) => best.Aggregate((one, other) =>
        other.Best.Rank == 0 && other.Best.Weight > one.Best.Weight ? other : one);

    private Plan Settled(Wish wish, Wish[] all, bool free)
    {
        var (reading, silent) = (wish.Reading, wish.Best);
        var plan = _silent.Plan(reading, silent, _left);
        plan = plan with
        {
            Rivals = [.. wish.Found.Skip(1).Select(other => _silent.Plan(reading, other, _left)
                .Barred("It explains the amount, less well."))],
        };
        // The policy says which of equal documents one receipt means, and not which of two receipts means which.
        if (silent.Lifted && all.Any(other => other != wish && other.Found.Exists(may => may.Lifted
            && may.Behind - other.Best.Behind < CloseBehind && Compete(may, silent))))
            plan = plan.Barred("Another receipt of this run that names nothing may mean one of the equal documents.");
        if (silent.Lifted && all.Any(other => other != wish && other.Best.Tie && Compete(other.Best, silent)))
            plan = plan.Barred("An undecided receipt of this run may mean one of the equal documents.");
        if (reading.NamesOther && reading.Receipt.Amount.Minor % Round == 0)
            plan = plan.Barred("It names a number like ours that is none we know, and a round amount proves no other.");
        if (silent.Lifted && reading.Unread != Unread.Nothing)
            plan = plan.Barred("It names a number that could not be read: the policy's order is for what names none.");
        if (reading.Doubtful)
            plan = plan.Barred("An advice of this payer and amount may belong to it.");
        if (silent.Rank == 0 && !free && all.Any(other => other != wish && other.Best.Touches(silent)))
            plan = plan.Barred("Another receipt of this run is explained by the same document.");
        if (_silent.Find(reading, _sure).FirstOrDefault() is not { } certain
            || !certain.Items.ToHashSet().SetEquals(silent.Items))
            plan = plan.Barred("It depends on a receipt that is not decided.");
        var sure = _rule.IsSure(plan, reading);
        foreach (var item in silent.Items)
        {
            _left[item] = 0;
            if (sure)
                _sure[item] = 0;
        }

        return plan;
    }

    /// <summary>Both take documents of one amount.</summary>
    private bool Compete(Silent one, Silent other) => one.Items.Any(item =>
        other.Items.Any(mine => _left[mine] == _left[item]));

    private Plan Nothing(Reading reading)
    {
        if (reading.Payer < 0)
            return new() { Status = MatchStatus.Unidentified, OnAccount = reading.Receipt.Amount.Minor,
                Bar = "No customer is known." };
        var plan = Plans.Of(reading, new([], reading.Receipt.Amount.Minor, []), _books, reading.Payer) with
        {
            Status = MatchStatus.Unapplied,
        };
        if (!reading.Prepayment)
            return plan.Barred("No document explains the money.");
        var others = _silent.Find(reading, _left).Where(silent => silent.Kind <= SilentKind.Everything)
            .Select(silent => _silent.Plan(reading, silent, _left)).ToArray();
        return plan.With(new("prepayment_word", 4500, "The text speaks of a payment before the invoice.")) with
        {
            Rivals = others,
        };
    }

    /// <summary>A receipt and what may explain it.</summary>
    private sealed record Wish(Reading Reading, List<Silent> Found)
    {
        public Silent Best => Found[0];
    }
}
