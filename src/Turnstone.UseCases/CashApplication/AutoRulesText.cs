using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication;

/// <summary>What mistakes and reviews cost in one currency, as the policy's text says it.</summary>
public sealed record CostText
{
    /// <summary>Cost of one wrong automatic match.</summary>
    public string? WrongMatch { get; init; }

    /// <summary>Cost of a minute of a clerk.</summary>
    public string? ReviewMinute { get; init; }
}

/// <summary>What is stated for one customer.</summary>
public sealed record CustomerRuleText
{
    /// <summary>Costs by currency code.</summary>
    public IReadOnlyDictionary<string, CostText> Costs { get; init; } =
        new Dictionary<string, CostText>(StringComparer.Ordinal);

    /// <summary>Its receipts never post unseen.</summary>
    public bool NeverAuto { get; init; }

    /// <summary>Receipts of a sender that must be settled before one posts unseen.</summary>
    public int? LeastSettled { get; init; }
}

/// <summary>When a decision may post unseen, in the words of settings and of plain policy files alike.</summary>
public record AutoRulesText
{
    /// <summary>Costs by currency code, from which the threshold follows.</summary>
    public IReadOnlyDictionary<string, CostText> Costs { get; init; } =
        new Dictionary<string, CostText>(StringComparer.Ordinal);

    /// <summary>How long a review of a proposal takes, in seconds.</summary>
    public int ReviewSeconds { get; init; } = 120;

    /// <summary>Receipts of a sender that must be settled before one posts unseen; 0 asks for none.</summary>
    public int LeastSettled { get; init; }

    /// <summary>What is stated for single customers, by their id.</summary>
    public IReadOnlyDictionary<string, CustomerRuleText> Customers { get; init; } =
        new Dictionary<string, CustomerRuleText>(StringComparer.Ordinal);

    /// <summary>The policy with these rules.</summary>
    internal MatchingPolicy Put(MatchingPolicy policy) => policy with
    {
        Costs = Read(Costs), LeastSettled = LeastSettled,
        Customers = Customers.ToDictionary(entry => new CustomerId(entry.Key), entry => new CustomerRule
        {
            Costs = Read(entry.Value.Costs), NeverAuto = entry.Value.NeverAuto,
            LeastSettled = entry.Value.LeastSettled,
        }),
    };

    // Half a pair of costs says no threshold: the stated one holds.
    private Dictionary<string, MatchingCosts> Read(IReadOnlyDictionary<string, CostText> costs)
    {
        var read = new Dictionary<string, MatchingCosts>(StringComparer.Ordinal);
        foreach (var (currency, text) in costs)
        {
            if (Policies.Amount(text.WrongMatch, currency) is { IsPositive: true } wrong
                && Policies.Amount(text.ReviewMinute, currency) is { } minute)
                read[currency] = new(wrong, minute, ReviewSeconds);
        }

        return read;
    }
}
