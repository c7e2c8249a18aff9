using System.Text.Json;
using Turnstone.Storage.Ledger;

namespace Turnstone.Storage.CashApplication;

/// <summary>A name that begins with what was asked, and whose it is.</summary>
public sealed record BegunName
{
    /// <summary>What was asked.</summary>
    public string Beginning { get; init; } = "";

    /// <summary>The name.</summary>
    public string NameKey { get; init; } = "";

    /// <summary>Whose name it is, or who has paid under it.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>A settled receipt that shows it; 0 where it is the customer's own name.</summary>
    public long SettledId { get; init; }
}

/// <summary>The slice of a ledger that a matching run needs, found by keys and never by a scan.</summary>
public static class SliceRows
{
    // SQLite takes at most 32,766 parameters in one command.
    private const int Chunk = 5000;

    /// <summary>How many documents of a company are open.</summary>
    public static Task<int> OpenCount(Db db, long connection, string company) => db.One<int>("""
        select count(*) from open_item
        where connection_id = @connection and company_id = @company and open_amount <> 0
        """, new { connection, company });

    /// <summary>Documents of a company that texts may cite, by number or order; settled ones too.</summary>
    public static async Task<IReadOnlyList<ItemRow>> Items(
        Db db, long connection, string company, IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> orders)
    {
        var found = new List<ItemRow>();
        foreach (var column in new[] { "digits_key", "last_key" })
            found.AddRange(await ItemsBy(db, new(connection, company, column), numbers));
        found.AddRange(await ItemsBy(db, new(connection, company, "order_key"), orders));
        return found;
    }

    /// <summary>Settled documents of a company under these keys, of some customers only.</summary>
    public static async Task<IReadOnlyList<ItemRow>> ClosedOf(
        Db db, long connection, string company, IReadOnlyCollection<string> numbers,
        IReadOnlyCollection<string> customers)
    {
        var found = new List<ItemRow>();
        foreach (var column in new[] { "digits_key", "last_key" })
        {
            foreach (var ids in customers.Chunk(Chunk))
            {
                found.AddRange(await ItemsBy(db, new(connection, company, column)
                {
                    Also = $"i.open_amount = 0 and {db.Dialect.AnyOf("i.customer_id", "ids")}", Ids = ids,
                }, numbers));
            }
        }

        return found;
    }

    /// <summary>Everything open of a company's customers.</summary>
    public static Task<IReadOnlyList<ItemRow>> OpenOf(
        Db db, long connection, string company, IReadOnlyCollection<string> customers) =>
        ItemsBy(db, new(connection, company, "customer_id") { Also = "i.open_amount <> 0" }, customers);

    /// <summary>Every document of a company's customers, settled ones too.</summary>
    public static Task<IReadOnlyList<ItemRow>> AllOf(
        Db db, long connection, string company, IReadOnlyCollection<string> customers) =>
        ItemsBy(db, new(connection, company, "customer_id"), customers);

    /// <summary>Customers whose name, in any word order, or number is exactly one of these.</summary>
    public static async Task<IReadOnlyList<CustomerRow>> Named(
        Db db, long connection, IReadOnlyCollection<string> names, IReadOnlyCollection<string> numbers) =>
    [
        .. await CustomersBy(db, connection, "words_key", names),
        .. await CustomersBy(db, connection, "number_key", numbers),
    ];

    /// <summary>Customers by id.</summary>
    public static Task<IReadOnlyList<CustomerRow>> Of(Db db, long connection, IReadOnlyCollection<string> ids) =>
        CustomersBy(db, connection, "id", ids);

    /// <summary>All customers of families.</summary>
    public static Task<IReadOnlyList<CustomerRow>> Families(
        Db db, long connection, IReadOnlyCollection<string> roots) => CustomersBy(db, connection, "root_id", roots);

    /// <summary>
    /// Names of customers, and names that customers have paid under, that begin so: banks cut names.
    /// </summary>
    public static async Task<IReadOnlyList<BegunName>> Beginning(
        Db db, long connection, IReadOnlyCollection<string> beginnings)
    {
        var found = new List<BegunName>();
        foreach (var some in beginnings.Chunk(Chunk))
        {
            var names = new { connection, names = JsonSerializer.Serialize(some), last = "\U0010FFFF" };
            found.AddRange(await db.Rows<BegunName>($"""
                select k.value as beginning, c.name_key, c.id as customer_id
                from {db.Dialect.EachOf("names")}
                join customer c on c.name_key >= k.value and c.name_key < k.value || @last
                where c.connection_id = @connection
                """, names));
            found.AddRange(await db.Rows<BegunName>($"""
                select k.value as beginning, s.name_key, s.customer_id, min(s.id) as settled_id
                from {db.Dialect.EachOf("names")}
                join settled_receipt s on s.name_key >= k.value and s.name_key < k.value || @last
                join customer c on c.connection_id = s.connection_id and c.id = s.customer_id
                where s.connection_id = @connection and s.name_key is not null
                group by k.value, s.name_key, s.customer_id
                """, names));
        }

        return found;
    }

