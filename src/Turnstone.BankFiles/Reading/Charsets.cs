using System.Text;

namespace Turnstone.BankFiles;

/// <summary>
/// The charset of text that is not UTF-8, by the letters it would make: Windows-1252, unless signs stand within words
/// that are letters in another page. Banks' hosts still write DOS (850: German umlauts), Polish ones 1250.
/// </summary>
internal static class Charsets
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;
    private static readonly Encoding Dos = CodePagesEncodingProvider.Instance.GetEncoding(850)!;
    private static readonly Encoding Central = CodePagesEncodingProvider.Instance.GetEncoding(1250)!;

    public static Encoding Of(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; at < bytes.Length; at++)
        {
            if (bytes[at] < 0x80)
                continue;
            var before = at > 0 ? bytes[at - 1] : (byte)' ';
            var after = at + 1 < bytes.Length ? bytes[at + 1] : (byte)' ';
            if (IsDos(bytes[at], before, after))
                return Dos;
            if (IsCentral(bytes[at], before, after))
                return Central;
        }

        return Western;
    }

    // ü is no sign of 1252 at all; ä and ö are its quotes, which stand at a word's edges; Ä, Ö and Ü its Ž, ™ and š,
    // which do not stand among capitals.
    private static bool IsDos(byte value, byte before, byte after) => value switch
    {
        0x81 => true,
        0x84 => IsLetter(before),
        0x94 => IsLetter(after),
        0x8E or 0x99 or 0x9A => IsCapital(before) || (IsCapital(after) && !IsLetter(before)),
        _ => false,
    };

    // ł, ą, ż, Ą, Ł, Ż, ś, ź, Ś, Ź: in 1252 signs that stand in no word.
    private static bool IsCentral(byte value, byte before, byte after) =>
        value is 0xB3 or 0xB9 or 0xBF or 0xA5 or 0xA3 or 0xAF or 0x9C or 0x9F or 0x8C or 0x8F
        && (IsLetter(before) && IsLetter(after) || (value is 0xB3 or 0xB9 && IsLetter(before)));

    private static bool IsLetter(byte value) => char.IsAsciiLetter((char)value);

    private static bool IsCapital(byte value) => char.IsAsciiLetterUpper((char)value);
}
