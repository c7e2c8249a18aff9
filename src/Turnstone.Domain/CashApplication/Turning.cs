using System.Globalization;

namespace Turnstone.Domain.CashApplication;

/// <summary>What would change a decision, in sentences that follow from its evidence alone.</summary>
public static class Turning
{
    /// <summary>The sentences, the weightiest first.</summary>
    public static IReadOnlyList<string> Of(Evidence evidence)
    {
        var sentences = new List<string>();
        if (evidence.Signals.FirstOrDefault(signal => signal.Name == "for_a_person") is { } bar)
            sentences.Add($"A person decides it whatever its confidence, until this no longer holds: {bar.Detail}");
        var strongest = evidence.Signals.Where(signal => signal.Weight > 0)
            .OrderByDescending(signal => signal.Weight).FirstOrDefault();
        if (strongest is null)
            return sentences;
        var left = evidence.Margin - strongest.Weight;
        sentences.Add(left > 0
            ? $"Without its strongest sign it would still be ahead, by {Weight(left)}: {strongest.Detail}"
            : $"It rests on one sign: without it another explanation, or none, would be as good: {strongest.Detail}");
        if (evidence.RunnerUp is { } other)
        {
            sentences.Add($"{Called(other)} would be chosen with signs of {Weight(evidence.Margin)} more for it, "
                + "or against this one.");
        }

        return sentences;
    }

    private static string Called(RunnerUp other) => other.Documents.Count > 0 ? string.Join(", ", other.Documents)
        : other.Customer is { } customer ? $"Customer {customer}" : "The other explanation";

    private static string Weight(int milli) => (milli / 1000m).ToString("0.0", CultureInfo.InvariantCulture);
}
