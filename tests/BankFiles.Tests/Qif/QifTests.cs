using Turnstone.BankFiles;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace BankFiles.Tests.Qif;

/// <summary>QIF with its many forms of date and amount.</summary>
public sealed class QifTests
{
    private static readonly ReadSettings Dollars = new() { DefaultCurrency = Currency.Usd };

    private static FileContent Read(string entries) => Reading.Read("!Type:Bank\n" + entries, Dollars);

    [Fact]
    public void An_entry_has_its_payee_its_number_and_its_memo()
    {
        var read = Read("D6/30'26\nT1,234.50\nN1001\nPRIVERBEND SUPPLY\nMINV 4711\nLSales\n^\n");

        var one = Assert.Single(read.Transactions);
        Assert.Equal(("1234.50", new DateOnly(2026, 6, 30), "1001", "RIVERBEND SUPPLY INV 4711"),
            (one.Amount.ToPlainString(), one.Date, one.Reference, one.Text));
        Assert.Equal(("RIVERBEND SUPPLY", LineKind.Receipt), (one.Payer.Name, one.Kind));
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("30/06/2026")]
    [InlineData("06/30/2026")]
    [InlineData("30.06.26")]
    [InlineData("2026-06-30")]
    [InlineData("6/30' 26")]
    public void Dates_of_any_order_are_read(string written) =>
        Assert.Equal(new DateOnly(2026, 6, 30), Read($"D{written}\nT1.00\n^\n").Transactions.Single().Date);

    [Fact]
    public void An_order_no_date_proves_is_noted_as_a_guess()
    {
        var read = Read("D05/06/2026\nT1.00\n^\n");

        Assert.Equal(new DateOnly(2026, 5, 6), read.Transactions.Single().Date);
        Assert.Equal(["qif.date_order"], read.Rules());
    }

    [Fact]
    public void Comma_decimals_splits_and_the_opening_balance_are_read()
    {
        var read = Read("D30/06/2026\nT100,00\nPOpening Balance\nL[Giro]\n^\nD30/06/2026\nT-1.234,50\nSRent\nEJune\n"
            + "$-1.000,00\nSPower\n$-234,50\n^\n");

        var one = Assert.Single(read.Transactions);
        Assert.Equal("-1234.50", one.Amount.ToPlainString());
        Assert.Equal(["Rent -1000.00", "Power -234.50"],
            one.Parts.Select(part => $"{part.TypeCode} {part.Amount.ToPlainString()}"));
        Assert.Equal(("Giro", "100.00"),
            (Assert.Single(read.Statements).Head.Account, read.Statements[0].Head.Opening!.Value.ToPlainString()));
    }

    [Fact]
    public void Lists_that_are_no_money_are_passed_over_and_accounts_named()
    {
        var read = Reading.Read("!Account\nNChecking\nTBank\n^\n!Type:Bank\nD6/30/26\nT1\n^\n!Type:Cat\nNFood\n"
            + "DEating\n^\n", Dollars);

        Assert.Equal("Checking", Assert.Single(read.Statements).Head.Account);
        Assert.Single(read.Transactions);
    }

    [Fact]
    public void What_cannot_be_read_is_a_problem_that_carries_it()
    {
        var read = Read("D6/30/26\nTabc\nPLOST LTD\n^\nD6/30/26\nT1.00\n");

        Assert.Contains("LOST LTD", read.Problems.First(problem => problem.Rule == "qif.amount").Raw,
            StringComparison.Ordinal);
        Assert.Single(read.Transactions);
        Assert.Contains("qif.unclosed", read.Rules());
    }

    [Fact]
    public void A_file_without_a_currency_from_its_source_says_so() =>
        Assert.Equal(["qif.no_currency"], Reading.Read("!Type:Bank\nD6/30/26\nT1.00\n^\n").Rules());
}
