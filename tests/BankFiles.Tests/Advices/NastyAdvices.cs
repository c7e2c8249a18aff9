using System.Globalization;
using System.IO.Compression;
using System.Text;
using BankFiles.Tests.Advices.Payers;

namespace BankFiles.Tests.Advices;

/// <summary>
/// Advices that go wrong on their way or in their payer's hands, each with what has to come of it: the lines that are
/// read and the rules that are said, of warnings and errors.
/// </summary>
internal static class NastyAdvices
{
    private const string Both = "INV-1 10.00, INV-2 20.00";

    private const string Letter = """
        Remittance Advice
        Payer: Alder LLC
        Payment reference: P-1
        Payment date: 06/30/2026
        Payment amount: USD 30.00

        Invoice       Amount
        INV-1          10.00
        INV-2          20.00
        Total          30.00

        """;

    private const string Page = """
        <p>Remittance Advice</p><p>Payment amount: USD 30.00</p><table><tr><th>Invoice</th><th>Amount</th></tr>
        <tr><td>INV-1</td><td>10.00</td></tr>{0}<tr><td>INV-2</td><td>20.00</td></tr></table>
        """;

    private static readonly byte[] Table = Encoding.UTF8.GetBytes("Invoice,Net amount,Currency\nINV-1,10.00,USD\n"
        + "INV-2,20.00,USD\n");

