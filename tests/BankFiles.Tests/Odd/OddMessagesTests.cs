using System.Globalization;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Odd;

/// <summary>What is no statement says what it is, and what is usable raises no alarm.</summary>
public sealed class OddMessagesTests
{
    [Theory]
    [InlineData("ISA*00*          *00*          *ZZ*A              *ZZ*B              *260630*0600*U*00401*000000001*0"
        + "*P*>~GS*FA*A*B*20260630*0600*1*X*004010~ST*997*0001~SE*2*0001~", "X12 set 997")]
    [InlineData("UNB+UNOA:1+A+B+260630:0600+1'UNH+1+REMADV:D:96A:UN'", "EDIFACT")]
    [InlineData("<Document><CstmrCdtTrfInitn></CstmrCdtTrfInitn></Document>", "pain.001")]
    [InlineData("<Document><CstmrDrctDbtInitn></CstmrDrctDbtInitn></Document>", "pain.008")]
    public void A_message_that_is_no_money_received_is_named(string file, string name)
    {
        var problem = Assert.Single(Reading.Read(file).Problems);

        Assert.Equal("file.unknown", problem.Rule);
        Assert.Contains(name, problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_remittance_without_any_amount_by_line_is_a_note()
    {
        var read = Reading.Read("ST*820*0001~BPR*C*100.00*C*ACH~RMR*IV*A~RMR*IV*B~SE*5*0001~");

        Assert.Equal(["advice.no_amounts"], read.Rules());
        Assert.Equal(["A", "B"], read.Remittances.Single().Lines.Select(line => line.Document));
    }

    [Theory]
    [InlineData("", "advice.no_total")]
    [InlineData("Total,1500.00,USD\n", "advice.total_row")]
    public void A_table_that_states_no_total_says_so(string last, string rule)
    {
        var read = Reading.Read("Invoice,Amount paid,Currency\nINV-1,1000.00,USD\nINV-2,500.00,USD\n" + last);

        Assert.Equal([rule], read.Rules());
        Assert.Equal(last.Length > 0, read.Remittances.Single().Total is not null);
    }

    [Fact]
    public void Zeros_before_a_control_number_are_no_part_of_it() =>
        Assert.Empty(Reading.Read("ST*820*0001~BPR*C*1.00*C*ACH~RMR*IV*A**1.00~SE*4*1~").Problems);

    [Theory]
    [InlineData(7, 9, "Note ach.addenda_count")]
    [InlineData(9, 9, null)]
    [InlineData(8, 9, "Warning ach.addenda_count")]
    public void The_mandatory_addenda_alone_may_be_counted(int stated, int there, string? expected)
    {
        var types = new[] { "10", "11", "12", "13", "14", "15", "16", "17", "17" }.Take(there);
        var entry = string.Create(CultureInfo.InvariantCulture, $"62212104288200{stated:00}").PadRight(29)
            + "0000100000" + "123456789".PadRight(39) + "1" + "231380100000001";
        var read = Reading.Read("101 121042882 2313801042606010000A094101".PadRight(94) + "\n"
            + ("5220" + new string(' ', 46) + "IATTRADEPAYMTUSDUSD260601   1231380100000001").PadRight(94) + "\n"
            + entry + "\n" + string.Concat(types.Select(type => $"7{type}TEXT".PadRight(87) + "0000001\n")));

        Assert.Equal(expected, read.Problems.Where(problem => problem.Rule == "ach.addenda_count")
            .Select(problem => $"{problem.Severity} {problem.Rule}").SingleOrDefault());
    }

    [Fact]
    public void Totals_of_advices_have_twenty_digits()
    {
        var batch = ("5280BANK".PadRight(50) + "ADVACCOUNTING").PadRight(69) + "260601   0121042880000001";
        var entry = "681" + "231380104" + "744-5678-99".PadRight(15) + "000000050000" + "121042882FILE1 N";
        var control = "82800000010023138010" + "00000000000000000000" + "00000000000000050000";
        var read = Reading.Read("101 231380104 1210428822606010000A094101".PadRight(94) + "\n"
            + batch.PadRight(94) + "\n" + entry.PadRight(94) + "\n" + control.PadRight(94) + "\n"
            + "9000001000001000000010023138010"
            + "00000000000000000000" + "00000000000000050000" + "\n");

        Assert.Equal(["500.00"], read.Amounts());
        Assert.Empty(read.Rules(Severity.Warning));
    }
}
