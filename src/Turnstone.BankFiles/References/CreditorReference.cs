namespace Turnstone.BankFiles;

/// <summary>
/// Structured creditor references and their check digits. A reference whose check digit holds was typed or scanned
/// right;
/// blanks, and the marks each scheme prints around it, are passed over.
/// </summary>
public static class CreditorReference
{
    private const string QrTable = "0946827135";

    /// <summary>ISO 11649: RF, two check digits from 02 to 98, up to 21 letters and digits; modulo 97 is 1.</summary>
    public static bool IsRf(string text)
    {
        var plain = Plain(text).ToUpperInvariant();
        if (plain.Length is < 5 or > 25 || !plain.StartsWith("RF", StringComparison.Ordinal)
            || !char.IsAsciiDigit(plain[2]) || !char.IsAsciiDigit(plain[3]) || plain[2..4] is "00" or "01" or "99")
            return false;
        return Modulo97(plain) == 1;
    }

    /// <summary>
    /// ISO 13616: country, two check digits, 11 to 30 letters and digits; modulo 97 is 1. In capitals, without blanks.
    /// </summary>
    public static bool IsIban(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is >= 15 and <= 34 && char.IsAsciiLetterUpper(text[0]) && char.IsAsciiLetterUpper(text[1])
            && char.IsAsciiDigit(text[2]) && char.IsAsciiDigit(text[3]) && Modulo97(text) == 1;
    }

    // The first four signs go to the end, letters count from ten; −1 where another sign is among them.
    private static int Modulo97(string plain)
    {
        var remainder = 0;
        for (var at = 0; at < plain.Length; at++)
        {
            var sign = plain[(at + 4) % plain.Length];
            if (!char.IsAsciiDigit(sign) && !char.IsAsciiLetterUpper(sign))
                return -1;
            remainder = char.IsAsciiDigit(sign)
                ? ((remainder * 10) + sign - '0') % 97 : ((remainder * 100) + sign - 'A' + 10) % 97;
        }

        return remainder;
    }

    /// <summary>Swiss QR reference (27 digits) and the older ISR (27 or 16): modulo 10, recursive.</summary>
    public static bool IsQr(string text)
    {
        var plain = Plain(text);
        if (plain.Length is not (27 or 16) || !plain.All(char.IsAsciiDigit))
            return false;
        var carry = 0;
        foreach (var digit in plain.AsSpan(0, plain.Length - 1))
            carry = QrTable[(carry + digit - '0') % 10] - '0';
        return (10 - carry) % 10 == plain[^1] - '0';
    }

    /// <summary>
    /// Norwegian KID: 2 to 25 digits, the last by modulo 10 (Luhn) or by modulo 11, where it may be a minus.
    /// </summary>
    public static bool IsKid(string text)
    {
        var plain = Plain(text);
        return plain.Length is >= 2 and <= 25 && plain.AsSpan(0, plain.Length - 1).IndexOfAnyExceptInRange('0', '9') < 0
            && (Luhn(plain) || Modulo11(plain.AsSpan(0, plain.Length - 1), 7) is var check
                && plain[^1] == (check == 10 ? '-' : (char)('0' + check)));
    }

    /// <summary>
    /// Swedish OCR: 2 to 25 digits, the last by Luhn. A length digit before it is part of what it checks.
    /// </summary>
    public static bool IsOcr(string text)
    {
        var plain = Plain(text);
        return plain.Length is >= 2 and <= 25 && Luhn(plain);
    }

    /// <summary>Finnish reference: 4 to 20 digits, weights 7, 3, 1 from the right.</summary>
    public static bool IsFinnish(string text)
    {
        var plain = Plain(text);
        if (plain.Length is < 4 or > 20 || !plain.All(char.IsAsciiDigit))
            return false;
        var sum = 0;
        for (var i = 0; i < plain.Length - 1; i++)
            sum += (plain[^(i + 2)] - '0') * ((i % 3) switch { 0 => 7, 1 => 3, _ => 1 });
        return (10 - (sum % 10)) % 10 == plain[^1] - '0';
    }

    /// <summary>
    /// Belgian structured communication: twelve digits, the last two modulo 97, where 0 is written 97.
    /// </summary>
    public static bool IsBelgian(string text)
    {
        var plain = Plain(text.Replace("+", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal)
            .Replace("/", "", StringComparison.Ordinal));
        if (plain.Length != 12 || !plain.All(char.IsAsciiDigit))
            return false;
        var remainder = long.Parse(plain.AsSpan(0, 10),
            provider: System.Globalization.CultureInfo.InvariantCulture) % 97;
        return (remainder == 0 ? 97 : remainder) == ((plain[10] - '0') * 10) + plain[11] - '0';
    }

    /// <summary>
    /// Slovenian model 12: SI12 and up to thirteen digits, the last by modulo 11 with 10 and 11 written as 0.
    /// </summary>
    public static bool IsSlovenian12(string text) => IsModel11(text, "SI12");

    /// <summary>Croatian model 01: HR01 and digits, the last by modulo 11 with 10 and 11 written as 0.</summary>
    public static bool IsCroatian01(string text) => IsModel11(text, "HR01");

    private static bool IsModel11(string text, string model)
    {
        var plain = Plain(text).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (!plain.StartsWith(model, StringComparison.Ordinal) || plain.Length is < 6 or > 26
            || plain.AsSpan(4).IndexOfAnyExceptInRange('0', '9') >= 0)
            return false;
        var check = Modulo11(plain.AsSpan(4, plain.Length - 5), int.MaxValue);
        return (check == 10 ? 0 : check) == plain[^1] - '0';
    }

    // Weights 2, 3, … from the right, beginning anew above the highest; 11 minus the remainder, 11 as 0.
    private static int Modulo11(ReadOnlySpan<char> digits, int highest)
    {
        var (sum, weight) = (0, 2);
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            sum += (digits[i] - '0') * weight;
            weight = weight == highest ? 2 : weight + 1;
        }

        return (11 - (sum % 11)) % 11;
    }

    private static bool Luhn(string digits)
    {
        var sum = 0;
        for (var i = 0; i < digits.Length; i++)
        {
            if (!char.IsAsciiDigit(digits[^(i + 1)]))
                return false;
            var digit = (digits[^(i + 1)] - '0') * (i % 2 == 1 ? 2 : 1);
            sum += digit > 9 ? digit - 9 : digit;
        }

        return sum % 10 == 0;
    }

    private static string Plain(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Replace(" ", "", StringComparison.Ordinal);
    }
}
