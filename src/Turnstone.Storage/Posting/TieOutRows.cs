namespace Turnstone.Storage.Posting;

/// <summary>A tie-out as its row; the latest of a kind, subject and day holds.</summary>
public sealed record TieOutRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account; empty where it is about the company's ledger.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Code of its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it is about.</summary>
    public string Subject { get; init; } = "";

    /// <summary>Day it is about.</summary>
    public DateOnly Day { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>proved, not_provable or failed.</summary>
    public string State { get; init; } = "";

    /// <summary>The whole, in minor units.</summary>
    public long Whole { get; init; }

    /// <summary>Named parts as JSON.</summary>
    public string Parts { get; init; } = "[]";

    /// <summary>Named differences as JSON.</summary>
    public string Differences { get; init; } = "[]";

    /// <summary>What is shown beside it, as JSON.</summary>
    public string Beside { get; init; } = "[]";

    /// <summary>When it was computed.</summary>
    public long RanAt { get; init; }
}

/// <summary>A bank account and day that something was booked on.</summary>
public sealed record BankDayRow
{
    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Booking date.</summary>
    public DateOnly Day { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";
}

/// <summary>A booked line as tie-outs need it.</summary>
public sealed record TiedLineRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>The bank's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Signed amount.</summary>
    public long Amount { get; init; }

    /// <summary>Code of its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Its detail has not come yet.</summary>
    public bool AwaitsDetail { get; init; }
}

/// <summary>A receipt with one of its shares.</summary>
public sealed record TiedShareRow
{
    /// <summary>The bank line.</summary>
    public long BankLineId { get; init; }

    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>The bank's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>receipt, return, undecided or excluded.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What the receipt brought.</summary>
    public long Amount { get; init; }

    /// <summary>Where the receipt itself stands.</summary>
    public string QueueState { get; init; } = "";

    /// <summary>Amount of the share; null where the receipt has none.</summary>
    public long? ShareAmount { get; init; }

    /// <summary>State of the share.</summary>
    public string? ShareState { get; init; }
}

/// <summary>A statement's balances.</summary>
public sealed record TiedStatementRow
{
    /// <summary>Last day.</summary>
    public DateOnly ToOn { get; init; }

    /// <summary>Balance before.</summary>
    public long? Opening { get; init; }

    /// <summary>Balance after.</summary>
    public long? Closing { get; init; }

    /// <summary>Sum of its lines.</summary>
    public long Total { get; init; }

    /// <summary>Closing balance of the statement before; null where there is none.</summary>
    public long? Previous { get; init; }
}

/// <summary>Tie-outs and what they are made of.</summary>
public static class TieOutRows
{
    private const string All = """
        t.id, t.company_id, t.bank_account, t.kind, t.subject, t.day, t.currency, t.state, t.whole, t.parts,
        t.differences, t.beside, t.ran_at
        """;

    /// <summary>Bank accounts and days on which lines were booked, latest first.</summary>
    public static Task<IReadOnlyList<BankDayRow>> Days(Db db, long connection, DateOnly from) =>
        db.Rows<BankDayRow>("""
            select company_id, bank_account, booked_on as day, currency from bank_line
            where connection_id = @connection and role = 'statement' and booked_on >= @from
            group by company_id, bank_account, booked_on, currency order by bank_account, booked_on
            """, new { connection, from });

    /// <summary>The booked lines of an account and day.</summary>
    public static Task<IReadOnlyList<TiedLineRow>> Lines(Db db, long connection, BankDayRow day) =>
        db.Rows<TiedLineRow>("""
            select id, reference, amount, kind, awaits_detail and details = 0 as awaits_detail from bank_line
            where connection_id = @connection and bank_account = @BankAccount and booked_on = @Day
              and currency = @Currency and role = 'statement' order by id
            """, new { connection, day.BankAccount, day.Day, day.Currency });

    /// <summary>The receipts of an account and day with their shares.</summary>
    public static Task<IReadOnlyList<TiedShareRow>> Shares(Db db, long connection, BankDayRow day) =>
        db.Rows<TiedShareRow>("""
            select r.bank_line_id, r.id as receipt_id, r.reference, r.kind, r.amount, r.queue_state,
              s.amount as share_amount, s.state as share_state
            from receipt r left join share s on s.receipt_id = r.id
            where r.connection_id = @connection and r.bank_account = @BankAccount and r.booked_on = @Day
              and r.currency = @Currency order by r.id, s.ordinal
            """, new { connection, day.BankAccount, day.Day, day.Currency });

