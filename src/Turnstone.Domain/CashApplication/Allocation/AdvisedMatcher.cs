using Turnstone.Domain.CashApplication.Payers;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.CashApplication.Scoring;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>Explains a receipt by the payer's own list of what it pays.</summary>
internal sealed class AdvisedMatcher(Books books, Fitting fitting)
{
    /// <summary>What the advice says of the money; null where it says nothing that is open or fits.</summary>
    public Plan? Explain(Reading reading, AdviceReading advice, IReadOnlyList<long> left)
    {
        var lines = new Dictionary<int, PlanLine>();
        var strange = new List<Strange>();
        for (var at = 0; at < advice.Lines.Count; at++)
        {
            var paid = Minor(advice.Advice.Lines[at].Paid, reading);
            if (advice.Lines[at] is { } cite && ForLine(reading, cite, paid, left) is { } document
                && !lines.ContainsKey(document))
                Told(document, paid ?? left[document], reading, left).ForEach(line => lines[line.Item] = line);
            else
                strange.Add(new(advice.Advice.Lines[at], advice.Lines[at]));
        }

        if (lines.Count == 0)
            return null;
        var all = strange.Count;
        strange.RemoveAll(line => Repaired(line, lines, reading, left));
        var plan = Plan(reading, advice, lines, strange, left);
        if (plan is not null && advice.Tie != AdviceTie.Reference && !reading.Announced && HasTwin(plan, left))
            plan = plan.Barred("Other open documents have this amount, and only the amount ties the advice to it.");
        return strange.Count == all || plan is null || plan.Lines.All(line => line.Settled == left[line.Item]) ? plan
            : plan.Barred("A number of the advice is mended, and its amount is not that of the document.");
    }

    /// <summary>The one document paid has an equal beside it: another payment of that amount is as likely.</summary>
    private bool HasTwin(Plan plan, IReadOnlyList<long> left)
    {
        if (plan.Lines is not [var line])
            return false;
        foreach (var item in books.FamilyItems(books.ItemCustomer[line.Item]))
        {
            if (item != line.Item && left[item] == left[line.Item])
                return true;
        }

        return false;
    }

    private Plan? Plan(Reading reading, AdviceReading advice, Dictionary<int, PlanLine> told, List<Strange> strange,
        IReadOnlyList<long> left)
    {
        var unknown = strange.Sum(entry => Minor(entry.Line.Paid, reading) ?? 0);
        var missing = reading.Receipt.Amount.Minor - told.Values.Sum(line => line.Cash) - unknown;
        if (unknown < 0 || missing > 0 && advice.Tie != AdviceTie.Reference)
            return null;
        var tie = Tie(advice.Tie);
        if (missing < 0)
            return strange.Count > 0 ? null : Adjusted(reading, [.. told.Keys], tie, left);
        var over = told.Values.Sum(line => Math.Max(0, line.Cash - Math.Max(0, left[line.Item])));
        var lines = told.Values.Select(line => line.Cash > 0
            ? line with { Cash = Math.Min(line.Cash, left[line.Item]) } : line).ToArray();
        var whole = lines.All(line => line.Settled == left[line.Item]);
        var exact = unknown + over + missing == 0 && Array.TrueForAll(lines, line => line.Cash == left[line.Item]);
        var sum = exact ? Weights.AmountExact(lines.Length)
            : whole ? Weights.AdviceSettles
            : new("advice_adds_up", 2500, "The amounts of the advice add up to what came in.");
        var plan = Plans.Of(reading, new(lines, unknown + over + missing, [tie, sum]), books)
            .Softened(advice.Tie == AdviceTie.Reference);
        if (over > 0 && !IsSure(plan, reading, told, left))
            plan = plan.Barred("The advice pays more for a document than it has open, and nothing else names it.");
        if (missing > 0)
            plan = plan.With(new("amount_over", 0, "More came in than the advice lists; the rest stays on account."));
        if (unknown == 0)
            return plan;
        plan = plan.With(new("advice_unknown_document", 0,
            "It lists a document that is not open; that part stays on account."));
        return strange.Exists(entry => Rivals(entry.Line, told, reading, left).Count > 0)
            ? plan.Barred("A document that the advice lists by another number has just that amount.") : plan;
    }

    /// <summary>
    /// What is overpaid is the sender's own, and no other document has the amount that the advice pays for it.
    /// </summary>
    private bool IsSure(Plan plan, Reading reading, Dictionary<int, PlanLine> told, IReadOnlyList<long> left) =>
        plan.Signals.Any(signal => signal.Weight > 0 && signal.Name.StartsWith("payer_", StringComparison.Ordinal))
        && told.Values.Where(line => line.Cash > Math.Max(0, left[line.Item])).All(line =>
            !Beside(told, reading, left).Exists(item => Settles(item, line.Cash, reading, left)));