    /// <summary>Name, file, lines as "document net", rules of warnings and errors.</summary>
    public static IReadOnlyDictionary<string, (byte[] File, string Lines, string Rules)> All { get; } =
        new Dictionary<string, (byte[], string, string)>(StringComparer.Ordinal)
        {
            // Mails.
            ["a mail cut within its attachment"] = (Mixed(Part("text/plain", Letter)
                + "\r\n--B\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xL",
                isClosed: false), Both, "file.wrapping pdf.damaged"),
            ["a mail whose boundary never comes"] = (Bytes(Head("multipart/mixed; boundary=Z") + Letter), "",
                "file.empty file.wrapping"),
            ["a charset declared and another sent"] = (Encoding.Latin1.GetBytes(Head("text/plain; charset=utf-8")
                + Letter.Replace("Alder", "Älder", StringComparison.Ordinal)), Both, ""),
            ["a charset nobody knows"] = (Bytes(Head("text/plain; charset=x-martian") + Letter), Both, ""),
            ["a forward of a forward of a forward"] = (Bytes(Nested(3)), Both, ""),
            ["mails within mails without end"] = (Bytes(Nested(40)), "", "file.empty file.wrapping"),
            ["a mail of a thousand parts"] = (Mixed(string.Join("\r\n", Enumerable.Repeat(Part("text/plain",
                "Hello\r\n"), 1000))), "", "file.unknown file.wrapping"),
            ["a reply quoted five deep"] = (Bytes(Head("text/plain") + string.Join('\n',
                Letter.Split('\n').Select(line => ">>>>> " + line))), Both, ""),
            ["an archive in a mail"] = (Mixed(Attachment("application/zip", Zip(("a.csv", Table)))), Both, ""),
            ["an archive in an archive in a mail"] = (Mixed(Attachment("application/zip", Zip(("a.zip",
                Zip(("a.csv", Table)))))), "", "file.unknown"),
            ["an attachment that calls itself a program"] = (Mixed(Attachment("application/x-msdownload", Table)), Both,
                ""),
            ["a winmail.dat"] = (Mixed(Attachment("application/ms-tnef", [0x78, 0x9F, 0x3E, 0x22, 1, 0, 9])), "",
                "mail.winmail"),
            ["a picture in place of an advice"] = (Mixed(Attachment("image/png", [0x89, 0x50, 0x4E, 0x47, 13, 10])), "",
                "file.unknown"),
            ["a mail without a body"] = (Bytes(Head("text/plain")), "", "file.unknown"),
            ["quoted-printable with broken marks"] = (Bytes(Head("text/plain", "quoted-printable")
                + Letter.Replace("Alder", "=ZZAlder=", StringComparison.Ordinal) + "="), Both, ""),
            ["base64 with garbage between"] = (Bytes(Head("text/plain", "base64") + Garbled(Letter)), Both, ""),
            ["base64 cut in the middle"] = (Bytes(Head("text/plain", "base64")
                + Convert.ToBase64String(Bytes(Letter))[..221]), "INV-1 10.00", "advice.sum"),
            // Pages of HTML.
            ["a row that HTML hides"] = (Html("<tr style=\"display: none\"><td>INV-6</td><td>66.00</td></tr>"),
                Both, ""),
            ["cells that HTML hides within cells"] = (Html(
                "<tr><td><span style='visibility:hidden'>INV-6<span>7</span></span></td><td></td></tr>"), Both, ""),
            ["a script that writes a row"] = (Html(
                "<script>document.write('<tr><td>INV-6</td><td>6.00</td>')</script>"), Both, ""),
            ["a table within each cell"] = (Bytes(Head("text/html") + Page.Replace("10.00",
                "<table><tr><td>10.00</td></tr></table>", StringComparison.Ordinal).Replace("{0}", "",
                StringComparison.Ordinal)), "INV-2 20.00", "advice.sum advice.unread_row"),
            ["a hundred thousand open elements"] = (Html(string.Concat(Enumerable.Repeat("<div>", 100_000))), Both, ""),
            ["a comment that never ends"] = (Html("<!-- "), "INV-1 10.00", "advice.sum"),
            ["entities beyond all letters"] = (Html("<tr><td>&#xFFFFFFFF;&bogus;</td></tr>"), Both, ""),
            // What the letter says.
            ["a total that is missing"] = (Bytes("Remittance advice\nCurrency: USD\nInvoice       Amount\n"
                + "INV-1          10.00\nINV-2          20.00\n"), Both, "advice.no_total"),
            ["a total that is wrong"] = (Changed("USD 30.00", "USD 33.00"), Both, "advice.sum"),
            ["a currency that is missing"] = (Changed("USD 30.00", "30.00"), Both, "advice.no_currency"),
            ["two currencies"] = (Changed(" 20.00", " EUR 20.00"), "INV-1 10.00, INV-2",
                "advice.currencies advice.sum"),
            ["a line twice"] = (Bytes(Letter.Replace("INV-2 ", "INV-1 ", StringComparison.Ordinal).Replace(" 20.00",
                " 10.00", StringComparison.Ordinal).Replace("30.00", "20.00", StringComparison.Ordinal)),
                "INV-1 10.00, INV-1 10.00", "advice.twice"),
            ["a negative zero"] = (Changed("Total ", "INV-3          -0.00\nTotal "), Both + ", INV-3 0.00", ""),
            ["three decimals"] = (Changed(" 20.00", " 20.005"), "INV-1 10.00, INV-2", "advice.amount advice.sum"),
            ["more money than there is"] = (Changed(" 20.00", " 999999999999999999999.00"), "INV-1 10.00",
                "advice.sum"),
            ["an amount without a document"] = (Changed("INV-2 ", "      "), "INV-1 10.00",
                "advice.sum advice.unread_row"),
            ["text from right to left"] = (Bytes(Letter.Replace("10.00", "\u200F10.00\u200E", StringComparison.Ordinal)
                .Replace("INV-2", "\u202BINV-2\u202C", StringComparison.Ordinal)), Both, ""),
            ["figures of another script"] = (Changed(" 20.00", " \u0662\u0660.\u0660\u0660"), "INV-1 10.00",
                "advice.sum"),
            ["bytes that are no text"] = (Bytes(Letter + "\0\0\0"), "", "file.unknown"),
            ["a line of four million letters"] = (Bytes(new string('x', 4_000_000) + "\n" + Letter), "",
                "file.unknown"),
            // Tables and workbooks.
            ["a number a spreadsheet has rounded"] = (Bytes("Invoice,Net amount,Currency\n1.00234E+05,10.00,USD\n"),
                "1.00234E+05 10.00", "advice.rounded_number"),
            ["days as numbers"] = (Bytes("Invoice,Payment date,Net amount,Currency\nINV-1,46203,10.00,USD\n"),
                "INV-1 10.00", ""),
            ["formulas with and without a value"] = (Sheet(("<c r=\"B2\"><f>5+5</f><v>10</v></c>"),
                "<c r=\"B3\"><f>HYPERLINK(A1)</f></c>"), "INV-1 10.00, INV-2", "advice.amount"),
            ["a document merged over two rows"] = (SheetFile.Build(("S", [["Invoice", "Net amount", "Currency"],
                ["INV-1", 1000L, "USD"], [null, 2000L, "USD"]])), "INV-1 10.00", "advice.sum"),
            ["a hidden sheet in front"] = (Hidden(), Both, "sheet.hidden"),
            ["a workbook cut in half"] = (SheetFile.Build(("S", [["Invoice", "Net amount"]]))[..400], "",
                "file.empty file.wrapping"),
            ["a workbook without a head"] = (SheetFile.Build(("S", [["INV-1", 1000L]])), "", "table.no_header"),
            ["a quote that never closes"] = (Bytes("Invoice,Net amount,Currency\n\"INV-1,10.00,USD\nINV-2,20.00,USD\n"),
                "\"" + Both, "table.quotes"),
            // Pages.
            ["a page that is a picture"] = (Pdf(pdf => pdf.Page()), "", "pdf.no_text"),
            ["a page locked with a password"] = (Locked(), "", "pdf.damaged"),
            ["a page that breaks off"] = (Pdf(Words)[..500], "", "pdf.damaged"),
            ["more pages than an advice has"] = (Pdf(pdf =>
            {
                for (var page = 0; page < 101; page++)
                    pdf.Page();
            }), "", "pdf.damaged"),
            ["a page in a mail in a mail"] = (Mixed("--B\r\nContent-Type: message/rfc822\r\n\r\n" + Encoding.Latin1
                .GetString(Mixed(Attachment("application/pdf", Pdf(Words)), boundary: "C"))), Both, ""),
        };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Changed(string what, string into) => Bytes(Letter.Replace(what, into,
        StringComparison.Ordinal));

