using System.Globalization;
using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Explains receipts that cite documents, in their text or in an advice.</summary>
internal sealed class CitedMatcher(Books books, Fitting fitting)
{
    private const long RoundRest = 500;

    private readonly AdvisedMatcher _advised = new(books, fitting);
    private readonly CiteChoice _choice = new(books, fitting);
    private readonly FamilyNumbers _numbers = new(books);

    /// <summary>The explanations from what is cited, the best first; empty where nothing cited is usable.</summary>
    public List<Plan> Explain(Reading reading, IReadOnlyList<long> left)
    {
        var plans = new List<Plan>();
        if (reading.Advice is { } advice && _advised.Explain(reading, advice, left) is { } told)
            plans.Add(told);
        if (reading.Cites.Count == 0)
            return plans;
        var open = reading.Cites.Select(cite => cite with { Documents = Open(reading, cite, left) })
            .Where(cite => cite.Documents.Length > 0).ToArray();
        if (open.Length > 0)
            plans.AddRange(Named(reading, open, left));
        else if (ClosedOnly(reading, left) is { } closed)
            plans.Add(closed);
        // A stable order: what is told apart from the money goes before what its text says.
        return [.. plans.OrderByDescending(plan => plan.Score)];
    }

    /// <summary>Documents of a cite that can be paid by this receipt.</summary>
    private int[] Open(Reading reading, Cite cite, IReadOnlyList<long> left)
    {
        var currency = reading.Receipt.Amount.Currency;
        return [.. cite.Documents.Where(document => books.IsOpen(document) && left[document] != 0
            && books.Items[document].Open.Currency == currency)];
    }

    private IEnumerable<Plan> Named(Reading reading, Cite[] open, IReadOnlyList<long> left)
    {
        var (chosen, tie) = _choice.Choose(reading, open, left);
        if (chosen.Count == 0)
            yield break;
        var (fit, completed) = Best(reading, chosen, reading.Cites.Count > open.Length, left);
        var plan = Plans.Of(reading, fit, books).Cited(open, books, reading);
        if (tie)
            plan = plan.Barred("Several of the documents it may cite explain the amount equally well.");
        if (plan.IsExact() && IsMisread(reading, plan, left))
            plan = plan.Barred("The number as it stands there is another customer's, and the amount proves nothing.");
        if (!plan.IsExact() && open.Any(cite => cite.Quality == CiteQuality.NearMiss
            && !plan.Lines.Any(line => cite.Documents.Contains(line.Item))))
            plan = plan.Barred("Beside the documents it cites one by a number that is damaged.");
        if (!plan.IsExact() && Slipped(reading, plan, left) is { } meant)
            plan = plan.Barred(string.Create(CultureInfo.InvariantCulture,
                $"{books.Number(meant)}, one slip away from a number it cites, would explain the amount."));
        if (!plan.IsExact() && reading.Payer < 0 && IsNearOthers(reading, plan))
            plan = plan.Barred("Another customer that the sender may be has a number one slip away.");
        if (fit.OnAccount > 0 && Misspelt(reading, plan) is { } misspelt)
            plan = plan.Barred($"More came in, and a number beside is one slip away from {misspelt}.");
        if (completed)
            plan = Completed(plan, chosen, left);
        if (plan.Lines.Count > 1 && plan.Signals.Any(signal => signal.Name == "amount_short_of_several"))
            plan = plan.Barred("Less came in than the documents ask for, and nothing says which is short.");
        if (reading.Reason && fit.IsShort)
            plan = plan.With(Weights.ReasonGiven);
        if (reading.Cites.Count > open.Length && fit.OnAccount > 0)
            plan = plan.With(new("closed_cited_too", 0,
                "It cites a document that is no longer open; that part stays on account."));
        yield return plan;
    }

