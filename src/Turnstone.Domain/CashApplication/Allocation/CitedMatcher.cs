using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Explains receipts that cite documents, in their text or in an advice.</summary>
internal sealed class CitedMatcher(Books books, Fitting fitting)
{
    /// <summary>The best explanation from what is cited; null where nothing cited is usable.</summary>
    public Plan? Explain(Reading reading, IReadOnlyList<long> left)
    {
        if (reading.Advice is { } advice && ByAdvice(reading, advice, left) is { } told)
            return told;
        if (reading.Cites.Count == 0)
            return null;
        var choices = reading.Cites.Select(cite => (cite, open: Open(reading, cite, left))).ToArray();
        var named = choices.Where(choice => choice.open.Count > 0).ToArray();
        if (named.Length == 0)
            return ClosedOnly(reading, left);
        var chosen = Choose(reading, [.. named.Select(choice => choice.open)], left);
        if (chosen is null)
            return null;
        var fit = Best(reading, chosen, left);
        var plan = Plans.Of(reading, fit, books).Cited(named.Select(choice => choice.cite), chosen, books, reading);
        var some = choices.Length > named.Length && fit.OnAccount > 0;
        return some ? plan.With(new("closed_cited_too", 0,
            "It cites a document that is no longer open; that part stays on account.")) : plan;
    }

    /// <summary>Documents of a cite that can be paid by this receipt.</summary>
    private List<int> Open(Reading reading, Cite cite, IReadOnlyList<long> left)
    {
        var currency = reading.Receipt.Amount.Currency;
        return [.. cite.Documents.Where(document => books.IsOpen(document) && left[document] != 0
            && books.Items[document].Open.Currency == currency)];
    }

    /// <summary>One document, or the documents of one order, for each cite; null where a cite stays
    /// undecided.</summary>
    private List<int>? Choose(Reading reading, IReadOnlyList<List<int>> open, IReadOnlyList<long> left)
    {
        var chosen = open.Where(documents => documents.Count == 1).Select(documents => documents[0]).Distinct()
            .ToList();
        foreach (var documents in open.Where(documents => documents.Count > 1))
        {
            var rest = reading.Receipt.Amount.Minor - chosen.Sum(document => left[document]);
            var exact = documents.Where(document => left[document] == rest || Discounted(document, rest, reading))
                .ToArray();
            if (exact.Length == 1)
                chosen.Add(exact[0]);
            else if (exact.Length == 0 && Together(documents, rest, left) is { } together)
                chosen.AddRange(together);
            else if (Nearest(reading, documents, left) is { } nearest && chosen.Count > 0 | documents.Count > 1)
                chosen.Add(nearest);
        }

        return chosen.Count > 0 ? [.. chosen.Distinct()] : null;
    }

    private bool Discounted(int document, long rest, Reading reading) =>
        fitting.Discount(document, reading.Receipt.Date) is (> 0, true) offer
            && books.Items[document].Open.Minor - offer.Amount == rest;

    private static IEnumerable<int>? Together(List<int> documents, long rest, IReadOnlyList<long> left)
    {
        if (documents.Sum(document => left[document]) == rest)
            return documents;
        var debits = documents.Where(document => left[document] > 0).ToArray();
        var found = SubsetSearch.Find([.. debits.Select(document => left[document])], rest);
        return found is { Solutions: 1, Cut: false } ? found.Chosen.Select(at => debits[at]) : null;
    }

    private int? Nearest(Reading reading, List<int> documents, IReadOnlyList<long> left)
    {
        var mine = documents.Where(document => books.ItemCustomer[document] == reading.Payer).ToArray();
        var near = documents.Where(document => left[document] > reading.Receipt.Amount.Minor
            && fitting.Forgives(left[document] - reading.Receipt.Amount.Minor, document, books.Items[document].Open))
                .ToArray();
        return near.Length == 1 ? near[0] : mine.Length == 1 ? mine[0] : null;
    }

    /// <summary>The cited documents as they are, or with what is plainly meant beside them.</summary>
    private Fit Best(Reading reading, List<int> chosen, IReadOnlyList<long> left)
    {
        var (amount, date) = (reading.Receipt.Amount.Minor, reading.Receipt.Date);
        var plain = fitting.Of(chosen, [.. chosen.Select(item => left[item])], amount, date);
        var net = chosen.Sum(item => left[item]);
        if (net == amount || plain.Lines.Any(line => line.Discount > 0))
            return plain;
        if (Range(reading, chosen, left) is { } range)
            return fitting.Of(range, [.. range.Select(item => left[item])], amount, date);
        var beside = Beside(reading, chosen, net - amount, left);
        if (beside.Length == 1 && net > amount)
            return fitting.Of([.. chosen, beside[0]], [.. chosen.Append(beside[0]).Select(item => left[item])], amount,
                date);
        return plain;
    }

