using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// What a line is to receivables where no code says it, from its first words: a name may hold the word "interest", so
/// only what the text begins with counts.
/// </summary>
internal static class LineWords
{
    private static readonly string[] Returns =
    [
        "RETURN", "ACH RETURN", "RETURNED", "RTN", "RTD", "DEPOSITED ITEM RETURN", "NSF", "CHARGEBACK", "REVERSAL",
            "RUECKLAST",
        "RÜCKLAST", "RETOURE", "STORNO", "REJET", "IMPAYE", "IMPAYÉ", "DEVOLUCION", "DEVOLUCIÓN", "INSOLUTO",
            "STORNERING", "RETUR",
        "TERUGBOEKING",
    ];

    private static readonly string[] Own =
    [
        "INTEREST", "ZINS", "HABENZINS", "INTERETS", "INTÉRÊTS", "RENTE", "INTERESES", "INTERESSI", "ZBA", "SWEEP",
            "CASH POOL",
        "CASHPOOL", "CONCENTRATION TRANSFER", "INTERNAL TRANSFER", "OWN TRANSFER", "TRANSFER FROM OWN",
            "UEBERTRAG EIGEN",
        "ÜBERTRAG EIGEN", "UMBUCHUNG", "FEE REFUND", "FEE REVERSAL",
    ];

    /// <summary>Kind of a line by the sign of its amount and what its text begins with.</summary>
    public static LineKind KindOf(bool moneyIn, string text, string? type = null)
    {
        if (moneyIn)
            return Begins(text, Own) || (type is not null && Begins(type, Own)) ? LineKind.Excluded : LineKind.Receipt;
        return Begins(text, Returns) || (type is not null && Begins(type,
            Returns)) ? LineKind.Return : LineKind.Excluded;
    }

    private static bool Begins(string text, string[] words)
    {
        foreach (var word in words)
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
