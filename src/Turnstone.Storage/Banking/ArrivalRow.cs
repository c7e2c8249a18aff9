namespace Turnstone.Storage.Banking;

/// <summary>The arrival of a file.</summary>
public sealed record ArrivalRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Where its bytes are kept.</summary>
    public long? KeptFileId { get; init; }

    /// <summary>SHA-256 of its bytes.</summary>
    public byte[] ContentHash { get; init; } = [];

    /// <summary>Name it came under, without a folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>Key of the source.</summary>
    public string Source { get; init; } = "";

    /// <summary>Format, e.g. bai2.</summary>
    public string Format { get; init; } = "";

    /// <summary>Code of its role.</summary>
    public string Role { get; init; } = "";

    /// <summary>received, read, quarantined or refused.</summary>
    public string State { get; init; } = "";

    /// <summary>Why it is quarantined or refused; the reason of its release.</summary>
    public string Why { get; init; } = "";

    /// <summary>Statements in it.</summary>
    public int Statements { get; init; }

    /// <summary>Lines in it.</summary>
    public int Lines { get; init; }

    /// <summary>Lines booked by it.</summary>
    public int NewLines { get; init; }

    /// <summary>Lines that were booked before.</summary>
    public int SameLines { get; init; }

    /// <summary>Lines at odds with what is booked.</summary>
    public int Clashes { get; init; }

    /// <summary>Lines held because nobody mapped their account, or because the file is quarantined.</summary>
    public int WaitingLines { get; init; }

    /// <summary>Findings of the reader.</summary>
    public int Problems { get; init; }

    /// <summary>When it came.</summary>
    public long ReceivedAt { get; init; }

    /// <summary>Who brought it.</summary>
    public long ReceivedBy { get; init; }

    /// <summary>When it was read; null before.</summary>
    public long? ReadAt { get; init; }

    /// <summary>Text of the mapping it was read with; empty where none was given.</summary>
    public string Mapping { get; init; } = "";

    /// <summary>Currency told for what states none; empty where none was told.</summary>
    public string Currency { get; init; } = "";
}

/// <summary>A finding of a reader.</summary>
public sealed record ProblemRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Code of how grave it is.</summary>
    public string Severity { get; init; } = "";

    /// <summary>The rule broken.</summary>
    public string Rule { get; init; } = "";

    /// <summary>Physical line; 0 for the whole file.</summary>
    public long Line { get; init; }

    /// <summary>What is wrong.</summary>
    public string Message { get; init; } = "";

    /// <summary>The record as it came.</summary>
    public string? Raw { get; init; }
}

/// <summary>Files as they arrived.</summary>
public static class ArrivalRows
{
    private const string All = """
        id, kept_file_id, content_hash, name, size, source, format, role, state, why, statements, lines, new_lines,
        same_lines, clashes, waiting_lines, problems, received_at, received_by, read_at,
        mapping, currency
        """;

    /// <summary>The arrival of a content; null where it never came.</summary>
    public static Task<ArrivalRow?> OfContent(Db db, long connection, byte[] hash) => db.Maybe<ArrivalRow>(
        $"select {All} from file_arrival where connection_id = @connection and content_hash = @hash",
        new { connection, hash });

    /// <summary>An arrival by id; null where there is none.</summary>
    public static Task<ArrivalRow?> Of(Db db, long connection, long id) => db.Maybe<ArrivalRow>(
        $"select {All} from file_arrival where connection_id = @connection and id = @id", new { connection, id });

    /// <summary>An arrival by id, its row locked until commit; null where there is none.</summary>
    public static Task<ArrivalRow?> Locked(Db db, long connection, long id) => db.Maybe<ArrivalRow>($"""
        select {All} from file_arrival where connection_id = @connection and id = @id {db.Dialect.ForUpdate}
        """, new { connection, id });

    /// <summary>Arrivals before one, newest first.</summary>
    public static Task<IReadOnlyList<ArrivalRow>> Page(Db db, long connection, long before, int count) =>
        db.Rows<ArrivalRow>($"""
            select {All} from file_arrival where connection_id = @connection and id < @before
            order by id desc limit @count
            """, new { connection, before, count });

    /// <summary>A new arrival.</summary>
    public static Task<long> Add(Db db, long connection, ArrivalRow row) => db.Bulk("file_arrival",
        [
            "id", "connection_id", "kept_file_id", "content_hash", "name", "size", "source", "format", "role", "state",
            "why", "statements", "lines", "new_lines", "same_lines", "clashes", "waiting_lines", "problems",
            "received_at", "received_by", "read_at", "mapping", "currency",
        ],
        [[
            row.Id, connection, row.KeptFileId, row.ContentHash, row.Name, row.Size, row.Source, row.Format, row.Role,
            row.State, row.Why, row.Statements, row.Lines, row.NewLines, row.SameLines, row.Clashes, row.WaitingLines,
            row.Problems, row.ReceivedAt, row.ReceivedBy, row.ReadAt, row.Mapping, row.Currency,
        ]]);

    /// <summary>Writes what reading came to.</summary>
    public static Task<int> Save(Db db, ArrivalRow row) => db.Execute("""
        update file_arrival set kept_file_id = @KeptFileId, name = @Name, source = @Source, format = @Format,
          role = @Role, state = @State, why = @Why, statements = @Statements, lines = @Lines, new_lines = @NewLines,
          same_lines = @SameLines, clashes = @Clashes, waiting_lines = @WaitingLines, problems = @Problems,
          read_at = @ReadAt, mapping = @Mapping, currency = @Currency
        where id = @Id
        """, row);

    /// <summary>Adds findings.</summary>
    public static Task<long> AddProblems(Db db, long connection, long arrival, IEnumerable<ProblemRow> rows) =>
        db.Bulk("file_problem",
            ["id", "connection_id", "arrival_id", "severity", "rule", "line", "message", "raw"],
            rows.Select(row => new object?[]
            {
                row.Id, connection, arrival, row.Severity, row.Rule, row.Line, row.Message, row.Raw,
            }));

    /// <summary>Forgets the findings of an earlier reading.</summary>
    public static Task<int> ForgetProblems(Db db, long arrival) =>
        db.Execute("delete from file_problem where arrival_id = @arrival", new { arrival });

    /// <summary>Findings of an arrival, in file order.</summary>
    public static Task<IReadOnlyList<ProblemRow>> Problems(Db db, long arrival, int count) => db.Rows<ProblemRow>("""
        select id, severity, rule, line, message, raw from file_problem where arrival_id = @arrival
        order by id limit @count
        """, new { arrival, count });
}