    /// <summary>The booked statements that end on a day, each with the closing balance before it.</summary>
    public static Task<IReadOnlyList<TiedStatementRow>> Statements(Db db, long connection, BankDayRow day) =>
        db.Rows<TiedStatementRow>("""
            select s.to_on, s.opening, s.closing, s.total, (
              select b.closing from statement b
              where b.connection_id = s.connection_id and b.bank_account = s.bank_account and b.state = 'booked'
                and b.role = 'statement' and b.to_on < s.from_on
              order by b.to_on desc, b.id desc limit 1) as previous
            from statement s
            where s.connection_id = @connection and s.bank_account = @BankAccount and s.to_on = @Day
              and s.currency = @Currency and s.state = 'booked' and s.role = 'statement' order by s.id
            """, new { connection, day.BankAccount, day.Day, day.Currency });

    /// <summary>The writes that stand of an account and day, in the order in which they were made.</summary>
    public static Task<IReadOnlyList<OutboxRow>> Standing(Db db, long connection, BankDayRow day) =>
        db.Rows<OutboxRow>($"""
            select {OutboxRows.All} from outbox_write w join posting p on p.id = w.posting_id
            where p.connection_id = @connection and p.bank_account = @BankAccount and p.booked_on = @Day
              and p.currency = @Currency and p.state in ('posted', 'posting', 'held') and w.state = 'done'
            order by p.id, w.ordinal
            """, new { connection, day.BankAccount, day.Day, day.Currency });

    /// <summary>Writes that stand because the bank took back receipts of an account and day, on whatever day.</summary>
    public static Task<IReadOnlyList<OutboxRow>> Returns(Db db, long connection, BankDayRow day) =>
        db.Rows<OutboxRow>($"""
            select {OutboxRows.All} from outbox_write w join posting p on p.id = w.posting_id
              join receipt r on r.id = p.receipt_id
            where p.connection_id = @connection and p.kind = 'return' and p.state = 'posted' and w.state = 'done'
              and r.bank_account = @BankAccount and r.booked_on = @Day and r.currency = @Currency
            order by p.id, w.ordinal
            """, new { connection, day.BankAccount, day.Day, day.Currency });

    /// <summary>Payments of ours that went to undeposited funds and whose deposit is not read back.</summary>
    public static Task<IReadOnlyList<OutboxRow>> Waiting(Db db, long connection, string company) =>
        db.Rows<OutboxRow>($"""
            select {OutboxRows.All} from outbox_write w join posting p on p.id = w.posting_id
            where p.connection_id = @connection and p.company_id = @company
              and w.kind in ('payment', 'customer_deposit') and w.state = 'done' and not exists (
                select 1 from posting d where d.bank_line_id = p.bank_line_id and d.kind = 'deposit'
                  and d.state = 'posted')
            order by w.id
            """, new { connection, company });

    /// <summary>External ids of payments of ours that were sent and whose outcome is not settled yet.</summary>
    public static Task<IReadOnlyList<string>> UnderWay(Db db, long connection, string company) => db.Rows<string>("""
        select external_id from outbox_write
        where connection_id = @connection and company_id = @company and kind in ('payment', 'customer_deposit')
          and sent_at is not null and state not in ('done', 'cancelled', 'refused')
        """, new { connection, company });

    /// <summary>Our open amounts on an AR account by currency.</summary>
    public static Task<IReadOnlyList<(string Currency, long Open)>> Receivables(
        Db db, long connection, string company, string account) => db.Rows<(string, long)>("""
            select currency, cast(sum(open_amount) as bigint) from open_item
            where connection_id = @connection and company_id = @company and ar_account = @account and on_books
              and kind <> 'customer_deposit'
            group by currency order by currency
            """, new { connection, company, account });

