using System.Globalization;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Writing;

/// <summary>What a writer writes, its reader reads as what was given, without a finding.</summary>
public sealed class RoundTripTests
{
    public static TheoryData<string> Formats => [.. BankFileWriter.Formats.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void What_is_written_is_read_as_what_was_given(string format)
    {
        var seeds = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 5000 : 60;
        for (var seed = 0; seed < seeds; seed++)
        {
            var items = new MadeUp(seed).Of(format);

            var file = BankFileWriter.WriteWhole(format, items, MadeUp.Envelope);
            var read = Meaning.Items(file);

            var grave = read.OfType<ProblemFound>().Where(found => found.Problem.Severity > Severity.Note);
            Assert.True(Meaning.Of(items) == Meaning.Of(read) && !grave.Any(),
                string.Create(CultureInfo.InvariantCulture, $"Seed {seed}, problems {string.Join('\n', grave)}:\n") +
                $"{FirstDifference(items, read)}\nfrom\n{Encoding.UTF8.GetString(file)}");
            Assert.Equal(file, BankFileWriter.WriteWhole(format, read, MadeUp.Envelope));
        }
    }

    [Theory(DisplayName = "Collected files are written as they were read or refused by name; needs shared")]
    [InlineData("bai2", 10)]
    [InlineData("ach", 50)]
    [InlineData("camt", 34)]
    [InlineData("mt940", 40)]
    [InlineData("x12-820", 13)]
    public void Collected_files_are_written_as_they_were_read(string folder, int atLeast)
    {
        var same = 0;
        foreach (var path in Directory.GetFiles(SharedFiles.Folder("fixtures/" + folder)).Order(StringComparer.Ordinal))
        {
            var items = Meaning.Items(File.ReadAllBytes(path));
            if (items.OfType<FileBegan>().FirstOrDefault() is not { Recognition.Format: var format }
                || !BankFileWriter.Formats.Contains(format) || Meaning.Of(items).Length == 0)
                continue;
            // A file without entries is dated by its making.
            var made = items.OfType<StatementBegan>().FirstOrDefault()?.Head.AsOf ?? MadeUp.Envelope.Created;
            try
            {
                var envelope = MadeUp.Envelope with { Created = made };
                var read = Meaning.Items(BankFileWriter.WriteWhole(format, items, envelope));

                Assert.True(Meaning.Of(items) == Meaning.Of(read),
                    $"{Path.GetFileName(path)}: {FirstDifference(items, read)}");
                same++;
            }
            catch (ArgumentException refused)
            {
                Assert.StartsWith("The format has no place for ", refused.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(same >= atLeast, string.Create(CultureInfo.InvariantCulture, $"Only {same} are the same."));
    }

    [Theory]
    [InlineData("0625")]
    [InlineData("0626")]
    [InlineData("0629")]
    public void Our_own_samples_are_written_to_the_byte(string day)
    {
        var file = File.ReadAllBytes(Path.Combine(SharedFiles.Repository(), "samples", "bank",
            $"keystone-prior-day-{day}.bai2"));
        var header = Encoding.UTF8.GetString(file).Split('\n')[0].Split(',');
        var envelope = new Envelope
        {
            Sender = header[1], Receiver = header[2], Number = int.Parse(header[5], CultureInfo.InvariantCulture),
            Created = DateOnly.ParseExact(header[3], "yyMMdd", CultureInfo.InvariantCulture),
        };

        Assert.Equal(Encoding.UTF8.GetString(file),
            Encoding.UTF8.GetString(BankFileWriter.WriteWhole("bai2", Meaning.Items(file), envelope)));
    }

    [Theory]
    [InlineData("bai2", "NTRF", "a type code")]
    [InlineData("ach", "IAT", "class")]
    public void What_a_format_cannot_say_is_refused_by_name(string format, string code, string reason)
    {
        var items = new MadeUp(1).Of(format == "ach" ? "ach" : "bai2");
        var odd = items.Select(item => item is TransactionRead read
            ? new TransactionRead(read.Transaction with { TypeCode = code }) : item).ToList();

        var refused = Assert.Throws<ArgumentException>(() =>
            BankFileWriter.WriteWhole(format, odd, MadeUp.Envelope));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    private static string FirstDifference(List<FileItem> given, List<FileItem> read)
    {
        var (one, other) = (Meaning.Of(given).Split('\n'), Meaning.Of(read).Split('\n'));
        var at = 0;
        while (at < Math.Min(one.Length, other.Length) - 1 && one[at] == other[at])
            at++;
        return $"{one[at]}\nwas read as\n{other[at]}";
    }
}
