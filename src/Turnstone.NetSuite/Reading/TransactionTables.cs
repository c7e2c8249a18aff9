using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>The parts that queries of documents and of journal lines share.</summary>
internal static class TransactionTables
{
    public const string Types = "'CustInvc', 'CustPymt', 'CustCred', 'CustDep', 'DepAppl', 'CustRfnd'";

    // An unapproved document has no accounting line, and a deposit's main line is no AR account: hence the outer joins.
    // One book only, or an account with several would show each document as often.
    public const string OfDocuments =
        "transaction t JOIN transactionline tl ON tl.transaction = t.id AND tl.mainline = 'T'"
        + " LEFT JOIN transactionaccountingline tal ON tal.transaction = t.id AND tal.transactionline = tl.id"
        + " AND tal.accountingbook = 1 LEFT JOIN account a ON a.id = tal.account JOIN currency c ON c.id = t.currency";

    public const string OfJournals =
        "transaction t JOIN transactionline tl ON tl.transaction = t.id"
        + " JOIN transactionaccountingline tal ON tal.transaction = t.id AND tal.transactionline = tl.id"
        + " AND tal.accountingbook = 1 JOIN account a ON a.id = tal.account JOIN currency c ON c.id = t.currency";

    public const string OfOrders =
        "transaction t JOIN transactionline tl ON tl.transaction = t.id AND tl.mainline = 'T'"
        + " JOIN currency c ON c.id = t.currency";

    public const string OfLines =
        "transactionline tl JOIN transaction t ON t.id = tl.transaction"
        + " LEFT JOIN transactionaccountingline tal ON tal.transaction = tl.transaction"
        + " AND tal.transactionline = tl.id AND tal.accountingbook = 1 JOIN currency c ON c.id = t.currency";

    private const int IdsAtOnce = 500;

    public static IReadOnlyList<SelectedColumn> Columns { get; } =
    [
        new("t.id", "id"), new("t.type", "type"), new("t.tranid", "tranid"), new("t.status", "status"),
        new("t.currency", "currency"), new("c.symbol", "currencycode"), new("t.exchangerate", "exchangerate"),
        new("TO_CHAR(t.trandate, 'YYYY-MM-DD')", "trandate"),
        new("TO_CHAR(t.duedate, 'YYYY-MM-DD')", "duedate"),
        new("TO_CHAR(t.createddate, 'YYYY-MM-DD\"T\"HH24:MI:SS')", "createdat"), new("t.terms", "terms", true),
        new("t.postingperiod", "postingperiod", true), new("t.otherrefnum", "otherrefnum", true),
        new("t.externalid", "externalid", true), new("t.posting", "posting"), new("t.voided", "voided", true),
        new("tl.subsidiary", "subsidiary", true), new("tal.account", "account"), new("t.employee", "employee", true),
        new("tl.createdfrom", "createdfrom", true),
    ];

    public static Filter SinceOrOpen(DateOnly date) => new(
        "(t.trandate >= TO_DATE(?, 'YYYY-MM-DD') OR t.foreignamountunpaid <> 0 OR t.foreignpaymentamountunused <> 0)",
        Feeds.Text(date));

    /// <summary>
    /// A payment's main line is the bank's side, so its AR account is asked for apart; where a document's main line is
    /// on AR already,
    /// nothing is asked.
    /// </summary>
    public static async Task<Result<IReadOnlyList<TransactionRow>>> AddArAccounts(
        INetSuite netSuite, IReadOnlyList<TransactionRow> rows, CancellationToken stop)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ids in rows.Where(row => row.ArAccount is null && row.Type != "CustDep")
            .Select(row => row.Id).Chunk(IdsAtOnce))
        {
            var marks = string.Join(", ", ids.Select(_ => "?"));
            var answer = await netSuite.Query(
                new(
                    "SELECT tal.transaction, MIN(tal.account) AS account FROM transactionaccountingline tal"
                    + " JOIN account a ON a.id = tal.account WHERE tal.accountingbook = 1 AND a.accttype = 'AcctRec'"
                    + $" AND tal.transaction IN ({marks}) GROUP BY tal.transaction",
                    ids),
                stop);
            if (!answer.Is(out var page, out var refusal))
                return refusal;
            foreach (var row in page.Rows)
                found[row.Needed("transaction")] = row.Needed("account");
        }

        return rows.Select(row => found.TryGetValue(row.Id, out var account) ? row with { ArAccount = account } : row)
            .ToList();
    }
}
