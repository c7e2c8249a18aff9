using System.Globalization;

namespace BankFiles.Tests;

/// <summary>
/// Files of the formats we do not write, each entry with a mark of its own on one line, so that a lost line shows.
/// </summary>
internal static class MarkedFiles
{
    private const int Entries = 8;

    public static readonly IReadOnlyDictionary<string, string[]> All = new Dictionary<string, string[]>(
        StringComparer.Ordinal)
    {
        ["csv"] = ["Date,Description,Amount,Currency", .. Marks(mark => $"2026-06-01,{mark},1.00,USD"), ""],
        ["payout"] =
        [
            "id,Type,Amount,Fee,Net,Currency,Created (UTC),Transfer",
            .. Marks(mark => $"{mark},charge,1.00,0.10,0.90,usd,2026-06-14,po_1"), "",
        ],
        ["advices"] =
        [
            "payment_reference,payment_date,payer,payment_amount,currency,invoice_number,gross,discount,paid_amount",
            .. Marks(mark => $"4113,2026-06-29,Riverbend,8.00,USD,{mark},1.00,,1.00"), "",
        ],
        ["ofx"] =
        [
            "OFXHEADER:100", "VERSION:102", "", "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD",
            "<BANKACCTFROM><BANKID>1<ACCTID>2</BANKACCTFROM><BANKTRANLIST>",
            .. Marks(mark => "<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260601<TRNAMT>1.00<FITID>" + mark + "</STMTTRN>"),
            "</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>", "",
        ],
        ["qif"] =
        [
            "!Type:Bank",
            .. Marks(mark => mark).SelectMany(mark => (string[])["D2026-06-01", "T1.00", $"M{mark}", "^"]), "",
        ],
        ["lockbox"] =
        [
            "100OURCOMPANY00999999992606160800", "2CONTACT             0000000001400080",
            "50000000022222260616OURCOMPANY0099999999",
            .. Marks(mark => $"6001001000000010055500002707001234550000000180061526{mark,-30}OUR COMPANY INC"),
            "700100000222222606160080000000800", "8000000002222226061600080000000800", "9000012", "",
        ],
        ["fedwire"] =
        [
            .. Marks(mark => "{1500}30USER    P{1510}1000{1520}20260601BANKX01C000001{2000}000000000100"
                + $"{{3600}}CTR*{{5000}}/1*{mark}*"), "",
        ],
        ["x12.823"] =
        [
            "ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       "
                + "*260630*0600*U*00401*000000001*0*P*>~",
            "GS*LB*S*R*20260630*0600*1*X*004010~", "ST*823*0001~",
            "DEP*22222*20260616*0800*DEP1*01*122099999*DA*0004567890~", "AMT*3*8.00~QTY*42*8~BAT*20260616*0800*7~",
            .. Marks(mark => $"BPR*I*1.00*C*CHK~RMR*IV*{mark}**1.00~"), "SE*21*0001~", "GE*1*1~",
            "IEA*1*000000001~", "",
        ],
        ["pacs.008"] =
        [
            "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:pacs.008.001.08\"><FIToFICstmrCdtTrf>",
            "<GrpHdr><NbOfTxs>8</NbOfTxs></GrpHdr>",
            .. Marks(mark => $"<CdtTrfTxInf><PmtId><EndToEndId>{mark}</EndToEndId></PmtId><IntrBkSttlmAmt Ccy=\"USD\">"
                + "1.00</IntrBkSttlmAmt><IntrBkSttlmDt>2026-06-29</IntrBkSttlmDt></CdtTrfTxInf>"),
            "</FIToFICstmrCdtTrf></Document>", "",
        ],
    };

    private static IEnumerable<string> Marks(Func<string, string> line) => Enumerable.Range(1, Entries)
        .Select(number => line(string.Create(CultureInfo.InvariantCulture, $"QM{1_000_000 + number}")));
}
