using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Explains a receipt of a known payer by the amounts of the payer's open documents.</summary>
internal sealed class SilentMatcher(Books books, Fitting fitting, MatchingPolicy policy)
{
    private const int MostItems = 5000;

    // Who sent it is one question, which documents are meant another: the first never makes up for the second.
    private const int LeastSaid = 1500;

    private readonly LotSearch _lots = new(books, fitting, policy);

    /// <summary>The explanations over all customers the sender may be, the best first.</summary>
    public List<Silent> Find(Reading reading, IReadOnlyList<long> left)
    {
        int[] customers = reading.Payer >= 0 ? [reading.Payer]
            : [.. reading.Payers.Select(hit => hit.Customer).Distinct().Take(12)];
        var found = new List<Silent>();
        foreach (var customer in customers)
        {
            var less = customers.Length == 1 ? 0 : Strongest(reading) - Weight(reading, customer);
            found.AddRange(Find(reading, customer, left).Select(silent => silent with { Behind = less }));
        }

        // The payer named the documents in a list that did not come: no rule may name them instead.
        if (reading.Announced && reading.Advice is null)
            found = found.ConvertAll(silent => silent.Lifted ? silent with { Lifted = false, Tie = true } : silent);
        // The same documents found twice, through a customer and its parent, are one explanation.
        return [.. found.DistinctBy(silent => string.Join(',', silent.Items), StringComparer.Ordinal)
            .OrderByDescending(silent => silent.Weight - silent.Behind).ThenBy(silent => silent.Kind).Take(4)];
    }

    private static int Weight(Reading reading, int customer) =>
        reading.Payers.Where(hit => hit.Customer == customer).Sum(hit => hit.Weight);

    private static int Strongest(Reading reading) =>
        reading.Payers.GroupBy(hit => hit.Customer).Max(group => group.Sum(hit => hit.Weight));

    private List<Silent> Find(Reading reading, int customer, IReadOnlyList<long> left)
    {
        var family = Candidates(reading, customer, left);
        var own = family.Where(item => books.ItemCustomer[item] == customer).ToArray();
        var found = Among(own, reading, left);
        // A parent pays for its children as well as for itself; a child for others only where nothing of its own fits.
        if (own.Length < family.Length && (found.Count == 0 || books.IsParent(customer)))
            found.AddRange(Among(family, reading, left).Select(silent => silent with { Weight = silent.Weight
                - (own.Length == 0 ? 0 : 300) }));
        // What only comes near says nothing beside what is exact.
        return found.Exists(silent => silent.Kind < SilentKind.Subset)
            ? found.FindAll(silent => silent.Kind < SilentKind.Subset) : found;
    }

    private int[] Candidates(Reading reading, int customer, IReadOnlyList<long> left)
    {
        var found = new List<int>();
        foreach (var item in books.FamilyItems(customer))
        {
            var document = books.Items[item];
            if (left[item] != 0 && document.Open.Currency == reading.Receipt.Amount.Currency
                && document.Date <= reading.Receipt.Date)
                found.Add(item);
            if (found.Count == MostItems)
                break;
        }

        return [.. found];
    }

    private List<Silent> Among(int[] items, Reading reading, IReadOnlyList<long> left)
    {
        var amount = reading.Receipt.Amount.Minor;
        var debits = items.Where(item => left[item] > 0).ToArray();
        var found = new List<Silent>();
        var single = debits.Where(item => left[item] == amount).ToArray();
        if (single.Length > 0)
            found.Add(Equal(SilentKind.Single, single, 4700));
        var discounted = debits.Where(item => IsDiscounted(item, reading, left)).ToArray();
        if (discounted.Length > 0)
            found.Add(Equal(SilentKind.Discounted, discounted, 4500));
        // One document of the amount is the plain reading; lots with the same sum are likelier chance.
        var less = found.Count > 0 ? 2500 : 0;
        if (Alike(debits, amount, left) is { } alike)
            found.Add(alike with { Weight = alike.Weight - less });
        found.AddRange(_lots.Find(items, debits, reading, left).Select(lot => lot with { Weight = lot.Weight - less }));
        if (found.Count == 0 && Subset(items, debits, amount, left) is { } subset)
            found.Add(subset);
        if (found.Count == 0 && Tolerated(debits, amount, left) is { } near)
            found.Add(near);
        return found;
    }

    private bool IsDiscounted(int item, Reading reading, IReadOnlyList<long> left) =>
        left[item] == books.Items[item].Open.Minor && fitting.Discount(item, reading.Receipt.Date) is (> 0, true) offer
        && left[item] - offer.Amount == reading.Receipt.Amount.Minor;

    private bool IsOldestFirst(int customer) =>
        policy.TieOrderOf(books.Customers[customer].Id) == TieOrder.OldestDue;

    private Silent Equal(SilentKind kind, int[] equal, int weight)
    {
        var owners = equal.Select(item => books.ItemCustomer[item]).Distinct().Count();
        var lifted = equal.Length > 1 && owners == 1 && IsOldestFirst(books.ItemCustomer[equal[0]]);
        return new(kind, [equal[0]], weight)
        {
            Tie = equal.Length > 1 && !lifted, Lifted = lifted, Rival = equal.Length > 1 ? [equal[1]] : [],
        };
    }

