namespace Turnstone.Storage.Banking;

/// <summary>Leave to send files of one source from outside.</summary>
public sealed record SourceTokenRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Key of the source.</summary>
    public string Source { get; init; } = "";

    /// <summary>Who sends with it, in the words of whoever made it.</summary>
    public string Note { get; init; } = "";

    /// <summary>SHA-256 of the token; the token itself is kept nowhere.</summary>
    public byte[] TokenHash { get; init; } = [];

    /// <summary>When it was made, in Unix microseconds.</summary>
    public long MadeAt { get; init; }

    /// <summary>Who made it.</summary>
    public long MadeBy { get; init; }

    /// <summary>When it was revoked; null while it holds.</summary>
    public long? RevokedAt { get; init; }

    /// <summary>Who revoked it.</summary>
    public long? RevokedBy { get; init; }
}

/// <summary>Rows of tokens of sources.</summary>
public static class SourceTokenRows
{
    private const string All = "id, source, note, token_hash, made_at, made_by, revoked_at, revoked_by";

    /// <summary>All of a connection, newest first.</summary>
    public static Task<IReadOnlyList<SourceTokenRow>> Of(Db db, long connection) => db.Rows<SourceTokenRow>(
        $"select {All} from source_token where connection_id = @connection order by id desc", new { connection });

    /// <summary>The one of an id, locked until commit; null where there is none.</summary>
    public static Task<SourceTokenRow?> Locked(Db db, long connection, long id) => db.Maybe<SourceTokenRow>(
        $"select {All} from source_token where connection_id = @connection and id = @id {db.Dialect.ForUpdate}",
        new { connection, id });

    /// <summary>The one of a token; null for a token nobody made, and for one that was revoked.</summary>
    public static Task<SourceTokenRow?> OfHash(Db db, long connection, byte[] hash) => db.Maybe<SourceTokenRow>($"""
        select {All} from source_token where connection_id = @connection and token_hash = @hash and revoked_at is null
        """, new { connection, hash });

    /// <summary>Adds one.</summary>
    public static Task<int> Add(Db db, long connection, SourceTokenRow row) => db.Execute("""
        insert into source_token (id, connection_id, source, note, token_hash, made_at, made_by)
        values (@Id, @connection, @Source, @Note, @TokenHash, @MadeAt, @MadeBy)
        """, new { row.Id, connection, row.Source, row.Note, row.TokenHash, row.MadeAt, row.MadeBy });

    /// <summary>Ends one.</summary>
    public static Task<int> Revoke(Db db, long id, long at, long by) => db.Execute(
        "update source_token set revoked_at = @at, revoked_by = @by where id = @id and revoked_at is null",
        new { id, at, by });
}
