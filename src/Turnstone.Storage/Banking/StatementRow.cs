namespace Turnstone.Storage.Banking;

/// <summary>An account's statement as its row.</summary>
public sealed record StatementRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose money; empty while nobody mapped the account.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The arrival it came in.</summary>
    public long ArrivalId { get; init; }

    /// <summary>Key of our bank account; empty while nobody mapped it.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Account number as the file has it.</summary>
    public string AccountNumber { get; init; } = "";

    /// <summary>Code of the role.</summary>
    public string Role { get; init; } = "";

    /// <summary>Key of the source.</summary>
    public string Source { get; init; } = "";

    /// <summary>booked, waiting or held.</summary>
    public string State { get; init; } = "";

    /// <summary>Statement number; null where the format has none.</summary>
    public string? Number { get; init; }

    /// <summary>First day.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly ToOn { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Opening balance; null where not stated.</summary>
    public long? Opening { get; init; }

    /// <summary>Closing balance; null where not stated.</summary>
    public long? Closing { get; init; }

    /// <summary>What its lines add up to.</summary>
    public long Total { get; init; }

    /// <summary>Number of lines.</summary>
    public int Lines { get; init; }

    /// <summary>Code of what balances prove.</summary>
    public string Proof { get; init; } = "";

    /// <summary>Why they prove nothing, or fail.</summary>
    public string Why { get; init; } = "";
}

/// <summary>Statements of our accounts.</summary>
public static class StatementRows
{
    private const string All = """
        id, company_id, arrival_id, bank_account, account_number, role, source, state, number, from_on, to_on, currency,
        opening, closing, total, lines, proof, why
        """;

    /// <summary>Booked statements of an account and role that touch days.</summary>
    public static Task<IReadOnlyList<StatementRow>> Around(
        Db db, long connection, string account, string role, (DateOnly From, DateOnly To) days) =>
        db.Rows<StatementRow>($"""
            select {All} from statement
            where connection_id = @connection and bank_account = @account and role = @role and state = 'booked'
              and to_on >= @from and from_on <= @to
            order by from_on, id
            """, new { connection, account, role, from = days.From, to = days.To });

    /// <summary>The last booked statement of an account that begins before a day and has a closing balance.</summary>
    public static Task<StatementRow?> Before(
        Db db, long connection, string account, string role, DateOnly day) => db.Maybe<StatementRow>($"""
            select {All} from statement
            where connection_id = @connection and bank_account = @account and role = @role and state = 'booked'
              and to_on < @day and closing is not null
            order by to_on desc, id desc limit 1
            """, new { connection, account, role, day });

    /// <summary>The first booked statement of an account that begins after a day.</summary>
    public static Task<StatementRow?> After(
        Db db, long connection, string account, string role, DateOnly day) => db.Maybe<StatementRow>($"""
            select {All} from statement
            where connection_id = @connection and bank_account = @account and role = @role and state = 'booked'
              and from_on > @day
            order by from_on, id limit 1
            """, new { connection, account, role, day });

    /// <summary>The last day that an account's booked statements reach; null where there is none.</summary>
    public static Task<DateOnly?> Until(Db db, long connection, string account) => db.One<DateOnly?>("""
        select max(to_on) from statement
        where connection_id = @connection and bank_account = @account and role = 'statement' and state = 'booked'
        """, new { connection, account });

    /// <summary>Says what a statement's balances prove.</summary>
    public static Task<int> SetProof(Db db, long id, string proof, string why) =>
        db.Execute("update statement set proof = @proof, why = @why where id = @id", new { id, proof, why });

    /// <summary>Statements of an arrival.</summary>
    public static Task<IReadOnlyList<StatementRow>> OfArrival(Db db, long arrival) => db.Rows<StatementRow>(
        $"select {All} from statement where arrival_id = @arrival order by id", new { arrival });

    /// <summary>Booked statements of a connection's accounts that touch days.</summary>
    public static Task<IReadOnlyList<StatementRow>> Booked(Db db, long connection, DateOnly from, DateOnly to) =>
        db.Rows<StatementRow>($"""
            select {All} from statement
            where connection_id = @connection and state = 'booked' and role = 'statement'
              and to_on >= @from and from_on <= @to
            order by bank_account, from_on, id
            """, new { connection, from, to });

    /// <summary>Statements that wait for their account to be mapped.</summary>
    public static Task<IReadOnlyList<StatementRow>> Waiting(Db db, long connection) => db.Rows<StatementRow>(
        $"select {All} from statement where connection_id = @connection and state = 'waiting' order by id",
        new { connection });

    /// <summary>Batches of details of an account that wait for the line that books their total.</summary>
    public static Task<IReadOnlyList<StatementRow>> HeldBatches(Db db, long connection, string account) =>
        db.Rows<StatementRow>($"""
            select {All} from statement
            where connection_id = @connection and bank_account = @account and state = 'held' and role = 'detail'
            order by id
            """, new { connection, account });

    /// <summary>A new statement.</summary>
    public static Task<long> Add(Db db, long connection, StatementRow row) => db.Bulk("statement",
        [
            "id", "connection_id", "company_id", "arrival_id", "bank_account", "account_number", "role", "source",
            "state", "number", "from_on", "to_on", "currency", "opening", "closing", "total", "lines", "proof", "why",
        ],
        [[
            row.Id, connection, row.CompanyId, row.ArrivalId, row.BankAccount, row.AccountNumber, row.Role, row.Source,
            row.State, row.Number, row.FromOn, row.ToOn, row.Currency, row.Opening, row.Closing, row.Total, row.Lines,
            row.Proof, row.Why,
        ]]);

    /// <summary>Forgets what an earlier reading of an arrival only held: it is read again from its bytes.</summary>
    public static async Task ForgetHeld(Db db, long arrival)
    {
        await db.Execute("""
            delete from held_line where arrival_id = @arrival and state = 'open'
              and reason in ('quarantined', 'no_account')
            """, new { arrival });
        await db.Execute("""
            delete from statement where arrival_id = @arrival and state in ('waiting', 'held')
              and not exists (select 1 from held_line h where h.statement_id = statement.id)
            """, new { arrival });
    }
}
