using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Puts a fit and the payer's signals together into an explanation.</summary>
internal static class Plans
{
    public static Plan Of(Reading reading, Fit fit, Books books, int customer = -1)
    {
        var owners = fit.Lines.Select(line => books.ItemCustomer[line.Item]).Distinct().ToArray();
        var payer = reading.Payers.Where(hit => owners.Length == 0 || owners.All(owner => books.Related(owner,
            hit.Customer)))
            .GroupBy(hit => hit.Customer).OrderByDescending(group => group.Sum(hit => hit.Weight)).FirstOrDefault();
        if (customer < 0)
            customer = payer is not null ? payer.Key : Common(owners, books);
        var signals = new List<Signal> { Weights.Prior };
        signals.AddRange(fit.Signals);
        if (payer is not null && (customer < 0 || books.Related(payer.Key, customer)))
            signals.AddRange(payer.Select(hit => new Signal(hit.Signal, hit.Weight, hit.Detail)));
        else if (Stranger(reading, owners, books) is { } against)
            signals.Add(against);
        return new()
        {
            Lines = fit.Lines, OnAccount = fit.OnAccount, Status = fit.Status, Customer = customer, Signals = signals,
        };
    }

    /// <summary>Adds what was cited; of several documents the weakest citation counts for the whole.</summary>
    public static Plan Cited(this Plan plan, IEnumerable<Cite> cites, List<int> chosen, Books books, Reading reading)
    {
        var all = cites.Where(cite => cite.Documents.Any(chosen.Contains)).ToArray();
        var weakest = all.MaxBy(cite => cite.Quality);
        if (weakest is null)
            return plan;
        var signals = plan.Signals.ToList();
        foreach (var cite in all)
        {
            var number = books.Number(cite.Documents.First(chosen.Contains));
            var signal = Weights.Reference(cite.Quality, number, reading.Receipt.Text.Substring(cite.Start,
                cite.Length));
            signals.Add(ReferenceEquals(cite, weakest) ? signal : signal with { Weight = 0 });
        }

        var exact = signals.Exists(signal => signal.Weight > 0 && signal.Name is "amount_exact" or "discount_earned");
        var bar = weakest.Quality == CiteQuality.NearMiss && (!exact || reading.Payer < 0)
            ? "A near miss counts only with payer and amount."
            : weakest.Quality == CiteQuality.Part && !exact ? "A part of a number counts only with the amount."
            : reading.Unread && !exact ? "Beside the documents it cites something that could not be read." : plan.Bar;
        var other = all.SelectMany(cite => cite.Documents).FirstOrDefault(document => !chosen.Contains(document)
            && books.IsOpen(document), -1);
        var runnerUp = other < 0 ? null : new RunnerUp(books.Customers[books.CustomerOf(other)].Id,
            [books.Number(other)],
            signals.Sum(signal => signal.Weight) - 3500, "The same text may mean it, but the amount does not fit.");
        return plan with { Signals = signals, Bar = bar, RunnerUp = runnerUp };
    }

    /// <summary>A known customer pays documents of a stranger: evidence against.</summary>
    private static Signal? Stranger(Reading reading, int[] owners, Books books)
    {
        // Several customers of one name are no less strangers to the documents than one is.
        var known = reading.Payers.Where(hit => !owners.Any(owner => books.Related(owner, hit.Customer))).ToArray();
        return owners.Length == 0 || known.Length < reading.Payers.Count || known.Sum(hit => hit.Weight) < 2500
            ? null
            : new("payer_contradicts", -4500,
                $"The sender is known as {books.Customers[known[0].Customer].Id}, whose documents these are not.");
    }

    private static int Common(int[] owners, Books books)
    {
        if (owners.Length == 1)
            return owners[0];
        var roots = owners.Select(owner => books.Roots[owner]).Distinct().ToArray();
        return roots.Length == 1 ? roots[0] : -1;
    }
}
