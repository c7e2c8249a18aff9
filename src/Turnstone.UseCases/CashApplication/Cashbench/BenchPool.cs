using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>Decisions of one tenth of the confidences: what was said and what was so.</summary>
/// <param name="From">Lower end of the bin.</param>
/// <param name="Decisions">How many fall into it.</param>
/// <param name="Said">Their mean confidence.</param>
/// <param name="Right">Share that is right.</param>
public sealed record CalibrationBin(decimal From, int Decisions, decimal Said, decimal Right);

/// <summary>One case scored at the threshold that the other companies' decisions make cheapest.</summary>
/// <param name="Company">The company left out.</param>
/// <param name="Threshold">The threshold of the others; above 1 where nothing may be posted unseen.</param>
/// <param name="Decisions">Its decisions about money.</param>
/// <param name="Auto">How many of them would be posted unseen.</param>
/// <param name="Wrong">How many of those are wrong.</param>
public sealed record LeftOut(string Company, decimal Threshold, int Decisions, int Auto, int Wrong);

/// <summary>Several cases scored together: what a rate of a few in ten thousand takes.</summary>
/// <param name="Cases">Each case by its folder's name, which begins with its company.</param>
public sealed record BenchPool(IReadOnlyList<(string Name, BenchScore Score)> Cases)
{
    /// <summary>All decisions about money.</summary>
    public IReadOnlyList<JudgedDecision> Judged { get; } = [.. Cases.SelectMany(one => one.Score.Judged)];

    /// <summary>Kinds of receipts of all cases together.</summary>
    public IReadOnlyList<ScenarioScore> Scenarios => [.. Cases.SelectMany(one => one.Score.Scenarios)
        .GroupBy(one => one.Scenario, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
        .Select(group => new ScenarioScore(group.Key, group.Sum(one => one.Receipts), group.Sum(one => one.Right),
            group.Sum(one => one.AutoRight), group.Sum(one => one.AutoWrong)))];

    /// <summary>Automatic decisions that are wrong.</summary>
    public int AutoWrong => Cases.Sum(one => one.Score.AutoWrong);

    /// <summary>Automatic decisions about money.</summary>
    public int Auto => Cases.Sum(one => one.Score.Auto);

    /// <summary>How many automatic decisions their own confidence says are wrong.</summary>
    public decimal AutoWrongSaid => Judged.Where(one => one.Auto).Sum(one => 1 - one.Confidence);

    /// <summary>Ten bins of confidence; empty ones are left out.</summary>
    public IReadOnlyList<CalibrationBin> Bins => [.. Judged
        .GroupBy(one => Math.Min(9, (int)(one.Confidence * 10))).OrderBy(bin => bin.Key)
        .Select(bin => new CalibrationBin(bin.Key / 10m, bin.Count(), bin.Average(one => one.Confidence),
            (decimal)bin.Count(one => one.Right) / bin.Count()))];

    /// <summary>Expected calibration error: how far what was said is from what was so, by decisions.</summary>
    public decimal CalibrationError => Judged.Count == 0 ? 0
        : Bins.Sum(bin => Math.Abs(bin.Said - bin.Right) * bin.Decisions) / Judged.Count;

    /// <summary>Reads every folder with a truth and results under a folder.</summary>
    public static Result<BenchPool> Of(string folder)
    {
        var cases = new List<(string, BenchScore)>();
        foreach (var one in Directory.GetDirectories(folder).Order(StringComparer.Ordinal))
        {
            var (truth, results) = (Path.Combine(one, "truth.jsonl"), Path.Combine(one, "results.jsonl"));
            if (!File.Exists(truth) || !File.Exists(results))
                continue;
            if (!BenchScore.Of(truth, results).Is(out var score, out var refusal))
                return refusal;
            cases.Add((Path.GetFileName(one), score));
        }

        return cases.Count == 0 ? new Refusal("cashbench.no_cases",
            $"{folder} holds no folder with truth.jsonl and results.jsonl: match the cases first.")
            : new BenchPool(cases);
    }

    /// <summary>
    /// Each company at the threshold that is cheapest for all others, where a wrong automatic match costs so many
    /// reviews: an honest look at a company that no choice was made on.
    /// </summary>
    public IReadOnlyList<LeftOut> LeaveOneOut(int wrongInReviews) => [.. Cases
        .GroupBy(one => one.Name.Split('-')[0], StringComparer.Ordinal).Select(company =>
        {
            var threshold = Cheapest([.. Cases.Where(one => !company.Contains(one))
                .SelectMany(one => one.Score.Judged)], wrongInReviews);
            var own = company.SelectMany(one => one.Score.Judged).ToArray();
            var auto = own.Where(one => !one.Barred && one.Confidence >= threshold).ToArray();
            return new LeftOut(company.Key, threshold, own.Length, auto.Length, auto.Count(one => !one.Right));
        })];

    private static decimal Cheapest(JudgedDecision[] judged, int wrongInReviews)
    {
        // From the surest down: each level posts all decisions of one confidence more.
        var (best, cheapest, cost) = (2m, 0, 0);
        foreach (var level in judged.Where(one => !one.Barred).GroupBy(one => one.Confidence)
            .OrderByDescending(level => level.Key))
        {
            cost += level.Count(one => !one.Right) * wrongInReviews - level.Count();
            if (cost < cheapest)
                (best, cheapest) = (level.Key, cost);
        }

        return best;
    }
}
