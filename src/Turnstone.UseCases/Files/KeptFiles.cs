using System.Security.Cryptography;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Files;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Files;

/// <summary>
/// Keeps the bytes of each arrival, sealed piece by piece, and hands them out again. The same bytes are kept once.
/// </summary>
public static class KeptFiles
{
    // Four MiB a transaction: nobody notices the wait.
    private const int PiecesAtOnce = 16;

    /// <summary>
    /// Keeps a file of any size in transactions of a few pieces; after a kill it goes on where it was. The stream is
    /// read twice and must be seekable.
    /// </summary>
    public static async Task<Result<KeptFile>> Keep(Work work, Stream content, string name)
    {
        content.Position = 0;
        var hash = await SHA256.HashDataAsync(content, work.Cancel);
        var size = content.Position;
        var begun = await work.Write(session => Begin(session, hash, name, size));
        if (!begun.Is(out var row, out var refusal))
            return refusal;
        if (row.Complete)
            return KeptFile.Of(row, already: true);

        content.Position = 0;
        using var seen = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (var first = 0; first < row.Chunks; first += PiecesAtOnce)
        {
            var pieces = await NextPieces(content, seen, Math.Min(PiecesAtOnce, row.Chunks - first), work.Cancel);
            var start = first;
            var kept = await work.Write(session => AddPieces(session, row, start, pieces));
            if (kept.Refusal is { } unkept)
                return unkept;
        }

        return seen.GetHashAndReset().AsSpan().SequenceEqual(hash)
            ? await work.Write(session => Finish(session, row)) : Refusals.Changed(name);
    }

    /// <summary>Keeps a small file within an act, such as the attachment of a mail.</summary>
    public static async Task<Result<KeptFile>> Keep(Session session, byte[] content, string name)
    {
        if (!(await Begin(session, SHA256.HashData(content), name, content.Length)).Is(out var row, out var refusal))
            return refusal;
        if (row.Complete)
            return KeptFile.Of(row, already: true);
        byte[][] pieces = content.Length == 0 ? [[]] : [.. content.Chunk(KeptFile.PieceSize)];
        await AddPieces(session, row, 0, pieces);
        return await Finish(session, row);
    }

    /// <summary>All bytes of a small file.</summary>
    public static async Task<Result<byte[]>> Read(ReadSession session, long id)
    {
        if (!Whole(await KeptFileRows.Of(session.Db, session.Connection, id), id).Is(out var row, out var refusal))
            return refusal;
        using var bytes = new MemoryStream();
        for (var ordinal = 0; ordinal < row.Chunks; ordinal++)
        {
            if (!(await Piece(session, row, ordinal)).Is(out var piece, out var unread))
                return unread;
            bytes.Write(piece);
        }

        return bytes.ToArray();
    }

    /// <summary>
    /// The bytes as a stream that fetches a piece at a time; a piece that was changed ends it with
    /// <see cref="InvalidDataException"/>.
    /// </summary>
    public static async Task<Result<Stream>> Open(Work work, long id)
    {
        var found = await work.Read<KeptFileRow>(async session =>
            Whole(await KeptFileRows.Of(session.Db, session.Connection, id), id));
        if (!found.Is(out var row, out var refusal))
            return refusal;
        return new PieceStream(row.Size, row.Chunks, ordinal =>
            work.Read(session => Piece(session, row, ordinal)).GetAwaiter().GetResult());
    }

    private static Result<KeptFileRow> Whole(KeptFileRow? row, long id) =>
        row is null ? Refusals.NoFile(id) : row.Complete ? row : Refusals.Half(row.Name);

    private static async Task<Result<byte[]>> Piece(ReadSession session, KeptFileRow row, int ordinal) =>
        await KeptFileRows.Piece(session.Db, row.Id, ordinal) is { } piece
            ? session.Use<KeySet>().Unseal(row.KeyId, KeptFile.PieceOf(row, ordinal), piece)
            : Refusals.PieceGone(row.Name, ordinal);

    private static async Task<Result<KeptFileRow>> Begin(Session session, byte[] hash, string name, long size)
    {
        var key = session.Use<KeySet>().Current;
        await KeptFileRows.Add(session.Db, new()
        {
            Id = await session.NewId(), ConnectionId = session.Connection, ContentHash = hash,
            Name = Path.GetFileName(name), Size = size, Chunks = KeptFile.PiecesOf(size), KeyId = key,
            KeptAt = session.At, KeptBy = session.Person.Id,
        });
        var row = await KeptFileRows.OfHash(session.Db, session.Connection, hash)
            ?? throw new InvalidOperationException("A kept file is gone within its own transaction.");
        if (row.Complete || row.KeyId == key)
            return row;
        await KeptFileRows.BeginAgain(session.Db, row.Id, key);
        return row with { KeyId = key };
    }

    private static async Task<Result<Done>> AddPieces(
        Session session, KeptFileRow row, int first, IReadOnlyList<byte[]> pieces)
    {
        var id = await session.NewIds(pieces.Count);
        for (var i = 0; i < pieces.Count; i++)
        {
            var bytes = session.Use<KeySet>().Seal(KeptFile.PieceOf(row, first + i), pieces[i]);
            await KeptFileRows.AddPiece(session.Db, id + i, row.Id, first + i, bytes);
        }

        return Done.It;
    }

    private static async Task<Result<KeptFile>> Finish(Session session, KeptFileRow row)
    {
        if (await KeptFileRows.Pieces(session.Db, row.Id) != row.Chunks)
            return Refusals.Half(row.Name);
        if (await KeptFileRows.Complete(session.Db, row.Id) == 0)
            return KeptFile.Of(row, already: true);
        var kept = KeptFile.Of(row, already: false);
        session.Audit(new("file.kept", $"file {row.Id}") { After = new { kept.Name, kept.Size, kept.Hash } });
        return kept;
    }

    private static async Task<byte[][]> NextPieces(
        Stream content, IncrementalHash seen, int count, CancellationToken cancel)
    {
        var pieces = new byte[count][];
        for (var i = 0; i < count; i++)
        {
            var buffer = new byte[KeptFile.PieceSize];
            var read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
            pieces[i] = buffer[..read];
            seen.AppendData(pieces[i]);
        }

        return pieces;
    }
}
