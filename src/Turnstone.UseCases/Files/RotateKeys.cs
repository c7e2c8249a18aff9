using Turnstone.Domain.Kernel;
using Turnstone.Storage.Files;
using Turnstone.Storage.Keys;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Files;

/// <summary>What a rotation came to.</summary>
/// <param name="Key">The new key.</param>
/// <param name="Files">Files sealed anew.</param>
/// <param name="Unneeded">Keys no kept file needs any more; they may leave the folder once no backup needs
/// them.</param>
public sealed record KeysRotated(string Key, int Files, IReadOnlyList<string> Unneeded);

/// <summary>
/// Makes a new key and seals every kept file with it, one file a transaction. Where it was stopped, run it again
/// without a new key.
/// </summary>
/// <param name="NewKey">False goes on with a rotation that was stopped.</param>
public sealed record RotateKeys(bool NewKey = true) : ILongUseCase<KeysRotated>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Connect;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<KeysRotated>> Run(Work work)
    {
        var keys = work.Use<KeySet>();
        if (NewKey && keys.AddKey().Refusal is { } unwritten)
            return unwritten;

        var read = await work.Read<KeptFileRow[]>(async session =>
            (await KeptFileRows.NotSealedWith(session.Db, keys.Current)).ToArray());
        if (!read.Is(out var rows, out var refusal))
            return refusal;
        for (var i = 0; i < rows.Length; i++)
        {
            var resealed = await work.Write(session => Reseal(session, rows[i], keys));
            if (resealed.Refusal is { } stopped)
                return stopped;
            work.Report("sealing files anew", i + 1, rows.Length);
        }

        return await work.Write<KeysRotated>(async session =>
        {
            var needed = await KeptFileRows.KeysInUse(session.Db);
            string[] unneeded = [.. keys.All
                .Where(key => key != keys.Current && !needed.Contains(key, StringComparer.Ordinal))
                .Order(StringComparer.Ordinal)];
            var done = new KeysRotated(keys.Current, rows.Length, unneeded);
            session.Audit(new("keys.rotated", $"key {keys.Current}") { House = true, After = done });
            return done;
        });
    }

    private static async Task<Result<Done>> Reseal(Session session, KeptFileRow row, KeySet keys)
    {
        for (var ordinal = 0; ordinal < row.Chunks; ordinal++)
        {
            if (await KeptFileRows.Piece(session.Db, row.Id, ordinal) is not { } old)
                return Refusals.PieceGone(row.Name, ordinal);
            var piece = KeptFile.PieceOf(row, ordinal);
            if (!keys.Unseal(row.KeyId, piece, old).Is(out var plain, out var refusal))
                return refusal;
            await KeptFileRows.Reseal(session.Db, row.Id, ordinal, keys.Seal(piece, plain));
        }

        await KeptFileRows.SealedWith(session.Db, row.Id, keys.Current);
        return Done.It;
    }
}
