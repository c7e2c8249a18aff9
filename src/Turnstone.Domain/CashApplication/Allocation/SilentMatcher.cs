using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>What a silent receipt may mean, from the surest kind of explanation to the least.</summary>
internal enum SilentKind
{
    Single,
    Discounted,
    Everything,
    Month,
    Run,
    Subset,
    WithinTolerance,
    None,
}

/// <summary>One explanation of a receipt that cites nothing.</summary>
internal sealed record Silent(SilentKind Kind, int[] Items, bool Tie, bool Lifted, bool Cut, int Weight)
{
    /// <summary>The next document or set that explains the amount as well; empty where there is none or it was not
    /// kept.</summary>
    public int[] Rival { get; init; } = [];

    public static Silent None { get; } = new(SilentKind.None, [], Tie: false, Lifted: false, Cut: false, 0);
}

/// <summary>Explains a receipt of a known payer by the amounts of the payer's open documents.</summary>
internal sealed class SilentMatcher(Books books, Fitting fitting, MatchingPolicy policy)
{
    /// <summary>The best explanation over the payer's own documents, then over the family's where a parent
    /// pays.</summary>
    public Silent Find(Reading reading, IReadOnlyList<long> left)
    {
        var family = Candidates(reading, left);
        var own = family.Where(item => books.ItemCustomer[item] == reading.Payer).ToArray();
        var found = Among(own, reading, left);
        if (own.Length == family.Length)
            return found;
        if (found.Kind == SilentKind.None)
            return Among(family, reading, left);
        // A parent pays for its children as well as for itself: what both explain is a tie.
        var wide = books.IsParent(reading.Payer) ? Among(family, reading, left) : found;
        return wide.Kind < found.Kind || wide.Tie || !wide.Items.AsSpan().SequenceEqual(found.Items)
            ? found with { Tie = true, Rival = wide.Items.AsSpan().SequenceEqual(found.Items) ? wide.Rival
            : wide.Items } : found;
    }

    private int[] Candidates(Reading reading, IReadOnlyList<long> left)
    {
        var found = new List<int>();
        foreach (var item in books.FamilyItems(reading.Payer))
        {
            var document = books.Items[item];
            if (left[item] != 0 && document.Open.Currency == reading.Receipt.Amount.Currency
                && document.Date <= reading.Receipt.Date)
                found.Add(item);
        }

        return [.. found];
    }

    private Silent Among(int[] items, Reading reading, IReadOnlyList<long> left)
    {
        var amount = reading.Receipt.Amount.Minor;
        var debits = items.Where(item => left[item] > 0).ToArray();
        var single = debits.Where(item => left[item] == amount).ToArray();
        if (single.Length > 0)
            return Equal(SilentKind.Single, single);
        var discounted = debits.Where(item => left[item] == books.Items[item].Open.Minor
            && fitting.Discount(item, reading.Receipt.Date) is (> 0, true) offer
                && left[item] - offer.Amount == amount).ToArray();
        if (discounted.Length > 0)
            return Equal(SilentKind.Discounted, discounted);
        if (debits.Length > 1 && (items.Sum(item => left[item]) == amount || debits.Sum(item => left[item]) == amount))
            return new(SilentKind.Everything, items.Sum(item => left[item]) == amount ? items : debits, false, false,
                false, 4500);
        return Month(debits, amount, left) ?? Run(debits, amount, left) ?? Subset(items, debits, amount, left)
            ?? Tolerated(debits, amount, left);
    }

    private Silent Equal(SilentKind kind, int[] equal)
    {
        var owners = equal.Select(item => books.ItemCustomer[item]).Distinct().Count();
        var lifted = equal.Length > 1 && owners == 1 && policy.TieOrder == TieOrder.OldestDue;
        return new(kind, [equal[0]], equal.Length > 1 && !lifted, lifted, Cut: false, 4700) { Rival = equal.Length > 1
            ? [equal[1]] : [] };
    }

    private Silent? Month(int[] debits, long amount, IReadOnlyList<long> left)
    {
        var months = debits.GroupBy(item => (books.Items[item].Date.Year, books.Items[item].Date.Month))
            .Where(month => month.Count() > 1 && month.Sum(item => left[item]) == amount).ToArray();
        return months.Length == 1 ? new(SilentKind.Month, [.. months[0]], false, false, false, 4500) : null;
    }

    private static Silent? Run(int[] debits, long amount, IReadOnlyList<long> left)
    {
        var (from, runs, best, length) = (0, 0, 0, 0);
        long sum = 0;
        for (var to = 0; to < debits.Length; to++)
        {
            sum += left[debits[to]];
            while (sum > amount)
                sum -= left[debits[from++]];
            if (sum != amount || to == from)
                continue;
            runs++;
            (best, length) = (from, to - from + 1);
        }

        return runs == 1 ? new(SilentKind.Run, debits[best..(best + length)], false, false, false, 4500) : null;
    }

