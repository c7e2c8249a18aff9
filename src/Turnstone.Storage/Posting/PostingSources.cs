using Turnstone.Storage.Ledger;

namespace Turnstone.Storage.Posting;

/// <summary>A booked line as posting needs it.</summary>
public sealed record PostedLineRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Identity of the line, the same after a restore.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Booking date.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Signed amount.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The bank's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Its detail has not come yet.</summary>
    public bool AwaitsDetail { get; init; }
}

/// <summary>What posting reads of lines, accounts and people.</summary>
public static class PostingSources
{
    /// <summary>A bank line; null where there is none.</summary>
    public static Task<PostedLineRow?> Line(Db db, long connection, long id) => db.Maybe<PostedLineRow>("""
        select id, company_id, bank_account, identity, booked_on, amount, currency, reference,
          awaits_detail and details = 0 as awaits_detail
        from bank_line where connection_id = @connection and id = @id
        """, new { connection, id });

    /// <summary>Bank lines with approved shares that no posting serves yet.</summary>
    public static Task<IReadOnlyList<long>> Approved(Db db, long connection, int count) => db.Rows<long>("""
        select distinct r.bank_line_id from share s join receipt r on r.id = s.receipt_id
        where s.connection_id = @connection and s.state = 'approved' and not exists (
          select 1 from posting_share ps join posting p on p.id = ps.posting_id
          where ps.share_id = s.id and p.state in ('approved', 'posting', 'held', 'posted'))
        order by r.bank_line_id limit @count
        """, new { connection, count });

    /// <summary>Names of people by id.</summary>
    public static async Task<IReadOnlyDictionary<long, string>> Names(Db db, IReadOnlyCollection<long> people)
    {
        var rows = await db.Rows<(long Id, string Name)>($"""
            select id, name from person where {db.Dialect.AnyOf("id", "people")}
            """, new { people = people.ToArray() });
        return rows.ToDictionary(row => row.Id, row => row.Name);
    }

    /// <summary>GL accounts by id: number and name.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Accounts(
        Db db, long connection, IReadOnlyCollection<string> ids)
    {
        var rows = await db.Rows<(string Id, string Number, string Name)>($"""
            select id, number, name from gl_account
            where connection_id = @connection and {db.Dialect.AnyOf("id", "ids")}
            """, new { connection, ids = ids.ToArray() });
        // Where NetSuite shows account numbers, the name begins with them.
        return rows.ToDictionary(row => row.Id, row => row.Name.StartsWith(row.Number, StringComparison.Ordinal)
            ? row.Name : $"{row.Number} {row.Name}", StringComparer.Ordinal);
    }

    /// <summary>Names of customers by id.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> Customers(
        Db db, long connection, IReadOnlyCollection<string> ids)
    {
        var rows = await db.Rows<(string Id, string Name)>($"""
            select id, name from customer where connection_id = @connection and {db.Dialect.AnyOf("id", "ids")}
            """, new { connection, ids = ids.ToArray() });
        return rows.ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal);
    }

    /// <summary>NetSuite's account of a connection; null where it works on files alone.</summary>
    public static Task<string?> Account(Db db, long connection) => db.Maybe<string>(
        "select account from connection where id = @connection and kind = 'netsuite'", new { connection });

    /// <summary>Base currency of a company; null where it is not known.</summary>
    public static Task<string?> BaseCurrency(Db db, long connection, string company) => db.Maybe<string>("""
        select currency from company where connection_id = @connection and id = @company
        """, new { connection, company });

    /// <summary>
    /// Units of a base currency for one unit of another, from the rates NetSuite held at the latest sync; null where
    /// one of the two has none.
    /// </summary>
    public static async Task<decimal?> Rate(Db db, long connection, string code, string baseCode)
    {
        if (code == baseCode)
            return 1m;
        var rates = await db.Rows<(string Code, long Rate)>("""
            select code, max(rate) from currency
            where connection_id = @connection and code in (@code, @baseCode) and rate > 0 group by code
            """, new { connection, code, baseCode });
        var of = rates.ToDictionary(row => row.Code, row => row.Rate, StringComparer.Ordinal);
        return of.TryGetValue(code, out var rate) && of.TryGetValue(baseCode, out var unit)
            ? Math.Round((decimal)rate / unit, 8, MidpointRounding.AwayFromZero) : null;
    }

    /// <summary>NetSuite's id of a currency; null where it is not known.</summary>
    public static Task<string?> CurrencyId(Db db, long connection, string code) => db.Maybe<string>("""
        select min(id) from currency where connection_id = @connection and code = @code
        """, new { connection, code });

    /// <summary>Parents of customers, for the families of a plan.</summary>
    public static Task<IReadOnlyList<(string Child, string Parent)>> Parents(
        Db db, long connection, IReadOnlyCollection<string> customers) => db.Rows<(string, string)>($"""
            select id, root_id from customer
            where connection_id = @connection and {db.Dialect.AnyOf("id", "customers")} and root_id <> id
            """, new { connection, customers = customers.ToArray() });

    /// <summary>Periods that hold any of the days from one to another.</summary>
    public static Task<IReadOnlyList<PeriodRow>> Periods(Db db, long connection, DateOnly from, DateOnly until) =>
        db.Rows<PeriodRow>("""
            select id, name, start_on, end_on, closed, ar_locked, all_locked, allows_non_gl from period
            where connection_id = @connection and start_on <= @until and end_on >= @from and not adjustment
            order by start_on
            """, new { connection, from, until });

    /// <summary>Moves shares to a state, with why.</summary>
    public static Task<int> SetShares(Db db, IReadOnlyCollection<long> shares, string state, string why) =>
        db.Execute($"""
            update share set state = @state, why = @why where {db.Dialect.AnyOf("id", "shares")}
            """, new { shares = shares.ToArray(), state, why });

    /// <summary>Takes the applications off a share; those it has from now on are added.</summary>
    public static Task<int> RemoveApplications(Db db, long share) => db.Execute("""
        delete from share_difference where share_id = @share;
        delete from share_application where share_id = @share;
        """, new { share });

    /// <summary>Writes what of a share is on no document.</summary>
    public static Task<int> SetOnAccount(Db db, long share, long amount) => db.Execute(
        "update share set on_account = @amount where id = @share", new { share, amount });

    /// <summary>Raises the generation of shares: what they made was taken back.</summary>
    public static Task<int> Raise(Db db, IReadOnlyCollection<long> shares) => db.Execute($"""
        update share set generation = generation + 1 where {db.Dialect.AnyOf("id", "shares")}
        """, new { shares = shares.ToArray() });
}
