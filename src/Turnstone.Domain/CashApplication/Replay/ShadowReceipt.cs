using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Replay;

/// <summary>What the engine said of a receipt before anybody decided it, beside what people finally did.</summary>
/// <param name="Day">Day it was booked.</param>
/// <param name="Amount">What came in.</param>
/// <param name="Verdict">The engine's verdict.</param>
/// <param name="Confidence">Hundredths of a percent.</param>
/// <param name="Barred">A rule kept it for a person whatever its confidence.</param>
/// <param name="Right">It put the money where people finally did.</param>
public sealed record ShadowReceipt(
    DateOnly Day, Money Amount, Verdict Verdict, int Confidence, bool Barred, bool Right);

/// <summary>One week of the scorecard.</summary>
/// <param name="Monday">Its first day.</param>
/// <param name="Decided">Receipts that both the engine and people decided.</param>
/// <param name="Agreed">Where they put the money in the same place.</param>
/// <param name="Auto">Decisions that would have posted unseen.</param>
/// <param name="AutoWrong">Of those, where people put the money elsewhere.</param>
/// <param name="SecondsSaved">Time of the reviews that right automatic decisions spare.</param>
public sealed record ShadowWeek(
    DateOnly Monday, int Decided, int Agreed, int Auto, int AutoWrong, int SecondsSaved)
{
    /// <summary>The weeks of receipts, oldest first.</summary>
    public static IReadOnlyList<ShadowWeek> Of(IEnumerable<ShadowReceipt> receipts, int reviewSeconds) => [.. receipts
        .GroupBy(one => Weeks.Monday(one.Day)).OrderBy(week => week.Key)
        .Select(week => new ShadowWeek(week.Key, week.Count(), week.Count(one => one.Right), week.Count(IsAuto),
            week.Count(one => IsAuto(one) && !one.Right),
            week.Count(one => IsAuto(one) && one.Right) * reviewSeconds))];

    private static bool IsAuto(ShadowReceipt receipt) => receipt.Verdict is Verdict.Auto;
}

/// <summary>What one threshold would have cost: its wrong matches and the reviews that are left.</summary>
/// <param name="Threshold">Lowest confidence that posts unseen, in hundredths of a percent.</param>
/// <param name="Auto">Receipts that would have posted unseen.</param>
/// <param name="Wrong">Of those, the wrong ones.</param>
/// <param name="Cost">What that costs.</param>
public sealed record CostPoint(int Threshold, int Auto, int Wrong, Money Cost)
{
    private static readonly int[] Levels = [5000, 8000, 9000, 9500, 9800, 9900, 9950, 9980, 9990, 9995, 9999, 10000];

    /// <summary>The curve over thresholds, by what was decided; what a rule bars is reviewed at any of them.</summary>
    public static IReadOnlyList<CostPoint> Curve(IReadOnlyCollection<ShadowReceipt> receipts, MatchingCosts costs) =>
    [
        .. Levels.Append(costs.Threshold).Distinct().Order().Select(threshold =>
        {
            var auto = receipts.Where(one => !one.Barred && one.Verdict is not Verdict.Hold
                && one.Confidence >= threshold).ToArray();
            var wrong = auto.Count(one => !one.Right);
            return new CostPoint(threshold, auto.Length, wrong, new(
                costs.WrongMatch.Minor * wrong + costs.Review.Minor * (receipts.Count - auto.Length),
                costs.WrongMatch.Currency));
        }),
    ];
}
