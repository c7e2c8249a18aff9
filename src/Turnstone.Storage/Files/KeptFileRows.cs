namespace Turnstone.Storage.Files;

/// <summary>A kept file as its row.</summary>
public sealed record KeptFileRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Connection it came to.</summary>
    public long ConnectionId { get; init; }

    /// <summary>SHA-256 of the bytes: the file's identity.</summary>
    public byte[] ContentHash { get; init; } = [];

    /// <summary>Name it came with, without a folder.</summary>
    public string Name { get; init; } = "";

    /// <summary>Number of bytes.</summary>
    public long Size { get; init; }

    /// <summary>Number of pieces.</summary>
    public int Chunks { get; init; }

    /// <summary>True once all pieces are here.</summary>
    public bool Complete { get; init; }

    /// <summary>Key it is sealed with.</summary>
    public string KeyId { get; init; } = "";

    /// <summary>When it came, in Unix microseconds.</summary>
    public long KeptAt { get; init; }

    /// <summary>Who brought it.</summary>
    public long KeptBy { get; init; }
}

/// <summary>Rows of kept files and their sealed pieces.</summary>
public static class KeptFileRows
{
    /// <summary>The file of that content, locked until commit; null where there is none.</summary>
    public static Task<KeptFileRow?> OfHash(Db db, long connection, byte[] hash) => db.Maybe<KeptFileRow>($"""
        select * from kept_file where connection_id = @connection and content_hash = @hash {db.Dialect.ForUpdate}
        """, new { connection, hash });

    /// <summary>The file of that id; null where there is none.</summary>
    public static Task<KeptFileRow?> Of(Db db, long connection, long id) => db.Maybe<KeptFileRow>(
        "select * from kept_file where connection_id = @connection and id = @id", new { connection, id });

    /// <summary>Adds the row; does nothing where another brought the same content meanwhile.</summary>
    public static Task<int> Add(Db db, KeptFileRow row) => db.Execute("""
        insert into kept_file (id, connection_id, content_hash, name, size, chunks, complete, key_id, kept_at, kept_by)
        values (@Id, @ConnectionId, @ContentHash, @Name, @Size, @Chunks, @Complete, @KeyId, @KeptAt, @KeptBy)
        on conflict do nothing
        """, row);

    /// <summary>Adds a piece; the same piece again changes nothing.</summary>
    public static Task<int> AddPiece(Db db, long id, long file, int ordinal, byte[] bytes) => db.Execute("""
        insert into kept_file_chunk (id, file_id, ordinal, sealed) values (@id, @file, @ordinal, @bytes)
        on conflict (file_id, ordinal) do nothing
        """, new { id, file, ordinal, bytes });

    /// <summary>Says that all pieces are here.</summary>
    public static Task<int> Complete(Db db, long id) =>
        db.Execute("update kept_file set complete = true where id = @id and not complete", new { id });

    /// <summary>Number of pieces that are here.</summary>
    public static Task<long> Pieces(Db db, long file) =>
        db.One<long>("select count(*) from kept_file_chunk where file_id = @file", new { file });

    /// <summary>A sealed piece; null where it is not here.</summary>
    public static Task<byte[]?> Piece(Db db, long file, int ordinal) => db.Maybe<byte[]>(
        "select sealed from kept_file_chunk where file_id = @file and ordinal = @ordinal", new { file, ordinal });

    /// <summary>Forgets the pieces of a file that never became complete, to begin again with another key.</summary>
    public static async Task BeginAgain(Db db, long file, string keyId)
    {
        await db.Execute("delete from kept_file_chunk where file_id = @file", new { file });
        await db.Execute("update kept_file set key_id = @keyId where id = @file", new { file, keyId });
    }

    /// <summary>Files that are not sealed with a key, oldest first.</summary>
    public static Task<IReadOnlyList<KeptFileRow>> NotSealedWith(Db db, string keyId) => db.Rows<KeptFileRow>(
        "select * from kept_file where key_id <> @keyId and complete order by id", new { keyId });

    /// <summary>Puts a piece sealed anew in the place of the old.</summary>
    public static Task<int> Reseal(Db db, long file, int ordinal, byte[] bytes) => db.Execute(
        "update kept_file_chunk set sealed = @bytes where file_id = @file and ordinal = @ordinal",
        new { file, ordinal, bytes });

    /// <summary>Says which key a file is sealed with now.</summary>
    public static Task<int> SealedWith(Db db, long file, string keyId) =>
        db.Execute("update kept_file set key_id = @keyId where id = @file", new { file, keyId });

    /// <summary>Keys some file still needs.</summary>
    public static Task<IReadOnlyList<string>> KeysInUse(Db db) =>
        db.Rows<string>("select distinct key_id from kept_file order by key_id");
}
