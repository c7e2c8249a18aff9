namespace Turnstone.Storage.Ledger;

/// <summary>Which way the keys of a connection's rows were made, and the words of its customers' names.</summary>
public static class MatchingKeyRows
{
    /// <summary>The first run of a connection makes keys this way; of one that has rows nothing changes.</summary>
    public static Task<int> Begin(Db db, long connection, int version) => db.Execute("""
        insert into matching_key (connection_id, version) values (@connection, @version)
        on conflict (connection_id) do nothing
        """, new { connection, version });

    /// <summary>The way the keys were made; null where there are no rows yet.</summary>
    public static Task<int?> Version(Db db, long connection) =>
        db.Maybe<int?>("select version from matching_key where connection_id = @connection", new { connection });

    /// <summary>All keys are made this way now.</summary>
    public static Task<int> Set(Db db, long connection, int version) => db.Execute(
        "update matching_key set version = @version where connection_id = @connection", new { connection, version });

    /// <summary>Words of all customers' names.</summary>
    public static Task<IReadOnlyList<string>> Words(Db db, long connection) => db.Rows<string>(
        "select word from name_word where connection_id = @connection order by word", new { connection });

    /// <summary>Adds words of customers' names.</summary>
    public static Task<long> AddWords(Db db, long connection, IEnumerable<string> words) => db.Upsert(
        "name_word", new(["connection_id", "word"], []), words.Distinct(StringComparer.Ordinal)
            .Select(word => new object?[] { connection, word }));

    /// <summary>Customers after one, in the order of their ids.</summary>
    public static Task<IReadOnlyList<CustomerRow>> Customers(Db db, long connection, string after, int count) =>
        db.Rows<CustomerRow>($"""
            select {CustomerRows.All} from customer c
            where c.connection_id = @connection and c.id > @after order by c.id limit @count
            """, new { connection, after, count });

    /// <summary>Settled receipts after one, in the order of their ids.</summary>
    public static Task<IReadOnlyList<SettledRow>> Settled(Db db, long connection, long after, int count) =>
        db.Rows<SettledRow>($"""
            select {HistoryRows.All} from settled_receipt s
            where s.connection_id = @connection and s.id > @after order by s.id limit @count
            """, new { connection, after, count });

    /// <summary>Documents after one, in the order of their ids, with their keys.</summary>
    public static Task<IReadOnlyList<ItemRow>> Items(Db db, long connection, string after, int count) =>
        db.Rows<ItemRow>($"""
            select {ItemRows.All} from open_item i
            where i.connection_id = @connection and i.id in (
              select id from open_item where connection_id = @connection and id > @after order by id limit @count)
            order by i.id, i.line
            """, new { connection, after, count });

    /// <summary>Writes the keys of a customer.</summary>
    public static Task<int> Save(Db db, long connection, CustomerRow row) => db.Execute("""
        update customer set name_key = @NameKey, words_key = @WordsKey, number_key = @NumberKey
        where connection_id = @connection and id = @Id
        """, new { connection, row.Id, row.NameKey, row.WordsKey, row.NumberKey });

    /// <summary>Writes the keys of a document.</summary>
    public static Task<int> Save(Db db, long connection, ItemRow row) => db.Execute("""
        update open_item set digits_key = @DigitsKey, last_key = @LastKey, order_key = @OrderKey
        where connection_id = @connection and id = @Id and line = @Line
        """, new { connection, row.Id, row.Line, row.DigitsKey, row.LastKey, row.OrderKey });

    /// <summary>Writes the keys of a settled receipt.</summary>
    public static async Task Save(Db db, long connection, SettledRow row)
    {
        await db.Execute("""
            update settled_receipt set name_key = @NameKey, words_key = @WordsKey where id = @Id;
            delete from settled_document where settled_id = @Id
            """, new { row.Id, row.NameKey, row.WordsKey });
        await HistoryRows.AddDocuments(db, connection, [row]);
    }
}
