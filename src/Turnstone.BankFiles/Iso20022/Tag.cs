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