    private Silent? Subset(int[] items, int[] debits, long amount, IReadOnlyList<long> left)
    {
        var found = SubsetSearch.Find([.. debits.Select(item => left[item])], amount);
        int[] chosen = [.. found.Chosen.Select(at => debits[at])];
        if (found.Solutions == 0 && Netted(items, debits, amount, left) is { } netted)
            return netted;
        if (found.Solutions == 0)
            return null;
        // The more sets there are, the likelier one of them sums by chance: the weight falls with their number.
        var room = amount / Math.Max(1, found.Tried);
        var weight = room switch { >= 100 => 4500, >= 20 => 3600, >= 5 => 1500, _ => -500 };
        var twins = debits.Any(item => !chosen.Contains(item) && chosen.Any(other => left[other] == left[item]));
        var lifted = twins && policy.TieOrder == TieOrder.OldestDue;
        return new(SilentKind.Subset, chosen, found.Solutions > 1 || twins && !lifted, lifted, found.Cut, weight);
    }

    /// <summary>Debits less one credit of the customer.</summary>
    private static Silent? Netted(int[] items, int[] debits, long amount, IReadOnlyList<long> left)
    {
        var sets = new List<int[]>();
        foreach (var credit in items.Where(item => left[item] < 0).Take(10))
        {
            var target = amount - left[credit];
            var single = debits.Where(item => left[item] == target).ToArray();
            if (single.Length == 1)
                sets.Add([single[0], credit]);
        }

        return sets.Count == 0 ? null : new(SilentKind.Subset, sets[0], sets.Count > 1, false, false, 2500);
    }

    private Silent Tolerated(int[] debits, long amount, IReadOnlyList<long> left)
    {
        var near = debits.Where(item => left[item] > amount
            && fitting.Forgives(left[item] - amount, item, books.Items[item].Open)).ToArray();
        return near.Length == 1 ? new(SilentKind.WithinTolerance, near, false, false, false, 1500) : Silent.None;
    }

    /// <summary>The explanation as a plan with its evidence.</summary>
    public Plan Plan(Reading reading, Silent silent, IReadOnlyList<long> left)
    {
        var fit = fitting.Of(silent.Items, [.. silent.Items.Select(item => left[item])], reading.Receipt.Amount.Minor,
            reading.Receipt.Date);
        var signal = silent.Kind switch
        {
            SilentKind.Single => "only_document_of_amount",
            SilentKind.Discounted => "only_document_of_discounted_amount",
            SilentKind.Everything => "all_open_documents",
            SilentKind.Month => "documents_of_one_month",
            SilentKind.Run => "neighbouring_due_dates",
            SilentKind.Subset => "only_set_with_this_sum",
            _ => "near_amount",
        };
        fit = fit with { Signals = [new(signal, silent.Weight, Sentence(silent, reading))] };
        var plan = Plans.Of(reading, fit, books, -1);
        if (silent.Lifted)
            plan = plan.With(new("tie_order", 0, "Of equal documents the policy says that the oldest due is meant."));
        var bar = silent.Tie ? "Several documents explain the amount equally well."
            : silent.Kind == SilentKind.WithinTolerance ? "A near amount alone does not say which document is meant."
            : silent.Cut ? "The search for other explanations was cut short." : null;
        return plan with { Bar = bar, RunnerUp = RunnerUp(silent, plan.Score) };
    }

    private RunnerUp? RunnerUp(Silent silent, int score)
    {
        if (silent.Rival.Length == 0 && !silent.Tie)
            return null;
        var documents = silent.Rival.Select(item => books.Items[item].Number).ToArray();
        var owner = silent.Rival.Length > 0 ? books.Customers[books.ItemCustomer[silent.Rival[0]]].Id
            : (Kernel.CustomerId?)null;
        return silent.Lifted
            ? new(owner, documents, score - 3000, "It explains the amount as well and is due later.")
            : new(owner, documents, score, "It explains the amount as well.");
    }

    private string Sentence(Silent silent, Reading reading)
    {
        var payer = books.Customers[reading.Payer].Id;
        return silent.Kind switch
        {
            SilentKind.Single => $"{payer} has an open document of exactly this amount.",
            SilentKind.Discounted => $"{payer} has an open document of this amount after its discount in time.",
            SilentKind.Everything => $"All open documents of {payer} sum to this amount.",
            SilentKind.Month => $"The documents of one month of {payer} sum to this amount.",
            SilentKind.Run => $"Documents of {payer} with neighbouring due dates sum to this amount.",
            SilentKind.Subset => $"{silent.Items.Length} open documents of {payer} sum exactly to this amount.",
            _ => $"One open document of {payer} is within the tolerance of this amount.",
        };
    }
}