    private static byte[] Html(string within) => Bytes(Head("text/html") + Page.Replace("{0}", within,
        StringComparison.Ordinal));

    private static string Head(string type, string encoding = "8bit") =>
        "From: ap@payer.example\r\nSubject: payment\r\n"
        + $"MIME-Version: 1.0\r\nContent-Type: {type}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n";

    private static string Part(string type, string content) => $"--B\r\nContent-Type: {type}\r\n\r\n{content}";

    private static string Attachment(string type, byte[] file) => $"--B\r\nContent-Type: {type}\r\n"
        + "Content-Disposition: attachment; filename=a\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks);

    private static byte[] Mixed(string parts, bool isClosed = true, string boundary = "B") => Encoding.UTF8.GetBytes(
        Head($"multipart/mixed; boundary={boundary}") + (parts + (isClosed ? "\r\n--B--\r\n" : "")).Replace("--B\r\n",
            $"--{boundary}\r\n", StringComparison.Ordinal).Replace("--B--", $"--{boundary}--",
            StringComparison.Ordinal));

    private static string Nested(int depth) => depth == 0 ? Head("text/plain") + Letter
        : Head("message/rfc822") + Nested(depth - 1);

    private static string Garbled(string text) => string.Join("!\r\n*", Convert.ToBase64String(Bytes(text)).Chunk(40)
        .Select(chunk => new string(chunk)));

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return target.ToArray();
    }

    private static byte[] Sheet(string first, string second) => Edited(SheetFile.Build(("S",
        [["Invoice", "Net amount", "Currency"], ["INV-1", null, "USD"], ["INV-2", null, "USD"]])),
        "xl/worksheets/sheet1.xml", text => text.Replace("<c r=\"C2\"", first + "<c r=\"C2\"", StringComparison.Ordinal)
            .Replace("<c r=\"C3\"", second + "<c r=\"C3\"", StringComparison.Ordinal));

    private static byte[] Hidden() => Edited(SheetFile.Build(("Old", [["Invoice", "Net amount", "Currency"],
        ["INV-6", 6600L, "USD"]]), ("New", [["Invoice", "Net amount", "Currency"], ["INV-1", 1000L, "USD"],
        ["INV-2", 2000L, "USD"]])), "xl/workbook.xml", text => text.Replace("name=\"Old\"",
        "name=\"Old\" state=\"hidden\"", StringComparison.Ordinal));

    private static byte[] Edited(byte[] workbook, string name, Func<string, string> edit)
    {
        using var source = new ZipArchive(new MemoryStream(workbook));
        return Zip([.. source.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            var text = reader.ReadToEnd();
            return (entry.FullName, Bytes(entry.FullName == name ? edit(text) : text));
        })]);
    }

    private static byte[] Pdf(Action<PdfPages> draw)
    {
        var pdf = new PdfPages();
        draw(pdf);
        return pdf.Build();
    }

    private static void Words(PdfPages pdf)
    {
        pdf.Page();
        var y = 800;
        foreach (var line in Letter.Split('\n'))
        {
            var cells = line.Split("  ", StringSplitOptions.RemoveEmptyEntries);
            for (var at = 0; at < cells.Length; at++)
                pdf.Left(50 + (at * 200), y, cells[at].Trim());
            y -= 14;
        }
    }

    private static byte[] Locked() => Bytes(Encoding.Latin1.GetString(Pdf(Words)).Replace("/Root 1 0 R", "/Root 1 0 R"
        + "/ID[<00112233445566778899AABBCCDDEEFF><00112233445566778899AABBCCDDEEFF>]/Encrypt<</Filter/Standard/V 2/R 3"
        + string.Create(CultureInfo.InvariantCulture, $"/Length 128/P -44/O<{new string('A', 64)}>"
            + $"/U<{new string('B', 64)}>>>"), StringComparison.Ordinal));
}
