using System.IO.Compression;
using System.Text;
using Turnstone.BankFiles;

namespace BankFiles.Tests.Writing;

/// <summary>However a file is cut, joined, ordered, wrapped or encoded, it says the same.</summary>
public sealed class MetamorphicTests
{
    private const int Seeds = 8;

    public static TheoryData<string> Formats => [.. BankFileWriter.Formats.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Lines => ["ach", "bai2", "mt940", "x12.820"];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_cut_in_two_says_in_two_what_it_said_in_one(string format) => Each(format, items =>
    {
        var parts = Statements(items);
        var read = parts.SelectMany(part => Meaning.Items(Write(format, part)));

        Assert.Equal(Said(Meaning.Items(Write(format, items))), Said(read));
    });

    [Theory]
    [MemberData(nameof(Lines))]
    public void Two_files_one_behind_the_other_say_what_both_said(string format) => Each(format, items =>
    {
        var file = Write(format, items);
        var other = Write(format, new MadeUp(4711).Of(format));

        Assert.Equal(Said([.. Meaning.Items(file), .. Meaning.Items(other)]),
            Said(Meaning.Items([.. file, .. other])));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void Statements_in_another_order_say_the_same(string format) => Each(format, items =>
    {
        var turned = Enumerable.Reverse(Statements(items)).SelectMany(part => part).ToList();

        Assert.Equal(Said(items).Order(StringComparer.Ordinal),
            Said(Meaning.Items(Write(format, turned))).Order(StringComparer.Ordinal));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void Wrappers_and_charsets_change_nothing(string format) => Each(format, items =>
    {
        var file = Write(format, items);
        var text = Encoding.UTF8.GetString(file);
        var said = Said(items);
        Assert.Equal(said, Said(Meaning.Items([.. Encoding.UTF8.Preamble, .. file])));
        Assert.Equal(said, Said(Meaning.Items([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)])));
        Assert.Equal(said, Said(Meaning.Items(
            [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)])));
        Assert.Equal(said, Said(Meaning.Items(Gzip(file))));
        Assert.Equal(said, Said(Meaning.Items(Zip(file))));
    });

    [Theory]
    [MemberData(nameof(Formats))]
    public void Ends_of_lines_and_blanks_before_them_change_nothing(string format) => Each(format, items =>
    {
        var text = Encoding.UTF8.GetString(Write(format, items));
        var said = Said(items);
        Assert.Equal(said, Said(Meaning.Items(Bytes(text.Replace("\n", "\r\n", StringComparison.Ordinal)))));
        if (format is "ach" or "x12.820" || format.StartsWith("camt", StringComparison.Ordinal))
            Assert.Equal(said, Said(Meaning.Items(Bytes(text.Replace("\n", "", StringComparison.Ordinal)))));
        if (format is "bai2" or "x12.820" or "ach")
            Assert.Equal(said, Said(Meaning.Items(Bytes(text.Replace("\n", "  \n", StringComparison.Ordinal)))));
    });

    private static void Each(string format, Action<List<FileItem>> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
            check(new MadeUp(seed).Of(format));
    }

    // A statement with all that belongs to it; remittances alone are one each.
    private static List<List<FileItem>> Statements(List<FileItem> items)
    {
        var parts = new List<List<FileItem>>();
        foreach (var item in items)
        {
            if (item is StatementBegan || parts.Count == 0 || items[0] is RemittanceRead)
                parts.Add([]);
            parts[^1].Add(item);
        }

        return parts;
    }

    private static IEnumerable<string> Said(IEnumerable<FileItem> items) => items.OfType<TransactionRead>()
        .Select(read => Meaning.Of(read.Transaction))
        .Concat(items.OfType<RemittanceRead>().Select(read => Meaning.Of([read])));

    private static byte[] Write(string format, List<FileItem> items) =>
        BankFileWriter.WriteWhole(format, items, MadeUp.Envelope);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static byte[] Gzip(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(file);
        return packed.ToArray();
    }

    private static byte[] Zip(byte[] file)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create))
        using (var entry = archive.CreateEntry("statement.txt").Open())
            entry.Write(file);
        return packed.ToArray();
    }
}
