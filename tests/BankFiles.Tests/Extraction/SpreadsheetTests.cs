using System.Globalization;
using System.IO.Compression;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;

namespace BankFiles.Tests.Extraction;

public sealed class SpreadsheetTests
{
    [Fact]
    public void A_workbook_is_read_like_a_table()
    {
        var items = Read(Workbook(["Date", "Description", "Amount", "Currency"], ["2026-06-30", "INV 1", "12.5",
            "EUR"], ["2026-06-30", "FEE", "-2", "EUR"]));

        Assert.Equal(new("xlsx", null, SourceRole.Statement), items.OfType<FileBegan>().Single().Recognition);
        Assert.Equal([new Money(1250, Currency.Eur), new Money(-200, Currency.Eur)],
            items.OfType<TransactionRead>().Select(item => item.Transaction.Amount));
    }

    [Fact]
    public void A_damaged_workbook_is_refused_with_a_sentence()
    {
        var file = Workbook(["Date", "Amount"], ["x", "y"]);

        Assert.Equal("file.wrapping", Read(file[..^40]).OfType<ProblemFound>().Last().Problem.Rule);
        Assert.Equal("sheet.damaged", Read([0xD0, 0xCF, 0x11, 0xE0,
            .. new byte[600]]).OfType<ProblemFound>().Single().Problem.Rule);
    }

    [Fact]
    public void Other_files_go_to_their_readers()
    {
        Assert.Equal("bai2", Read(Samples.All["bai2"]).OfType<FileBegan>().Single().Recognition.Format);
    }

    [Theory(DisplayName = "A peer's workbooks are read (needs shared)")]
    [InlineData("OCA-bank-statement-import__sample_statement_en.xlsx", 2)]
    [InlineData("OCA-bank-statement-import__empty_statement_en.xlsx", 0)]
    public void A_peers_workbooks_are_read(string name, int entries)
    {
        var items = Read(SharedFiles.Fixture("csv-xlsx/" + name));

        Assert.Equal("xlsx", items.OfType<FileBegan>().Single().Recognition.Format);
        Assert.Equal(entries, items.OfType<TransactionRead>().Count());
    }

    private static List<FileItem> Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return [.. AnyFile.Read(stream, ReadSettings.Default)];
    }

    // The least that is a workbook: one sheet of inline text.
    internal static byte[] Workbook(params string[][] rows)
    {
        var sheet = new StringBuilder("<worksheet " +
            "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
        for (var r = 0; r < rows.Length; r++)
        {
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{r + 1}\">");
            for (var c = 0; c < rows[r].Length; c++)
                sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{(char)('A' + c)}{r + 1}\" " +
                    $"t=\"inlineStr\"><is><t>{rows[r][c]}</t></is></c>");
            sheet.Append("</row>");
        }

        sheet.Append("</sheetData></worksheet>");
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Package = "http://schemas.openxmlformats.org/package/2006";
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create))
        {
            Add(archive, "[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"/>");
            Add(archive, "_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" " +
                $"Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Add(archive, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets><sheet " +
                $"name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
            Add(archive, "xl/_rels/workbook.xml.rels", $"<Relationships " +
                $"xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/worksheet\" " +
                $"Target=\"worksheets/sheet1.xml\"/></Relationships>");
            Add(archive, "xl/worksheets/sheet1.xml", sheet.ToString());
        }

        return target.ToArray();
    }

    private static void Add(ZipArchive archive, string name, string content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
