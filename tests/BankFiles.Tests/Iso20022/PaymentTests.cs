using Turnstone.Domain.Banking;

namespace BankFiles.Tests.Iso20022;

/// <summary>Messages about single payments: pacs.008, pacs.004, pacs.002, pain.002.</summary>
public sealed class PaymentTests
{
    private static string Transfer(string header, params string[] amounts) =>
        "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"><FIToFICstmrCdtTrf><GrpHdr><MsgId>M</MsgId>"
        + "<CreDtTm>2026-06-30T09:00:00</CreDtTm>" + header + "</GrpHdr>" + string.Concat(amounts.Select(amount =>
        "<CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId><UETR>U1</UETR></PmtId><IntrBkSttlmAmt Ccy=\"USD\">" + amount
        + "</IntrBkSttlmAmt><IntrBkSttlmDt>2026-06-29</IntrBkSttlmDt><Dbtr><Nm>RIVERBEND</Nm></Dbtr><DbtrAcct><Id>"
        + "<Othr><Id>77</Id></Othr></Id></DbtrAcct><DbtrAgt><FinInstnId><ClrSysMmbId>"
        + "<MmbId>011104238</MmbId></ClrSysMmbId></FinInstnId></DbtrAgt><CdtrAcct><Id><Othr><Id>4711"
        + "</Id></Othr></Id></CdtrAcct><RmtInf><Ustrd>INV 1</Ustrd>"
        + "</RmtInf></CdtTrfTxInf>")) + "</FIToFICstmrCdtTrf></Document>";

    [Fact]
    public void A_transfer_is_a_receipt_with_payer_references_and_text()
    {
        var read = Reading.Read(Transfer("<NbOfTxs>1</NbOfTxs>", "12.50"));

        var one = Assert.Single(read.Transactions);
        Assert.Equal(("12.50", LineKind.Receipt, new DateOnly(2026, 6, 29), "INV 1", "U1"),
            (one.Amount.ToPlainString(), one.Kind, one.Date, one.Text, one.Reference));
        Assert.Equal(new Payer("RIVERBEND", "77", "011104238"), one.Payer);
        Assert.Equal("E1", one.References["end_to_end"]);
        Assert.Equal("4711", Assert.Single(read.Statements).Head.Account);
        Assert.Equal(("pacs.008", "001.08"), (read.Recognition!.Format, read.Recognition.Version));
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void Stated_count_and_sum_are_checked()
    {
        var header = "<NbOfTxs>3</NbOfTxs><TtlIntrBkSttlmAmt Ccy=\"USD\">3.01</TtlIntrBkSttlmAmt>";

        Assert.Equal(["pacs.count", "pacs.sum"], Reading.Read(Transfer(header, "1.00", "2.00")).Rules());
        Assert.Empty(Reading.Read(Transfer(header, "1.00", "2.00", "0.01")).Problems);
    }

    [Theory]
    [InlineData("pacs.003.001.02", "-9.00", LineKind.Return)]
    [InlineData("pacs.008.001.02", "9.00", LineKind.Undecided)]
    public void A_returned_collection_takes_money_out(string original, string amount, LineKind kind)
    {
        var read = Reading.Read("<Document><PmtRtr><GrpHdr><MsgId>R</MsgId></GrpHdr><OrgnlGrpInf>"
            + $"<OrgnlMsgId>D</OrgnlMsgId><OrgnlMsgNmId>{original}</OrgnlMsgNmId></OrgnlGrpInf><TxInf><RtrId>X</RtrId>"
            + "<OrgnlEndToEndId>E</OrgnlEndToEndId><RtrdIntrBkSttlmAmt Ccy=\"EUR\">9.00</RtrdIntrBkSttlmAmt>"
            + "<IntrBkSttlmDt>2026-06-29</IntrBkSttlmDt><RtrRsnInf><Rsn><Cd>AC04</Cd></Rsn></RtrRsnInf>"
            + "<OrgnlTxRef><Dbtr><Nm>GONE</Nm></Dbtr>"
            + "</OrgnlTxRef></TxInf></PmtRtr></Document>");

        var one = Assert.Single(read.Transactions);
        Assert.Equal((amount, kind, "AC04"), (one.Amount.ToPlainString(), one.Kind, one.References["return_reason"]));
        Assert.Equal("GONE", one.Payer.Name);
    }

    [Fact]
    public void A_status_report_gives_batches_and_payments_without_booking_money_twice()
    {
        var read = Reading.Read("<Document><CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId><CreDtTm>2026-06-30T01:00:00"
            + "</CreDtTm></GrpHdr><OrgnlGrpInfAndSts><OrgnlMsgId>DD1</OrgnlMsgId><GrpSts>PART</GrpSts>"
            + "</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>B1</OrgnlPmtInfId><PmtInfSts>PART</PmtInfSts>"
            + "<TxInfAndSts><OrgnlEndToEndId>E1</OrgnlEndToEndId><TxSts>RJCT</TxSts><StsRsnInf><Rsn>"
            + "<Cd>AM04</Cd></Rsn></StsRsnInf>"
            + "<OrgnlTxRef><Amt><InstdAmt Ccy=\"EUR\">5.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts><TxInfAndSts>"
            + "<OrgnlEndToEndId>E2</OrgnlEndToEndId><TxSts>ACSP</TxSts></TxInfAndSts></OrgnlPmtInfAndSts>"
            + "</CstmrPmtStsRpt></Document>");

        Assert.Equal(["B1 0.00 PART Excluded", "E1 5.00 RJCT Undecided", "E2 0.00 ACSP Excluded"],
            read.Transactions.Select(one =>
                $"{one.Reference} {one.Amount.ToPlainString()} {one.TypeCode} {one.Kind}"));
        Assert.Equal("AM04", read.Transactions.ElementAt(1).References["status_reason"]);
        Assert.Equal(["pacs.group_status"], read.Rules());
    }

    [Fact]
    public void A_message_rejected_as_a_whole_is_shown()
    {
        var read = Reading.Read("<Document><CstmrPmtStsRpt><GrpHdr><MsgId>S</MsgId></GrpHdr><OrgnlGrpInfAndSts>"
            + "<OrgnlMsgId>DD1</OrgnlMsgId><GrpSts>RJCT</GrpSts><StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>"
            + "</OrgnlGrpInfAndSts></CstmrPmtStsRpt></Document>");

        var problem = Assert.Single(read.Problems);
        Assert.Equal(Severity.Warning, problem.Severity);
        Assert.Contains("FF01", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_amount_that_cannot_be_read_is_a_problem_that_carries_the_payment()
    {
        var read = Reading.Read(Transfer("", "1.234"));

        Assert.Empty(read.Transactions);
        Assert.Contains("RIVERBEND", Assert.Single(read.Problems, problem => problem.Severity == Severity.Error).Raw,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_structured_reference_whose_check_digits_do_not_agree_is_noted()
    {
        var transfer = Transfer("", "1.00");
        string With(string reference) => transfer.Replace("<Ustrd>INV 1</Ustrd>",
            $"<Strd><CdtrRefInf><Ref>{reference}</Ref></CdtrRefInf></Strd>", StringComparison.Ordinal);

        Assert.Empty(Reading.Read(With("RF18539007547034")).Problems);
        Assert.Equal(["reference.check_digit"], Reading.Read(With("RF19539007547034")).Rules());
        Assert.Equal(["reference.check_digit"], Reading.Read(With("210000000003139471430009018")).Rules());
        Assert.Empty(Reading.Read(With("PLAIN 4711")).Problems);
    }
}
