using Turnstone.Storage.Ledger;

namespace Turnstone.Storage.CashApplication;

/// <summary>The slice of a ledger that a matching run needs, found by keys and never by a scan.</summary>
public static class SliceRows
{
    // SQLite takes at most 32,766 parameters in one command.
    private const int Chunk = 5000;

    /// <summary>Documents of a company that texts may cite, by number or order; settled ones too.</summary>
    public static async Task<IReadOnlyList<ItemRow>> Items(
        Db db, long connection, string company, IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> orders)
    {
        var found = new List<ItemRow>();
        foreach (var keys in numbers.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<ItemRow>($"""
                select {ItemRows.All} from open_item i
                where i.connection_id = @connection and i.company_id = @company
                  and {db.Dialect.AnyOf("i.digits_key", "keys")}
                """, new { connection, company, keys }));
            found.AddRange(await db.Rows<ItemRow>($"""
                select {ItemRows.All} from open_item i
                where i.connection_id = @connection and i.company_id = @company and i.last_key is not null
                  and {db.Dialect.AnyOf("i.last_key", "keys")}
                """, new { connection, company, keys }));
        }

        foreach (var keys in orders.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<ItemRow>($"""
                select {ItemRows.All} from open_item i
                where i.connection_id = @connection and i.company_id = @company and i.order_key is not null
                  and {db.Dialect.AnyOf("i.order_key", "keys")}
                """, new { connection, company, keys }));
        }

        return found;
    }

    /// <summary>Everything open of a company's customers.</summary>
    public static async Task<IReadOnlyList<ItemRow>> OpenOf(
        Db db, long connection, string company, IReadOnlyCollection<string> customers)
    {
        var found = new List<ItemRow>();
        foreach (var ids in customers.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<ItemRow>($"""
                select {ItemRows.All} from open_item i
                where i.connection_id = @connection and i.company_id = @company and i.open_amount <> 0
                  and {db.Dialect.AnyOf("i.customer_id", "ids")}
                order by i.customer_id, i.due_on, i.id, i.line
                """, new { connection, company, ids }));
        }

        return found;
    }

    /// <summary>Customers whose name or number is exactly one of these.</summary>
    public static async Task<IReadOnlyList<CustomerRow>> Named(
        Db db, long connection, IReadOnlyCollection<string> names, IReadOnlyCollection<string> numbers)
    {
        var found = new List<CustomerRow>();
        foreach (var keys in names.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<CustomerRow>($"""
                select {CustomerRows.All} from customer c
                where c.connection_id = @connection and {db.Dialect.AnyOf("c.name_key", "keys")}
                """, new { connection, keys }));
        }

        foreach (var keys in numbers.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<CustomerRow>($"""
                select {CustomerRows.All} from customer c
                where c.connection_id = @connection and {db.Dialect.AnyOf("c.number_key", "keys")}
                """, new { connection, keys }));
        }

        return found;
    }

    /// <summary>Customers whose name begins so: banks cut names.</summary>
    public static Task<IReadOnlyList<CustomerRow>> Beginning(Db db, long connection, string name, int count) =>
        db.Rows<CustomerRow>($"""
            select {CustomerRows.All} from customer c
            where c.connection_id = @connection and c.name_key >= @name and c.name_key < @end
            order by c.name_key, c.id limit @count
            """, new { connection, name, end = name + "\U0010FFFF", count });

    /// <summary>All customers of families.</summary>
    public static async Task<IReadOnlyList<CustomerRow>> Families(
        Db db, long connection, IReadOnlyCollection<string> roots)
    {
        var found = new List<CustomerRow>();
        foreach (var ids in roots.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<CustomerRow>($"""
                select {CustomerRows.All} from customer c
                where c.connection_id = @connection and {db.Dialect.AnyOf("c.root_id", "ids")}
                """, new { connection, ids }));
        }

        return found;
    }

    /// <summary>Receipts settled before from these accounts or under these names, the latest of each first.</summary>
    public static async Task<IReadOnlyList<SettledRow>> Settled(
        Db db, long connection, IReadOnlyCollection<string> accounts, IReadOnlyCollection<string> names)
    {
        var found = new List<SettledRow>();
        foreach (var keys in accounts.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<SettledRow>($"""
                select {HistoryRows.All} from settled_receipt s
                where s.connection_id = @connection and s.payer_account is not null
                  and {db.Dialect.AnyOf("s.payer_account", "keys")}
                """, new { connection, keys }));
        }

        foreach (var keys in names.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<SettledRow>($"""
                select {HistoryRows.All} from settled_receipt s
                where s.connection_id = @connection and s.name_key is not null
                  and {db.Dialect.AnyOf("s.name_key", "keys")}
                """, new { connection, keys }));
        }

        return found;
    }
}
