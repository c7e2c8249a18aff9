using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite;

/// <summary>Amounts as NetSuite writes them: plain, ".5", or with an exponent.</summary>
internal static class Amounts
{
    public static bool TryRead(string text, Currency currency, out Money amount)
    {
        if (Money.TryParse(text, currency, out amount))
            return true;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value))
            return false;

        var plain = value.ToString(CultureInfo.InvariantCulture);
        return Money.TryParse(plain, currency, out amount);
    }
}
