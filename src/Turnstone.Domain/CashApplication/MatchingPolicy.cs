using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication;

/// <summary>How equal documents of one customer are told apart, where the company states a way.</summary>
public enum TieOrder
{
    /// <summary>Not at all: a person decides.</summary>
    None,

    /// <summary>The oldest due is meant, equal due dates by document number.</summary>
    OldestDue,
}

/// <summary>
/// What may be forgiven per document in one currency: the lowest stated limit holds, one not stated does not limit.
/// </summary>
/// <param name="Amount">Highest write-off; null where not stated.</param>
/// <param name="Percent">Highest share of the open amount in percent; null where not stated.</param>
/// <param name="MonthlyCap">Highest sum per customer and month; null where not stated.</param>
public sealed record WriteOffLimit(Money? Amount, decimal? Percent, Money? MonthlyCap);

/// <summary>The company's stated rules of matching, with version and effective date.</summary>
public sealed record MatchingPolicy
{
    /// <summary>Version shown in the evidence of every decision.</summary>
    public int Version { get; init; } = 1;

    /// <summary>First day it holds.</summary>
    public DateOnly EffectiveFrom { get; init; } = DateOnly.MinValue;

    /// <summary>Day the run is about.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>Write-off limits by currency code; a currency that is absent has no write-off.</summary>
    public IReadOnlyDictionary<string, WriteOffLimit> WriteOff { get; init; } =
        new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal);

    /// <summary>Days after the discount date on which a discount still counts as earned.</summary>
    public int DiscountGraceDays { get; init; }

    /// <summary>How ties are broken.</summary>
    public TieOrder TieOrder { get; init; }

    /// <summary>
    /// Lowest confidence, in hundredths of a percent, at which a decision is auto, where no costs are stated.
    /// </summary>
    public int AutoConfidence { get; init; } = 9950;

    /// <summary>Costs by currency code, from which the threshold follows instead.</summary>
    public IReadOnlyDictionary<string, MatchingCosts> Costs { get; init; } =
        new Dictionary<string, MatchingCosts>(StringComparer.Ordinal);

    /// <summary>
    /// How many receipts of a sender must be settled for a family before one of its receipts posts unseen; 0 asks for
    /// none.
    /// </summary>
    public int LeastSettled { get; init; }

    /// <summary>What is stated for single customers.</summary>
    public IReadOnlyDictionary<CustomerId, CustomerRule> Customers { get; init; } =
        new Dictionary<CustomerId, CustomerRule>();

    /// <summary>How ties among one customer's documents are broken.</summary>
    internal TieOrder TieOrderOf(CustomerId customer) =>
        Customers.GetValueOrDefault(customer)?.OldestFirst is null ? TieOrder : TieOrder.OldestDue;

    /// <summary>Days after the discount date on which one customer's discount counts as earned.</summary>
    internal int GraceOf(CustomerId customer) =>
        Math.Max(DiscountGraceDays, Customers.GetValueOrDefault(customer)?.DiscountGrace?.Days ?? 0);

    /// <summary>Strict mode: customer, number and amount must all agree before anything is auto.</summary>
    public bool Strict { get; init; }
}
