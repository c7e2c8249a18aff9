using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Ofx;

/// <summary>OFX as banks write it, one deviation at a time.</summary>
public sealed class OfxTests
{
    private const string Begin = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1>"
        + "<STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><BANKID>122<ACCTID>778<ACCTTYPE>CHECKING</BANKACCTFROM>"
        + "<BANKTRANLIST><DTSTART>20260601<DTEND>20260630\n";

    private const string End = "</BANKTRANLIST><LEDGERBAL><BALAMT>1000.00<DTASOF>20260630</LEDGERBAL></STMTRS>"
        + "</STMTTRNRS></BANKMSGSRSV1></OFX>\n";

    private static FileContent Read(string transactions) => Reading.Read(Begin + transactions + End);

    private static BankTransaction One(string leaves) =>
        Assert.Single(Read($"<STMTTRN>{leaves}</STMTTRN>\n").Transactions);

    [Fact]
    public void Leaves_without_end_tags_are_read()
    {
        var read = Read("<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260629120000[-5:EST]<TRNAMT>1234.56<FITID>F1<NAME>ACME LLC"
            + "<MEMO>INV 100</STMTTRN>");

        var one = Assert.Single(read.Transactions);
        Assert.Equal(("1234.56", new DateOnly(2026, 6, 29), "F1"),
            (one.Amount.ToPlainString(), one.Date, one.Reference));
        Assert.Equal(("ACME LLC", "ACME LLC INV 100"), (one.Payer.Name, one.Text));
        var statement = Assert.Single(read.Statements);
        Assert.Equal(("778", "1000.00"), (statement.Head.Account, statement.End!.Closing!.Value.ToPlainString()));
        Assert.Equal(("ofx", "102"), (read.Recognition!.Format, read.Recognition.Version));
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("A & B", "A & B")]
    [InlineData("A &amp; B", "A & B")]
    [InlineData("5 < 6 \"quoted\"", "5 < 6 \"quoted\"")]
    [InlineData("<Bob> said </Bob>", "<Bob> said </Bob>")]
    [InlineData("<![CDATA[x &amp; <y>]]>", "x &amp; <y>")]
    [InlineData("a&nbsp;b", "a b")]
    public void Raw_signs_in_a_memo_are_text(string written, string text) =>
        Assert.Equal(text, One($"<DTPOSTED>20260601<TRNAMT>1.00<FITID>1<MEMO>{written}").Text);

    [Theory]
    [InlineData("+12.30", "12.30")]
    [InlineData("-1.234,56", "-1234.56")]
    [InlineData("-12,3", "-12.30")]
    [InlineData("1,234", "1234.00")]
    [InlineData("1,234.50", "1234.50")]
    [InlineData("$120", "120.00")]
    [InlineData("7.5000", "7.50")]
    public void Amounts_are_read_in_every_form(string written, string amount) =>
        Assert.Equal(amount, One($"<DTPOSTED>20260601<TRNAMT>{written}<FITID>1").Amount.ToPlainString());

    [Theory]
    [InlineData("1.2345")]
    [InlineData("abc")]
    [InlineData("")]
    public void An_amount_that_cannot_be_read_is_a_problem_that_carries_it(string written)
    {
        var read = Read($"<STMTTRN><DTPOSTED>20260601<TRNAMT>{written}<FITID>ID77</STMTTRN>");

        Assert.Empty(read.Transactions);
        Assert.Contains("ID77", Assert.Single(read.Problems).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public void Utf8_under_a_1252_header_is_read_and_so_is_1252()
    {
        Assert.Equal("Müller", One("<DTPOSTED>20260601<TRNAMT>1.00<FITID>1<NAME>Müller").Payer.Name);
        var western = System.Text.Encoding.Latin1.GetBytes(
            Begin + "<STMTTRN><DTPOSTED>20260601<TRNAMT>1<FITID>1<NAME>Müller</STMTTRN>" + End);

        Assert.Equal("Müller", Assert.Single(Reading.Read(western).Transactions).Payer.Name);
    }

    [Fact]
    public void An_unclosed_transaction_is_kept_and_reported()
    {
        var read = Read("<STMTTRN><DTPOSTED>20260601<TRNAMT>1.00<FITID>1\n<STMTTRN><DTPOSTED>20260601<TRNAMT>2.00"
            + "<FITID>2</STMTTRN>");

        Assert.Equal(["1.00", "2.00"], read.Amounts());
        Assert.Equal(["ofx.unclosed"], read.Rules());
    }

    [Fact]
    public void A_date_that_cannot_be_read_is_taken_from_the_statement_and_reported()
    {
        var read = Read("<STMTTRN><TRNAMT>1.00<FITID>1<DTPOSTED></STMTTRN>");

        Assert.Equal(new DateOnly(2026, 6, 30), Assert.Single(read.Transactions).Date);
        Assert.Equal(["ofx.date"], read.Rules(Severity.Warning));
    }

    [Fact]
    public void The_sign_stands_where_the_type_contradicts()
    {
        var read = Read("<STMTTRN><TRNTYPE>OUT<DTPOSTED>20260601<TRNAMT>9.00<FITID>1</STMTTRN>");

        Assert.Equal(["9.00"], read.Amounts());
        Assert.Equal(["ofx.sign"], read.Rules());
    }

    [Fact]
    public void A_wrong_close_tag_and_several_statements_do_not_mix_accounts()
    {
        var read = Reading.Read("<?xml version='1.0'?><?OFX OFXHEADER='200' VERSION='211'?><OFX><CCSTMTRS>"
            + "<CURDEF>EUR</CURDEF><CCACCTFROM><ACCTID>C1</ACCTID></CCACCTFROM><BANKTRANLIST><STMTTRN>"
            + "<TRNAMT>-5,00</TRNAMT><DTPOSTED>20260601</DTPOSTED><FITID>1</FITID><MEMO/></STMTTRN></BANKTRANLIST>"
            + "</STMTRS><STMTRS><CURDEF>USD</CURDEF><BANKACCTFROM><ACCTID>B1</ACCTID></BANKACCTFROM></STMTRS></OFX>");

        Assert.Equal(["C1 EUR 1", "B1 USD 0"], read.Statements.Select(statement =>
            $"{statement.Head.Account} {statement.Head.Currency.Code} {statement.Transactions.Count}"));
        Assert.Equal("211", read.Recognition!.Version);
    }

    [Fact]
    public void The_other_sides_account_is_the_payers_and_not_the_statements()
    {
        var one = One("<DTPOSTED>20260601<TRNAMT>1.00<FITID>1<BANKACCTTO><BANKID>999<ACCTID>555</BANKACCTTO><MEMO>M");

        Assert.Equal(("555", "999", "M"), (one.Payer.Account, one.Payer.Bank, one.Text));
    }

    [Fact]
    public void A_file_that_breaks_off_says_so()
    {
        var read = Reading.Read(Begin + "<STMTTRN><TRNAMT>1.00<FITID>LAST<DTPOSTED>2026");

        Assert.Contains("ofx.broken", read.Rules(Severity.Error));
    }

    [Fact]
    public void A_banks_refusal_is_reported()
    {
        var read = Reading.Read("<OFX><SONRS><STATUS><CODE>15500<SEVERITY>ERROR</STATUS></SONRS></OFX>");

        Assert.Equal(["ofx.status", "ofx.no_statement"], read.Rules());
    }
}
