namespace Turnstone.Domain.CashApplication.References;

/// <summary>How little chance alone would bring a number into a text, in milli-log-odds and whole numbers.</summary>
internal static class Rarity
{
    private const int Tenfold = 2303;
    private const int Twofold = 693;
    private const int Most = 5400;

    /// <summary>Weight of a number of a company with so many documents: more digits, fewer documents, more
    /// weight.</summary>
    public static int Of(string number, int documents)
    {
        Span<char> full = stackalloc char[DocumentKey.MaxLength];
        Span<char> digits = stackalloc char[DocumentKey.MaxLength];
        full = full[..DocumentKey.Squeeze(number, full)];
        var length = DocumentKey.Digits(full, digits);
        // Letters that belong to the number are as good as a digit.
        return Of(length + Math.Min(2, full.Length - length), documents);
    }

    /// <summary>A number as printed: its letters and its leading zeros count too.</summary>
    public static int Printed(string number, int documents)
    {
        Span<char> full = stackalloc char[DocumentKey.MaxLength];
        return Of(DocumentKey.Squeeze(number, full), documents);
    }

    public static int Of(int digits, int documents) =>
        Math.Clamp(digits * Tenfold - Bits(documents) * Twofold, 0, Most);

    private static int Bits(int count) => 32 - int.LeadingZeroCount(Math.Max(1, count));
}
