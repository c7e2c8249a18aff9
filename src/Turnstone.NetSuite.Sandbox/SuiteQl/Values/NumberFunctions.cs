namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

internal static class NumberFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        Functions.Named("ABS", "N", ValueKind.Number, (a, _) => decimal.Abs(Number(a, 0))),
        Functions.Named("SIGN", "N", ValueKind.Number, (a, _) => (decimal)decimal.Sign(Number(a, 0))),
        Functions.Named("CEIL", "N", ValueKind.Number, (a, _) => decimal.Ceiling(Number(a, 0))),
        Functions.Named("FLOOR", "N", ValueKind.Number, (a, _) => decimal.Floor(Number(a, 0))),
        Functions.Named("MOD", "NN", ValueKind.Number, (a, _) => Mod(Number(a, 0), Number(a, 1))),
        Functions.Named("POWER", "NN", ValueKind.Number, (a, _) => Power(Number(a, 0), Number(a, 1))),
        Functions.Named("TO_NUMBER", "Tt", ValueKind.Number, (a, _) => ToNumber((string)a[0]!, a.At(1) as string)),
        Functions.Named("GREATEST", "AA+", ValueKind.Null, (a, d) => Extreme(a, d, 1)),
        Functions.Named("LEAST", "AA+", ValueKind.Null, (a, d) => Extreme(a, d, -1)),
    ];

    private static decimal Number(object?[] arguments, int index) => (decimal)arguments[index]!;

    /// <summary>A divisor of nought leaves the number, as in Oracle.</summary>
    private static decimal Mod(decimal number, decimal divisor) => divisor == 0 ? number : number % divisor;

    /// <summary>Whole exponents only: fractions would need binary numbers.</summary>
    private static decimal Power(decimal number, decimal exponent)
    {
        if (exponent != decimal.Truncate(exponent) || decimal.Abs(exponent) > 1000)
        {
            throw Refused.Unsupported("POWER here takes whole exponents up to 1000.");
        }

        var result = 1m;
        for (var i = 0; i < decimal.Abs(exponent); i++)
        {
            result *= number;
        }

        return exponent < 0 ? 1 / result : result;
    }

    /// <summary>With a mask, its group signs and currency are taken off.</summary>
    private static decimal? ToNumber(string text, string? mask) => mask is null
        ? Dialect.Number(text)
        : Dialect.Number(text.Replace(",", "", StringComparison.Ordinal).Replace("$", "", StringComparison.Ordinal));

    private static object? Extreme(object?[] values, Dialect dialect, int sign)
    {
        var best = values[0]!;
        var kind = Dialect.KindOf(best);
        foreach (var value in values)
        {
            var other = dialect.Convert(value, kind)!;
            best = Dialect.Compare(other, best) * sign > 0 ? other : best;
        }

        return best;
    }

    /// <summary>Half goes away from nought; negative places round before the point.</summary>
    public static decimal Round(decimal number, long places, bool cut)
    {
        if (places < 0)
        {
            var unit = Power(10, Math.Min(-places, 28));
            return Cut(number / unit, 0, cut) * unit;
        }

        return Cut(number, (int)Math.Min(places, 28), cut);
    }

    private static decimal Cut(decimal number, int places, bool cut) =>
        decimal.Round(number, places, cut ? MidpointRounding.ToZero : MidpointRounding.AwayFromZero);
}
