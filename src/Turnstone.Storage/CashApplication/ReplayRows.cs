namespace Turnstone.Storage.CashApplication;

/// <summary>A replay as its row.</summary>
public sealed record ReplayRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose receipts.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>First day.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly ToOn { get; init; }

    /// <summary>The changed policy as given.</summary>
    public string Policy { get; init; } = "";

    /// <summary>What it came to, as JSON.</summary>
    public string Summary { get; init; } = "";

    /// <summary>The receipts that change, as JSON.</summary>
    public string Receipts { get; init; } = "";

    /// <summary>When.</summary>
    public long MadeAt { get; init; }

    /// <summary>Who.</summary>
    public long MadeBy { get; init; }
}

/// <summary>What the engine said of a receipt before a person decided it.</summary>
public sealed record ShadowRow
{
    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Day it was booked.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>What came in.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Code of the verdict.</summary>
    public string Verdict { get; init; } = "";

    /// <summary>Hundredths of a percent.</summary>
    public int Confidence { get; init; }

    /// <summary>Where it puts the money.</summary>
    public string Says { get; init; } = "";

    /// <summary>A rule kept it for a person.</summary>
    public bool Barred { get; init; }
}

/// <summary>Replays of past periods, and what the engine said beside what people did.</summary>
public static class ReplayRows
{
    private const string All = "id, company_id, from_on, to_on, policy, summary, receipts, made_at, made_by";

    /// <summary>Keeps a replay.</summary>
    public static Task<int> Add(Db db, long connection, ReplayRow row) => db.Execute("""
        insert into replay (id, connection_id, company_id, from_on, to_on, policy, summary, receipts, made_at, made_by)
        values (@Id, @connection, @CompanyId, @FromOn, @ToOn, @Policy, @Summary, @Receipts, @MadeAt, @MadeBy)
        """, new
    {
        connection, row.Id, row.CompanyId, row.FromOn, row.ToOn, row.Policy, row.Summary, row.Receipts, row.MadeAt,
        row.MadeBy,
    });

    /// <summary>Replays, the latest first.</summary>
    public static Task<IReadOnlyList<ReplayRow>> Latest(Db db, long connection, int count) => db.Rows<ReplayRow>(
        $"select {All} from replay where connection_id = @connection order by id desc limit @count",
        new { connection, count });

    /// <summary>One replay; null where there is none.</summary>
    public static Task<ReplayRow?> Of(Db db, long connection, long id) => db.Maybe<ReplayRow>(
        $"select {All} from replay where connection_id = @connection and id = @id", new { connection, id });

    /// <summary>Receipts booked between two days that are matched at all, in the order of days and ids.</summary>
    public static Task<IReadOnlyList<ReceiptRow>> Receipts(
        Db db, long connection, string company, DateOnly from, DateOnly to) => db.Rows<ReceiptRow>($"""
            select {ReceiptRows.All} from receipt r
            where r.connection_id = @connection and r.company_id = @company and r.booked_on between @from and @to
              and r.kind = 'receipt' and r.queue_state <> 'paired'
            order by r.booked_on, r.id
            """, new { connection, company, from, to });

    /// <summary>The engine's last word on each receipt of a span of days before any person's.</summary>
    public static Task<IReadOnlyList<ShadowRow>> Shadow(
        Db db, long connection, string company, DateOnly from, DateOnly to) => db.Rows<ShadowRow>("""
            select r.id as receipt_id, r.company_id, r.booked_on, r.amount, r.currency, d.verdict, d.confidence, d.says,
              d.evidence like '%"for_a_person"%' as barred
            from receipt r
            join decision d on d.id = (
              select max(e.id) from decision e where e.receipt_id = r.id and e.origin = 'engine' and not exists (
                select 1 from decision p where p.receipt_id = r.id and p.origin = 'person' and p.id < e.id))
            where r.connection_id = @connection and r.company_id = @company and r.booked_on between @from and @to
              and r.kind = 'receipt' and d.says <> ''
            order by r.booked_on, r.id
            """, new { connection, company, from, to });

    /// <summary>
    /// What was open of documents of some customers on the morning of a day: all that was raised up to it, less what
    /// was applied before it.
    /// </summary>
    public static async Task<IReadOnlyList<(string Document, int Line, long Open)>> OpenOn(
        Db db, long connection, string company, IReadOnlyCollection<string> customers, DateOnly day)
    {
        var found = new List<(string, int, long)>();
        foreach (var ids in customers.Chunk(5000))
        {
            found.AddRange(await db.Rows<(string, int, long)>($"""
                select document_id, line, cast(sum(amount) as bigint) as amount from ledger_event
                where connection_id = @connection and company_id = @company
                  and {db.Dialect.AnyOf("customer_id", "ids")}
                  and (event_on < @day or event_on = @day and kind = 'raised')
                group by document_id, line
                """, new { connection, company, ids, day }));
        }

        return found;
    }
}
