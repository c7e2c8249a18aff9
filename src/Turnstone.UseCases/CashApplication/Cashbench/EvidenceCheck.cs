using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.UseCases.CashApplication.PlainFiles;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>A receipt whose evidence leads elsewhere than what was decided.</summary>
/// <param name="Reference">The receipt.</param>
/// <param name="Said">Status and decision as they stand in the results.</param>
/// <param name="Follows">What follows from the evidence and the documents.</param>
/// <param name="Why">What does not fit.</param>
public sealed record Disagreement(string Reference, string Said, string Follows, string Why);

/// <summary>
/// Decides each receipt again from its evidence card and the documents it names, by code of its own that sees neither
/// decision nor confidence nor status: what was decided must follow from what is shown.
/// </summary>
public sealed class EvidenceCheck
{
    // The engine takes logarithms from a table; this far from the threshold both may be right.
    private const double Edge = 0.25;

    private static readonly string[] s_whole =
    [
        "only_document_of_amount", "all_open_documents", "documents_of_one_month", "neighbouring_due_dates",
        "documents_of_one_amount", "only_set_with_this_sum", "only_document_of_discounted_amount",
    ];

    private readonly Dictionary<string, Money> _open;
    private readonly double _threshold;
    private readonly List<Disagreement> _disagreements = [];

    private EvidenceCheck(IEnumerable<OpenItem> items, decimal threshold)
    {
        _open = items.DistinctBy(item => item.Number, StringComparer.Ordinal)
            .ToDictionary(item => item.Number, item => item.Open, StringComparer.Ordinal);
        _threshold = (double)threshold;
    }

    /// <summary>How many receipts were decided again.</summary>
    public int Receipts { get; private set; }

    /// <summary>Where the evidence leads elsewhere.</summary>
    public IReadOnlyList<Disagreement> Disagreements => _disagreements;

    /// <summary>Checks a results file against the open items it was made from, at the policy's threshold.</summary>
    public static Result<EvidenceCheck> Of(string openItems, string results, string? policy = null)
    {
        if (!PlainLedger.OpenItems(openItems).Is(out var items, out var refusal))
            return refusal;
        var threshold = 9950;
        if (policy is not null)
        {
            if (!PlainPolicy.Read(policy).Is(out var rules, out refusal))
                return refusal;
            threshold = rules.AutoConfidence;
        }

        var check = new EvidenceCheck(items, threshold / 10_000m);
        try
        {
            foreach (var line in File.ReadLines(results))
            {
                using var json = JsonDocument.Parse(line);
                check.Add(json.RootElement);
            }
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return new Refusal("cashbench.form", $"A line is not of the benchmark's form: {fault.Message}");
        }

        return check;
    }

    private void Add(JsonElement result)
    {
        // A line that is no receipt has the bank's code for its evidence.
        var card = new EvidenceCard(result);
        if (card.Has("line_kind"))
            return;
        Receipts++;
        var (status, decisions, why) = Decide(card);
        var (said, decided) = (result.GetProperty("status").GetString(), result.GetProperty("decision").GetString());
        if (said != status || !decisions.Contains(decided, StringComparer.Ordinal))
            _disagreements.Add(new(card.Reference, $"{said}, {decided}", $"{status}, {string.Join(" or ", decisions)}",
                why));
    }

    private (string Status, string[] Decisions, string Why) Decide(EvidenceCard card)
    {
        var cash = card.Lines.Aggregate(Money.Zero(card.Amount.Currency), (sum, line) => sum + line.Cash);
        var rest = card.Amount - cash;
        if (card.Lines.Count == 0)
            return Nothing(card);
        var status = rest.IsPositive ? "partially_applied" : "applied";
        if (Fault(card, rest) is { } fault)
            return (status, ["hold"], fault);
        if (card.Has("for_a_person"))
            return (status, ["propose"], "A rule keeps it for a person.");
        return (status, Likely(card), "The weights say so.");
    }

    private (string, string[], string) Nothing(EvidenceCard card)
    {
        var closed = card.Has("closed_document") || card.Has("contested");
        if (!closed && !card.KnowsPayer)
            return ("unidentified", ["hold"], "Nothing names a customer.");
        if (card.Has("for_a_person"))
            return closed ? ("partially_applied", ["propose"], "A rule keeps it for a person.")
                : ("unapplied", ["hold"], "A customer is known, and no document.");
        return (closed ? "partially_applied" : "unapplied", Likely(card), "The weights say so.");
    }

    /// <summary>What of the documents does not bear out the evidence; null where all does.</summary>
    private string? Fault(EvidenceCard card, Money rest)
    {
        var open = Money.Zero(card.Amount.Currency);
        foreach (var line in card.Lines)
        {
            if (!_open.TryGetValue(line.Document, out var document) || document.Currency != card.Amount.Currency)
                return $"{line.Document} is not open in {card.Amount.Currency}.";
            var settled = line.Cash + line.Forgiven;
            if (settled.IsNegative != document.IsNegative || settled.Abs().Minor > document.Abs().Minor)
                return $"{line.Document} has {document} open, not {settled}.";
            open += document;
        }

        var forgiven = card.Lines.Aggregate(Money.Zero(open.Currency), (sum, line) => sum + line.Forgiven);
        var left = (open - card.Amount).Minor;
        return rest.IsNegative ? "More is applied than came in."
            : card.References.Count > 0 && !card.Has("advice_adds_up", "advice_settles") && !card.References.Any(said =>
                card.Lines.Any(line => said.Contains(line.Document, StringComparison.Ordinal)))
                ? "No number it cites is one of these documents."
            : card.Has("amount_exact") && left != 0 ? "The documents do not sum to what came in."
            : card.Has([.. s_whole, "discount_earned", "within_tolerance", "discount_unearned", "advice_settles"])
                && (left + rest.Minor) != forgiven.Minor ? "What is missing is not what is forgiven."
            : card.Has("amount_over") && left >= 0 ? "No more came in than is open."
            : card.Has("amount_short", "amount_short_of_several") && left <= 0 ? "No less came in than is open."
            : !card.Has([.. s_whole, "amount_exact", "amount_over", "amount_short", "amount_short_of_several",
                "discount_earned", "within_tolerance", "discount_unearned", "near_amount", "advice_adds_up",
                "advice_settles"])
                ? "Nothing explains the amount." : null;
    }

    /// <summary>Auto from the threshold on; near it both answers stand.</summary>
    private string[] Likely(EvidenceCard card)
    {
        var others = card.Rival is { } rival ? Math.Log(1 + Math.Exp(rival / 1000.0)) : 0;
        var asked = card.Threshold is { } stated ? (double)stated : _threshold;
        var above = card.Score / 1000.0 - others - Math.Log(asked / (1 - asked));
        return above > Edge ? ["auto"] : above < -Edge ? ["propose"] : ["auto", "propose"];
    }
}
