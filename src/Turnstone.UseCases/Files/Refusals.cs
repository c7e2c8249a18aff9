using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Files;

/// <summary>Why a file was not kept or not handed out.</summary>
public static class Refusals
{
    /// <summary>No such file.</summary>
    public static Refusal NoFile(long id) => new("files.no_file", string.Create(CultureInfo.InvariantCulture,
        $"No file {id} is kept in this connection: look it up on the files page."), RefusalKind.NotFound);

    /// <summary>The file did not arrive whole.</summary>
    public static Refusal Half(string name) => new("files.half",
        $"{name} did not arrive whole: bring it in again.", RefusalKind.Conflict);

    /// <summary>The file changed while it was read.</summary>
    public static Refusal Changed(string name) => new("files.changed",
        $"{name} changed while it was read: wait until it is written, then bring it in again.", RefusalKind.Conflict);

    /// <summary>A piece is gone.</summary>
    public static Refusal PieceGone(string name, int ordinal) => new("files.piece_gone", string.Create(
        CultureInfo.InvariantCulture, $"Piece {ordinal} of {name} is gone: restore the database from a backup."),
        RefusalKind.Outside);
}
