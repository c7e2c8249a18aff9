using System.Buffers;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.X12;

/// <summary>
/// Amounts of X12: digits, a point and a minus in front. Senders also write a dollar sign, commas between thousands, or
/// the minus behind.
/// </summary>
internal static class X12Amounts
{
    private static readonly SearchValues<byte> Written = SearchValues.Create("0123456789,.-+$ "u8);

    /// <summary>Reads one; <paramref name="plain"/> is false where it is not written as the standard says.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, Currency currency, out Money amount, out bool plain)
    {
        amount = default;
        plain = true;
        var negative = text is [(byte)'-', ..];
        var rest = negative ? text[1..] : text;
        if (Bytes.TryDecimal(rest, currency.Exponent, (byte)'.', out var minor))
        {
            amount = new(negative ? -minor : minor, currency);
            return true;
        }

        plain = false;
        // A comma before one or two last digits would be a decimal sign: not the standard's, and read as such.
        var comma = rest.LastIndexOf((byte)',');
        var sign = comma >= 0 && comma >= rest.Length - 3 && rest[comma..].Length > 1 && !rest.Contains((byte)'.')
            ? ',' : '.';
        return rest.Length < 30 && !rest.IsEmpty && !rest.ContainsAnyExcept(Written)
            && new Tables.AmountForm(sign).TryRead(Bytes.Text(text), currency, out amount, out _);
    }
}
