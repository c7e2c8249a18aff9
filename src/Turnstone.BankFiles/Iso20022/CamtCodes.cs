using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// What a bank transaction code is to receivables (external code set of ISO 20022): returns and reversals of money we
/// received, our own money coming back, interest, charges and cash management apart from payers' money.
/// </summary>
internal static class CamtCodes
{
    /// <summary>The entry takes an earlier one back.</summary>
    public static bool IsReversal(XmlTree.Node entry) =>
        entry[Tag.RvslInd] is var mark && (mark.Is("true"u8) || mark.Is("1"u8));

    public static LineKind KindOf(XmlTree.Node entry, XmlTree.Node detail, bool debit, string? code, string text)
    {
        Span<Range> parts = stackalloc Range[4];
        var known = code.AsSpan();
        var isDomain = known.Split(parts, '-') == 3;
        var sub = isDomain ? known[parts[2]] : [];
        var takenBack = IsReversal(entry) || detail[Tag.RtrInf].Exists
            || sub is "RRTN" or "RPCR" or "UPDD" or "PRDD" or "RCDD" or "UPCQ" or "CQRV" or "RIMB";
        if (takenBack)
            return debit ? LineKind.Return : LineKind.Undecided;
        if (isDomain)
            return IsOwn(known[parts[0]], known[parts[1]], sub) ? LineKind.Excluded : LineWords.KindOf(!debit, text);
        return GvcOf(code) is { } gvc ? Gvc.KindOf(gvc, !debit, text) : LineWords.KindOf(!debit, text);
    }

    // ACMT and XTND say nothing about what it is.
    private static bool IsOwn(ReadOnlySpan<char> domain, ReadOnlySpan<char> family, ReadOnlySpan<char> sub) =>
        sub is "CHRG" or "COMM" or "FEES" or "INTR" or "TAXE" or "COAT" || family is "ACCB" or "CAPL" or "OPCL"
        || domain is "CAMT" or "FORX" or "SECU" or "DERV" or "PMET" or "CMDT" or "LDAS";

    // German banks: NTRF+166+… or NMSC+809.
    private static string? GvcOf(string? code)
    {
        var pieces = code?.Split('+') ?? [];
        return Array.Find(pieces, piece => piece.Length == 3 && piece.All(char.IsAsciiDigit));
    }
}
