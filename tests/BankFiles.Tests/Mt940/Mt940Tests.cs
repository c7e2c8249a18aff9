using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace BankFiles.Tests.Mt940;

public sealed class Mt940Tests
{
    private static readonly string Sample = Encoding.UTF8.GetString(Samples.All["mt940"]);

    private const string Head = ":20:X\n:25:1\n:60F:C260625EUR0,\n";

    [Fact]
    public void A_statement_is_read_with_german_and_slash_details()
    {
        var read = Reading.Read(Sample);

        Assert.Empty(read.Problems);
        Assert.Equal(new("mt940", null, SourceRole.Statement), read.Recognition);
        Assert.Equal(("DE02120300000000202051", "181/1"), (read.Statements[0].Head.Account,
            read.Statements[0].Head.Number));
        Assert.Equal(["262.36", "-50.00", "-12.36"], read.Amounts());
        var (german, slash, fee) = (read.Transactions.First(), read.Transactions.ElementAt(1),
            read.Transactions.Last());
        Assert.Equal(new Payer("SCHAEFER PHARMA GESELLSCHAFT MBH", "DE62394222841599119838", "COBADEFFXXX"),
            german.Payer);
        Assert.Equal(("RECHNUNG NR RE26/008086 UND RE26/8087", "095402198193", "166"), (german.Text, german.Reference,
            german.TypeCode));
        Assert.Equal("3458060602", german.References["end_to_end"]);
        Assert.Equal((LineKind.Return, "A/B HOLDING", "RETOUR\nFACTUUR 7/8"), (slash.Kind, slash.Payer.Name,
            slash.Text));
        Assert.Equal(("R2", "KD7", false), (slash.Reference, slash.References["customer"],
            slash.References.ContainsKey("end_to_end")));
        Assert.Equal((new DateOnly(2025, 12, 30), new DateOnly(2026, 1, 1)), (slash.Date, slash.ValueDate));
        Assert.Equal((LineKind.Excluded, "NCHG"), (fee.Kind, fee.TypeCode));
    }

    [Theory]
    [InlineData("C1,00", "1.00", LineKind.Receipt)]
    [InlineData("CR1,00", "1.00", LineKind.Receipt)]
    [InlineData("D1,00", "-1.00", LineKind.Excluded)]
    [InlineData("DR1,00", "-1.00", LineKind.Excluded)]
    [InlineData("RC1,00", "-1.00", LineKind.Return)]
    [InlineData("RCR1,00", "-1.00", LineKind.Return)]
    [InlineData("RD1,00", "1.00", LineKind.Undecided)]
    [InlineData("RDR1,00", "1.00", LineKind.Undecided)]
    [InlineData("EC1,00", "1.00", LineKind.Undecided)]
    [InlineData("C1,", "1.00", LineKind.Receipt)]
    [InlineData("C,50", "0.50", LineKind.Receipt)]
    [InlineData("C1.234,5", "1234.50", LineKind.Receipt)]
    [InlineData("C1234.50", "1234.50", LineKind.Receipt)]
    [InlineData("C000000000001,00", "1.00", LineKind.Receipt)]
    public void The_mark_gives_the_sign_also_before_a_letter_of_the_currency(string mark, string amount, LineKind kind)
    {
        var entry = Reading.Read($"{Head}:61:260626{mark}NTRFNONREF\n").Transactions.Single();

        Assert.Equal((amount, kind), (entry.Amount.ToPlainString(), entry.Kind));
    }

    [Theory]
    [InlineData("1412310105", 2015, 1, 5)]
    [InlineData("2601011230", 2025, 12, 30)]
    [InlineData("2606290630", 2026, 6, 30)]
    [InlineData("260629    ", 2026, 6, 29)]
    public void The_year_of_the_entry_date_is_the_nearest(string dates, int year, int month, int day)
    {
        var entry = Reading.Read($"{Head}:61:{dates}C1,00NTRFNONREF\n").Transactions.Single();

        Assert.Equal(new DateOnly(year, month, day), entry.Date);
    }