    /// <summary>
    /// It is taken for a slip though it is a stranger's number in full, and the payer has other documents of that
    /// amount.
    /// </summary>
    private bool IsMisread(Reading reading, Plan plan, IReadOnlyList<long> left)
    {
        var chosen = plan.Lines.Select(line => line.Item).ToHashSet();
        if (!reading.Cites.Any(cite => cite.InFull is { } full && cite.Documents.Any(chosen.Contains)
            && !full.Documents.Any(chosen.Contains)))
            return false;
        var amounts = chosen.Select(item => left[item]).ToHashSet();
        foreach (var item in plan.Customer < 0 ? [] : books.FamilyItems(plan.Customer))
        {
            if (!chosen.Contains(item) && amounts.Contains(left[item]))
                return true;
        }

        return false;
    }

    /// <summary>Neither amount nor sender says which of two numbers, a slip apart, of two customers is meant.</summary>
    private bool IsNearOthers(Reading reading, Plan plan)
    {
        int[] others = [.. reading.Payers.Select(hit => hit.Customer).Distinct()
            .Where(customer => !books.Related(customer, plan.Customer))];
        return others.Length > 0
            && plan.Lines.Any(line => _numbers.Slipped(books.Number(line.Item), others).Length > 0);
    }

    /// <summary>The number of an open document of these customers for which a strange number may be a slip.</summary>
    private string? Misspelt(Reading reading, Plan plan)
    {
        int[] owners = [.. plan.Lines.Select(line => books.ItemCustomer[line.Item]).Distinct()];
        var meant = reading.Foreign.SelectMany(number =>
            _numbers.Slipped(number, owners, DocumentKey.FewestDigits))
            .Where(item => plan.Lines.All(line => line.Item != item)).ToArray();
        return meant.Length == 0 ? null : books.Number(meant[0]);
    }

    /// <summary>A document whose number is like a cited one and with which, in its place, all adds up.</summary>
    private int? Slipped(Reading reading, Plan plan, IReadOnlyList<long> left)
    {
        var cited = plan.Lines.Select(line => line.Item).ToHashSet();
        var missing = reading.Receipt.Amount.Minor - cited.Sum(item => left[item]);
        foreach (var root in cited.Select(item => books.Roots[books.ItemCustomer[item]]).Distinct().ToArray())
        {
            foreach (var item in books.FamilyItems(root))
            {
                if (!cited.Contains(item) && left[item] > 0 && cited.Any(other => left[item] - left[other] == missing
                    && Slips.IsOneSlip(books.Number(item), books.Number(other))))
                    return item;
            }
        }

        return null;
    }

    private static Plan Completed(Plan plan, List<int> cited, IReadOnlyList<long> left)
    {
        var rest = plan.Lines.Where(line => !cited.Contains(line.Item)).Sum(line => left[line.Item]);
        plan = plan.With(new("list_completed", 0,
            "The text is cut or damaged; the rest is the only open document of that amount."));
        // Round amounts meet by chance.
        return rest % RoundRest == 0 ? plan.Barred("The rest is a round amount that chance may have brought.")
            : plan with { Bar = null };
    }

    /// <summary>The cited documents as they are, or with what is plainly meant beside them.</summary>
    private (Fit Fit, bool Completed) Best(Reading reading, List<int> chosen, bool closed, IReadOnlyList<long> left)
    {
        var (amount, date) = (reading.Receipt.Amount.Minor, reading.Receipt.Date);
        var plain = fitting.Of(chosen, [.. chosen.Select(item => left[item])], amount, date);
        var net = chosen.Sum(item => left[item]);
        if (net == amount || plain.Lines.Any(line => line.Discount > 0))
            return (plain, false);
        if (net > amount && Beside(reading, chosen, net - amount, left) is { } credit)
            return (Fit(chosen.Append(credit)), false);
        if (net < amount && (reading.Cut || reading.Unread != Unread.Nothing || closed)
            && Missing(reading, chosen, amount - net, left) is { } missing)
            return (Fit(chosen.Concat(missing)), true);
        return (plain, false);

        Fit Fit(IEnumerable<int> all)
        {
            int[] items = [.. all];
            return fitting.Of(items, [.. items.Select(item => left[item])], amount, date);
        }
    }

