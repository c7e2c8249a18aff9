using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>
/// What a wrong automatic match costs and what a review costs, in one currency: from which confidence on a decision may
/// post unseen follows from them, since below it a wrong match is dearer than looking.
/// </summary>
/// <param name="WrongMatch">Cost of one wrong automatic match: finding it, taking it back, lost trust.</param>
/// <param name="ReviewMinute">Cost of a minute of a clerk.</param>
/// <param name="ReviewSeconds">How long a review of a proposal takes.</param>
public sealed record MatchingCosts(Money WrongMatch, Money ReviewMinute, int ReviewSeconds)
{
    private const int Even = 5000;
    private const int Whole = 10_000;

    /// <summary>
    /// Lowest confidence, in hundredths of a percent, at which posting unseen costs no more than a review:
    /// (1 − confidence) × wrong match ≤ review. At least one half, whatever the costs.
    /// </summary>
    public int Threshold
    {
        get
        {
            // Both times sixty, so that a review's part of a minute needs no rounding.
            var (wrong, review) = ((Int128)WrongMatch.Minor * 60, (Int128)ReviewMinute.Minor * ReviewSeconds);
            if (wrong <= 0)
                return Even;
            return (int)Int128.Clamp(Whole - Whole * review / wrong, Even, Whole);
        }
    }

    /// <summary>Cost of one review, rounded to the minor unit.</summary>
    public Money Review => Money.Rounded(ReviewMinute.Minor * (decimal)ReviewSeconds / 60
        / ReviewMinute.Currency.MinorPerMajor, ReviewMinute.Currency);
}

/// <summary>What is stated for one customer apart from its company.</summary>
public sealed record CustomerRule
{
    /// <summary>Costs by currency code; a currency that is absent has the company's.</summary>
    public IReadOnlyDictionary<string, MatchingCosts> Costs { get; init; } =
        new Dictionary<string, MatchingCosts>(StringComparer.Ordinal);

    /// <summary>Receipts of this customer never post unseen.</summary>
    public bool NeverAuto { get; init; }

    /// <summary>Taught and approved: of equal documents it pays the oldest due; null where nobody said so.</summary>
    public LearnedFact? OldestFirst { get; init; }

    /// <summary>Taught and approved: days of grace of its discounts; null for the policy's.</summary>
    public LearnedFact? DiscountGrace { get; init; }

    /// <summary>Receipts of a sender that must be settled before one posts unseen; null for the company's.</summary>
    public int? LeastSettled { get; init; }
}
