using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Mt940;

/// <summary>A balance: mark, date, currency, amount: "C240312USD17376,67".</summary>
internal readonly record struct MtBalance(Money Amount, DateOnly? Date)
{
    public static MtBalance? Read(ReadOnlySpan<byte> content)
    {
        var text = content.Trim(" \n\r"u8);
        if (text.Length < 11 || (text[0] & ~0x20) is not ('C' or 'D'))
            return null;
        DateOnly? date = Bytes.TryDate6(text[1..7], out var day) ? day : null;
        if (!Currency.TryParse(Bytes.Text(text[7..10]), out var currency) || !MtAmount.TryRead(text[10..], currency,
            out var minor))
            return null;
        return new(new((text[0] & ~0x20) == 'D' ? -minor : minor, currency), date);
    }
}

/// <summary>
/// Amounts of SWIFT: digits and one decimal comma. Banks also send a point, no decimals, or points, blanks or
/// apostrophes between thousands.
/// </summary>
internal static class MtAmount
{
    public static bool TryRead(ReadOnlySpan<byte> text, Currency currency, out long minor)
    {
        minor = 0;
        text = text.Trim(" \n\r"u8);
        var comma = text.LastIndexOf((byte)',');
        var point = text.LastIndexOf((byte)'.');
        if (text.IsEmpty || text.Length > 30)
            return false;
        if (text.IndexOfAny((byte)' ', (byte)'\'') is >= 0 and var blank)
            return TryWithout(text, text[blank], currency, comma >= 0 ? (byte)',' : (byte)'.', out minor);
        // The last of two different signs is the decimal; a lone point before exactly three digits groups.
        var grouping = comma >= 0 ? point >= 0 && point < comma
            : point >= 0 && text.Length - point == 4 && currency.Exponent != 3;
        if (comma >= 0 && point > comma)
            return TryWithout(text, (byte)',', currency, (byte)'.', out minor);
        return grouping
            ? TryWithout(text, (byte)'.', currency, (byte)',', out minor)
            : Bytes.TryDecimal(text, currency.Exponent, comma >= 0 ? (byte)',' : (byte)'.', out minor);
    }

    private static bool TryWithout(ReadOnlySpan<byte> text, byte grouping, Currency currency, byte decimalSign,
        out long minor)
    {
        Span<byte> plain = stackalloc byte[text.Length];
        var length = 0;
        foreach (var value in text)
        {
            if (value != grouping)
                plain[length++] = value;
        }

        return Bytes.TryDecimal(plain[..length], currency.Exponent, decimalSign, out minor);
    }
}
