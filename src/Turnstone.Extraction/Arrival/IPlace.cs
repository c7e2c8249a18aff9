using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction.Arrival;

/// <summary>
/// A folder somewhere that files come from. Whatever is wrong with it is a refusal of kind
/// <see cref="RefusalKind.Outside"/> that names the place: the next look tries again.
/// </summary>
public interface IPlace
{
    /// <summary>The files in it, folders and links left out.</summary>
    Task<Result<PlacedFile[]>> List(CancellationToken cancel);

    /// <summary>All bytes of a file; refuses where they are not as many as were listed.</summary>
    Task<Result<byte[]>> Fetch(PlacedFile file, CancellationToken cancel);

    /// <summary>Moves or deletes a file that was read; null where that went well.</summary>
    Task<Refusal?> Tidy(PlacedFile file, AfterReading after, CancellationToken cancel);
}

/// <summary>
/// Opens the places of sources. Keys of servers and of OpenPGP lie in a folder beside the program's own.
/// </summary>
/// <param name="KeyFolder">
/// Folder of the keys: <c>sources/NAME.key</c> signs in to an SFTP server, <c>gnupg</c> is the home of OpenPGP.
/// </param>
public sealed record Places(string KeyFolder)
{
    /// <summary>Name of the folder that read files are moved to.</summary>
    public const string Done = "done";

    /// <summary>The place of a source.</summary>
    public IPlace Open(ArrivalSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return source.Place is PlaceKind.Sftp
            ? new SftpPlace(source, Path.Combine(KeyFolder, "sources", source.Name + ".key"))
            : new FolderPlace(source.Path);
    }

    /// <summary>Opens a file that was encrypted for us; <paramref name="name"/> is for the refusal.</summary>
    public Task<Result<byte[]>> Decrypt(byte[] file, string name, CancellationToken cancel) =>
        OpenPgp.Decrypt(Path.Combine(KeyFolder, "gnupg"), (file, name), cancel);
}
