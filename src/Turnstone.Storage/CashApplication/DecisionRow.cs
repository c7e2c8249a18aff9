namespace Turnstone.Storage.CashApplication;

/// <summary>A decision as its row.</summary>
public sealed record DecisionRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>engine or person.</summary>
    public string Origin { get; init; } = "";

    /// <summary>Code of the match status.</summary>
    public string Status { get; init; } = "";

    /// <summary>Code of the verdict.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Hundredths of a percent.</summary>
    public int Confidence { get; init; }

    /// <summary>Who pays.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Evidence as JSON.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>Version of rules and policy.</summary>
    public string Rules { get; init; } = "";

    /// <summary>Where it puts the money; empty of a decision made before this was kept.</summary>
    public string Says { get; init; } = "";

    /// <summary>When.</summary>
    public long MadeAt { get; init; }

    /// <summary>Who, or for whom the engine ran.</summary>
    public long MadeBy { get; init; }
}

/// <summary>Decisions, all that were ever made.</summary>
public static class DecisionRows
{
    private const string All = """
        id, company_id, receipt_id, origin, status, verdict, confidence, customer_id, evidence, rules, says, made_at,
        made_by
        """;

    /// <summary>Adds decisions.</summary>
    public static Task<long> Add(Db db, long connection, IEnumerable<DecisionRow> rows) => db.Bulk("decision",
        [
            "id", "connection_id", "company_id", "receipt_id", "origin", "status", "verdict", "confidence",
            "customer_id", "evidence", "rules", "says", "made_at", "made_by",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, row.CompanyId, row.ReceiptId, row.Origin, row.Status, row.Verdict, row.Confidence,
            row.CustomerId, row.Evidence, row.Rules, row.Says, row.MadeAt, row.MadeBy,
        }));

    /// <summary>Decisions about a receipt, newest first.</summary>
    public static Task<IReadOnlyList<DecisionRow>> OfReceipt(Db db, long receipt) => db.Rows<DecisionRow>(
        $"select {All} from decision where receipt_id = @receipt order by id desc", new { receipt });

    /// <summary>A decision; null where there is none.</summary>
    public static Task<DecisionRow?> Of(Db db, long id) =>
        db.Maybe<DecisionRow>($"select {All} from decision where id = @id", new { id });
}
