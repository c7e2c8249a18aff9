using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace BankFiles.Tests.Advices.Payers;

/// <summary>The least that is a workbook: text, amounts as binary fractions and days as serial numbers.</summary>
internal static class SheetFile
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    /// <summary>A row of strings, minor units (long) and days; null is an empty cell.</summary>
    public static byte[] Build(params (string Name, IReadOnlyList<object?[]> Rows)[] sheets)
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create))
        {
            var all = sheets.Select((sheet, at) => (sheet.Name, At: at + 1)).ToList();
            Add(archive, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"/>");
            Add(archive, "_rels/.rels", Relations([("r1", "officeDocument", "xl/workbook.xml")]));
            Add(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>"
                + string.Concat(all.Select(sheet =>
                    $"<sheet name=\"{sheet.Name}\" sheetId=\"{sheet.At}\" r:id=\"r{sheet.At}\"/>"))
                + "</sheets></workbook>");
            Add(archive, "xl/_rels/workbook.xml.rels", Relations([.. all.Select(sheet => ($"r{sheet.At}", "worksheet",
                $"worksheets/sheet{sheet.At}.xml")), ("r99", "styles", "styles.xml")]));
            Add(archive, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><cellXfs count=\"3\"><xf numFmtId=\"0\"/>"
                + "<xf numFmtId=\"14\" applyNumberFormat=\"1\"/><xf numFmtId=\"4\" applyNumberFormat=\"1\"/>"
                + "</cellXfs></styleSheet>");
            for (var at = 0; at < sheets.Length; at++)
                Add(archive, $"xl/worksheets/sheet{at + 1}.xml", Sheet(sheets[at].Rows));
        }

        return target.ToArray();
    }

    private static string Sheet(IReadOnlyList<object?[]> rows)
    {
        var text = new StringBuilder($"<worksheet xmlns=\"{Main}\"><sheetData>");
        for (var row = 0; row < rows.Count; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"<row r=\"{row + 1}\">");
            for (var column = 0; column < rows[row].Length; column++)
                text.Append(Cell($"{(char)('A' + column)}{row + 1}", rows[row][column]));
            text.Append("</row>");
        }

        return text.Append("</sheetData></worksheet>").ToString();
    }

    private static string Cell(string place, object? value) => value switch
    {
        null => "",
        long minor => string.Create(CultureInfo.InvariantCulture,
            $"<c r=\"{place}\" s=\"2\"><v>{minor / 100.0:R}</v></c>"),
        DateOnly day => $"<c r=\"{place}\" s=\"1\"><v>{day.DayNumber - new DateOnly(1899, 12, 30).DayNumber}</v></c>",
        _ => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{System.Security.SecurityElement.Escape(value.ToString())}"
            + "</t></is></c>",
    };

    private static string Relations((string Id, string Type, string Target)[] all) =>
        $"<Relationships xmlns=\"{Package}/relationships\">" + string.Concat(all.Select(one => $"<Relationship "
            + $"Id=\"{one.Id}\" Type=\"{Office}/{one.Type}\" Target=\"{one.Target}\"/>")) + "</Relationships>";

    private static void Add(ZipArchive archive, string name, string content)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(content));
    }
}
