namespace Turnstone.Storage.Ledger;

/// <summary>Documents on AR accounts.</summary>
public static class ItemRows
{
    /// <summary>All columns of an item, in one list for every query.</summary>
    public const string All = """
        i.id, i.line, i.company_id, i.number, i.digits_key, i.last_key, i.kind, i.customer_id, i.ar_account, i.dated_on,
        i.due_on, i.currency, i.total, i.open_amount, i.claimed, i.stated, i.discount_percent, i.discount_until,
        i.purchase_order,
        i.order_key, i.exchange_rate, i.external_id, i.status, i.on_books, i.applications_read, i.modified_at
        """;

    // `claimed` is not among them: it belongs to decisions, and a re-read document must not undo it.
    private static readonly Columns Written = new(["connection_id", "id", "line"],
    [
        "company_id", "number", "digits_key", "last_key", "kind", "customer_id", "ar_account", "dated_on", "due_on",
        "currency", "total", "open_amount", "stated", "discount_percent", "discount_until", "purchase_order",
            "order_key",
        "exchange_rate", "external_id", "status", "on_books", "applications_read", "modified_at",
    ]);

    /// <summary>Items of documents, all their lines; locked until commit.</summary>
    public static Task<IReadOnlyList<ItemRow>> Locked(Db db, long connection, IReadOnlyCollection<string> ids) =>
        db.Rows<ItemRow>($"""
            select {All} from open_item i
            where i.connection_id = @connection and {db.Dialect.AnyOf("i.id", "ids")}
            order by i.id, i.line {db.Dialect.ForUpdate}
            """, new { connection, ids = ids.ToArray() });

    /// <summary>Items of documents, all their lines.</summary>
    public static Task<IReadOnlyList<ItemRow>> Of(Db db, long connection, IReadOnlyCollection<string> ids) =>
        db.Rows<ItemRow>($"""
            select {All} from open_item i
            where i.connection_id = @connection and {db.Dialect.AnyOf("i.id", "ids")} order by i.id, i.line
            """, new { connection, ids = ids.ToArray() });

    /// <summary>True where the connection has any document.</summary>
    public static async Task<bool> Any(Db db, long connection) => (await db.Rows<int>(
        "select 1 from open_item where connection_id = @connection limit 1", new { connection })).Count > 0;

    /// <summary>Items whose stated open amount is not what the events make of it.</summary>
    public static Task<IReadOnlyList<ItemRow>> Unexplained(Db db, long connection, int count) => db.Rows<ItemRow>($"""
        select {All} from open_item i
        where i.connection_id = @connection and i.stated <> i.open_amount order by i.id, i.line limit @count
        """, new { connection, count });

    /// <summary>Every item with an open amount, row by row: for comparing a whole file with what is held.</summary>
    public static IAsyncEnumerable<ItemRow> EveryOpen(Db db, long connection) => db.Stream<ItemRow>(
        $"select {All} from open_item i where i.connection_id = @connection and i.open_amount <> 0",
            new { connection });

    /// <summary>Inserts items that cannot exist yet, the fast way.</summary>
    public static Task<long> Insert(Db db, long connection, IEnumerable<ItemRow> rows) =>
        db.Bulk("open_item", Written.All, rows.Select(row => Values(connection, row)));

    /// <summary>Inserts or overwrites items, all but what decisions claim of them.</summary>
    public static Task<long> Save(Db db, long connection, IEnumerable<ItemRow> rows) =>
        db.Upsert("open_item", Written, rows.Select(row => Values(connection, row)));

    /// <summary>
    /// Takes or gives back a claim and hands out the item as it is then, its row locked until commit; null where there
    /// is no such item.
    /// </summary>
    public static Task<ItemRow?> Claim(Db db, long connection, string id, int line, long settled) =>
        db.Maybe<ItemRow>($"""
        update open_item as i set claimed = claimed + @settled
        where connection_id = @connection and id = @id and line = @line
        returning {All.Replace("i.", "", StringComparison.Ordinal)}
        """, new { connection, id, line, settled });

    private static object?[] Values(long connection, ItemRow row) =>
    [
        connection, row.Id, row.Line, row.CompanyId, row.Number, row.DigitsKey, row.LastKey, row.Kind, row.CustomerId,
        row.ArAccount, row.DatedOn, row.DueOn, row.Currency, row.Total, row.OpenAmount, row.Stated, row.DiscountPercent,
        row.DiscountUntil, row.PurchaseOrder, row.OrderKey, row.ExchangeRate, row.ExternalId, row.Status, row.OnBooks,
        row.ApplicationsRead, row.ModifiedAt,
    ];
}
