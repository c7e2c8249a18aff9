namespace Turnstone.Domain.CashApplication.Replay;

/// <summary>
/// Keeps the future out of a replay: what a morning could not know would make any rule look good on it.
/// </summary>
public static class AsOf
{
    /// <summary>
    /// The first thing in an input that nobody knew on the morning of a day, in a sentence; null where there is none.
    /// </summary>
    public static string? Leak(MatchingInput input, DateOnly day)
    {
        if (input.OpenItems.FirstOrDefault(item => item.Date > day) is { } item)
            return $"{item.Number} is dated {item.Date:yyyy-MM-dd}, after {day:yyyy-MM-dd}.";
        if (input.History.FirstOrDefault(settled => settled.Date >= day) is { } settled)
            return $"A receipt was settled on {settled.Date:yyyy-MM-dd}, not before {day:yyyy-MM-dd}.";
        if (input.Advices.FirstOrDefault(advice => !(advice.Date <= day)) is { } advice)
            return $"An advice of {advice.Payer ?? "nobody"} is not dated up to {day:yyyy-MM-dd}.";
        return input.Policy.AsOf == day ? null : $"The policy is of {input.Policy.AsOf:yyyy-MM-dd}.";
    }
}
