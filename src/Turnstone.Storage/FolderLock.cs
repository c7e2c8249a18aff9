using Turnstone.Domain.Kernel;

namespace Turnstone.Storage;

/// <summary>
/// One program per data folder. The system lets go of it when the program dies, however it dies; who holds it stands
/// in a file beside it, since a locked file cannot be read everywhere.
/// </summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    public static Result<FolderLock> Take(string folder, string holder)
    {
        var note = Path.Combine(folder, "turnstone.lock.txt");
        try
        {
            Directory.CreateDirectory(folder);
            var file = new FileStream(Path.Combine(folder, "turnstone.lock"), FileMode.OpenOrCreate,
                FileAccess.ReadWrite, FileShare.None);
            try
            {
                File.WriteAllText(note, holder);
            }
            catch
            {
                file.Dispose();
                throw;
            }

            return new FolderLock(file);
        }
        catch (UnauthorizedAccessException)
        {
            return Refusals.CannotOpen(folder);
        }
        catch (IOException fault)
        {
            return IsFull(fault) ? Refusals.Full(folder)
                : File.Exists(Path.Combine(folder, "turnstone.lock")) ? Refusals.Held(folder, Holder(note))
                : Refusals.CannotOpen(folder);
        }
    }

    public void Dispose() => _file.Dispose();

    // ENOSPC on Unix; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL on Windows.
    private static bool IsFull(IOException fault) => (fault.HResult & 0xFFFF) is 28 or 112 or 39;

    private static string Holder(string note)
    {
        try
        {
            return File.ReadAllText(note) is { Length: > 0 } holder ? holder : "another program";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "another program";
        }
    }
}
