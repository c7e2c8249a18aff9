using System.IO.Compression;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Extraction;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Writer;

namespace BankFiles.Tests.Extraction;

public sealed class PdfLetterTests
{
    // Words at their places: a letterhead, pairs of labels side by side, a table with right-aligned amounts.
    private static readonly (double X, double Y, string Text)[] Letter =
    [
        (50, 800, "ALDER PUMPS LLC"), (50, 780, "Remittance Advice"),
        (50, 750, "Payment date:"), (150, 750, "06/30/2026"), (320, 750, "Payment reference:"), (430, 750, "EFT-778"),
        (50, 735, "Payer:"), (150, 735, "Alder Pumps LLC"), (320, 735, "Payment amount:"), (430, 735, "USD 1,840.00"),
        (50, 700, "Invoice number"), (200, 700, "Invoice date"), (320, 700, "Gross"), (400, 700, "Discount"),
        (500, 700, "Net paid"),
        (50, 685, "INV-10001"), (200, 685, "05/02/2026"), (309, 685, "1,000.00"), (411, 685, "20.00"),
        (503, 685, "980.00"),
        (50, 670, "INV-10002"), (200, 670, "05/09/2026"), (316, 670, "900.00"), (411, 670, "40.00"),
        (503, 670, "860.00"),
        (50, 640, "Total"), (495, 640, "1,840.00"),
    ];

    private static byte[] Pdf(IEnumerable<(double X, double Y, string Text)> words, bool hidden = false, int pages = 1)
    {
        using var document = new PdfDocumentBuilder();
        var font = document.AddStandard14Font(Standard14Font.Helvetica);
        for (var number = 0; number < pages; number++)
        {
            var page = document.AddPage(PageSize.A4);
            foreach (var (x, y, text) in words)
                page.AddText(text, 9, new PdfPoint(x, y), font);
            if (!hidden)
                continue;
            page.SetTextRenderingMode(TextRenderingMode.Neither);
            page.AddText("INV-66666 9,999.00", 9, new PdfPoint(50, 600), font);
        }

        return document.Build();
    }

    private static List<FileItem> Read(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return [.. AnyFile.Read(stream, ReadSettings.Default)];
    }

    private static void IsTheLetter(List<FileItem> items)
    {
        Assert.DoesNotContain(items.OfType<ProblemFound>(), item => item.Problem.Severity == Severity.Error);
        var remittance = items.OfType<RemittanceRead>().Single().Remittance;
        Assert.Equal(("Alder Pumps LLC", "EFT-778", "1840.00 USD"), (remittance.Payer, remittance.Reference,
            remittance.Total.ToString()));
        Assert.Equal(new DateOnly(2026, 6, 30), remittance.Date);
        Assert.Equal([("INV-10001", 100_000L, 2_000L, 98_000L), ("INV-10002", 90_000L, 4_000L, 86_000L)],
            remittance.Lines.Select(line => (line.Document, line.Gross!.Value.Minor, line.Discount!.Value.Minor,
                line.Net!.Value.Minor)));
    }

    [Fact]
    public void A_letter_is_read_by_where_its_words_stand()
    {
        var items = Read(Pdf(Letter));

        Assert.Equal(new("advice.pdf", null, SourceRole.Advice), items.OfType<FileBegan>().Single().Recognition);
        Assert.Empty(items.OfType<ProblemFound>());
        IsTheLetter(items);
    }

    [Fact]
    public void Text_that_nobody_sees_is_not_read_and_said()
    {
        var items = Read(Pdf(Letter, hidden: true));

        IsTheLetter(items);
        Assert.Equal("pdf.hidden_text", items.OfType<ProblemFound>().Single().Problem.Rule);
    }

    [Fact]
    public void Pages_of_one_letter_are_one_remittance()
    {
        var remittance = Read(Pdf(Letter, pages: 2)).OfType<RemittanceRead>().Single().Remittance;

        Assert.Equal(4, remittance.Lines.Count);
    }

    [Fact]
    public void Pages_without_text_locked_or_damaged_are_refused_with_a_sentence()
    {
        Assert.Equal("pdf.no_text", Read(Pdf([])).OfType<ProblemFound>().Single().Problem.Rule);
        Assert.Equal("pdf.unknown", Read(Pdf([(50, 700, "Dear Sirs")])).OfType<ProblemFound>().Single().Problem.Rule);
        Assert.Equal("pdf.damaged", Read("%PDF-1.7\nnothing"u8.ToArray()).OfType<ProblemFound>().Single().Problem.Rule);
    }

    [Fact]
    public void Every_cut_of_a_pdf_gives_an_answer()
    {
        var file = Pdf(Letter);
        for (var length = 5; length < file.Length; length += 97)
            Assert.NotEmpty(Read(file[..length]));
    }

    [Theory]
    [InlineData("application/pdf")]
    [InlineData("application/octet-stream")]
    public void A_pdf_in_a_mail_is_its_advice(string type)
    {
        var mail = $"From: ap@alder.example\r\nSubject: payment\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: multipart/mixed; boundary=B\r\n\r\n"
            + "--B\r\nContent-Type: text/plain\r\n\r\nSee attached.\r\n"
            + $"--B\r\nContent-Type: {type}\r\nContent-Disposition: attachment; filename=a.pdf\r\n"
            + $"Content-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Pdf(Letter),
                Base64FormattingOptions.InsertLineBreaks)}\r\n--B--\r\n";

        IsTheLetter(Read(Encoding.ASCII.GetBytes(mail)));
    }

    [Fact]
    public void Pdfs_and_workbooks_in_an_archive_are_read_beside_text()
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "a.pdf", Pdf(Letter));
            Add(archive, "b.xlsx", SpreadsheetTests.Workbook(["Invoice", "Net amount", "Currency"],
                ["INV-5", "7.5", "USD"]));
        }

        var items = Read(target.ToArray());

        Assert.Equal(2, items.OfType<RemittanceRead>().Count());
    }

    private static void Add(ZipArchive archive, string name, byte[] content)
    {
        using var entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }
}