    [Fact]
    public void The_first_statement_is_there_when_the_file_begins_with_its_tag()
    {
        var bare = string.Concat(Enumerable.Range(1, 100).Select(i =>
            $":20:S{i}\n:25:1\n:60F:C260625EUR{i},\n:61:260626C1,00NTRFNONREF\n:62F:C260626EUR{i + 1},\n"));

        var read = Reading.Read(bare);

        Assert.Equal(100, read.Statements.Count);
        Assert.Equal(100, read.Transactions.Count());
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void A_balance_that_does_not_close_and_a_page_that_is_missing_are_reported()
    {
        Assert.Equal(["mt940.balance"], Reading.Read(Sample.Replace("62F:C260630EUR1200,00", "62F:C260630EUR1200,01",
            StringComparison.Ordinal)).Rules(Severity.Error));
        const string Pages = ":20:A\n:25:1\n:28C:1/1\n:60F:C260625EUR1,\n:61:260626C1,00NTRFX\n:62M:C260625EUR2,\n-\n" +
            ":20:B\n:25:1\n:28C:1/2\n:60M:C260625EUR3,\n:62F:C260625EUR3,\n-\n";

        Assert.Equal(["mt940.chain"], Reading.Read(Pages).Rules(Severity.Warning));
    }

    [Fact]
    public void An_interim_report_has_its_sums_checked()
    {
        const string Report = "{1:F01}{2:I942X}{4:\n:20:X\n:25:1\n:28C:17/1\n:34F:NZD0,\n:13D:2005211017+1200\n" +
            ":61:2005210521C5000,NBKTNONREF\ntest/NBKT\n:86:/BAI/399/MISCELLANEOUS CREDIT\n/ORDP/test " +
            "rate\n/ACNO/12-3011\n:90D:0NZD0,\n:90C:1NZD5000,\n-}\n";

        var read = Reading.Read(Report);

        Assert.Empty(read.Problems);
        Assert.Equal(new("mt942", null, SourceRole.Intraday), read.Recognition);
        Assert.Equal(("399", "test rate", "12-3011"), (read.Transactions.Single().TypeCode,
            read.Transactions.Single().Payer.Name, read.Transactions.Single().Payer.Account));
        Assert.Equal(["mt940.summary_count", "mt940.summary_sum"], Reading.Read(Report.Replace("90C:1NZD5000",
            "90C:2NZD5001", StringComparison.Ordinal)).Rules());
    }

    [Fact]
    public void A_line_of_text_that_begins_like_a_tag_stays_text()
    {
        var read = Reading.Read(Sample.Replace(":86:BANK FEE", ":86:BANK\n:not a tag\n-5 percent FEE",
            StringComparison.Ordinal));

        Assert.Equal("BANK\n:not a tag\n-5 percent FEE", read.Transactions.Last().Text);
    }

    [Fact]
    public void An_unreadable_line_is_carried_in_a_problem_and_the_balance_shows_it()
    {
        var read = Reading.Read(Sample.Replace("R12,36NCHG", "R12x36NCHG", StringComparison.Ordinal));

        Assert.Equal(["mt940.line", "mt940.balance"], read.Rules(Severity.Error));
        Assert.Contains("R12x36NCHG", read.Problems[0].Raw!, StringComparison.Ordinal);
    }

    [Fact(DisplayName = "Reversals of credits are money out, as the bank's balances prove (needs shared)")]
    public void Reversals_have_the_sign_the_balances_prove()
    {
        var read = Reading.Read(SharedFiles.Fixture("mt940/sandermarechal-jejik-mt940__sparkasse2.txt"));

        Assert.Equal("1027.25", read.Transactions.Single().Amount.ToPlainString());
        Assert.Equal(Currency.Eur, read.Transactions.Single().Amount.Currency);
    }

    [Theory(DisplayName = "The benchmark's MT940 is read clean (needs shared)")]
    [InlineData("dev-1", 71)]
    [InlineData("dev-3", 290)]
    public void The_benchmark_is_read_clean(string desk, int entries)
    {
        var read = Reading.Read(File.ReadAllBytes(Path.Combine(SharedFiles.Folder("cashbench"), desk, "bank",
            "statement.mt940")));

        Assert.Empty(read.Problems);
        Assert.Equal(entries, read.Transactions.Count());
    }
}
