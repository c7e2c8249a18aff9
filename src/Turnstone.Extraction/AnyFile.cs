using Turnstone.BankFiles;

namespace Turnstone.Extraction;

/// <summary>
/// Any file a bank or payer sends: what needs a library is turned into rows or text here, the rest is read as it is.
/// </summary>
public static class AnyFile
{
    /// <summary>Reads a file by its content, lazily.</summary>
    public static IEnumerable<FileItem> Read(Stream file, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(settings);
        var head = new byte[8];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Stream whole = new JoinedStream(head.AsMemory(0, length), file);
        if (!Spreadsheet.MayBe(head.AsSpan(0, length)))
            return BankFile.Read(whole, settings);
        var copy = Spreadsheet.Copy(whole);
        return copy is null ? [Spreadsheet.TooLarge()]
            : Spreadsheet.Is(copy) ? Spreadsheet.Read(copy, settings) : BankFile.Read(copy, settings);
    }
}
