namespace Turnstone.Storage.Ledger;

/// <summary>A customer as its row.</summary>
public sealed record CustomerRow
{
    /// <summary>Internal id, or the file's own.</summary>
    public string Id { get; init; } = "";

    /// <summary>The number people know it by.</summary>
    public string Number { get; init; } = "";

    /// <summary>The number in capitals.</summary>
    public string NumberKey { get; init; } = "";

    /// <summary>Full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The name run together without legal forms and accents.</summary>
    public string NameKey { get; init; } = "";

    /// <summary>The words of the name in one order.</summary>
    public string WordsKey { get; init; } = "";

    /// <summary>Its parent; null for a top customer.</summary>
    public string? ParentId { get; init; }

    /// <summary>The top of its family; itself where it has no parent.</summary>
    public string RootId { get; init; } = "";

    /// <summary>Usual currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Internal id of its terms.</summary>
    public string? TermId { get; init; }

    /// <summary>AR account of its own; null where the company's default holds.</summary>
    public string? ArAccount { get; init; }

    /// <summary>Credit limit in minor units of its currency.</summary>
    public long? CreditLimit { get; init; }

    /// <summary>NetSuite's hold setting.</summary>
    public string? Hold { get; init; }

    /// <summary>Address for mail.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>Language it is written to in.</summary>
    public string? Language { get; init; }

    /// <summary>Internal id of its sales representative.</summary>
    public string? SalesRep { get; init; }

    /// <summary>External id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>False once it is made inactive.</summary>
    public bool Active { get; init; }

    /// <summary>NetSuite's time of its last change.</summary>
    public string ModifiedAt { get; init; } = "";
}

/// <summary>Customers, their companies and the words they are searched by.</summary>
public static class CustomerRows
{
    /// <summary>All columns of a customer.</summary>
    public const string All = """
        c.id, c.number, c.number_key, c.name, c.name_key, c.words_key, c.parent_id, c.root_id, c.currency, c.term_id,
        c.ar_account, c.credit_limit, c.hold, c.email, c.phone, c.language, c.sales_rep, c.external_id, c.active,
        c.modified_at
        """;

    // root_id is not among them: it follows from all parents together (SetRoots).
    private static readonly Columns Written = new(["connection_id", "id"],
    [
        "number", "number_key", "name", "name_key", "words_key", "parent_id", "currency", "term_id", "ar_account",
        "credit_limit", "hold", "email", "phone", "language", "sales_rep", "external_id", "active", "modified_at",
    ]);

    /// <summary>Customers by id.</summary>
    public static Task<IReadOnlyList<CustomerRow>> Of(Db db, long connection, IReadOnlyCollection<string> ids) =>
        db.Rows<CustomerRow>($"""
            select {All} from customer c
            where c.connection_id = @connection and {db.Dialect.AnyOf("c.id", "ids")} order by c.id
            """, new { connection, ids = ids.ToArray() });

    /// <summary>True where any customer is known.</summary>
    public static Task<bool> Any(Db db, long connection) => db.One<bool>(
        "select exists (select 1 from customer where connection_id = @connection)", new { connection });

    /// <summary>Inserts or overwrites customers.</summary>
    public static Task<long> Save(Db db, long connection, IEnumerable<CustomerRow> rows) =>
        db.Upsert("customer", Written, rows.Select(row => new object?[]
        {
            connection, row.Id, row.Number, row.NumberKey, row.Name, row.NameKey, row.WordsKey,
            row.ParentId, row.Currency, row.TermId, row.ArAccount, row.CreditLimit, row.Hold, row.Email, row.Phone,
            row.Language, row.SalesRep, row.ExternalId, row.Active, row.ModifiedAt,
        }));

    /// <summary>
    /// Sets the top of every family anew: a parent may have arrived after its children. Twenty steps are more than any
    /// family has; a circle of parents keeps each as its own top.
    /// </summary>
    public static Task<int> SetRoots(Db db, long connection) => db.Execute("""
        update customer set root_id = id where connection_id = @connection and root_id = '';
        with recursive up as (
          select id, id as root, parent_id, 0 as steps from customer where connection_id = @connection
          union all
          select u.id, p.id, p.parent_id, u.steps + 1 from up u
          join customer p on p.connection_id = @connection and p.id = u.parent_id
          where u.steps < 20
        ), top as (select id, root from up where parent_id is null
          or not exists (select 1 from customer p where p.connection_id = @connection and p.id = up.parent_id))
        update customer set root_id = top.root from top
        where customer.connection_id = @connection and customer.id = top.id and customer.root_id <> top.root
        """, new { connection });

    /// <summary>Replaces the search words of customers.</summary>
    public static async Task SaveTokens(
        Db db, long connection, IReadOnlyCollection<string> customers, IEnumerable<(string Token,
            string Customer)> tokens)
    {
        await db.Execute($"""
            delete from customer_token where connection_id = @connection and {db.Dialect.AnyOf("customer_id", "ids")}
            """, new { connection, ids = customers.ToArray() });
        await AddTokens(db, connection, tokens);
    }

    /// <summary>Adds the search words of customers that have none yet.</summary>
    public static Task<long> AddTokens(Db db, long connection, IEnumerable<(string Token, string Customer)> tokens) =>
        db.Bulk("customer_token", ["connection_id", "token", "customer_id"], tokens
            .Distinct().OrderBy(pair => pair.Token, StringComparer.Ordinal)
            .Select(pair => new object?[] { connection, pair.Token, pair.Customer }));

    /// <summary>Says which companies may bill a customer.</summary>
    public static Task<long> SaveCompanies(
        Db db, long connection, IEnumerable<(string Customer, string Company, bool Primary)> links) =>
        db.Upsert("customer_company", new(["connection_id", "customer_id", "company_id"], ["is_primary"]), links
            .Select(link => new object?[] { connection, link.Customer, link.Company, link.Primary }));
}
