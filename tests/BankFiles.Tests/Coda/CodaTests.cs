using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Coda;

/// <summary>The Belgian statement, its structured communications, details and sums.</summary>
public sealed class CodaTests
{
    private static readonly string Sample = Encoding.UTF8.GetString(Samples.All["coda"]);

    private static FileContent Changed(string from, string to)
    {
        var changed = Sample.Replace(from, to, StringComparison.Ordinal);
        Assert.NotEqual(Sample, changed);
        return Reading.Read(changed);
    }

    [Fact]
    public void A_movement_has_its_structured_reference_and_its_payer()
    {
        var read = Reading.Read(Sample);

        var receipt = read.Transactions.First();
        Assert.Equal(("500.00", LineKind.Receipt, "+++000/0035/05134+++", "REF-1"),
            (receipt.Amount.ToPlainString(), receipt.Kind, receipt.Text, receipt.Reference));
        Assert.Equal(new Payer("KLANT EEN", "BE22313215646432", "KREDBEBB"), receipt.Payer);
        Assert.Equal(("000003505134", "E2E-1"), (receipt.References["creditor"], receipt.References["end_to_end"]));
        var statement = Assert.Single(read.Statements);
        Assert.Equal(("BE68539007547034", "EUR", "139"),
            (statement.Head.Account, statement.Head.Currency.Code, statement.Head.Number));
        Assert.Equal("1425.00", statement.End!.Closing!.Value.ToPlainString());
    }

    [Fact]
    public void Details_are_parts_of_their_entry_and_a_return_is_one()
    {
        var unpaid = Reading.Read(Sample).Transactions.Last();

        Assert.Equal(("-75.00", LineKind.Return, "AM04"),
            (unpaid.Amount.ToPlainString(), unpaid.Kind, unpaid.References["return_reason"]));
        Assert.Equal(["-25.00", "-50.00"], unpaid.Parts.Select(part => part.Amount.ToPlainString()));
        Assert.Equal("COLLECTION B", unpaid.Parts[1].Text);
    }

    [Fact]
    public void A_file_that_does_not_add_up_is_found_wherever_it_states_a_figure()
    {
        Assert.Equal(["coda.balance"], Changed("000000001425000", "000000001425010").Rules());
        Assert.Equal(["coda.credits"], Changed("000000000500000     ", "000000000500010     ").Rules());
        Assert.Equal(["coda.records"], Changed("000012", "000013").Rules());
        Assert.Equal(["coda.details"], Changed("1000000000025000", "1000000000026000").Rules());
    }

    [Fact]
    public void An_amount_with_three_decimals_of_a_euro_is_no_rounding_and_loses_none_of_its_records()
    {
        var read = Changed("0000000000500000300626", "0000000000500001300626");

        Assert.Single(read.Transactions);
        Assert.Contains("REF-1", read.Problems.First(problem => problem.Rule == "coda.amount").Raw,
            StringComparison.Ordinal);
        Assert.Contains(read.Problems, problem => problem.Rule == "coda.unread"
            && problem.Raw!.Contains("KLANT EEN", StringComparison.Ordinal));
    }

    [Fact]
    public void A_structured_reference_whose_check_digits_do_not_agree_is_noted() =>
        Assert.Equal(["reference.check_digit"], Changed("000003505134", "000003505135").Rules());

    [Fact]
    public void A_file_without_its_end_says_so() =>
        Assert.Contains("coda.no_trailer",
            Reading.Read(Sample[..Sample.IndexOf("\n8139", StringComparison.Ordinal)]).Rules(Severity.Error));
}
