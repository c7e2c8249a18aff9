namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>Between which shares the true one lies, by so many of so many seen.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Interval(double Low, double High)
{
    private const double Tail = 0.025;

    /// <summary>The exact binomial interval of 95 % (Clopper and Pearson).</summary>
    public static Interval Of(int part, int all) => all == 0 ? new(0, 1) : new(
        part == 0 ? 0 : Where(share => 1 - AtMost(part - 1, all, share) < Tail),
        part == all ? 1 : Where(share => AtMost(part, all, share) > Tail));

    /// <summary>The share up to which a condition holds.</summary>
    private static double Where(Func<double, bool> holds)
    {
        var (low, high) = (0.0, 1.0);
        for (var step = 0; step < 60; step++)
        {
            var middle = (low + high) / 2;
            (low, high) = holds(middle) ? (middle, high) : (low, middle);
        }

        return low;
    }

    /// <summary>Chance of at most so many, each with this chance; by logarithms, so that nothing vanishes.</summary>
    private static double AtMost(int part, int all, double share)
    {
        var (sum, term) = (0.0, all * Math.Log(1 - share));
        for (var count = 0; count <= part; count++)
        {
            sum += Math.Exp(term);
            term += Math.Log((double)(all - count) / (count + 1)) + Math.Log(share / (1 - share));
        }

        return Math.Min(1, sum);
    }
}
