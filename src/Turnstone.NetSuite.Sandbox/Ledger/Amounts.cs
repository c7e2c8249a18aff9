using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Ledger;

/// <summary>Money in minor units of a currency record, and what it is in another at a rate.</summary>
internal static class Amounts
{
    public static int Precision(Record? currency) => currency?.Value("currencyPrecision") is long digits ? (int)digits
        : 2;

    public static int Precision(this Store store, long currency) => Precision(store.Find("currency", currency));

    /// <summary>NetSuite rounds what has more decimals than the currency, half away from zero.</summary>
    public static long ToMinor(this Store store, decimal major, long currency) =>
        Round(major * Power(store.Precision(currency)));

    public static decimal ToMajor(this Store store, long minor, long currency) =>
        minor / Power(store.Precision(currency)) + Zero(store.Precision(currency));

    /// <summary>An amount at a rate, in minor units of the other currency.</summary>
    public static long Convert(this Store store, long minor, long from, decimal rate, long to) =>
        from == to && rate == 1
        ? minor
        : Round(minor / Power(store.Precision(from)) * rate * Power(store.Precision(to)));

    public static long Round(decimal amount) => checked((long)Math.Round(amount, 0, MidpointRounding.AwayFromZero));

    /// <summary>So much of a whole as a part of its amount is, exact where the part is the rest.</summary>
    public static long Share(long whole, long part, long of) => part == of ? whole : Round((decimal)whole * part / of);

    public static long BaseCurrency(this Store store, long subsidiary) =>
        store.Find("subsidiary", subsidiary)?.Reference("currency") ?? 1;

    /// <summary>
    /// What one unit of a currency is in the base currency of a subsidiary, by the rates of the currency list.
    /// </summary>
    public static decimal DefaultRate(this Store store, long currency, long subsidiary)
    {
        var own = store.BaseCurrency(subsidiary);
        return currency == own ? 1 : Math.Round(RateOf(store, currency) / RateOf(store, own), 6);
    }

    private static decimal RateOf(Store store, long currency) =>
        store.Find("currency", currency)?.Value("exchangeRate") switch
    {
        decimal rate when rate > 0 => rate,
        long rate when rate > 0 => rate,
        _ => 1,
    };

    private static decimal Power(int digits) => digits switch
    {
        0 => 1,
        1 => 10,
        2 => 100,
        3 => 1000,
        _ => 10000,
    };

    /// <summary>Adding it shows the currency's decimals: 250.00.</summary>
    private static decimal Zero(int digits) => new(0, 0, 0, false, (byte)digits);
}
