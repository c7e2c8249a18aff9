using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction.Arrival;

/// <summary>A folder of this machine.</summary>
internal sealed class FolderPlace(string path) : IPlace
{
    public Task<Result<PlacedFile[]>> List(CancellationToken cancel)
    {
        try
        {
            PlacedFile[] files =
            [
                .. new DirectoryInfo(path).EnumerateFiles()
                    .Where(file => !file.Attributes.HasFlag(FileAttributes.ReparsePoint))
                    .Select(file => new PlacedFile(file.Name, file.Length,
                        file.LastWriteTimeUtc.ToString("O", CultureInfo.InvariantCulture))),
            ];
            return Task.FromResult<Result<PlacedFile[]>>(files);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<Result<PlacedFile[]>>(Refusals.NoFolder(path, Said(fault)));
        }
    }

    public async Task<Result<byte[]>> Fetch(PlacedFile file, CancellationToken cancel)
    {
        try
        {
            // A writer that holds the file open would go on writing: only readers may share it.
            await using var stream = new FileStream(
                Path.Combine(path, file.Name), FileMode.Open, FileAccess.Read, FileShare.Read);
            var bytes = new byte[file.Size];
            var got = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
            return got == file.Size && stream.Length == file.Size
                ? bytes : Refusals.OtherSize(path, file.Name, file.Size, stream.Length);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusals.NoFile(path, file.Name, Said(fault));
        }
    }

    public Task<Refusal?> Tidy(PlacedFile file, AfterReading after, CancellationToken cancel)
    {
        var from = Path.Combine(path, file.Name);
        try
        {
            if (after is AfterReading.Delete)
                File.Delete(from);
            else if (after is AfterReading.Move)
                Move(from, Path.Combine(path, Places.Done));
            return Task.FromResult<Refusal?>(null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Task.FromResult<Refusal?>(Refusals.NoFile(path, file.Name, Said(fault)));
        }
    }

    /// <summary>Banks use a name again: the older file of that name keeps it, and neither is lost.</summary>
    private static void Move(string from, string folder)
    {
        Directory.CreateDirectory(folder);
        var to = Path.Combine(folder, Path.GetFileName(from));
        for (var count = 2; File.Exists(to); count++)
        {
            to = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
                $"{Path.GetFileNameWithoutExtension(from)}-{count}{Path.GetExtension(from)}"));
        }

        File.Move(from, to);
    }

    private static string Said(Exception fault) => fault.Message.TrimEnd('.') + ".";
}
