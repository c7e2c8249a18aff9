using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// The German banks' three-digit business transaction codes (Geschäftsvorfallcodes, DFÜ-Abkommen annex 3).
/// </summary>
internal static class Gvc
{
    /// <summary>Returned and rejected direct debits, transfers and checks.</summary>
    public static bool IsReturn(string? code) => code is
        "108" or "109" or "159" or "181" or "182" or "183" or "184" or "185" or "208" or "209" or "210";

    /// <summary>Kind of a line by its code; where the code says nothing its words do.</summary>
    public static LineKind KindOf(string code, bool moneyIn, string text) => code switch
    {
        _ when IsReturn(code) => moneyIn ? LineKind.Undecided : LineKind.Return,
        // Interest, fees, closing of account, cash pooling, own transfers, securities, foreign exchange.
        "805" or "806" or "807" or "808" or "809" or "814" or "818" or "819" or "820" or "821" or "822" or "823"
            or "824" or "833" => LineKind.Excluded,
        _ => LineWords.KindOf(moneyIn, text),
    };
}
