namespace Turnstone.Storage.CashApplication;

/// <summary>A share as its row.</summary>
public sealed record ShareRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>The decision that made it.</summary>
    public long DecisionId { get; init; }

    /// <summary>Its place among the receipt's shares.</summary>
    public int Ordinal { get; init; }

    /// <summary>Whose account.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>AR account; empty without NetSuite.</summary>
    public string ArAccount { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Cash of the share.</summary>
    public long Amount { get; init; }

    /// <summary>What stays on account.</summary>
    public long OnAccount { get; init; }

    /// <summary>Code of the posting state.</summary>
    public string State { get; init; } = "undecided";

    /// <summary>Why it was refused or sent back.</summary>
    public string Why { get; init; } = "";

    /// <summary>How often it was reversed before.</summary>
    public int Generation { get; init; }

    /// <summary>Who decided it.</summary>
    public long? DecidedBy { get; init; }

    /// <summary>When.</summary>
    public long? DecidedAt { get; init; }

    /// <summary>The second person.</summary>
    public long? ApprovedBy { get; init; }

    /// <summary>When.</summary>
    public long? ApprovedAt { get; init; }

    /// <summary>True while it takes of its documents what it settles.</summary>
    public bool Claims { get; init; }
}

/// <summary>An application of a share as its row.</summary>
public sealed record ShareApplicationRow
{
    /// <summary>The share.</summary>
    public long ShareId { get; init; }

