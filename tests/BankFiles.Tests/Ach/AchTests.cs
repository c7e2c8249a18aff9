using System.Text;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Ach;

public sealed class AchTests
{
    private static readonly string Sample = Encoding.UTF8.GetString(Samples.All["ach"]);

    [Fact]
    public void Entries_and_the_820_across_their_addenda_are_read()
    {
        var read = Reading.Read(Sample);

        Assert.Empty(read.Problems);
        Assert.Equal(new("ach", null, SourceRole.Detail), read.Recognition);
        Assert.Equal("0004567890", Assert.Single(read.Statements).Head.Account);
        Assert.Equal(["1180.00", "26.40", "5.00", "-7.00"], read.Amounts());
        var (ctx, ccd, text, back) = (read.Statements[0].Transactions[0], read.Statements[0].Transactions[1],
            read.Statements[0].Transactions[2], read.Statements[0].Transactions[3]);
        Assert.Equal(("021000020000001", "CTX", LineKind.Receipt), (ctx.Reference, ctx.TypeCode, ctx.Kind));
        Assert.Equal(new Payer("HOLLISTER & GARCON SCHILDER OMAHA LP", "63699199054"), ctx.Payer);
        Assert.Equal("INV8643 INV8644", ctx.Text);
        Assert.Equal(("900012106", "9580788290", "K. OLSEN"), (ccd.Text, ccd.References["individual"], ccd.Payer.Name));
        Assert.Equal("DEPOSIT", text.Text);
        Assert.Equal((LineKind.Return, "R01", "091000010000009"), (back.Kind, back.References["return_reason"],
            back.References["original"]));
        Assert.Equal(["021000020000001", "021000020000002"], read.Remittances.Select(remittance =>
            remittance.Reference));
        Assert.Equal(("INV8643", 98000L, 100000L, 2000L), (read.Remittances[0].Lines[0].Document,
            read.Remittances[0].Lines[0].Net?.Minor,
            read.Remittances[0].Lines[0].Gross?.Minor, read.Remittances[0].Lines[0].Discount?.Minor));
    }

    [Fact]
    public void All_records_on_one_line_and_short_lines_are_the_same_file()
    {
        var one = Reading.Read(Sample.Replace("\n", "", StringComparison.Ordinal));
        var stripped = Reading.Read(string.Join('\n', Sample.Split('\n').Select(line => line.TrimEnd())));

        Assert.Empty(one.Problems);
        Assert.Empty(stripped.Problems);
        Assert.Equal(Reading.Read(Sample).Amounts(), one.Amounts());
    }

    [Theory]
    [InlineData("0000118000", "0000118001", "ach.batch_credits", "ach.file_credits", "ach.remittance_total")]
    [InlineData("6221220999960004567890       0000000500", "6221220999960004567890       00000005x0", "ach.entry",
        "ach.batch_credits", "ach.addenda")]
    public void What_the_entries_do_not_add_up_to_is_an_error(string right, string wrong, params string[] rules)
    {
        var routing = Sample.Substring(Sample.IndexOf("\n622", StringComparison.Ordinal) + 4, 9);
        var from = right.Replace("122099996", routing, StringComparison.Ordinal);
        var at = Sample.IndexOf(from, StringComparison.Ordinal);
        var file = Sample[..at] + wrong.Replace("122099996", routing,
            StringComparison.Ordinal) + Sample[(at + from.Length)..];

        var found = Reading.Read(file).Rules(Severity.Warning);

        Assert.All(rules, rule => Assert.Contains(rule, found));
    }

    [Fact]
    public void A_file_that_is_cut_or_lacks_its_header_says_so_and_is_read()
    {
        var lines = Sample.Split('\n');

        Assert.Contains("ach.no_control", Reading.Read(string.Join('\n', lines[..8])).Rules(Severity.Error));
        var headless = Reading.Read(string.Join('\n', lines[1..]));
        Assert.Contains("ach.no_header", headless.Rules(Severity.Error));
        Assert.Equal(4, headless.Transactions.Count());
    }

    [Fact]
    public void Letters_of_several_bytes_do_not_shift_the_columns()
    {
        var read = Reading.Read(Sample.Replace("K. OLSEN        ", "K. ØLSËN        ", StringComparison.Ordinal));

        Assert.Empty(read.Problems);
        Assert.Equal("K. ØLSËN", read.Statements[0].Transactions[1].Payer.Name);
    }

    [Theory(DisplayName = "The benchmark's ACH is read with its remittances (needs shared)")]
    [InlineData("dev-1")]
    [InlineData("dev-3")]
    public void The_benchmark_is_read(string desk)
    {
        var path = Path.Combine(SharedFiles.Folder("cashbench"), desk, "bank", "ctx.ach");
        var entries = File.ReadLines(path).Count(line => line.StartsWith('6'));

        var read = Reading.Read(File.ReadAllBytes(path));

        Assert.Empty(read.Rules(Severity.Error));
        Assert.Equal(entries, read.Transactions.Count());
        Assert.All(read.Remittances, remittance => Assert.Contains(read.Transactions, entry =>
            entry.Reference == remittance.Reference));
    }

    [Fact(DisplayName = "Each collected ACH file is read or says why not (needs shared)")]
    public void Every_collected_file_is_read_or_reported()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(SharedFiles.Folder("fixtures"), "ach")))
        {
            var read = Reading.Read(File.ReadAllBytes(path));

            Assert.True(read.Statements.Count > 0 || read.Problems.Count > 0, path);
        }
    }
}
