namespace Turnstone.BankFiles;

/// <summary>The labels US banks put before the parts of a line's text.</summary>
internal static class BankLabels
{
    private static readonly byte[][] Openers =
    [
        .. new[]
        {
            "ORIG", "ORG", "OBI", "OBI:", "BNF", "BBI", "REC ", "SENDER ", "SND ", "INDN", "DES", "CO ID", "ID:",
                "PMT INFO", "PMT DET",
            "TRN", "EREF", "KREF", "CREF", "DBNM", "DBIN", "DACT", "DABA", "REMI", "RMR*", "ADDENDA", "SEC:",
                "IND NAME", "IND ID",
            "DESC DATE", "TRACE", "SEQ:", "IMAD", "OMAD", "FED ", "CK ", "ACCT",
        }.Select(System.Text.Encoding.ASCII.GetBytes),
    ];

    /// <summary>True where a continuation begins with a known label, so that it was not cut within a word.</summary>
    public static bool Opens(ReadOnlySpan<byte> piece)
    {
        var sign = piece.IndexOfAny((byte)':', (byte)'=', (byte)'*');
        if (sign is < 2 or > 20)
            return false;
        foreach (var opener in Openers)
        {
            if (piece.StartsWith(opener))
                return true;
        }

        return false;
    }
}
