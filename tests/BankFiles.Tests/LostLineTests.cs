using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using BankFiles.Tests.Writing;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace BankFiles.Tests;

/// <summary>
/// Records dropped, repeated, swapped, cut off: every line that is still whole is in what was read or in a problem.
/// </summary>
public sealed partial class LostLineTests
{
    private static readonly int Mutations =
        Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 200_000 : 250;

    public static TheoryData<string> Formats =>
        ["ach", "bai2", "camt.053", "mt940", "x12.820", .. MarkedFiles.All.Keys];

    [Theory]
    [MemberData(nameof(Formats))]
    public void No_whole_line_is_lost(string format)
    {
        var lines = Marked(format);
        for (var seed = 0; seed < Mutations; seed++)
        {
            var mutated = Mutated(lines, new Random(seed));

            var lost = Lost(lines, mutated, Reading.Read(mutated));

            Assert.True(lost.Count == 0, string.Create(CultureInfo.InvariantCulture,
                $"Seed {seed} lost {string.Join(' ', lost)} of\n{mutated}"));
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_reader_that_drops_a_line_in_silence_is_caught(string format)
    {
        var lines = Marked(format);
        var file = string.Join('\n', lines);
        var read = Reading.Read(file);
        Assert.Empty(Lost(lines, file, read));

        var faulty = read.Transactions.Any()
            ? read with
            {
                Statements = [read.Statements[0] with { Transactions = [.. read.Statements[0].Transactions.Skip(1)] },
                    .. read.Statements.Skip(1)],
                Remittances = [],
            }
            : read with { Remittances = [.. read.Remittances.Skip(1)] };

        Assert.NotEmpty(Lost(lines, file, faulty));
    }

    [GeneratedRegex(@"QM\d{7}")]
    private static partial Regex Marker();

    private static string[] Marked(string format)
    {
        if (MarkedFiles.All.TryGetValue(format, out var written))
            return written;
        var number = 1_000_000;
        List<FileItem> items = format == "x12.820" ? [] : [.. Enumerable.Range(0, 3).SelectMany(_ => Statement(format,
            ref number))];
        for (var at = 0; at < 6 && format == "x12.820"; at++)
            items.Add(new RemittanceRead(new()
            {
                Reference = "T1", Currency = Currency.Usd, Total = new(100, Currency.Usd),
                Lines = [new($"QM{++number}", new(100, Currency.Usd), null, null, null, new(100, Currency.Usd), 0)],
            }));
        return Encoding.UTF8.GetString(BankFileWriter.WriteWhole(format, items, MadeUp.Envelope)).Split('\n');
    }

    private static List<FileItem> Statement(string format, ref int number)
    {
        var day = new DateOnly(2026, 6, 1).AddDays(number % 20);
        var balance = new Money(100_00, Currency.Usd);
        var items = new List<FileItem>
        {
            new StatementBegan(new(number.ToString(CultureInfo.InvariantCulture), Currency.Usd, day, balance,
                balance + new Money(5_00, Currency.Usd), null, 0)),
        };
        for (var at = 0; at < 5; at++)
        {
            number++;
            items.Add(new TransactionRead(new()
            {
                Date = day, Amount = new(1_00, Currency.Usd), Kind = LineKind.Receipt, Line = 0,
                TypeCode = format switch { "bai2" => "165", "ach" => "CCD", "mt940" => "NTRF", _ => "PMNT-RCDT-ESCT" },
                Reference = string.Create(CultureInfo.InvariantCulture, $"QM{number}"),
            }));
        }

        items.Add(new StatementEnded(new(balance + new Money(5_00, Currency.Usd), 5)));
        return items;
    }

    private static string Mutated(string[] original, Random random)
    {
        var lines = original.ToList();
        for (var times = random.Next(1, 5); times > 0; times--)
        {
            var (one, other) = (random.Next(lines.Count), random.Next(lines.Count));
            switch (random.Next(6))
            {
                case 0 when lines.Count > 2: lines.RemoveAt(one); break;
                case 1: lines.Insert(other, lines[one]); break;
                case 2: (lines[one], lines[other]) = (lines[other], lines[one]); break;
                case 3 when one > 2: lines.RemoveRange(one, lines.Count - one); break;
                case 4: lines.Insert(one, "\u0001 ?? NO RECORD"); break;
                default: lines[one] = lines[one].Replace('1', '7'); break;
            }
        }

        return string.Join('\n', lines);
    }

    // A file whose XML cannot be read any further says where it stopped; what is behind is not judged.
    private static List<string> Lost(string[] original, string file, FileContent read)
    {
        if (read.Recognition is null || read.Problems.Any(problem => problem.Rule is "camt.broken"
            or "pacs.broken"))
            return [];
        var said = new StringBuilder();
        foreach (var line in read.Transactions)
            said.AppendJoin(' ', line.References.Values.Append(line.Text).Append(line.Reference)
                .Append(line.Payer.Name)).Append(' ');
        foreach (var line in read.Remittances.SelectMany(advice => advice.Lines))
            said.Append(line.Document).Append(' ');
        foreach (var problem in read.Problems)
            said.Append(problem.Raw).Append(' ');
        var all = said.ToString();
        var whole = string.Join('\n', file.Split('\n').Intersect(original, StringComparer.Ordinal));
        return [.. Marker().Matches(whole).Select(match => match.Value).Distinct()
            .Where(marker => !all.Contains(marker, StringComparison.Ordinal))];
    }
}
