using System.Text;
using System.Text.Unicode;

namespace Turnstone.BankFiles;

/// <summary>Bytes to text and numbers, without exceptions.</summary>
internal static class Bytes
{
    private const int LongestRaw = 500;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// UTF-8 where the bytes are valid UTF-8, else Windows-1252: banks declare either and send the other.
    /// </summary>
    public static string Text(ReadOnlySpan<byte> bytes) =>
        bytes.IsEmpty ? "" : Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Western.GetString(bytes);

    /// <summary>Text for a problem: cut, and without control characters.</summary>
    public static string Raw(ReadOnlySpan<byte> bytes)
    {
        var text = Text(bytes[..Math.Min(bytes.Length, LongestRaw)]);
        return text.AsSpan().ContainsAnyInRange('\0', '\u001F')
            ? string.Create(text.Length, text, static (to, from) =>
            {
                for (var i = 0; i < to.Length; i++)
                    to[i] = char.IsControl(from[i]) && from[i] != '\n' ? '\uFFFD' : from[i];
            })
            : text;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes) => bytes.Trim((byte)' ');

    /// <summary>Digits only, at most 18.</summary>
    public static bool TryDigits(ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        if (bytes.IsEmpty || bytes.Length > 18)
            return false;
        foreach (var digit in bytes)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            number = number * 10 + (digit - '0');
        }

        return true;
    }

    /// <summary>Digits with an optional sign; zeros in front do not count towards the limit of 18 digits.</summary>
    public static bool TrySigned(ReadOnlySpan<byte> bytes, out long number)
    {
        number = 0;
        var negative = bytes.Length > 0 && bytes[0] == '-';
        if (bytes.Length > 0 && bytes[0] is (byte)'-' or (byte)'+')
            bytes = bytes[1..];
        if (bytes.IsEmpty)
            return false;
        var digits = bytes.TrimStart((byte)'0');
        if (!digits.IsEmpty && !TryDigits(digits, out number))
            return false;
        if (negative)
            number = -number;
        return true;
    }

    /// <summary>YYMMDD; the century is 2000 up to 79, else 1900.</summary>
    public static bool TryDate6(ReadOnlySpan<byte> bytes, out DateOnly date)
    {
        date = default;
        return bytes.Length == 6 && TryDigits(bytes, out var number)
            && Dates.TryMake((int)(number / 10000) + (number / 10000 < 80 ? 2000 : 1900), (int)(number / 100 % 100),
                (int)(number % 100), out date);
    }
}
