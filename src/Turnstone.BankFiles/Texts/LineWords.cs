using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// What a line is to receivables where no code says it, from its first words: a name may hold the word "interest", so
/// only what the text begins with counts.
/// </summary>
internal static class LineWords
{
    private static readonly Openings Returns = new(
        "RETURN", "ACH RETURN", "RETURNED", "RTN", "RTD", "DEPOSITED ITEM RETURN", "NSF", "CHARGEBACK", "REVERSAL",
            "RUECKLAST",
        "RÜCKLAST", "RETOURE", "STORNO", "REJET", "IMPAYE", "IMPAYÉ", "DEVOLUCION", "DEVOLUCIÓN", "INSOLUTO",
            "STORNERING", "RETUR",
        "TERUGBOEKING");

    private static readonly Openings Own = new(
        "INTEREST", "ZINS", "HABENZINS", "INTERETS", "INTÉRÊTS", "RENTE", "INTERESES", "INTERESSI", "ZBA", "SWEEP",
            "CASH POOL",
        "CASHPOOL", "CONCENTRATION TRANSFER", "INTERNAL TRANSFER", "OWN TRANSFER", "TRANSFER FROM OWN",
            "UEBERTRAG EIGEN",
        "ÜBERTRAG EIGEN", "UMBUCHUNG", "FEE REFUND", "FEE REVERSAL");

    /// <summary>Kind of a line by the sign of its amount and what its text begins with.</summary>
    public static LineKind KindOf(bool moneyIn, string text, string? type = null)
    {
        var words = moneyIn ? Own : Returns;
        var found = words.Open(text) || (type is not null && words.Open(type));
        return (moneyIn, found) switch
        {
            (true, false) => LineKind.Receipt,
            (false, true) => LineKind.Return,
            _ => LineKind.Excluded,
        };
    }
}

/// <summary>
/// Words a text may begin with, in any case. Every line of every file is asked, so three letters decide for almost all.
/// </summary>
internal sealed class Openings
{
    private readonly string[][] _byLetter;

    /// <param name="words">Each of three letters at least.</param>
    public Openings(params string[] words) =>
        _byLetter = [.. Enumerable.Range(0, 32).Select(slot => words.Where(word => Slot(word[0]) == slot).ToArray())];

    /// <summary>True where the text begins with one of the words.</summary>
    public bool Open(string text)
    {
        if (text.Length < 3)
            return false;
        foreach (var word in _byLetter[Slot(text[0])])
        {
            if ((text[1] | ' ') == (word[1] | ' ') && (text[2] | ' ') == (word[2] | ' ')
                && text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // Letters of both cases have one slot; all that is no ASCII letter shares the first.
    private static int Slot(char letter) => char.IsAsciiLetter(letter) ? letter & 31 : 0;
}
