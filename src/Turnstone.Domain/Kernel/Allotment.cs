namespace Turnstone.Domain.Kernel;

/// <summary>Splits an amount by weights so that the parts always add up to the whole.</summary>
public static class Allotment
{
    /// <summary>
    /// Each part is its share rounded towards zero; the units left over go one each to the first parts with a weight.
    /// Weights are not negative and at least one is positive.
    /// </summary>
    public static IReadOnlyList<Money> Split(Money whole, IReadOnlyList<long> weights)
    {
        Int128 total = 0;
        foreach (var weight in weights)
            total += weight >= 0
                ? weight
                : throw new ArgumentOutOfRangeException(nameof(weights), "A weight is negative.");
        if (total == 0)
            throw new ArgumentOutOfRangeException(nameof(weights), "No weight is positive.");

        var parts = new long[weights.Count];
        var left = whole.Minor;
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (long)((Int128)whole.Minor * weights[i] / total);
            left -= parts[i];
        }

        for (var i = 0; left != 0; i++)
        {
            if (weights[i] == 0)
                continue;
            parts[i] += Math.Sign(left);
            left -= Math.Sign(left);
        }

        return [.. parts.Select(part => new Money(part, whole.Currency))];
    }
}