    /// <summary>Our open documents on an AR account.</summary>
    public static Task<IReadOnlyList<(string Id, string Number, long Open)>> Documents(
        Db db, long connection, (string Company, string Account, string Currency) of) =>
        db.Rows<(string, string, long)>("""
            select id, min(number), cast(sum(open_amount) as bigint) from open_item
            where connection_id = @connection and company_id = @Company and ar_account = @Account
              and currency = @Currency and on_books and kind <> 'customer_deposit' and open_amount <> 0
            group by id order by id
            """, new { connection, of.Company, of.Account, of.Currency });

    /// <summary>Keeps tie-outs; the latest of a kind, subject and day takes the place of the one before.</summary>
    public static async Task Save(Db db, long connection, IReadOnlyList<TieOutRow> rows)
    {
        foreach (var row in rows)
        {
            await db.Execute("""
                insert into tie_out (id, connection_id, company_id, bank_account, kind, subject, day, currency, state,
                  whole, parts, differences, beside, ran_at)
                values (@Id, @connection, @CompanyId, @BankAccount, @Kind, @Subject, @Day, @Currency, @State,
                  @Whole, @Parts, @Differences, @Beside, @RanAt)
                on conflict (connection_id, company_id, bank_account, kind, subject, day, currency) do update set
                  state = excluded.state, whole = excluded.whole, parts = excluded.parts,
                  differences = excluded.differences, beside = excluded.beside, ran_at = excluded.ran_at
                """, new
            {
                connection, row.Id, row.CompanyId, row.BankAccount, row.Kind, row.Subject, row.Day, row.Currency,
                row.State, row.Whole, row.Parts, row.Differences, row.Beside, row.RanAt,
            });
        }
    }

    /// <summary>Tie-outs since a day, latest day first.</summary>
    public static Task<IReadOnlyList<TieOutRow>> Since(Db db, long connection, string? company, DateOnly from) =>
        db.Rows<TieOutRow>($"""
            select {All} from tie_out t
            where t.connection_id = @connection and (@company is null or t.company_id = @company) and t.day >= @from
            order by t.day desc, t.bank_account, t.kind, t.subject
            """, new { connection, company, from });

    /// <summary>Days of an account that fail and nobody released: automatic posting stops for them.</summary>
    public static Task<IReadOnlyList<DateOnly>> Stopped(Db db, long connection, string account) =>
        db.Rows<DateOnly>("""
            select distinct t.day from tie_out t
            where t.connection_id = @connection and t.bank_account = @account and t.state = 'failed' and not exists (
              select 1 from release r where r.connection_id = t.connection_id and r.bank_account = t.bank_account
                and r.day = t.day and r.released_at >= t.ran_at)
            """, new { connection, account });

    /// <summary>Two persons let automatic posting go on for an account and day.</summary>
    public static Task<int> Release(Db db, long connection, ReleaseRow row) => db.Execute("""
        insert into release (id, connection_id, company_id, bank_account, day, why, asked_by, released_by, released_at)
        values (@Id, @connection, @CompanyId, @BankAccount, @Day, @Why, @AskedBy, @ReleasedBy, @ReleasedAt)
        """, new
    {
        connection, row.Id, row.CompanyId, row.BankAccount, row.Day, row.Why, row.AskedBy, row.ReleasedBy,
        row.ReleasedAt,
    });

    /// <summary>True where a person decided or approved a posting of an account and day.</summary>
    public static async Task<bool> DecidedBy(Db db, long connection, ReleaseRow of) => (await db.Rows<int>("""
        select 1 from posting where connection_id = @connection and bank_account = @BankAccount and booked_on = @Day
          and (asked_by = @ReleasedBy or approved_by = @ReleasedBy) limit 1
        """, new { connection, of.BankAccount, of.Day, of.ReleasedBy })).Count > 0;
}

/// <summary>A release of a failed day.</summary>
public sealed record ReleaseRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>The day.</summary>
    public DateOnly Day { get; init; }

    /// <summary>The reason.</summary>
    public string Why { get; init; } = "";

    /// <summary>Who asked.</summary>
    public long AskedBy { get; init; }

    /// <summary>The second person.</summary>
    public long ReleasedBy { get; init; }

    /// <summary>When.</summary>
    public long ReleasedAt { get; init; }
}
