using System.Text;
using System.Text.Unicode;

namespace Turnstone.BankFiles;

/// <summary>Bytes to text and numbers, without exceptions.</summary>
internal static class Bytes
{
    private const int LongestRaw = 500;

    /// <summary>
    /// UTF-8 where the bytes are valid UTF-8, else the page that makes words of them: banks declare either and send the
    /// other.
    /// </summary>
    public static string Text(ReadOnlySpan<byte> bytes)
    {
        // Latin-1 only widens: what is ASCII needs no more.
        if (Ascii.IsValid(bytes))
            return Encoding.Latin1.GetString(bytes);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Charsets.Of(bytes).GetString(bytes);
    }

    /// <summary>
    /// Writes the text of the bytes; never more characters than bytes. Gives how many were written.
    /// </summary>
    public static int Decode(ReadOnlySpan<byte> bytes, Span<char> text)
    {
        if (Ascii.IsValid(bytes))
            return Encoding.Latin1.GetChars(bytes, text);
        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetChars(bytes, text) : Charsets.Of(bytes).GetChars(bytes, text);
    }

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

    /// <summary>The same, or an amount with a point and decimals where a format writes minor units.</summary>
    public static bool TrySignedOrDecimal(ReadOnlySpan<byte> bytes, int exponent, out long minor)
    {
        if (TrySigned(bytes, out minor))
            return true;
        var plain = bytes.TrimStart("+-"u8);
        if (bytes.Length - plain.Length > 1 || !plain.Contains((byte)'.')
            || !TryDecimal(plain, exponent, (byte)'.', out minor))
            return false;
        if (bytes[0] == '-')
            minor = -minor;
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

    /// <summary>YYMMDD or YYYYMMDD.</summary>
    public static bool TryDate6Or8(ReadOnlySpan<byte> bytes, out DateOnly date)
    {
        if (bytes.Length != 8)
            return TryDate6(bytes, out date);
        date = default;
        return TryDigits(bytes, out var number)
            && Dates.TryMake((int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100), out date);
    }

    /// <summary>
    /// An unsigned decimal into minor units. More decimals than the exponent are read where they are zeros, else
    /// refused.
    /// </summary>
    public static bool TryDecimal(ReadOnlySpan<byte> bytes, int exponent, byte point, out long minor)
    {
        minor = 0;
        var at = bytes.IndexOf(point);
        var whole = (at < 0 ? bytes : bytes[..at]).TrimStart((byte)'0');
        var fraction = at < 0 ? [] : bytes[(at + 1)..].TrimEnd((byte)'0');
        if (bytes.Length == 0 || (bytes.Length == 1 && at == 0) || whole.Length + exponent > 18
            || fraction.Length > exponent)
            return false;
        if (!whole.IsEmpty && !TryDigits(whole, out minor))
            return false;
        var part = 0L;
        if (!fraction.IsEmpty && !TryDigits(fraction, out part))
            return false;
        for (var i = 0; i < exponent; i++)
            minor *= 10;
        for (var i = fraction.Length; i < exponent; i++)
            part *= 10;
        minor += part;
        return true;
    }

    /// <summary>YYYY-MM-DD at the beginning, a time behind it passed over.</summary>
    public static bool TryIsoDate(ReadOnlySpan<byte> bytes, out DateOnly date)
    {
        date = default;
        return bytes.Length >= 10 && bytes[4] == '-' && bytes[7] == '-' && TryDigits(bytes[..4], out var year)
            && TryDigits(bytes[5..7], out var month) && TryDigits(bytes[8..10], out var day)
            && Dates.TryMake((int)year, (int)month, (int)day, out date);
    }
}