    /// <summary>Receipts settled before from these accounts or under these names, or that paid these
    /// documents.</summary>
    public static async Task<IReadOnlyList<SettledRow>> Settled(Db db, long connection, SettledKeys keys)
    {
        var found = new List<SettledRow>();
        found.AddRange(await SettledBy(db, connection, "payer_account", keys.Accounts));
        found.AddRange(await SettledBy(db, connection, "words_key", keys.Names));
        foreach (var some in keys.Documents.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<SettledRow>($"""
                select {HistoryRows.All} from settled_receipt s where s.id in (
                  select settled_id from settled_document
                  where connection_id = @connection and {db.Dialect.AnyOf("number_key", "some")})
                """, new { connection, some }));
        }

        foreach (var ids in keys.Ids.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<SettledRow>(
                $"select {HistoryRows.All} from settled_receipt s where {db.Dialect.AnyOf("s.id", "ids")}",
                new { ids }));
        }

        return found;
    }

    /// <summary>Settled receipts of some customers that paid documents under these keys.</summary>
    public static async Task<IReadOnlyList<SettledRow>> SettledOf(
        Db db, long connection, IReadOnlyCollection<string> numbers, IReadOnlyCollection<string> customers)
    {
        var found = new List<SettledRow>();
        foreach (var ids in customers.Chunk(Chunk))
        {
            foreach (var some in numbers.Chunk(Chunk))
            {
                found.AddRange(await db.Rows<SettledRow>($"""
                    select {HistoryRows.All} from settled_receipt s
                    where {db.Dialect.AnyOf("s.customer_id", "ids")} and s.id in (
                      select settled_id from settled_document
                      where connection_id = @connection and {db.Dialect.AnyOf("number_key", "some")})
                    """, new { connection, ids, some }));
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<ItemRow>> ItemsBy(Db db, Look look, IReadOnlyCollection<string> keys)
    {
        var found = new List<ItemRow>();
        foreach (var some in keys.Chunk(Chunk))
        {
            // The column is said not to be null, so that an index of those rows alone is taken.
            found.AddRange(await db.Rows<ItemRow>($"""
                select {ItemRows.All} from open_item i
                where i.connection_id = @Connection and i.company_id = @Company and i.{look.Column} is not null
                  and {db.Dialect.AnyOf($"i.{look.Column}", "some")} and {look.Also}
                """, new { look.Connection, look.Company, some, ids = look.Ids }));
        }

        return found;
    }

    private static async Task<IReadOnlyList<CustomerRow>> CustomersBy(
        Db db, long connection, string column, IReadOnlyCollection<string> keys)
    {
        var found = new List<CustomerRow>();
        foreach (var some in keys.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<CustomerRow>($"""
                select {CustomerRows.All} from customer c
                where c.connection_id = @connection and {db.Dialect.AnyOf($"c.{column}", "some")}
                """, new { connection, some }));
        }

        return found;
    }

    private static async Task<IReadOnlyList<SettledRow>> SettledBy(
        Db db, long connection, string column, IReadOnlyCollection<string> keys)
    {
        var found = new List<SettledRow>();
        foreach (var some in keys.Chunk(Chunk))
        {
            found.AddRange(await db.Rows<SettledRow>($"""
                select {HistoryRows.All} from settled_receipt s
                where s.connection_id = @connection and s.{column} is not null
                  and {db.Dialect.AnyOf($"s.{column}", "some")}
                """, new { connection, some }));
        }

        return found;
    }

    /// <summary>By which column items are looked up, and what else must hold.</summary>
    private sealed record Look(long Connection, string Company, string Column)
    {
        public string Also { get; init; } = "1 = 1";

        public string[] Ids { get; init; } = [];
    }
}

/// <summary>Under what settled receipts are looked up; any of them is enough.</summary>
/// <param name="Accounts">Accounts of payers.</param>
/// <param name="Names">Words of payers' names in one order.</param>
/// <param name="Documents">Keys of documents they paid.</param>
/// <param name="Ids">Themselves.</param>
public sealed record SettledKeys(
    IReadOnlyCollection<string> Accounts, IReadOnlyCollection<string> Names, IReadOnlyCollection<string> Documents,
    IReadOnlyCollection<long> Ids);
