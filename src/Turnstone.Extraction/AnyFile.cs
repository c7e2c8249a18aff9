using Turnstone.BankFiles;

namespace Turnstone.Extraction;

/// <summary>
/// Any file a bank or payer sends: what needs a library is turned into rows or text here, the rest is read as it is.
/// </summary>
public static class AnyFile
{
    /// <summary>Reads a file by its content, lazily.</summary>
    public static IEnumerable<FileItem> Read(Stream file, ReadSettings settings) =>
        BankFile.Read(file, settings, Extracted);

    /// <summary>Reads a file into lists; for files that fit in memory.</summary>
    public static FileContent ReadWhole(Stream file, ReadSettings settings) =>
        BankFile.ReadWhole(file, settings, Extracted);

    private static IEnumerable<FileItem>? Extracted(MemoryStream file, ReadSettings settings) =>
        Spreadsheet.Is(file) ? Spreadsheet.Read(file, settings)
        : PdfLetter.Is(file) ? PdfLetter.Read(file, settings) : null;
}