    /// <summary>Two or more documents of one amount: how many is certain, which ones only the policy says.</summary>
    private Silent? Alike(int[] debits, long amount, IReadOnlyList<long> left)
    {
        Silent? found = null;
        foreach (var group in debits.GroupBy(item => left[item]).Where(group => amount % group.Key == 0))
        {
            var (count, all) = (amount / group.Key, group.ToArray());
            if (count < 2 || count > all.Length)
                continue;
            if (found is not null)
                return found with { Tie = true };
            var owners = all.Select(item => books.ItemCustomer[item]).Distinct().Count();
            var more = count < all.Length;
            var lifted = more && owners == 1 && IsOldestFirst(books.ItemCustomer[all[0]]);
            found = new(SilentKind.Alike, all[..(int)count], 4400)
            {
                Tie = more && !lifted, Lifted = lifted, Rival = more ? all[1..((int)count + 1)] : [],
            };
        }

        return found;
    }

    private Silent? Subset(int[] items, int[] debits, long amount, IReadOnlyList<long> left)
    {
        var found = SubsetSearch.Find([.. debits.Select(item => left[item])], amount);
        int[] chosen = [.. found.Chosen.Order().Select(at => debits[at])];
        if (found.Solutions == 0)
            return Netted(items, debits, amount, left);
        // The more sets there are, the likelier one of them sums by chance: the weight falls with their number.
        var room = amount / LotSearch.Grain(debits, left) / Math.Max(1, found.Tried);
        var weight = room switch { >= 1000 => 4500, >= 100 => 4200, >= 20 => 3600, >= 5 => 1500, _ => -500 };
        var twins = debits.Any(item => !chosen.Contains(item) && chosen.Any(other => left[other] == left[item]));
        var lifted = twins && chosen.Select(item => books.ItemCustomer[item]).Distinct().All(IsOldestFirst);
        return new(SilentKind.Subset, chosen, weight)
        {
            Tie = found.Solutions > 1 || twins && !lifted, Lifted = lifted, Cut = found.Cut,
        };
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

        return sets.Count == 0 ? null : new(SilentKind.Subset, sets[0], 2500) { Tie = sets.Count > 1 };
    }

    private Silent? Tolerated(int[] debits, long amount, IReadOnlyList<long> left)
    {
        var near = debits.Where(item => left[item] > amount
            && fitting.Forgives(left[item] - amount, item, books.Items[item].Open)).ToArray();
        return near.Length == 1 ? new(SilentKind.WithinTolerance, near, 1500) : null;
    }

    /// <summary>The explanation as a plan with its evidence.</summary>
    public Plan Plan(Reading reading, Silent silent, IReadOnlyList<long> left)
    {
        var fit = fitting.Of(silent.Items, [.. silent.Items.Select(item => left[item])], reading.Receipt.Amount.Minor,
            reading.Receipt.Date);
        var bare = Plans.Of(reading, fit with { Signals = [] }, books);
        var payer = bare.Customer < 0 ? "this payer" : books.Customers[bare.Customer].Called;
        var (signal, sentence) = Words(silent, payer);
        var plan = bare.With(new(signal, silent.Weight, sentence));
        if (silent.Kind == SilentKind.Month && reading.Period > 0)
            plan = plan.With(new("period_named", 1500, "The text names this month."));
        if (silent.Lifted)
            plan = plan.With(new("tie_order", 0, "Of equal documents the policy says that the oldest due is meant."));
        var bar = silent.Tie ? "Several documents explain the amount equally well."
            : silent.Kind == SilentKind.WithinTolerance ? "A near amount alone does not say which document is meant."
            : silent.Weight < LeastSaid ? "Documents would come to this amount by chance too often."
            : silent.Cut ? "The search for other explanations was cut short." : null;
        return plan with { Bar = bar };
    }

    private static (string Signal, string Sentence) Words(Silent silent, string payer) => silent.Kind switch
    {
        SilentKind.Single => ("only_document_of_amount", $"{payer} has an open document of exactly this amount."),
        SilentKind.Discounted => ("only_document_of_discounted_amount",
            $"{payer} has an open document of this amount after its discount in time."),
        SilentKind.Everything => ("all_open_documents", $"All open documents of {payer} sum to this amount."),
        SilentKind.Month => ("documents_of_one_month", $"The documents of one month of {payer} sum to this amount."),
        SilentKind.Run => ("neighbouring_due_dates",
            $"Documents of {payer} with neighbouring due dates sum to this amount."),
        SilentKind.Alike => ("documents_of_one_amount",
            $"{silent.Items.Length} open documents of {payer} of one amount sum to this amount."),
        SilentKind.Subset => ("only_set_with_this_sum",
            $"{silent.Items.Length} open documents of {payer} sum exactly to this amount."),
        _ => ("near_amount", $"One open document of {payer} is within the tolerance of this amount."),
    };
}
