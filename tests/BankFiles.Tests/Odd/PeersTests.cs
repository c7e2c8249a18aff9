using System.Globalization;
using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Odd;

/// <summary>What other open readers get wrong, each fault in a file of its own.</summary>
public sealed class PeersTests
{
    private static FileContent ReadBai2(string time = "0600", string amount = "500", string funds = "Z") =>
        Reading.Read($"01,A,B,240103,{time},1,80,1,2/\n02,,B,1,240102,2400,USD,2/\n03,123,USD,015,500,,/\n"
        + $"16,165,{amount},{funds},BR,CR,T/\n49,1000,3/\n98,1000,1,5/\n99,1000,1,7/\n");

    [Fact]
    public void A_wrong_control_total_is_found() =>
        Assert.Contains("bai2.account_total", ReadBai2(amount: "501").Rules(Severity.Error));

    [Theory]
    [InlineData("0600", "+500", "Z")]
    [InlineData("", "500", "0")]
    [InlineData("06000", "0000500", "")]
    [InlineData("9999", "500", "V,240103,2400")]
    [InlineData("0600", "500", "S,100,200,200")]
    [InlineData("0600", "500", "D,2,0,300,1,200")]
    public void Banks_own_times_signs_and_funds_are_read_and_totals_checked(string time, string amount, string funds)
    {
        var read = ReadBai2(time, amount, funds);

        Assert.Empty(read.Rules(Severity.Warning));
        Assert.Equal(("5.00", "BR"), (read.Amounts().Single(), read.Transactions.Single().Reference));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\r\n")]
    public void The_first_of_many_statements_is_there(string before)
    {
        var file = new StringBuilder(before);
        for (var number = 1; number <= 100; number++)
            file.Append(CultureInfo.InvariantCulture, $":20:S{number}\r\n:25:1\r\n:28C:{number}\r\n"
                + $":60F:C240102EUR0,\r\n:61:240102C1,NTRFNONREF\r\n:62F:C240102EUR1,\r\n-\r\n");
        var read = Reading.Read(file.ToString());

        Assert.Equal((100, 100), (read.Statements.Count, read.Transactions.Count()));
        Assert.Equal("1", read.Statements[0].Head.Number);
    }

    [Fact]
    public void A_reversed_credit_is_money_out_and_the_balance_says_so()
    {
        var read = Reading.Read(":20:X\n:25:1\n:60F:C240102EUR1000,\n:61:240102RC204,88NTRFNONREF\n"
            + ":62F:C240102EUR795,12\n");

        Assert.Empty(read.Problems);
        Assert.Equal(["-204.88"], read.Amounts());
    }

    [Fact]
    public void Balances_that_do_not_close_are_a_finding_and_floor_limits_are_known()
    {
        var read = Reading.Read(":20:X\n:25:1\n:34F:EURD0,\n:34F:EURC0,\n:60F:C240102EUR0,\n:61:240102C5,NTRFNONREF\n"
            + ":62F:C240102EUR6,\n");

        Assert.Equal(["mt940.balance"], read.Rules());
        Assert.Equal(["5.00"], read.Amounts());
    }

    [Fact]
    public void Versions_references_and_missing_elements_that_a_schema_refuses_are_read()
    {
        var read = Reading.Read("<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.14\"><BkToCstmrStmt>"
            + "<Stmt><Acct><Id><Othr><Id>1</Id></Othr></Id></Acct><Ntry><Amt Ccy=\"CHF\">5.00</Amt>"
            + "<CdtDbtInd>CRDT</CdtDbtInd><NtryDtls><TxDtls><Refs/><RmtInf><Strd><CdtrRefInf>"
            + "<Ref>210000000003139471430009017</Ref></CdtrRefInf></Strd></RmtInf></TxDtls>"
            + "</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>");

        Assert.Equal("001.14", read.Recognition?.Version);
        Assert.Equal("210000000003139471430009017", read.Transactions.Single().References["creditor"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("OFXHEADER:100\nENCODING:ISO-8859-1\n\n")]
    [InlineData("<?xml version='1.0'?><?OFX OFXHEADER='200' VERSION='211'?>")]
    public void Headers_of_any_form_and_raw_angles_in_text_are_read(string header)
    {
        var read = Reading.Read(header + "<OFX><STMTRS><CURDEF>USD<BANKTRANLIST><STMTTRN><TRNTYPE>CREDIT"
            + "<DTPOSTED>20240102<TRNAMT>5.00<FITID>1<NAME>A < B & <C<MEMO>1 < 2"
            + "</STMTTRN></BANKTRANLIST></STMTRS></OFX>");

        Assert.Equal(["5.00"], read.Amounts());
        Assert.Equal("A < B & <C", read.Transactions.Single().Payer.Name);
    }

    [Theory]
    [InlineData("0001", null)]
    [InlineData("0002", "ach.addenda_count")]
    public void The_addenda_a_ctx_entry_states_are_counted(string stated, string? rule)
    {
        var entry = "62223138010474456789901      0000010000ID1            " + stated
            + "OUR CO              1121042880000001";
        var addenda = "705" + "RMR*IV*INV-1**100*100\\".PadRight(80) + "00010000001";
        var file = "101 231380104 1210428822401030600A094101" + new string(' ', 54) + "\n"
            + "5220ACME" + new string(' ', 32) + "1210428820CTXPAYMENT   240103240104   1121042880000001\n"
            + entry + "\n" + addenda + "\n"
            + "82200000020023138010000000000000000000010000" + "1210428820" + new string(' ', 25) + "121042880000001\n"
            + "9000001000001000000020023138010000000000000000000010000" + new string(' ', 39) + "\n";
        var read = Reading.Read(file);

        Assert.Equal(rule is null ? [] : [rule], read.Rules(Severity.Warning));
        Assert.Equal("INV-1", read.Remittances.Single().Lines.Single().Document);
    }
}
