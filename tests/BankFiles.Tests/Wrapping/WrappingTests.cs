using System.IO.Compression;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Wrapping;

public sealed class WrappingTests
{
    private static readonly byte[] Bai2 = Samples.All["bai2"];

    [Fact]
    public void Every_wrapper_gives_the_same_entries()
    {
        var text = Encoding.UTF8.GetString(Bai2);
        byte[][] wrapped =
        [
            [.. Encoding.UTF8.Preamble, .. Bai2], Encoding.Unicode.GetBytes(text),
                Encoding.BigEndianUnicode.GetBytes(text),
            [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)], Gzip(Bai2), Zip(("a.txt", Bai2)),
                Rtf(text),
            Gzip([.. Encoding.UTF8.Preamble, .. Bai2]),
        ];
        foreach (var file in wrapped)
        {
            var read = Reading.Read(file);

            Assert.Empty(read.Problems);
            Assert.Equal(Reading.Read(Bai2).Amounts(), read.Amounts());
            Assert.Equal("bai2", BankFile.Recognise(file)?.Format);
        }
    }

    [Fact]
    public void An_archive_of_several_files_is_read_whole_and_its_names_are_no_paths()
    {
        var read = Reading.Read(Zip(("../../etc/passwd", Bai2), ("folder/", []), ("b.xml", Samples.All["camt.053"])));

        Assert.Equal(7, read.Transactions.Count());
        Assert.Equal(["file.mixed"], read.Rules());
    }

    [Fact]
    public void A_bomb_stops_at_the_limit()
    {
        var bomb = Gzip([.. Bai2, .. new byte[30_000_000]]);

        var read = Reading.Read(bomb, new() { LargestUnwrapped = 1_000_000 });

        Assert.Contains("file.wrapping", read.Rules(Severity.Error));
    }

    [Fact]
    public void Damaged_archives_are_reported()
    {
        Assert.Contains("file.wrapping", Reading.Read(Zip(("a", Bai2))[..^30]).Rules(Severity.Error));
        var gzip = Gzip(Bai2);
        gzip[gzip.Length / 2] ^= 0xFF;
        Assert.NotEmpty(Reading.Read(gzip).Rules(Severity.Error));
        Assert.NotEmpty(Reading.Read(Zip()).Rules(Severity.Error));
    }

    [Fact(DisplayName = "A bank's zip is read (needs shared)")]
    public void A_banks_zip_is_read()
    {
        var read = Reading.Read(SharedFiles.Fixture("camt-zip/OCA-bank-statement-import__test-camt053.zip"));

        Assert.Equal("camt.053", read.Recognition?.Format);
        Assert.NotEmpty(read.Transactions);
    }

    [Fact]
    public void A_mail_of_alternatives_and_attachments_is_read_once_each()
    {
        const string Mail =
            "From: \"AP\" <ap@payer.example>\nSubject: =?utf-8?B?UmVtaXR0YW5jZSBhZHZpY2UgQUNNRQ==?=\nMIME-Version: " +
            "1.0\n" +
            "Content-Type: multipart/mixed;\n boundary=\"X\"\n\n--X\nContent-Type: multipart/alternative; " +
            "boundary=Y\n\n" +
            "--Y\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n" +
            "Payment amount: USD 30.00\n\nInvoice      Amount\nINV-1         10.0=\n0\nINV-2         20=2E00\n" +
            "--Y\nContent-Type: text/html\n\n<p>Payment amount: USD " +
            "30.00</p><table><tr><td>Invoice</td><td>Amount</td></tr>" +
            "<tr><td>INV-1</td><td>10.00</td></tr><tr><td>INV-2</td><td>20.00</td></tr></table>\n--Y--\n" +
            "--X\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n" +
            "--X\nContent-Disposition: attachment; filename=../a.csv\nContent-Type: text/csv\n\n" +
            "invoice_number,paid_amount,currency\nINV-3,5.00,USD\n--X--\n";

        var read = Reading.Read(Mail);

        Assert.Equal(["INV-1 INV-2", "INV-3"], read.Remittances.Select(remittance =>
            string.Join(' ', remittance.Lines.Select(line => line.Document))));
        Assert.Equal("ACME", read.Remittances[0].Payer);
        Assert.Empty(read.Rules(Severity.Warning));
        var html = Reading.Read(Mail.Replace("text/plain; charset=iso-8859-1", "text/x-nothing",
            StringComparison.Ordinal)
            .Replace("Invoice      Amount", "x", StringComparison.Ordinal));
        Assert.Equal("INV-1 INV-2", string.Join(' ', html.Remittances[0].Lines.Select(line => line.Document)));
    }

    [Fact]
    public void Mails_that_nest_without_end_are_left_alone()
    {
        var nested = string.Concat(Enumerable.Repeat("Subject: x\nContent-Type: message/rfc822\n\n", 5000));

        Assert.NotEmpty(Reading.Read(nested).Rules(Severity.Error));
    }

    private static byte[] Gzip(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Fastest))
            gzip.Write(content);
        return target.ToArray();
    }

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

    private static byte[] Rtf(string text) => Encoding.ASCII.GetBytes(
        @"{\rtf1\ansi{\fonttbl\f0 Monaco;}{\*\generator x;}\f0 " + text.Replace("\n", "\\\n",
            StringComparison.Ordinal) + "}");
}