    /// <summary>Credits of the same customers that are exactly what is missing.</summary>
    private int[] Beside(Reading reading, List<int> chosen, long missing, IReadOnlyList<long> left)
    {
        if (missing <= 0)
            return [];
        var customers = chosen.Select(item => books.ItemCustomer[item]).ToHashSet();
        return [.. books.FamilyItems(books.ItemCustomer[chosen[0]]).ToArray().Where(item =>
            left[item] == -missing && customers.Contains(books.ItemCustomer[item]) && !chosen.Contains(item)
            && books.Items[item].Open.Currency == reading.Receipt.Amount.Currency)];
    }

    /// <summary>Two numbers with a dash between them mean all from one to the other, where that sums exactly.</summary>
    private List<int>? Range(Reading reading, List<int> chosen, IReadOnlyList<long> left)
    {
        if (chosen.Count != 2)
            return null;
        var numbers = chosen.Select(item => books.Items[item].Number).Order(StringComparer.Ordinal).ToArray();
        if (numbers[0].Length != numbers[1].Length)
            return null;
        var between = books.FamilyItems(books.ItemCustomer[chosen[0]]).ToArray().Where(item =>
            books.Items[item].Number.Length == numbers[0].Length && left[item] > 0
            && string.CompareOrdinal(books.Items[item].Number, numbers[0]) >= 0
            && string.CompareOrdinal(books.Items[item].Number, numbers[1]) <= 0
            && books.ItemCustomer[item] == books.ItemCustomer[chosen[0]]).ToList();
        return between.Sum(item => left[item]) == reading.Receipt.Amount.Minor ? between : null;
    }

    private Plan? ByAdvice(Reading reading, AdviceReading advice, IReadOnlyList<long> left)
    {
        var lines = new List<PlanLine>();
        long onAccount = 0;
        for (var at = 0; at < advice.Lines.Count; at++)
        {
            var paid = advice.Advice.Lines[at].Paid?.Minor;
            var item = advice.Lines[at] is { } cite ? ForLine(Open(reading, cite, left), paid, left) : null;
            if (item is not { } document || lines.Exists(line => line.Item == document))
                onAccount += paid ?? 0;
            else
                lines.AddRange(Told(document, paid ?? left[document], reading, left));
        }

        if (lines.Count == 0 || lines.Sum(line => line.Cash) + onAccount != reading.Receipt.Amount.Minor
            || onAccount < 0)
            return null;
        var over = lines.Sum(line => Math.Max(0, line.Cash - Math.Max(0, left[line.Item])));
        lines = [.. lines.Select(line => line.Cash > 0 ? line with { Cash = Math.Min(line.Cash, left[line.Item]) }
            : line)];
        var signal = advice.ByReference
            ? new Signal("advice_by_reference", 5500,
                "An advice names this payment by its reference and lists what it pays.")
            : new Signal("advice_by_amount", 4500, "The only advice of this payer and amount lists what it pays.");
        var fit = new Fit(lines, onAccount + over, [signal, Weights.AmountExact(lines.Count)]);
        var plan = Plans.Of(reading, fit, books);
        return onAccount > 0 ? plan with { Bar = "The advice lists documents that are not open." } : plan;
    }

    private static int? ForLine(List<int> open, long? paid, IReadOnlyList<long> left)
    {
        if (open.Count == 1)
            return open[0];
        var exact = open.Where(item => left[item] == paid).ToArray();
        return exact.Length == 1 ? exact[0] : null;
    }

    private IEnumerable<PlanLine> Told(int item, long paid, Reading reading, IReadOnlyList<long> left)
    {
        if (left[item] < 0)
            return [new PlanLine(item, -Math.Min(Math.Abs(paid), -left[item]))];
        var fit = paid >= left[item] ? null : fitting.Of([item], [left[item]], paid, reading.Receipt.Date);
        return fit?.Lines ?? [new PlanLine(item, paid)];
    }

    /// <summary>All that is cited is closed: an overpayment, unless one open invoice has just this amount.</summary>
    private Plan? ClosedOnly(Reading reading, IReadOnlyList<long> left)
    {
        var cited = reading.Cites.Where(cite => cite.Quality <= CiteQuality.Normalised || reading.Payer >= 0)
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

        var text = reading.Receipt.Text.Substring(first.Start, Math.Min(first.Length,
            reading.Receipt.Text.Length - first.Start));
        return Plans.Of(reading, new([], amount, [Weights.Reference(first.Quality, closed.Number, text)]), books,
            customer)
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
