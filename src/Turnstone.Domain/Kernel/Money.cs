using System.Globalization;

namespace Turnstone.Domain.Kernel;

/// <summary>
/// An exact amount of one currency, held in minor units so that no operation can round by accident.
/// The sign has the meaning that the property holding it states. Overflow throws; two currencies never add.
/// </summary>
public readonly record struct Money(long Minor, Currency Currency) : IComparable<Money>
{
    /// <summary>Nothing of a currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    /// <summary>True when nothing is left.</summary>
    public bool IsZero => Minor == 0;

    /// <summary>True above nothing.</summary>
    public bool IsPositive => Minor > 0;

    /// <summary>True below nothing.</summary>
    public bool IsNegative => Minor < 0;

    /// <summary>The amount without its sign.</summary>
    public Money Abs() => new(Math.Abs(Minor), Currency);

    /// <summary>The sum; both must be of one currency.</summary>
    public static Money operator +(Money left, Money right) => new(left.Minor + right.In(left.Currency), left.Currency);

    /// <summary>The difference; both must be of one currency.</summary>
    public static Money operator -(Money left, Money right) => new(left.Minor - right.In(left.Currency), left.Currency);

    /// <summary>The same amount the other way.</summary>
    public static Money operator -(Money amount) => new(-amount.Minor, amount.Currency);

    /// <summary>Less than, within one currency.</summary>
    public static bool operator <(Money left, Money right) => left.CompareTo(right) < 0;

    /// <summary>More than, within one currency.</summary>
    public static bool operator >(Money left, Money right) => left.CompareTo(right) > 0;

    /// <summary>At most, within one currency.</summary>
    public static bool operator <=(Money left, Money right) => left.CompareTo(right) <= 0;

    /// <summary>At least, within one currency.</summary>
    public static bool operator >=(Money left, Money right) => left.CompareTo(right) >= 0;

    /// <summary>The smaller of two amounts of one currency.</summary>
    public static Money Min(Money left, Money right) => left <= right ? left : right;

    /// <summary>The larger of two amounts of one currency.</summary>
    public static Money Max(Money left, Money right) => left >= right ? left : right;

    /// <inheritdoc/>
    public int CompareTo(Money other) => Minor.CompareTo(other.In(Currency));

    /// <summary>
    /// Reads a plain decimal such as "-1234.50": a sign, digits and one point. More decimals than the currency has are
    /// refused, not rounded.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, Currency currency, out Money amount)
    {
        amount = default;
        text = text.Trim();
        var negative = text.Length > 0 && text[0] == '-';
        if (text.Length > 0 && text[0] is '-' or '+')
            text = text[1..];

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..].TrimEnd('0');
        var hasNoDigit = whole.Length + fraction.Length == 0 && (point < 0 || text.Length < 2);
        var isTooLong = whole.Length + currency.Exponent > 18 || fraction.Length > currency.Exponent;
        if (hasNoDigit || isTooLong)
            return false;

        long minor = 0;
        foreach (var digit in whole)
        {
            if (!char.IsAsciiDigit(digit))
                return false;
            minor = minor * 10 + (digit - '0');
        }

        for (var i = 0; i < currency.Exponent; i++)
        {
            var digit = i < fraction.Length ? fraction[i] : '0';
            if (!char.IsAsciiDigit(digit))
                return false;
            minor = minor * 10 + (digit - '0');
        }

        amount = new(negative ? -minor : minor, currency);
        return true;
    }

    /// <summary>Rounds an exact product of a rate half away from zero: the one rounding of rates.</summary>
    public static Money Rounded(decimal major, Currency currency) =>
        new(checked((long)Math.Round(major * currency.MinorPerMajor, 0, MidpointRounding.AwayFromZero)), currency);

    /// <summary>The amount in major units, exact; for rates and for export only.</summary>
    public decimal ToDecimal() => (decimal)Minor / Currency.MinorPerMajor;

    /// <summary>The amount as a plain decimal with all its decimals and no currency: "-1234.50".</summary>
    public string ToPlainString()
    {
        var format = "F" + Currency.Exponent.ToString(CultureInfo.InvariantCulture);
        return ToDecimal().ToString(format, CultureInfo.InvariantCulture);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{ToPlainString()} {Currency.Code}";

    private long In(Currency wanted) => Currency == wanted
        ? Minor
        : throw new InvalidOperationException($"{this} cannot be reckoned with an amount in {wanted}.");
}
