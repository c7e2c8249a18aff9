using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Tables;

/// <summary>What payment providers paid out, made of sales, fees, refunds and chargebacks.</summary>
public sealed class PayoutTests
{
    private const string Header = "id,Type,Amount,Fee,Net,Currency,Created (UTC),Transfer,Status\n";

    [Fact]
    public void A_row_is_what_is_left_made_of_gross_and_fee()
    {
        var read = Reading.Read(Header + "t1,charge,100.00,3.20,96.80,usd,2026-06-14,po_1,\n");

        var row = read.Transactions.Single();
        Assert.Equal(SourceRole.Detail, read.Recognition!.Role);
        Assert.Equal(("96.80 USD", LineKind.Receipt), (row.Amount.ToString(), row.Kind));
        Assert.Equal([("100.00", LineKind.Receipt), ("-3.20", LineKind.Excluded)],
            row.Parts.Select(part => (part.Amount.ToPlainString(), part.Kind)));
    }

    [Theory]
    [InlineData("refund", "-20.00", "", LineKind.Return)]
    [InlineData("chargeback", "-20.00", "", LineKind.Return)]
    [InlineData("dispute_reversal", "20.00", "", LineKind.Undecided)]
    [InlineData("stripe_fee", "-20.00", "", LineKind.Excluded)]
    [InlineData("payment", "20.00", "", LineKind.Receipt)]
    [InlineData("payment", "20.00", "Pending", LineKind.Undecided)]
    [InlineData("something else", "20.00", "", LineKind.Undecided)]
    public void The_type_says_what_a_row_is(string type, string amount, string status, LineKind kind) =>
        Assert.Equal(kind, Reading.Read($"{Header}t1,{type},{amount},0.00,{amount},usd,2026-06-14,po_1,{status}\n")
            .Transactions.Single().Kind);

    [Theory]
    [InlineData("-90.00", "")]
    [InlineData("-91.00", "payout.total")]
    public void The_payout_is_the_total_of_its_rows(string paid, string rule)
    {
        var read = Reading.Read($"{Header}t1,charge,100.00,10.00,90.00,usd,2026-06-14,po_1,\n"
            + $"t2,payout,{paid},0.00,{paid},usd,2026-06-16,po_1,\n");

        Assert.Equal(["90.00"], read.Amounts());
        Assert.Equal(rule.Length == 0 ? [] : [rule], read.Rules(Severity.Warning));
    }

    [Fact]
    public void A_mapping_with_a_fee_reads_a_providers_own_names()
    {
        var settings = ReadSettings.Default with
        {
            Mapping = new()
            {
                Name = "provider",
                Columns =
                [
                    (Field.Date, "Tag"), (Field.Amount, "Umsatz"), (Field.Fee, "Provision"), (Field.Net, "Rest"),
                ],
            },
        };
        var read = Reading.Read("Tag;Umsatz;Provision;Rest\n14.06.2026;100,00;3,20;96,80\n", settings);

        Assert.Equal(SourceRole.Detail, read.Recognition!.Role);
        Assert.Equal(["96.80"], read.Amounts());
    }

    [Fact]
    public void A_fee_that_does_not_explain_the_net_is_shown() => Assert.Equal(["payout.row_sum"],
        Reading.Read($"{Header}t1,charge,100.00,3.00,96.80,usd,2026-06-14,po_1,\n").Rules(Severity.Warning));

    [Fact]
    public void A_row_that_cannot_be_read_is_carried()
    {
        var problem = Reading.Read($"{Header}t1,charge,1x0,3.00,,usd,,po_1,\nt2,charge,5.00,0,5.00,usd,nodate,po_1,\n")
            .Problems.Single(found => found.Severity == Severity.Error);

        Assert.Equal("payout.row", problem.Rule);
        Assert.Contains("t2", problem.Raw!, StringComparison.Ordinal);
    }
}