    /// <summary>Its place in the share.</summary>
    public int Ordinal { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The document.</summary>
    public string DocumentId { get; init; } = "";

    /// <summary>Its line.</summary>
    public int Line { get; init; }

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Signed cash on it.</summary>
    public long Cash { get; init; }

    /// <summary>By how much its open amount shrinks, signed as the open amount.</summary>
    public long Settled { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";
}

/// <summary>A difference of an application as its row.</summary>
public sealed record ShareDifferenceRow
{
    /// <summary>The share.</summary>
    public long ShareId { get; init; }

    /// <summary>Place of the application in the share.</summary>
    public int Application { get; init; }

    /// <summary>Its place in the application.</summary>
    public int Ordinal { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Code of its cause.</summary>
    public string Cause { get; init; } = "";

    /// <summary>How much, positive.</summary>
    public long Amount { get; init; }

    /// <summary>GL account by policy; null until it names one.</summary>
    public string? Account { get; init; }

    /// <summary>Part of it that is tax.</summary>
    public long? Tax { get; init; }
}

/// <summary>Shares with their applications and differences.</summary>
public static class ShareRows
{
    /// <summary>All columns of a share.</summary>
    public const string All = """
        s.id, s.company_id, s.receipt_id, s.decision_id, s.ordinal, s.customer_id, s.ar_account, s.currency, s.amount,
        s.on_account, s.state, s.why, s.generation, s.decided_by, s.decided_at, s.approved_by, s.approved_at, s.claims
        """;

    /// <summary>Shares of a receipt.</summary>
    public static Task<IReadOnlyList<ShareRow>> OfReceipt(Db db, long receipt) => db.Rows<ShareRow>(
        $"select {All} from share s where s.receipt_id = @receipt order by s.ordinal", new { receipt });

    /// <summary>Shares of receipts.</summary>
    public static Task<IReadOnlyList<ShareRow>> OfReceipts(Db db, IReadOnlyCollection<long> receipts) =>
        db.Rows<ShareRow>($"""
            select {All} from share s where {db.Dialect.AnyOf("s.receipt_id", "receipts")}
            order by s.receipt_id, s.ordinal
            """, new { receipts = receipts.ToArray() });

    /// <summary>Shares by id.</summary>
    public static Task<IReadOnlyList<ShareRow>> Of(Db db, long connection, IReadOnlyCollection<long> ids) =>
        db.Rows<ShareRow>($"""
            select {All} from share s where s.connection_id = @connection and {db.Dialect.AnyOf("s.id", "ids")}
            order by s.id
            """, new { connection, ids = ids.ToArray() });

    /// <summary>Shares by id, locked until commit.</summary>
    public static Task<IReadOnlyList<ShareRow>> Locked(Db db, long connection, IReadOnlyCollection<long> ids) =>
        db.Rows<ShareRow>($"""
            select {All} from share s where s.connection_id = @connection and {db.Dialect.AnyOf("s.id", "ids")}
            order by s.id {db.Dialect.ForUpdate}
            """, new { connection, ids = ids.ToArray() });

    /// <summary>Applications of shares.</summary>
    public static Task<IReadOnlyList<ShareApplicationRow>> Applications(Db db, IReadOnlyCollection<long> shares) =>
        db.Rows<ShareApplicationRow>($"""
            select share_id, ordinal, company_id, document_id, line, number, cash, settled, currency
            from share_application where {db.Dialect.AnyOf("share_id", "shares")} order by share_id, ordinal
            """, new { shares = shares.ToArray() });

    /// <summary>Differences of shares.</summary>
    public static Task<IReadOnlyList<ShareDifferenceRow>> Differences(Db db, IReadOnlyCollection<long> shares) =>
        db.Rows<ShareDifferenceRow>($"""
            select share_id, application, ordinal, company_id, cause, amount, account, tax
            from share_difference where {db.Dialect.AnyOf("share_id", "shares")} order by share_id, application, ordinal
            """, new { shares = shares.ToArray() });

    /// <summary>Adds shares.</summary>
    public static Task<long> Add(Db db, long connection, IEnumerable<ShareRow> rows) => db.Bulk("share",
        [
            "id", "connection_id", "company_id", "receipt_id", "decision_id", "ordinal", "customer_id", "ar_account",
            "currency", "amount", "on_account", "state", "why", "generation", "decided_by", "decided_at",
            "approved_by", "approved_at", "claims",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, row.CompanyId, row.ReceiptId, row.DecisionId, row.Ordinal, row.CustomerId,
            row.ArAccount, row.Currency, row.Amount, row.OnAccount, row.State, row.Why, row.Generation, row.DecidedBy,
            row.DecidedAt, row.ApprovedBy, row.ApprovedAt, row.Claims,
        }));

    /// <summary>Adds applications.</summary>
    public static Task<long> AddApplications(Db db, long connection, IEnumerable<ShareApplicationRow> rows) =>
        db.Bulk("share_application",
            [
                "share_id", "ordinal", "connection_id", "company_id", "document_id", "line", "number", "cash",
                    "settled",
                "currency",
            ],
            rows.Select(row => new object?[]
            {
                row.ShareId, row.Ordinal, connection, row.CompanyId, row.DocumentId, row.Line, row.Number, row.Cash,
                row.Settled, row.Currency,
            }));

    /// <summary>Adds differences.</summary>
    public static Task<long> AddDifferences(Db db, long connection, IEnumerable<ShareDifferenceRow> rows) =>
        db.Bulk("share_difference",
            [
                "share_id", "application", "ordinal", "connection_id", "company_id", "cause", "amount", "account",
                    "tax",
            ],
            rows.Select(row => new object?[]
            {
                row.ShareId, row.Application, row.Ordinal, connection, row.CompanyId, row.Cause, row.Amount,
                row.Account, row.Tax,
            }));

    /// <summary>Writes where a share stands and who answers for it.</summary>
    public static Task<int> Save(Db db, ShareRow row) => db.Execute("""
        update share set state = @State, why = @Why, generation = @Generation, decided_by = @DecidedBy,
          decided_at = @DecidedAt, approved_by = @ApprovedBy, approved_at = @ApprovedAt, claims = @Claims
        where id = @Id
        """, row);

    /// <summary>Takes away all shares of a receipt; what they claim is given back before.</summary>
    public static Task<int> Remove(Db db, long receipt) => db.Execute("""
        delete from share_difference where share_id in (select id from share where receipt_id = @receipt);
        delete from share_application where share_id in (select id from share where receipt_id = @receipt);
        delete from share where receipt_id = @receipt;
        """, new { receipt });
}
