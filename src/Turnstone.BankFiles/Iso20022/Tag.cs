using System.Text;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>The element names the readers look at, spelled as ISO 20022 spells them; all others are unknown.</summary>
internal enum Tag
{
    Unknown, Document, BkToCstmrStmt, BkToCstmrAcctRpt, BkToCstmrDbtCdtNtfctn, Stmt, Rpt, Ntfctn, GrpHdr, MsgId,
        CreDtTm, MsgPgntn,
    LastPgInd, PgNb, Id, ElctrncSeqNb, LglSeqNb, FrToDt, ToDtTm, ToDt, Acct, IBAN, Othr, Ccy, Bal, Tp, CdOrPrtry, Cd,
        Prtry, Amt,
    CdtDbtInd, Dt, DtTm, TxsSummry, TtlNtries, TtlCdtNtries, TtlDbtNtries, NbOfNtries, Sum, Ntry, NtryRef, RvslInd,
        Sts, BookgDt, ValDt,
    AcctSvcrRef, BkTxCd, Domn, Fmly, SubFmlyCd, NtryDtls, Btch, NbOfTxs, TtlAmt, TxDtls, Refs, EndToEndId, TxId,
        InstrId, MndtId,
    PmtInfId, ChqNb, UETR, ClrSysRef, Ref, AmtDtls, TxAmt, InstdAmt, CntrValAmt, Chrgs, TtlChrgsAndTaxAmt, RltdPties,
        Dbtr, Cdtr, Pty, Nm, UltmtDbtr, UltmtCdtr,
    DbtrAcct, CdtrAcct, RltdAgts, DbtrAgt, CdtrAgt, FinInstnId, BIC, BICFI, ClrSysMmbId, MmbId, RmtInf, Ustrd, Strd,
        RfrdDocInf, Nb,
    RfrdDocAmt, DuePyblAmt, DscntApldAmt, CdtNoteAmt, AdjstmntAmtAndRsn, Rsn, RmtdAmt, CdtrRefInf, CdtrRef,
        AddtlRmtInf, RtrInf, AddtlInf, OrgnlBkTxCd,
    AddtlTxInf, AddtlNtryInf, FIToFICstmrCdtTrf, FICdtTrf, CdtTrfTxInf, PmtId, IntrBkSttlmAmt, IntrBkSttlmDt,
        RltdRmtInf, RmtLctnMtd, PmtRtr,
    TxInf, OrgnlTxId, OrgnlEndToEndId, OrgnlInstrId, RtrdIntrBkSttlmAmt, RtrRsnInf, RtrId, FIToFIPmtStsRpt,
        CstmrPmtStsRpt,
    TxInfAndSts, OrgnlPmtInfAndSts, OrgnlGrpInfAndSts, OrgnlPmtInfId, StsId, TxSts, GrpSts, PmtInfSts, StsRsnInf,
        OrgnlTxRef, ReqdColltnDt,
    ReqdExctnDt, AccptncDtTm, OrgnlMsgId, OrgnlMsgNmId, OrgnlGrpInf, RtrChain, CreditorRef, OrgnlIntrBkSttlmAmt,
        FctvIntrBkSttlmDt, OrgnlUETR, TtlIntrBkSttlmAmt, TtlRtrdIntrBkSttlmAmt, RmtId,
}

/// <summary>Finds a tag by the bytes of its name, without making a string.</summary>
internal static class Tags
{
    /// <summary>The hash of a name without letters.</summary>
    public const uint NoHash = 0;

    private const int Size = 1024;

    private static readonly (byte[] Name, Tag Tag)[] Table = Make();

    public static Tag Of(ReadOnlySpan<byte> name)
    {
        var hash = NoHash;
        foreach (var value in name)
            hash = Hash(hash, value);
        return Of(name, hash);
    }

    /// <summary>The tag of a name whose hash was taken on the way.</summary>
    public static Tag Of(ReadOnlySpan<byte> name, uint hash)
    {
        for (var at = hash % Size; Table[at].Name is { } known; at = (at + 1) % Size)
        {
            if (name.SequenceEqual(known))
                return Table[at].Tag;
        }

        return Tag.Unknown;
    }

    /// <summary>The hash of a name that goes on by one byte.</summary>
    public static uint Hash(uint before, byte value) => unchecked((before * 31) + value);

    private static (byte[] Name, Tag Tag)[] Make()
    {
        var table = new (byte[] Name, Tag Tag)[Size];
        foreach (var tag in Enum.GetValues<Tag>())
        {
            var name = Encoding.ASCII.GetBytes(tag.ToString());
            var hash = NoHash;
            foreach (var value in name)
                hash = Hash(hash, value);
            var at = hash % Size;
            while (table[at].Name is not null)
                at = (at + 1) % Size;
            table[at] = (name, tag);
        }

        return table;
    }
}
