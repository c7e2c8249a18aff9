using Turnstone.BankFiles;
using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Odd;

/// <summary>camt that no schema allows and banks send.</summary>
public sealed class OddCamtTests
{
    private static string File(string entry, string opening = "0.00", string closing = "5.00") => $"""
        <?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.13"><BkToCstmrStmt>
        <GrpHdr><MsgId>M</MsgId></GrpHdr><Stmt><Id>S</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
        {Balance("OPBD", opening)}{Balance("CLBD", closing)}{entry}</Stmt></BkToCstmrStmt></Document>
        """;

    private static string Balance(string code, string amount) => $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
        + $"<Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2024-01-03</Dt></Dt></Bal>";

    private static string Entry(string amount, string direction = "CRDT", string rest = "") =>
        $"<Ntry><Amt Ccy=\"EUR\">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{rest}<Sts><Cd>BOOK</Cd></Sts></Ntry>";

    [Theory]
    [InlineData("+5.00", "CRDT", "5.00", LineKind.Receipt, Severity.Note)]
    [InlineData("5,00", "CRDT", "5.00", LineKind.Receipt, Severity.Note)]
    [InlineData("-5.00", "DBIT", "-5.00", LineKind.Excluded, Severity.Warning)]
    [InlineData("-5.00", "CRDT", "-5.00", LineKind.Undecided, Severity.Warning)]
    public void Signs_and_commas_are_read_and_told(string amount, string direction, string expected, LineKind kind,
        Severity severity)
    {
        var read = Reading.Read(File(Entry(amount, direction), "10.00", expected[0] == '-' ? "5.00" : "15.00"));

        Assert.Equal((expected, kind), (read.Transactions.Single().Amount.ToPlainString(),
            read.Transactions.Single().Kind));
        Assert.Equal(("camt.amount_form", severity), (read.Problems.Single().Rule, read.Problems.Single().Severity));
    }

    [Theory]
    [InlineData("Ccy='EUR'")]
    [InlineData("Ccy = \"EUR\"")]
    [InlineData("x=\"1\" Ccy=\"EUR\"")]
    public void The_currency_is_found_however_its_attribute_is_written(string attribute)
    {
        var read = Reading.Read(File(Entry("5.00")).Replace("Ccy=\"EUR\"", attribute, StringComparison.Ordinal));

        Assert.Empty(read.Problems);
        Assert.Equal("EUR", read.Transactions.Single().Amount.Currency.Code);
    }

    [Fact]
    public void Amounts_without_any_currency_are_read_in_none()
    {
        var read = Reading.Read(File(Entry("5.00")).Replace(" Ccy=\"EUR\"", "", StringComparison.Ordinal));

        Assert.Equal("5.00 XXX", read.Transactions.Single().Amount.ToString());
        Assert.Equal(["camt.currency"], read.Rules());
    }

    [Fact]
    public void One_says_reversal_as_well_as_true()
    {
        var read = Reading.Read(File(Entry("5.00", "DBIT", "<RvslInd>1</RvslInd>"), "10.00"));

        Assert.Equal(LineKind.Return, read.Transactions.Single().Kind);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(256 * 1024)]
    public void Names_texts_and_line_numbers_do_not_depend_on_the_buffer(int size)
    {
        var file = File("\n<!-- c -->\n" + Entry("5.00", rest: "<NtryDtls><TxDtls><RmtInf>"
            + "<Ustrd><![CDATA[A & B]]></Ustrd><Ustrd>&#228; &amp; \n c</Ustrd></RmtInf></TxDtls></NtryDtls>"))
            .Replace("<", "<ns2:", StringComparison.Ordinal).Replace("<ns2:/", "</ns2:", StringComparison.Ordinal)
            .Replace("<ns2:!", "<!", StringComparison.Ordinal).Replace("<ns2:?", "<?", StringComparison.Ordinal);
        var entry = Reading.Read(file, ReadSettings.Default with { BufferSize = size }).Transactions.Single();

        Assert.Equal(("A & B ä & \n c", 5), (entry.Text, entry.Line));
    }
}