    /// <summary>The whole was adjusted, not its lines: terms, tolerance and what stays open settle the rest.</summary>
    private Plan Adjusted(Reading reading, int[] items, Signal tie, IReadOnlyList<long> left)
    {
        Array.Sort(items, books.Compare);
        var fit = fitting.Of(items, [.. items.Select(item => left[item])], reading.Receipt.Amount.Minor,
            reading.Receipt.Date);
        var plan = Plans.Of(reading, fit with { Signals = [tie, .. fit.Signals] }, books);
        return fit.IsShort && items.Length > 1
            ? plan.Barred("Less came in than the advice lists, and nothing says for which document.") : plan;
    }

    private static Signal Tie(AdviceTie tie) => tie switch
    {
        AdviceTie.Reference => new("advice_by_reference", 5500,
            "An advice names this payment by its reference and lists what it pays."),
        AdviceTie.PayerAndAmount => new("advice_by_amount", 4500,
            "The only advice of this payer and amount lists what it pays."),
        _ => new("advice_by_amount_alone", 3500, "The only advice of this amount and day lists what it pays."),
    };

    private static long? Minor(Money? paid, Reading reading) => paid is not { } money ? null
        : money.Currency.Exponent == reading.Receipt.Amount.Currency.Exponent ? money.Minor : null;

    private int? ForLine(Reading reading, Cite cite, long? paid, IReadOnlyList<long> left)
    {
        var currency = reading.Receipt.Amount.Currency;
        var open = cite.Documents.Where(document => books.IsOpen(document) && left[document] != 0
            && books.Items[document].Open.Currency == currency).ToArray();
        var exact = open.Where(item => left[item] == paid || -left[item] == paid).ToArray();
        if (exact.Length == 1)
            return exact[0];
        return open.Length == 1 && (cite.Quality < CiteQuality.Part || paid is null) ? open[0] : null;
    }

    private List<PlanLine> Told(int item, long paid, Reading reading, IReadOnlyList<long> left)
    {
        // Some lists write a credit without its sign.
        if (left[item] < 0)
            return [new(item, -Math.Min(Math.Abs(paid), -left[item]))];
        var fit = paid >= left[item] || paid <= 0 ? null
            : fitting.Of([item], [left[item]], paid, reading.Receipt.Date);
        return fit is null ? [new(item, paid)] : [.. fit.Lines];
    }

    /// <summary>A number that means nothing open is a slip for the only document beside that has its amount.</summary>
    private bool Repaired(Strange entry, Dictionary<int, PlanLine> told, Reading reading, IReadOnlyList<long> left)
    {
        var (line, cite) = entry;
        if (Minor(line.Paid, reading) is not { } paid)
            return false;
        var likely = Beside(told, reading, left).FindAll(item => cite is not null && cite.Documents.Contains(item)
            || IsSlip(line.Document, books.Number(item)));
        var exact = likely.FindAll(item => Settles(item, paid, reading, left));
        if (exact.Count != 1 && likely.Count != 1)
            return false;
        var item = exact.Count == 1 ? exact[0] : likely[0];
        Told(item, paid, reading, left).ForEach(part => told[part.Item] = part);
        return true;
    }

    private bool Settles(int item, long paid, Reading reading, IReadOnlyList<long> left) =>
        left[item] == paid || left[item] - fitting.Discount(item, reading.Receipt.Date).Amount == paid;

    /// <summary>Open debits of the customers whose documents the advice lists, beside those.</summary>
    private List<int> Beside(Dictionary<int, PlanLine> told, Reading reading, IReadOnlyList<long> left)
    {
        var found = new List<int>();
        foreach (var root in told.Keys.Select(item => books.Roots[books.ItemCustomer[item]]).Distinct().ToArray())
        {
            foreach (var item in books.FamilyItems(root))
            {
                if (left[item] > 0 && !told.ContainsKey(item)
                    && books.Items[item].Open.Currency == reading.Receipt.Amount.Currency)
                    found.Add(item);
            }
        }

        return found;
    }

    /// <summary>Documents beside that the line's amount settles in full or less their discount.</summary>
    private List<int> Rivals(AdviceLine line, Dictionary<int, PlanLine> told, Reading reading,
        IReadOnlyList<long> left) => Minor(line.Paid, reading) is { } paid && paid > 0
            ? Beside(told, reading, left).FindAll(item => Settles(item, paid, reading, left)) : [];

    private static bool IsSlip(string written, string number)
    {
        Span<char> one = stackalloc char[DocumentKey.MaxLength];
        Span<char> other = stackalloc char[DocumentKey.MaxLength];
        one = one[..DocumentKey.Squeeze(written, one)];
        other = other[..DocumentKey.Squeeze(number, other)];
        return Slips.IsOneSlip(one, other);
    }

    /// <summary>A line that names nothing open plainly, with what it may mean.</summary>
    private sealed record Strange(AdviceLine Line, Cite? Cite);
}
