using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Puts a fit and the payer's signals together into an explanation.</summary>
internal static class Plans
{
    private const int KnownSender = 2500;
    private const int LikeName = 8;
    private const int OwnerNamed = 3500;

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
            signals.AddRange(payer.Select(hit => new Signal(hit.Signal, hit.Weight, hit.Detail)
            {
                Learned = hit.Learned,
            }));
        else if (Stranger(reading, owners, books) is { } against)
            signals.Add(against);
        if (payer is null && owners.Length > 0 && Array.TrueForAll(owners, owner => Names(reading.Receipt.Text,
            books.Customers[owner].Name)))
            signals.Add(new("owner_named", OwnerNamed, "The text names the customer whose documents these are."));
        return new()
        {
            Lines = fit.Lines, OnAccount = fit.OnAccount, Status = fit.Status, Customer = customer, Signals = signals,
        };
    }

    /// <summary>Adds what was cited; of several documents the weakest citation counts for the whole.</summary>
    public static Plan Cited(this Plan plan, IReadOnlyList<Cite> cites, Books books, Reading reading)
    {
        var chosen = plan.Lines.Select(line => line.Item).ToHashSet();
        var all = cites.Where(cite => cite.Documents.Any(chosen.Contains)).Select(cite => cite.Meaning(chosen))
            .ToArray();
        if (all.Length == 0)
            return plan;
        // Several documents whose sum is exact prove each other; else the whole is as sure as its weakest part.
        var exact = plan.IsExact();
        var one = exact ? all.MaxBy(cite => cite.Weight) : all.MinBy(cite => cite.Weight);
        var signals = plan.Signals.ToList();
        var known = signals.Exists(signal => signal.Weight > 0
            && signal.Name.StartsWith("payer_", StringComparison.Ordinal));
        foreach (var cite in all)
        {
            var number = books.Number(cite.Documents.First(chosen.Contains));
            var meant = known && plan.Customer >= 0
                ? cite.Among(books.FamilyItems(plan.Customer).Length, number) : cite;
            var signal = Weights.Reference(meant, number, Said(reading, cite));
            signals.Add(ReferenceEquals(cite, one) ? signal : signal with { Weight = 0 });
        }

        var strange = known && all.Any(cite => cite.Quality > CiteQuality.Exact && cite.Documents.Any(document =>
            chosen.Contains(document) && !reading.Payers.Any(hit => books.Related(hit.Customer,
                books.CustomerOf(document)))));
        var bar = strange ? "A damaged number is taken for one of another customer than the sender."
            : Bar(plan, all, exact, reading, books);
        return Softened(plan with { Signals = signals, Bar = plan.Bar ?? bar },
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
        plan.Signals.Any(signal => signal.Name is "amount_exact" or "advice_settles"
            or "discount_earned");

    public static string Said(Reading reading, Cite cite) => cite.Length == 0 ? "the payment's reference"
        : $"'{reading.Receipt.Text.Substring(cite.Start, Math.Min(cite.Length,
            reading.Receipt.Text.Length - cite.Start))}'";

    private static string? Bar(Plan plan, Cite[] cites, bool exact, Reading reading, Books books)
    {
        var goesOn = reading.Cut && MayGoOn(plan, books);
        if (exact)
            return cites.All(cite => cite.Quality == CiteQuality.NearMiss) && reading.Payers.Count == 0
                ? "A near miss counts only with payer and amount." : null;
        if (cites.Any(cite => cite.Quality == CiteQuality.NearMiss))
            return "A near miss counts only with payer and amount.";
        var known = plan.Signals.Any(signal => signal.Weight > 0
            && signal.Name.StartsWith("payer_", StringComparison.Ordinal));
        if (cites.Any(cite => cite.Quality == CiteQuality.Part) && !(known && reading.Reason))
            return "A part of a number counts only with the amount.";
        if (plan.OnAccount > 0 && goesOn)
            return "The text is cut: it may cite more.";
        return reading.Unread == Unread.Damaged && (!IsShortOf(plan) || HasCredit(plan, books))
            ? "Beside the documents it cites something that could not be read." : null;
    }

    private static bool IsShortOf(Plan plan) => plan.Signals.Any(signal => signal.Name == "amount_short");

    /// <summary>Less came in than is cited, and a credit could be the reason.</summary>
    private static bool HasCredit(Plan plan, Books books)
    {
        foreach (var item in books.FamilyItems(books.ItemCustomer[plan.Lines[0].Item]))
        {
            if (books.Items[item].Open.Minor < 0)
                return true;
        }

        return false;
    }

    /// <summary>The rest would pay another open document of these customers, by about its discount less.</summary>
    private static bool MayGoOn(Plan plan, Books books)
    {
        var chosen = plan.Lines.Select(line => line.Item).ToHashSet();
        foreach (var owner in chosen.Select(item => books.ItemCustomer[item]).Distinct().ToArray())
        {
            foreach (var item in books.FamilyItems(owner))
            {
                if (!chosen.Contains(item) && books.Items[item].Open.Minor is > 0 and var open
                    && open - open / 10 <= plan.OnAccount)
                    return true;
            }
        }

        return false;
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

    /// <summary>All words that tell the customer from others stand in the text, one behind the other.</summary>
    private static bool Names(string text, string owner)
    {
        var name = NameForm.Core(NameForm.Words(owner));
        var words = NameForm.Words(text);
        for (var at = 0; at + name.Count <= words.Count; at++)
        {
            if (name.Sum(word => word.Length) >= LikeName && words.Skip(at).Take(name.Count).SequenceEqual(name,
                StringComparer.Ordinal))
                return true;
        }

        return false;
    }

    private static int Common(int[] owners, Books books)
    {
        if (owners.Length == 1)
            return owners[0];
        var roots = owners.Select(owner => books.Roots[owner]).Distinct().ToArray();
        return roots.Length == 1 ? roots[0] : -1;
    }
}
