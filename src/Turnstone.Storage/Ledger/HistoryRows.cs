namespace Turnstone.Storage.Ledger;

/// <summary>A receipt settled before, as its row.</summary>
public sealed record SettledRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Booking date.</summary>
    public DateOnly SettledOn { get; init; }

    /// <summary>Payer's name as the bank printed it.</summary>
    public string? PayerName { get; init; }

    /// <summary>The name's key.</summary>
    public string? NameKey { get; init; }

    /// <summary>The words of the name in one order.</summary>
    public string? WordsKey { get; init; }

    /// <summary>Payer's account.</summary>
    public string? PayerAccount { get; init; }

    /// <summary>What came in.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Bank text.</summary>
    public string Text { get; init; } = "";

    /// <summary>Who paid; null where nobody found out.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Numbers of the documents, one a line.</summary>
    public string Documents { get; init; } = "";

    /// <summary>Our receipt; null where it comes from history.</summary>
    public long? ReceiptId { get; init; }

    /// <summary>Each document under each of its keys; written with the row, not read back.</summary>
    public IReadOnlyList<(string Key, string Number)> DocumentKeys { get; init; } = [];
}

/// <summary>Settled receipts and the forms of document numbers: what matching learns from.</summary>
public static class HistoryRows
{
    /// <summary>All columns of a settled receipt.</summary>
    public const string All = """
        s.id, s.company_id, s.settled_on, s.payer_name, s.name_key, s.words_key, s.payer_account, s.amount, s.currency,
        s.text, s.customer_id, s.documents, s.receipt_id
        """;

    /// <summary>The latest settled receipts of some customers.</summary>
    public static Task<IReadOnlyList<SettledRow>> OfCustomers(
        Db db, long connection, IReadOnlyCollection<string> customers, int count) => db.Rows<SettledRow>($"""
            select {All} from settled_receipt s
            where s.connection_id = @connection and {db.Dialect.AnyOf("s.customer_id", "ids")}
            order by s.settled_on desc, s.id desc limit @count
            """, new { connection, ids = customers.ToArray(), count });

    /// <summary>Adds settled receipts.</summary>
    public static async Task Add(Db db, long connection, IReadOnlyCollection<SettledRow> rows)
    {
        await db.Bulk("settled_receipt",
        [
            "id", "connection_id", "company_id", "settled_on", "payer_name", "name_key", "words_key", "payer_account",
            "amount", "currency", "text", "customer_id", "documents", "receipt_id",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, row.CompanyId, row.SettledOn, row.PayerName, row.NameKey, row.WordsKey,
            row.PayerAccount, row.Amount, row.Currency, row.Text, row.CustomerId, row.Documents, row.ReceiptId,
        }));
        await AddDocuments(db, connection, rows);
    }

    /// <summary>Adds the keys under which texts may cite the documents of settled receipts.</summary>
    public static Task<long> AddDocuments(Db db, long connection, IEnumerable<SettledRow> rows) => db.Upsert(
        "settled_document", new(["connection_id", "number_key", "number", "settled_id"], []), rows
            .SelectMany(row => row.DocumentKeys.Distinct().Select(key => new object?[]
            {
                connection, key.Key, key.Number, row.Id,
            })));

    /// <summary>Forgets a receipt of ours that was taken back: what is reversed is no evidence.</summary>
    public static Task<int> Forget(Db db, long receipt) => db.Execute("""
        delete from settled_document where settled_id in (select id from settled_receipt where receipt_id = @receipt);
        delete from settled_receipt where receipt_id = @receipt
        """, new { receipt });

    /// <summary>Forgets the history of files, before a new one takes its place.</summary>
    public static Task<int> ForgetFiles(Db db, long connection) => db.Execute("""
        delete from settled_document where settled_id in (
          select id from settled_receipt where connection_id = @connection and receipt_id is null);
        delete from settled_receipt where connection_id = @connection and receipt_id is null
        """, new { connection });

    /// <summary>Adds forms of document numbers.</summary>
    public static Task<long> AddShapes(Db db, long connection, string company, IEnumerable<string> shapes) =>
        db.Upsert("number_shape", new(["connection_id", "company_id", "shape"], []),
            shapes.Select(shape => new object?[] { connection, company, shape }));

    /// <summary>Forms of document numbers of a connection.</summary>
    public static Task<IReadOnlyList<string>> Shapes(Db db, long connection) => db.Rows<string>(
        "select distinct shape from number_shape where connection_id = @connection order by shape", new { connection });
}
