using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// What a bank transaction code is to receivables (external code set of ISO 20022): returns and reversals of money we
/// received, our own money coming back, interest, charges and cash management apart from payers' money.
/// </summary>
internal static class CamtCodes
{
    public static LineKind KindOf(XmlTree.Node entry, XmlTree.Node detail, bool debit, string? code, string text)
    {
        var parts = code?.Split('-') ?? [];
        var (domain, family, sub) = parts.Length == 3 ? (parts[0], parts[1], parts[2]) : ("", "", "");
        var takenBack = entry[Tag.RvslInd].Text == "true" || detail[Tag.RtrInf].Exists
            || sub is "RRTN" or "RPCR" or "UPDD" or "PRDD" or "RCDD" or "UPCQ" or "CQRV" or "RIMB";
        if (takenBack)
            return debit ? LineKind.Return : LineKind.Undecided;
        if (parts.Length == 3)
            return OfDomain(debit, domain, family, sub, text);
        return GvcOf(code) is { } gvc ? Gvc.KindOf(gvc, !debit, text) : LineWords.KindOf(!debit, text);
    }

    private static LineKind OfDomain(bool debit, string domain, string family, string sub, string text)
    {
        if (sub is "CHRG" or "COMM" or "FEES" or "INTR" or "TAXE" or "COAT" || family is "ACCB" or "CAPL" or "OPCL"
            || domain is "CAMT" or "FORX" or "SECU" or "DERV" or "PMET" or "CMDT" or "LDAS")
            return LineKind.Excluded;
        // ACMT and XTND say nothing about what it is.
        return LineWords.KindOf(!debit, text);
    }

    // German banks: NTRF+166+… or NMSC+809.
    private static string? GvcOf(string? code)
    {
        var pieces = code?.Split('+') ?? [];
        return Array.Find(pieces, piece => piece.Length == 3 && piece.All(char.IsAsciiDigit));
    }
}
