namespace Turnstone.Storage.Ledger;

/// <summary>How far a kind of record has been read.</summary>
public sealed record CursorRow
{
    /// <summary>Kind of record.</summary>
    public string Topic { get; init; } = "";

    /// <summary>The place in its feed from which reading goes on.</summary>
    public string Place { get; init; } = "";
}

/// <summary>A sync or an import of open items.</summary>
public sealed record LedgerRunRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>sync or file.</summary>
    public string Kind { get; init; } = "";

    /// <summary>all, hinted or compared: what it was about.</summary>
    public string Reach { get; init; } = "all";

    /// <summary>running, done or failed.</summary>
    public string State { get; init; } = "";

    /// <summary>Why it failed; empty otherwise.</summary>
    public string Why { get; init; } = "";

    /// <summary>Customers new or changed.</summary>
    public long Customers { get; init; }

    /// <summary>Documents new or changed.</summary>
    public long Documents { get; init; }

    /// <summary>Applications new, changed or taken off.</summary>
    public long Applications { get; init; }

    /// <summary>Documents whose open amount our events do not explain.</summary>
    public long Drifts { get; init; }

    /// <summary>When it began.</summary>
    public long StartedAt { get; init; }

    /// <summary>When it ended; null while it runs, or where it died.</summary>
    public long? EndedAt { get; init; }
}

/// <summary>An open amount our events do not explain.</summary>
public sealed record DriftRow
{
    /// <summary>The document.</summary>
    public string DocumentId { get; init; } = "";

    /// <summary>Its line.</summary>
    public int Line { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Its number.</summary>
    public string Number { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Open amount by our events.</summary>
    public long ByEvents { get; init; }

    /// <summary>Open amount NetSuite states.</summary>
    public long Stated { get; init; }
}

/// <summary>Runs, how far they came, and what they could not explain.</summary>
public static class RunRows
{
    private const string All =
        "id, kind, reach, state, why, customers, documents, applications, drifts, started_at, ended_at";

    /// <summary>Begins a run.</summary>
    public static Task<int> Begin(Db db, long connection, LedgerRunRow run, long person) => db.Execute("""
        insert into ledger_run (id, connection_id, kind, reach, state, why, customers, documents, applications, drifts,
          started_at, started_by, ended_at)
        values (@Id, @connection, @Kind, @Reach, 'running', '', 0, 0, 0, 0, @StartedAt, @person, null)
        """, new { run.Id, connection, run.Kind, run.Reach, run.StartedAt, person });

    /// <summary>Adds to a run's counts.</summary>
    public static Task<int> Count(Db db, LedgerRunRow more) => db.Execute("""
        update ledger_run set customers = customers + @Customers, documents = documents + @Documents,
          applications = applications + @Applications, drifts = drifts + @Drifts
        where id = @Id
        """, more);

    /// <summary>Ends a run.</summary>
    public static Task<int> End(Db db, long id, string state, string why, long at) => db.Execute(
        "update ledger_run set state = @state, why = @why, ended_at = @at where id = @id", new { id, state, why, at });

    /// <summary>A run by id.</summary>
    public static Task<LedgerRunRow> Of(Db db, long id) =>
        db.One<LedgerRunRow>($"select {All} from ledger_run where id = @id", new { id });

    /// <summary>The latest runs, newest first.</summary>
    public static Task<IReadOnlyList<LedgerRunRow>> Latest(Db db, long connection, int count) =>
        db.Rows<LedgerRunRow>($"""
            select {All} from ledger_run where connection_id = @connection order by started_at desc,
                id desc limit @count
            """, new { connection, count });

    /// <summary>The latest runs that read all there is, newest first: hints come by the hundred between two.</summary>
    public static Task<IReadOnlyList<LedgerRunRow>> LatestWhole(Db db, long connection, int count) =>
        db.Rows<LedgerRunRow>($"""
            select {All} from ledger_run where connection_id = @connection and reach = 'all'
            order by started_at desc, id desc limit @count
            """, new { connection, count });

    /// <summary>Ids of runs that began and never ended: they died.</summary>
    public static Task<IReadOnlyList<LedgerRunRow>> Unfinished(Db db, long connection) => db.Rows<LedgerRunRow>(
        $"select {All} from ledger_run where connection_id = @connection and state = 'running'", new { connection });

    /// <summary>How far each kind of record has been read.</summary>
    public static Task<IReadOnlyList<CursorRow>> Cursors(Db db, long connection) => db.Rows<CursorRow>(
        "select topic, place from sync_cursor where connection_id = @connection", new { connection });

    /// <summary>Notes how far a kind of record has been read.</summary>
    public static Task<int> SaveCursor(Db db, long connection, CursorRow cursor, long at) => db.Execute("""
        insert into sync_cursor (connection_id, topic, place, read_at)
        values (@connection, @Topic, @Place, @at)
        on conflict (connection_id, topic) do update set place = excluded.place, read_at = excluded.read_at
        """, new { connection, cursor.Topic, cursor.Place, at });

    /// <summary>Names documents that are not explained.</summary>
    public static Task<long> SaveDrifts(Db db, long connection, long run, IEnumerable<DriftRow> rows) =>
        db.Upsert("ledger_drift", new(["run_id", "document_id", "line"],
            ["connection_id", "company_id", "number", "currency", "by_events", "stated"]),
            rows.Select(row => new object?[]
            {
                run, row.DocumentId, row.Line, connection, row.CompanyId, row.Number, row.Currency, row.ByEvents,
                row.Stated,
            }));

    /// <summary>What a run could not explain.</summary>
    public static Task<IReadOnlyList<DriftRow>> Drifts(Db db, long run) => db.Rows<DriftRow>("""
        select document_id, line, company_id, number, currency, by_events, stated from ledger_drift
        where run_id = @run order by document_id, line
        """, new { run });
}
