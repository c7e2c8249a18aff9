using System.Globalization;

namespace Turnstone.Benchmarks.Readers;

/// <summary>camt.053.001.02: one statement, every <c>Ntry</c> with one <c>TxDtls</c> (party, IBAN, Ustrd).</summary>
internal static class CamtFile
{
    private const long Opening = 1_000_000;

    public static void Write(TextWriter to, int count)
    {
        var amounts = Recipe.Amounts(count);
        to.Write("""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
            <GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-06-29T06:00:00</CreDtTm></GrpHdr>
            <Stmt><Id>S1</Id><ElctrncSeqNb>1</ElctrncSeqNb><CreDtTm>2026-06-29T06:00:00</CreDtTm>
            <Acct><Id><IBAN>DE02120300000000202051</IBAN></Id><Ccy>EUR</Ccy></Acct>

            """);
        Balance(to, "OPBD", Opening, "2026-06-27");
        Balance(to, "CLBD", Opening + amounts.Sum(), "2026-06-28");
        for (var at = 0; at < count; at++)
            Entry(to, at, Recipe.Plain(amounts[at]));
        to.Write("</Stmt></BkToCstmrStmt></Document>\n");
    }

    private static void Balance(TextWriter to, string code, long amount, string day) => to.Write(
        $"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">{Recipe.Plain(amount)}</Amt>"
        + $"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>\n");

    private static void Entry(TextWriter to, int at, string amount) => to.Write(string.Create(
        CultureInfo.InvariantCulture,
        $"""
        <Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>
        <BookgDt><Dt>2026-06-28</Dt></BookgDt><ValDt><Dt>2026-06-28</Dt></ValDt><AcctSvcrRef>B{at:D9}</AcctSvcrRef>
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>RCDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>
        <NtryDtls><TxDtls><Refs><EndToEndId>E{at:D9}</EndToEndId></Refs>
        <AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>
        <RltdPties><Dbtr><Nm>{Recipe.Payer(at)}</Nm></Dbtr>
        <DbtrAcct><Id><IBAN>DE89370400440532013000</IBAN></Id></DbtrAcct></RltdPties>
        <RmtInf><Ustrd>INVOICE {Recipe.Invoice(at)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>

        """));
}
