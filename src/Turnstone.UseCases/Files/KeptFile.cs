using Turnstone.Storage.Files;
using Turnstone.Storage.Keys;

namespace Turnstone.UseCases.Files;

/// <summary>A file whose bytes are kept.</summary>
/// <param name="Id">Id.</param>
/// <param name="Hash">SHA-256 of its bytes in hex: its identity.</param>
/// <param name="Name">Name it first came with.</param>
/// <param name="Size">Number of bytes.</param>
/// <param name="Already">True where the same bytes had been kept before.</param>
public sealed record KeptFile(long Id, string Hash, string Name, long Size, bool Already)
{
    internal const int PieceSize = 256 * 1024;

    internal static KeptFile Of(KeptFileRow row, bool already) =>
        new(row.Id, Convert.ToHexStringLower(row.ContentHash), row.Name, row.Size, already);

    internal static int PiecesOf(long size) => (int)Math.Max(1, (size + PieceSize - 1) / PieceSize);

    internal static Piece PieceOf(KeptFileRow row, int ordinal) => new(
        $"file {Convert.ToHexStringLower(row.ContentHash)} in pieces of {PieceSize / 1024} KiB", ordinal,
        ordinal == row.Chunks - 1);
}