    /// <summary>The one credit of the same customers that is exactly what is missing.</summary>
    private int? Beside(Reading reading, List<int> chosen, long missing, IReadOnlyList<long> left)
    {
        var customers = chosen.Select(item => books.ItemCustomer[item]).ToHashSet();
        int? found = null;
        foreach (var item in books.FamilyItems(books.ItemCustomer[chosen[0]]))
        {
            if (left[item] != -missing || !customers.Contains(books.ItemCustomer[item]) || chosen.Contains(item)
                || books.Items[item].Open.Currency != reading.Receipt.Amount.Currency)
                continue;
            if (found is not null)
                return null;
            found = item;
        }

        return found;
    }

    /// <summary>What a cut or damaged list would go on with: the only documents of the customer that sum to the
    /// rest.</summary>
    private int[]? Missing(Reading reading, List<int> chosen, long rest, IReadOnlyList<long> left)
    {
        var owner = books.ItemCustomer[chosen[0]];
        var others = new List<int>();
        foreach (var item in books.FamilyItems(owner))
        {
            if (left[item] > 0 && books.ItemCustomer[item] == owner && !chosen.Contains(item)
                && books.Items[item].Open.Currency == reading.Receipt.Amount.Currency
                && books.Items[item].Date <= reading.Receipt.Date)
                others.Add(item);
        }

        var single = others.Where(item => left[item] == rest).ToArray();
        if (single.Length > 0)
            return single.Length == 1 ? single : null;
        if (!reading.Cut)
            return null;
        var found = SubsetSearch.Find([.. others.Select(item => left[item])], rest);
        var sure = found is { Solutions: 1, Cut: false } && rest / Math.Max(1, found.Tried) >= 20;
        return sure ? [.. found.Chosen.Select(at => others[at])] : null;
    }

    /// <summary>All that is cited is closed: an overpayment, unless one open invoice has just this amount.</summary>
    private Plan? ClosedOnly(Reading reading, IReadOnlyList<long> left)
    {
        var cited = reading.Cites.Where(cite => cite.Quality <= CiteQuality.Whole)
            .SelectMany(cite => cite.Documents.Where(document => !books.IsOpen(document)).Select(document => (cite,
                document))).ToArray();
        if (cited.Length == 0)
            return null;
        var (first, closedAt) = cited[0];
        var closed = books.Closed[closedAt - books.Items.Length];
        var customer = reading.Payer >= 0 ? reading.Payer : closed.Customer;
        if (customer < 0)
            return null;
        var amount = reading.Receipt.Amount.Minor;
        if (amount != closed.Amount.Minor && Alone(customer, amount, left, reading) is { } meant)
        {
            var copied = fitting.Of([meant], [left[meant]], amount, reading.Receipt.Date);
            return Plans.Of(reading, copied, books).With(new("closed_cited", 0,
                $"It cites {closed.Number}, settled before with another amount; one open document has this amount."))
                .With(new("only_document_of_amount", 1000, "No other open document of the customer has this amount."));
        }

        return Plans.Of(reading, new([], amount, [Weights.Reference(first, closed.Number,
            Plans.Said(reading, first))]), books, customer)
            .With(new("closed_document", 0, $"{closed.Number} is already settled; the money stays on account."));
    }

    private int? Alone(int customer, long amount, IReadOnlyList<long> left, Reading reading)
    {
        int? found = null;
        foreach (var item in books.FamilyItems(customer))
        {
            if (left[item] != amount || books.Items[item].Open.Currency != reading.Receipt.Amount.Currency)
                continue;
            if (found is not null)
                return null;
            found = item;
        }

        return found;
    }
}
