namespace Turnstone.Storage.Ledger;

/// <summary>A currency as NetSuite numbers it.</summary>
public sealed record CurrencyRow
{
    /// <summary>Internal id.</summary>
    public string Id { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Code { get; init; } = "";
}

/// <summary>Payment terms.</summary>
public sealed record TermRow
{
    /// <summary>Internal id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Discount percent times 10,000; null where none.</summary>
    public long? DiscountPercent { get; init; }

    /// <summary>Days within which it is earned.</summary>
    public int? DiscountDays { get; init; }
}

/// <summary>A posting period.</summary>
public sealed record PeriodRow
{
    /// <summary>Internal id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>First day.</summary>
    public DateOnly StartOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly EndOn { get; init; }

    /// <summary>Shut for everything.</summary>
    public bool Closed { get; init; }

    /// <summary>Shut for payments and credit memos.</summary>
    public bool ArLocked { get; init; }

    /// <summary>Shut for journals and deposits too.</summary>
    public bool AllLocked { get; init; }

    /// <summary>Changes without effect on the GL are allowed though it is closed.</summary>
    public bool AllowsNonGl { get; init; }
}

/// <summary>A GL account.</summary>
public sealed record AccountRow
{
    /// <summary>Internal id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Account number; empty where numbers are off.</summary>
    public string Number { get; init; } = "";

    /// <summary>Full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>NetSuite's type.</summary>
    public string Type { get; init; } = "";

    /// <summary>Internal id of its currency; null outside bank accounts.</summary>
    public string? Currency { get; init; }

    /// <summary>False once it is made inactive.</summary>
    public bool Active { get; init; }
}

/// <summary>The frame of the books: companies, currencies, accounts, periods and terms.</summary>
public static class BooksRows
{
    /// <summary>Currencies.</summary>
    public static Task<IReadOnlyList<CurrencyRow>> Currencies(Db db, long connection) => db.Rows<CurrencyRow>(
        "select id, code from currency where connection_id = @connection", new { connection });

    /// <summary>Payment terms.</summary>
    public static Task<IReadOnlyList<TermRow>> Terms(Db db, long connection) => db.Rows<TermRow>(
        "select id, name, discount_percent, discount_days from term where connection_id = @connection",
        new { connection });

    /// <summary>Posting periods by their first day, without the extra one at a year's end.</summary>
    public static Task<IReadOnlyList<PeriodRow>> Periods(Db db, long connection) => db.Rows<PeriodRow>("""
        select id, name, start_on, end_on, closed, ar_locked, all_locked, allows_non_gl from period
        where connection_id = @connection and not adjustment order by start_on, end_on
        """, new { connection });

    /// <summary>Ids of the companies.</summary>
    public static Task<IReadOnlyList<string>> Companies(Db db, long connection) => db.Rows<string>(
        "select id from company where connection_id = @connection and active order by id", new { connection });

    /// <summary>Ids and names of all companies, of those without business too.</summary>
    public static Task<IReadOnlyList<(string Id, string Name)>> CompanyNames(Db db, long connection) =>
        db.Rows<(string Id, string Name)>(
            "select id, name from company where connection_id = @connection order by id", new { connection });

    /// <summary>GL accounts of a type; of all types where none is named.</summary>
    public static Task<IReadOnlyList<AccountRow>> Accounts(Db db, long connection, string? type) =>
        db.Rows<AccountRow>("""
            select id, number, name, type, currency, active from gl_account
            where connection_id = @connection and (cast(@type as text) is null or type = @type) order by number, id
            """, new { connection, type });

    /// <summary>Writes currencies.</summary>
    public static Task<long> SaveCurrencies(Db db, IEnumerable<object?[]> rows) =>
        db.Upsert("currency", new(["connection_id", "id"], ["code", "name", "base", "rate"]), rows);

    /// <summary>Writes subsidiaries.</summary>
    public static Task<long> SaveSubsidiaries(Db db, IEnumerable<object?[]> rows) => db.Upsert("subsidiary",
        new(["connection_id", "id"], ["name", "parent_id", "currency", "elimination", "active"]), rows);

    /// <summary>
    /// Every subsidiary that may own money is a company. What people set on a company stays: only names and currencies
    /// follow NetSuite.
    /// </summary>
    public static Task<int> SaveCompanies(Db db, long connection) => db.Execute("""
        insert into company (connection_id, id, name, currency, active)
        select connection_id, id, name, currency, active from subsidiary
        where connection_id = @connection and not elimination
        on conflict (connection_id, id) do update set name = excluded.name, currency = excluded.currency
        """, new { connection });

    /// <summary>The one company of an account that has no table of subsidiaries, in its base currency.</summary>
    public static Task<int> SaveOnlyCompany(Db db, long connection, string id) => db.Execute("""
        insert into company (connection_id, id, name, currency, active)
        select c.connection_id, @id, n.name, c.code, true from currency c join connection n on n.id = c.connection_id
        where c.connection_id = @connection and c.base
        on conflict (connection_id, id) do nothing
        """, new { connection, id });

    /// <summary>A company of files without NetSuite.</summary>
    public static Task<int> AddCompany(Db db, long connection, string id, string name, string currency) =>
        db.Execute("""
            insert into company (connection_id, id, name, currency, active)
            values (@connection, @id, @name, @currency, true) on conflict (connection_id, id) do nothing
            """, new { connection, id, name, currency });

    /// <summary>Writes GL accounts.</summary>
    public static Task<long> SaveAccounts(Db db, IEnumerable<object?[]> rows) => db.Upsert("gl_account",
        new(["connection_id", "id"], ["number", "name", "type", "currency", "active"]), rows);

    /// <summary>Writes periods.</summary>
    public static Task<long> SavePeriods(Db db, IEnumerable<object?[]> rows) => db.Upsert("period",
        new(["connection_id", "id"],
        ["name", "start_on", "end_on", "closed", "ar_locked", "all_locked", "allows_non_gl", "adjustment"]), rows);

    /// <summary>Writes terms.</summary>
    public static Task<long> SaveTerms(Db db, IEnumerable<object?[]> rows) => db.Upsert("term",
        new(["connection_id", "id"],
        ["name", "net_days", "discount_percent", "discount_days", "date_driven"]), rows);
}
