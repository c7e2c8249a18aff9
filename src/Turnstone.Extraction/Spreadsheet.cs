using System.Globalization;
using System.IO.Compression;
using System.Text;
using ExcelDataReader;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace Turnstone.Extraction;

/// <summary>
/// XLSX and XLS as rows for the pure readers: the first sheet with a header that is known. Cells are read as the
/// values the
/// file keeps; formulas are never worked out.
/// </summary>
internal static class Spreadsheet
{
    private const long LargestUnfolded = 1024L * 1024 * 1024;
    private const int MostColumns = 1000;

    private static readonly byte[] Zip = [(byte)'P', (byte)'K', 3, 4];
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0];

    static Spreadsheet() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>True for a workbook; an archive of other files is none.</summary>
    public static bool Is(MemoryStream file)
    {
        var head = file.GetBuffer().AsSpan(0, (int)file.Length);
        if (!head.StartsWith(Zip))
            return head.StartsWith(Compound);
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return archive.Entries.Any(entry => entry.FullName.StartsWith("xl/", StringComparison.Ordinal))
                && archive.Entries.Sum(entry => entry.Length) < LargestUnfolded;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            file.Position = 0;
        }
    }

    public static IEnumerable<FileItem> Read(MemoryStream file, ReadSettings settings)
    {
        var format = file.GetBuffer()[0] == Zip[0] ? "xlsx" : "xls";
        var sheets = Sheets(file, out var hidden, out var fault);
        foreach (var rows in sheets)
        {
            if (TableFile.Recognise(rows, settings) is not { } role)
                continue;
            var began = new FileBegan(new(format, settings.Mapping?.Name, role));
            var items = TableFile.Read(rows, settings).Prepend(began);
            return hidden == 0 ? items : items.Append(new ProblemFound(new(Severity.Warning, "sheet.hidden", 0,
                string.Create(CultureInfo.InvariantCulture, $"{hidden} hidden sheets are not read."))));
        }

        return
        [
            new ProblemFound(fault is null
                ? new(Severity.Error, "table.no_header", 0, "No sheet has a header that is known; give a mapping.")
                : new(Severity.Error, "sheet.damaged", 0, $"The spreadsheet cannot be read: {fault}")),
        ];
    }

    /// <summary>The rows of the sheet that has most of them.</summary>
    public static IReadOnlyList<TableRow> Fullest(MemoryStream file) =>
        Sheets(file, out _, out _).MaxBy(rows => rows.Count) ?? [];

    private static List<List<TableRow>> Sheets(Stream file, out int hidden, out string? fault)
    {
        hidden = 0;
        var sheets = new List<List<TableRow>>();
        fault = null;
        try
        {
            using var reader = ExcelReaderFactory.CreateReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
            do
            {
                // What a reader of the workbook cannot see is not read: it is nobody's word.
                if (reader.VisibleState is "visible" or null)
                    sheets.Add(Rows(reader));
                else
                    hidden++;
            }
            while (reader.NextResult());
        }
#pragma warning disable CA1031 // The library throws whatever a damaged workbook makes it throw.
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            fault = thrown.Message;
        }

        return sheets;
    }

    private static List<TableRow> Rows(IExcelDataReader reader)
    {
        var rows = new List<TableRow>();
        for (var line = 1L; reader.Read(); line++)
        {
            var cells = new string[Math.Min(reader.FieldCount, MostColumns)];
            for (var i = 0; i < cells.Length; i++)
                cells[i] = Text(reader.GetValue(i));
            if (Array.Exists(cells, cell => cell.Length > 0))
                rows.Add(new(line, cells));
        }

        return rows;
    }

    private static string Text(object? value) => value switch
    {
        null => "",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        // Sheets keep binary fractions: what is beyond six decimals is their error and no money.
        double number when Math.Abs(number) < 1e15 =>
            Math.Round((decimal)number, 6).ToString("0.######", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
