namespace Turnstone.BankFiles.Ofx;

/// <summary>The elements the reader looks at; all others are unknown and passed over.</summary>
internal enum OfxTag
{
    Unknown, Ofx, StmtRs, CcStmtRs, InvStmtRs, BankAcctFrom, CcAcctFrom, InvAcctFrom, BankAcctTo, CcAcctTo,
    BankTranList, StmtTrn, Payee, LedgerBal, AvailBal, Currency, OrigCurrency, Status, InvTran,
    CurDef, BankId, BrokerId, AcctId, DtStart, DtEnd, TrnType, DtPosted, DtUser, DtAvail, TrnAmt, FitId, CorrectFitId,
    CorrectAction, CheckNum, RefNum, SrvrTid, Name, ExtdName, Memo, BalAmt, DtAsOf, CurSym, CurRate, Code, Severity,
    Message,
}

/// <summary>Finds a tag by its name in any case.</summary>
internal static class OfxTags
{
    /// <summary>A name longer than this is no element of OFX.</summary>
    public const int LongestName = 32;

    private static readonly Names<OfxTag> Names = new(anyCase: true);

    public static OfxTag Of(ReadOnlySpan<byte> name, uint hash) => Names.Of(name, hash);

    /// <summary>True for an element that holds elements and no text.</summary>
    public static bool Holds(OfxTag tag) => tag is >= OfxTag.Ofx and <= OfxTag.InvTran;
}
