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
