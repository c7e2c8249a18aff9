using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Tables;

/// <summary>Rows that state a balance or a total, and amounts as sheets and portals write them.</summary>
public sealed class TableTotalsTests
{
    private const string Header = "Date;Text;Debit;Credit;Currency\n";

    [Theory]
    [InlineData("Total;;4,00;10,00;", "")]
    [InlineData("Transactions Total;;4,00;10,00;", "")]
    [InlineData("Total;;4,00;11,00;", "table.total")]
    [InlineData("Total;;;6,00;", "")]
    [InlineData("Balance at end of period;;;99,00;", "")]
    [InlineData(";KUNDE AG;;10,00;", "table.other_row")]
    public void A_total_below_the_entries_is_no_entry_and_is_compared(string row, string rule)
    {
        var read = Reading.Read($"{Header}01.06.2026;A;;10,00;EUR\n02.06.2026;B;4,00;;EUR\n{row}\n");

        Assert.Equal(["10.00", "-4.00"], read.Amounts());
        Assert.Equal(rule.Length == 0 ? [] : [rule], read.Rules(Severity.Warning));
    }

    [Fact]
    public void A_total_of_a_part_is_not_compared()
    {
        var read = Reading.Read($"{Header}01.06.2026;A;;10,00;EUR\nTotal;;;7,00;\n02.06.2026;B;4,00;;EUR\n");

        Assert.Empty(read.Rules(Severity.Warning));
    }

    [Fact]
    public void A_balance_with_a_day_and_no_amount_is_no_entry()
    {
        var read = Reading.Read("Date,Description,Amount,Balance,Currency\n01 Jun 2026,Opening balance,,5.00,GBP\n"
            + "02 Jun 2026,ACME,1.00,6.00,GBP\n");

        Assert.Empty(read.Rules(Severity.Warning));
        Assert.Equal(["1.00"], read.Amounts());
    }

    [Theory]
    [InlineData("1.500,00", "2207.68", "2207.68")]
    [InlineData("1.500,00", "-R$ 1.234,50", "-1234.50")]
    [InlineData("1.500,00", "1 234,50 Kč", "1234.50")]
    [InlineData("1.500,00", "EUR1.234,50", "1234.50")]
    [InlineData("1.500,00", "1.234", "1234.00")]
    [InlineData("1,500.00", "1,50,000.00", "150000.00")]
    [InlineData("1,500.00", "(US$ 12.50)", "-12.50")]
    public void An_amount_is_read_by_its_own_signs(string first, string cell, string amount)
    {
        var read = Reading.Read($"Date;Text;Amount\n01.06.2026;A;{first}\n02.06.2026;B;{cell}\n");

        Assert.Equal(["1500.00", amount], read.Amounts());
    }

    [Fact]
    public void Digits_that_group_in_no_way_are_no_amount()
    {
        var read = Reading.Read("Date;Text;Amount\n01.06.2026;A;1.500,00\n02.06.2026;B;1.2345,00\n");

        Assert.Equal(["1500.00"], read.Amounts());
        Assert.Contains("table.amount", read.Rules(Severity.Error));
    }

    [Fact]
    public void The_first_of_two_days_is_the_booking()
    {
        var read = Reading.Read("Date,Description,Amount,Currency\n09/16/2026 as of 09/15/2026,INT,$0.05,USD\n");

        Assert.Equal(new DateOnly(2026, 9, 16), read.Transactions.Single().Date);
    }

    [Theory]
    [InlineData("2.500,00 EUR", "EUR")]
    [InlineData("£2.50", "GBP")]
    [InlineData("CHF 2.50", "CHF")]
    public void The_currency_beside_any_amount_is_the_tables(string balance, string currency)
    {
        var read = Reading.Read($"Date;Text;Amount;Balance\n01.06.2026;A;2,50;{balance}\n");

        Assert.Equal(currency, read.Transactions.Single().Amount.Currency.Code);
    }
}
