using Turnstone.Domain.CashApplication.Allocation;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Scoring;

/// <summary>
/// Weights of the signals in milli-log-odds. They start from what a careful clerk holds for sure; the learned model
/// replaces them where history is long enough.
/// </summary>
internal static class Weights
{
    public const string Rules = "rules 1";

    /// <summary>Before anything is known a random explanation is more often wrong than right.</summary>
    public static Signal Prior { get; } = new("prior", -1500, "Any explanation starts as less likely than not.");

    public static Signal Over { get; } = new("amount_over", 0,
        "More came in than the documents ask for; the rest stays on account.");

    public static Signal DiscountEarned { get; } = new("discount_earned", 3000,
        "Short by exactly the discount of the terms, in time.");

    public static Signal ShortOfOne { get; } = new("amount_short", 0,
        "Less came in than the document asks for; the rest stays open.");

    public static Signal ShortOfSeveral { get; } = new(
        "amount_short_of_several", -2500, "Less came in than the documents ask for, and nothing says which is short.");

    public static Signal AmountExact(int documents) => new("amount_exact", 3500,
        documents == 1 ? "The document's open amount is exactly what came in."
            : "The documents' open amounts sum exactly to what came in.");

    public static Signal AdviceSettles { get; } = new("advice_settles", 3500,
        "What the advice lists, with the terms' discount and the policy's tolerance, settles its documents.");

    public static Signal WithinTolerance(bool late) => late
        ? new("discount_unearned", 2500,
            "Short by the discount of the terms, too late, within the tolerance of the policy.")
        : new("within_tolerance", 1500, "Short by no more than the policy's tolerance.");

    public static Signal ReasonGiven { get; } = new("reason_given", 1200, "The text says why less was paid.");

    public static Signal Reference(Cite cite, string number, string text) => cite.Quality switch
    {
        CiteQuality.Exact => new("reference_exact", cite.Weight, $"{text} is the number {number}.", number),
        CiteQuality.Normalised => new("reference_normalised", Math.Min(cite.Weight, 4800),
            $"{text} is {number} but for form.", number),
        CiteQuality.Order => new("purchase_order", cite.Weight, $"{text} is the purchase order of {number}.", number),
        CiteQuality.Whole => new("reference_digits", cite.Weight, $"{text} has all digits of {number} of this payer.",
            number),
        CiteQuality.Listed => new("reference_listed", cite.Weight, $"{text} goes on a list to {number}.", number),
        CiteQuality.Part => new("reference_part", cite.Weight, $"{text} is a part of {number} of this payer.", number),
        CiteQuality.NearMiss => new("reference_near", Math.Min(cite.Weight, 1800),
            $"{text} is one slip away from {number} of this payer.", number),
        _ => throw new ArgumentOutOfRangeException(nameof(cite), cite.Quality, "An unknown quality."),
    };
}

/// <summary>Turns a score into a chance, in hundredths of a percent, by a fixed table: integers on every
/// machine.</summary>
internal static class Confidence
{
    // The logistic function at steps of 500 milli-log-odds.
    private static readonly int[] Table =
        [5000, 6225, 7311, 8176, 8808, 9241, 9526, 9707, 9820, 9890, 9933, 9959, 9975, 9985, 9991, 9994, 9997, 9998,
            9999];

    /// <summary>Chance of a plan: what else explains the money shares it.</summary>
    public static int Of(Plan plan)
    {
        if (plan.Rivals.Count == 0)
            return Of(plan.Score);
        var best = plan.Rivals.Max(rival => rival.Score);
        // The logarithm of e^best + 1, straight between its ends.
        var others = best >= 2000 ? best : best <= -2000 ? 0 : (best + 2000) / 2;
        return Of(plan.Score - others);
    }

    public static int Of(int score)
    {
        if (score < 0)
            return 10000 - Of(-score);
        var (step, rest) = Math.DivRem(score, 500);
        return step >= Table.Length - 1 ? Table[^1] : Table[step] + (Table[step + 1] - Table[step]) * rest / 500;
    }
}
