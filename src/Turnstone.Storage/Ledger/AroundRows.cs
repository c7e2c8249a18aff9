namespace Turnstone.Storage.Ledger;

/// <summary>A line of a document, beside its main line.</summary>
public sealed record DocumentLineRow
{
    /// <summary>The document.</summary>
    public string DocumentId { get; init; } = "";

    /// <summary>Transaction line.</summary>
    public int Line { get; init; }

    /// <summary>Internal id of the item.</summary>
    public string? ItemId { get; init; }

    /// <summary>The item's name.</summary>
    public string? Item { get; init; }

    /// <summary>Text of the line.</summary>
    public string? Text { get; init; }

    /// <summary>Quantity times 1,000,000.</summary>
    public long? Quantity { get; init; }

    /// <summary>What the customer owes for it in the document's currency; the tax on a tax line.</summary>
    public long Amount { get; init; }

    /// <summary>True where the line is a tax.</summary>
    public bool IsTax { get; init; }

    /// <summary>Internal id of its tax code; null where it is not known.</summary>
    public string? TaxCode { get; init; }

    /// <summary>The code's percent times 10,000; null where it is not known.</summary>
    public long? TaxPercent { get; init; }

    /// <summary>GL account.</summary>
    public string? Account { get; init; }
}

/// <summary>A value of a custom field that an administrator chose.</summary>
/// <param name="Owner">customer or document.</param>
/// <param name="Id">Whose.</param>
/// <param name="Field">The field's name in NetSuite.</param>
/// <param name="Value">As NetSuite shows it.</param>
public sealed record CustomValueRow(string Owner, string Id, string Field, string Value);

/// <summary>What stands around a customer's documents: people, orders, lines, custom fields.</summary>
public static class AroundRows
{
    /// <summary>Writes contacts.</summary>
    public static Task<long> SaveContacts(Db db, IEnumerable<object?[]> rows) => db.Upsert("contact",
        new(["connection_id", "id"],
            ["customer_id", "name", "title", "role", "email", "phone", "active", "modified_at"]), rows);

    /// <summary>Writes employees.</summary>
    public static Task<long> SaveEmployees(Db db, IEnumerable<object?[]> rows) => db.Upsert("employee",
        new(["connection_id", "id"],
            ["name", "title", "email", "phone", "supervisor_id", "active", "modified_at"]), rows);

    /// <summary>Writes sales orders.</summary>
    public static Task<long> SaveOrders(Db db, IEnumerable<object?[]> rows) => db.Upsert("sales_order",
        new(["connection_id", "id"],
        [
            "company_id", "customer_id", "number", "status", "status_name", "dated_on", "currency", "total",
            "purchase_order", "sales_rep", "modified_at",
        ]), rows);

    /// <summary>Says where documents came from, and who sold them.</summary>
    public static Task<long> SaveOrigins(
        Db db, long connection, IEnumerable<(string Document, string? From, string? SalesRep)> rows) =>
        db.Upsert("document_origin", new(["connection_id", "document_id"], ["from_id", "sales_rep"]),
            rows.Select(row => new object?[] { connection, row.Document, row.From, row.SalesRep }));

    /// <summary>Replaces all lines of documents.</summary>
    public static async Task ReplaceLines(
        Db db, long connection, IReadOnlyCollection<string> documents, IEnumerable<DocumentLineRow> rows)
    {
        await db.Execute($"""
            delete from document_line where connection_id = @connection and {db.Dialect.AnyOf("document_id", "ids")}
            """, new { connection, ids = documents.ToArray() });
        await db.Bulk("document_line",
            [
                "connection_id", "document_id", "line", "item_id", "item", "text", "quantity", "amount", "is_tax",
                "tax_code", "tax_percent", "account",
            ],
            rows.Select(row => new object?[]
            {
                connection, row.DocumentId, row.Line, row.ItemId, row.Item, row.Text, row.Quantity, row.Amount,
                row.IsTax, row.TaxCode, row.TaxPercent, row.Account,
            }));
    }

    /// <summary>Lines of documents, in order.</summary>
    public static Task<IReadOnlyList<DocumentLineRow>> Lines(
        Db db, long connection, IReadOnlyCollection<string> documents) => db.Rows<DocumentLineRow>($"""
            select l.document_id, l.line, l.item_id, l.item, l.text, l.quantity, l.amount, l.is_tax, l.tax_code,
              l.tax_percent, l.account
            from document_line l
            where l.connection_id = @connection and {db.Dialect.AnyOf("l.document_id", "ids")}
            order by l.document_id, l.line
            """, new { connection, ids = documents.ToArray() });

    /// <summary>Replaces the custom values of owners of one kind.</summary>
    public static async Task ReplaceCustom(
        Db db, long connection, (string Owner, IReadOnlyCollection<string> Ids) of, IEnumerable<CustomValueRow> rows)
    {
        await db.Execute($"""
            delete from custom_value where connection_id = @connection and owner = @Owner
              and {db.Dialect.AnyOf("owner_id", "ids")}
            """, new { connection, of.Owner, ids = of.Ids.ToArray() });
        await db.Bulk("custom_value", ["connection_id", "owner", "owner_id", "field", "value"],
            rows.Select(row => new object?[] { connection, row.Owner, row.Id, row.Field, row.Value }));
    }

    /// <summary>Custom values of one owner.</summary>
    public static Task<IReadOnlyList<CustomValueRow>> Custom(Db db, long connection, string owner, string id) =>
        db.Rows<CustomValueRow>("""
            select owner, owner_id as id, field, value from custom_value
            where connection_id = @connection and owner = @owner and owner_id = @id order by field
            """, new { connection, owner, id });
}
