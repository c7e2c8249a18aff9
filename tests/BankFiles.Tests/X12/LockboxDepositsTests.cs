using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.X12;

/// <summary>The 823: deposits, batches, checks and their documents.</summary>
public sealed class LockboxDepositsTests
{
    private static readonly string Sample = Encoding.UTF8.GetString(Samples.All["x12.823"]);

    private static FileContent Changed(string from, string to) =>
        Reading.Read(Sample.Replace(from, to, StringComparison.Ordinal));

    [Fact]
    public void Checks_of_a_deposit_are_entries_with_their_documents()
    {
        var read = Reading.Read(Sample);

        Assert.Equal(["700.00", "10.00"], read.Amounts());
        var first = read.Transactions.First();
        Assert.Equal((new Payer("RIVERBEND SUPPLY", "0700123455", "555000027"), "180", "INV-1 INV-2"),
            (first.Payer, first.Reference, first.Text));
        Assert.Equal(("22222", "7", new DateOnly(2026, 6, 16)),
            (first.References["lockbox"], first.References["batch"], first.Date));
        Assert.Equal(["INV-1", "INV-2"], Assert.Single(read.Remittances).Lines.Select(line => line.Document));
        Assert.Equal("0004567890", Assert.Single(read.Statements).Head.Account);
        Assert.Equal(("x12.823", SourceRole.Detail), (read.Recognition!.Format, read.Recognition.Role));
    }

    [Fact]
    public void Wrong_totals_counts_and_documents_are_found()
    {
        Assert.Equal(["x12.deposit_total"], Changed("AMT*3*710.00~QTY*42*2~BAT", "AMT*3*711.00~QTY*42*2~BAT").Rules());
        Assert.Equal(["x12.batch_count"], Changed("QTY*42*2~BPR", "QTY*42*3~BPR").Rules());
        Assert.Equal(["advice.sum"], Changed("INV-2**200.00", "INV-2**200.01").Rules());
    }

    [Fact]
    public void A_check_whose_amount_cannot_be_read_is_a_problem_that_carries_it()
    {
        var read = Changed("BPR*I*10.00", "BPR*I*ten");

        Assert.Equal(["700.00"], read.Amounts());
        Assert.Contains("ten", read.Problems.First(problem => problem.Rule == "x12.amount").Raw,
            StringComparison.Ordinal);
    }
}
