using System.Text;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.X12;

public sealed class X12Tests
{
    private static readonly string Sample = Encoding.UTF8.GetString(Samples.All["x12.820"]);

    [Fact]
    public void An_820_is_a_remittance_with_lines_and_adjustments()
    {
        var read = Reading.Read(Sample);

        Assert.Empty(read.Problems);
        Assert.Equal(new("x12.820", "004010", SourceRole.Advice), read.Recognition);
        var remittance = Assert.Single(read.Remittances);
        Assert.Equal(("HOLLISTER & GARCON", "111000020000005", new DateOnly(2026, 6, 30), "1078.00"),
            (remittance.Payer, remittance.Reference, remittance.Date, remittance.Total?.ToPlainString()));
        Assert.Equal(["INV8643", "INV8644", "CM1"], remittance.Lines.Select(line => line.Document));
        Assert.Equal([98000L, 15000L, -4000L], remittance.Lines.Select(line => line.Net?.Minor ?? 0));
        Assert.Equal((5000L, "04"), (remittance.Lines[1].Deduction?.Minor, remittance.Lines[1].Reason));
        Assert.Equal((-1200L, "55"), (remittance.Adjustments.Single().Net?.Minor,
            remittance.Adjustments.Single().Reason));
    }

    [Theory]
    [InlineData("~\n", "~")]
    [InlineData("~\n", "\n")]
    [InlineData("~\n", "\r\n")]
    [InlineData("~\n", "\\\n")]
    [InlineData("~", "|")]
    [InlineData("*", "^")]
    [InlineData("\nGS", " \n   GS")]
    public void Any_signs_between_elements_and_segments_are_found(string from, string to)
    {
        var read = Reading.Read(Sample.Replace(from, to, StringComparison.Ordinal));

        Assert.Empty(read.Problems);
        Assert.Equal(3, read.Remittances.Single().Lines.Count);
    }

    [Fact]
    public void An_interchange_header_of_wrong_length_is_counted_through()
    {
        var read = Reading.Read(Sample.Replace("          ", "", StringComparison.Ordinal).Replace("SENDER         ",
            "SENDER", StringComparison.Ordinal));

        Assert.Equal(3, read.Remittances.Single().Lines.Count);
    }

    [Theory]
    [InlineData("SE*13", "SE*14", "x12.set_count")]
    [InlineData("SE*13*0001", "SE*13*0002", "x12.control")]
    [InlineData("GE*1*1", "GE*2*1", "x12.group_count")]
    [InlineData("980.00*1000", "980.01*1000", "advice.line_sum")]
    [InlineData("C*1078.00", "C*1078.01", "advice.sum")]
    public void Counts_controls_and_sums_are_checked(string right, string wrong, string rule)
    {
        Assert.Contains(rule, Reading.Read(Sample.Replace(right, wrong,
            StringComparison.Ordinal)).Rules(Severity.Warning));
    }

    [Fact]
    public void An_amount_that_is_text_is_reported_and_the_line_kept()
    {
        var read = Reading.Read(Sample.Replace("980.00*1000.00", "INV AMT*1000.00", StringComparison.Ordinal));

        Assert.Contains("x12.amount", read.Rules(Severity.Error));
        Assert.Equal(("INV8643", null), (read.Remittances[0].Lines[0].Document, read.Remittances[0].Lines[0].Net));
    }

    [Fact]
    public void A_set_that_breaks_off_is_handed_out_with_an_error()
    {
        var read = Reading.Read(Sample[..Sample.IndexOf("ENT*2", StringComparison.Ordinal)]);

        Assert.Equal(3, read.Remittances.Single().Lines.Count);
        Assert.Contains("x12.no_trailer", read.Rules(Severity.Error));
    }

    [Fact(DisplayName = "The benchmark's 820 is read (needs shared)")]
    public void The_benchmark_is_read()
    {
        var read = Reading.Read(File.ReadAllBytes(Path.Combine(SharedFiles.Folder("cashbench"), "dev-3",
            "remittances", "inbound.820")));

        Assert.NotEmpty(read.Remittances);
        Assert.Empty(read.Rules(Severity.Error));
        Assert.All(read.Remittances, remittance => Assert.NotNull(remittance.Reference));
    }
}
