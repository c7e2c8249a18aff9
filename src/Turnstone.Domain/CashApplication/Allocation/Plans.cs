using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Puts a fit and the payer's signals together into an explanation.</summary>
internal static class Plans
{
    private const int KnownSender = 2500;
    private const int LikeName = 8;

    public static Plan Of(Reading reading, Fit fit, Books books, int customer = -1)
    {
        var owners = fit.Lines.Select(line => books.ItemCustomer[line.Item]).Distinct().ToArray();
        var payer = reading.Payers.Where(hit => owners.Length == 0 ? customer < 0 || hit.Customer == customer
                : owners.All(owner => books.Related(owner, hit.Customer)))
            .GroupBy(hit => hit.Customer).OrderByDescending(group => group.Key == customer)
            .ThenByDescending(group => group.Sum(hit => hit.Weight)).ThenBy(group => group.Key).FirstOrDefault();
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
    public static Plan Cited(this Plan plan, IReadOnlyList<Cite> cites, Books books, Reading reading)
    {
        var chosen = plan.Lines.Select(line => line.Item).ToHashSet();
        var all = cites.Where(cite => cite.Documents.Any(chosen.Contains)).ToArray();
        if (all.Length == 0)
            return plan;
        // Several documents whose sum is exact prove each other; else the whole is as sure as its weakest part.
        var exact = plan.IsExact();
        var one = exact ? all.MaxBy(cite => cite.Weight) : all.MinBy(cite => cite.Weight);
        var signals = plan.Signals.ToList();
        foreach (var cite in all)
        {
            var number = books.Number(cite.Documents.First(chosen.Contains));
            var signal = Weights.Reference(cite, number, Said(reading, cite));
            signals.Add(ReferenceEquals(cite, one) ? signal : signal with { Weight = 0 });
        }

        return Softened(plan with { Signals = signals, Bar = plan.Bar ?? Bar(plan, all, exact, reading) },
            all.All(cite => cite.Quality <= CiteQuality.Order));
    }

    /// <summary>Who pays a stranger's document in full, by its number, pays it: others pay for customers.</summary>
    public static Plan Softened(this Plan plan, bool firm) => !firm || !plan.IsExact() ? plan
        : plan with
        {
            Signals = [.. plan.Signals.Select(signal => signal.Name == "payer_differs"
                ? signal with { Weight = Math.Max(signal.Weight, -1800) } : signal)],
        };

    /// <summary>The money is explained to the last unit, by terms where not in full.</summary>
    public static bool IsExact(this Plan plan) =>
        plan.Signals.Any(signal => signal.Name is "amount_exact" or "discount_earned");

    public static string Said(Reading reading, Cite cite) => cite.Length == 0 ? "the payment's reference"
        : $"'{reading.Receipt.Text.Substring(cite.Start, Math.Min(cite.Length,
            reading.Receipt.Text.Length - cite.Start))}'";

    private static string? Bar(Plan plan, Cite[] cites, bool exact, Reading reading)
    {
        if (exact)
            return cites.All(cite => cite.Quality == CiteQuality.NearMiss) && reading.Payers.Count == 0
                ? "A near miss counts only with payer and amount." : null;
        if (cites.Any(cite => cite.Quality == CiteQuality.NearMiss))
            return "A near miss counts only with payer and amount.";
        var known = plan.Signals.Any(signal => signal.Weight > 0
            && signal.Name.StartsWith("payer_", StringComparison.Ordinal));
        if (cites.Any(cite => cite.Quality == CiteQuality.Part) && !(known && reading.Reason))
            return "A part of a number counts only with the amount.";
        if (plan.OnAccount > 0 && reading.Cut)
            return "The text is cut: it may cite more.";
        return reading.Unread == Unread.Damaged
            ? "Beside the documents it cites something that could not be read." : null;
    }

    /// <summary>A known customer pays documents of a stranger: evidence against.</summary>
    private static Signal? Stranger(Reading reading, int[] owners, Books books)
    {
        // Several customers of one name are no less strangers to the documents than one is.
        var known = reading.Payers.Where(hit => !owners.Any(owner => books.Related(owner, hit.Customer))).ToArray();
        var weight = known.Where(hit => hit.Signal != "payer_agent").GroupBy(hit => hit.Customer)
            .Select(group => group.Sum(hit => hit.Weight)).DefaultIfEmpty().Max();
        return owners.Length == 0 || known.Length < reading.Payers.Count || weight < 1000
            || owners.All(owner => Resembles(reading.Sender, books.Customers[owner].Name))
            ? null
            : new(known.Any(hit => hit.Signal is "payer_name" or "payer_name_normalised") ? "payer_contradicts"
                : "payer_differs", weight < KnownSender ? -weight : -4500,
                $"The sender is known as {books.Customers[known[0].Customer].Id}, whose documents these are not.");
    }

    /// <summary>The sender's name begins as the owner's does: a slip or a word left out, no stranger.</summary>
    private static bool Resembles(string sender, string owner) =>
        sender.AsSpan().CommonPrefixLength(string.Concat(NameForm.Core(NameForm.Words(owner)))) >= LikeName;

    private static int Common(int[] owners, Books books)
    {
        if (owners.Length == 1)
            return owners[0];
        var roots = owners.Select(owner => books.Roots[owner]).Distinct().ToArray();
        return roots.Length == 1 ? roots[0] : -1;
    }
}
