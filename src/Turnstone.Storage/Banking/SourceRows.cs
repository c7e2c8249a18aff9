namespace Turnstone.Storage.Banking;

/// <summary>How the last look at a source went.</summary>
public sealed record SourceLookRow
{
    /// <summary>Key of the source.</summary>
    public string Name { get; init; } = "";

    /// <summary>When it was.</summary>
    public long LookedAt { get; init; }

    /// <summary>When the next one is due.</summary>
    public long NextAt { get; init; }

    /// <summary>Failures in a row; 0 where the last look went well.</summary>
    public int Failures { get; init; }

    /// <summary>Since when it fails; null where it does not.</summary>
    public long? FailingSince { get; init; }

    /// <summary>Why it failed, in a sentence; empty where it did not.</summary>
    public string Why { get; init; } = "";

    /// <summary>Files that were still being written.</summary>
    public int Waiting { get; init; }
}

/// <summary>A file of a source that was read.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Changed">The place's own time of change.</param>
/// <param name="State">
/// read, quarantined, known (its content came before) or unread (kept, and no reader knows it).
/// </param>
/// <param name="Why">Why it is known or unread, in a sentence.</param>
public sealed record SourceFileRow(string Name, long Size, string Changed, string State, string Why);

/// <summary>What is remembered of places that files come from.</summary>
public static class SourceRows
{
    /// <summary>The last look at each source.</summary>
    public static Task<IReadOnlyList<SourceLookRow>> Looks(Db db, long connection) => db.Rows<SourceLookRow>("""
        select name, looked_at, next_at, failures, failing_since, why, waiting from source_look
        where connection_id = @connection order by name
        """, new { connection });

    /// <summary>Remembers how a look went.</summary>
    public static Task<long> Save(Db db, long connection, SourceLookRow row) => db.Upsert("source_look",
        new(["connection_id", "name"], ["looked_at", "next_at", "failures", "failing_since", "why", "waiting"]),
        [[
            connection, row.Name, row.LookedAt, row.NextAt, row.Failures, row.FailingSince, row.Why, row.Waiting,
        ]]);

    /// <summary>Files of a source that were read and that it may still hold.</summary>
    public static Task<IReadOnlyList<SourceFileRow>> Files(Db db, long connection, string source) =>
        db.Rows<SourceFileRow>("""
            select name, size, changed, state, why from source_file
            where connection_id = @connection and source = @source order by name, changed
            """, new { connection, source });

    /// <summary>Remembers a file that was read.</summary>
    public static Task<long> Add(Db db, long connection, string source, SourceFileRow row, long at) =>
        db.Upsert("source_file",
            new(["connection_id", "source", "name", "size", "changed"], ["state", "why", "read_at"]),
            [[connection, source, row.Name, row.Size, row.Changed, row.State, row.Why, at]]);

    /// <summary>Forgets a file that is no longer at its place.</summary>
    public static Task<int> Forget(Db db, long connection, string source, SourceFileRow row) => db.Execute("""
        delete from source_file where connection_id = @connection and source = @source and name = @name
          and size = @size and changed = @changed
        """, new { connection, source, name = row.Name, size = row.Size, changed = row.Changed });
}
