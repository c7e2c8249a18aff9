using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Learning;

/// <summary>What a person's correction can teach.</summary>
public enum LearnedKind
{
    /// <summary>Under this name a customer pays: an alias, or somebody who pays for it.</summary>
    PayerName,

    /// <summary>From this account a customer is paid for: a payer link.</summary>
    PayerAccount,

    /// <summary>Of equal documents this customer pays the oldest due.</summary>
    OldestFirst,

    /// <summary>This customer's discount still counts so many days after its date.</summary>
    DiscountGrace,
}

/// <summary>Something taught and approved, that matching may use on the days it holds.</summary>
/// <param name="Id">Its number: evidence names it, and what it decided can be listed.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Key">
/// A name as <see cref="MatchingKeys.OfWords"/> has it, an account as the bank prints it; empty for a rule.
/// </param>
/// <param name="Customer">Whom it is about.</param>
public sealed record LearnedFact(long Id, LearnedKind Kind, string Key, CustomerId Customer)
{
    /// <summary>Days of grace; 0 where it says nothing of days.</summary>
    public int Days { get; init; }

    /// <summary>First day it holds.</summary>
    public DateOnly From { get; init; } = DateOnly.MinValue;

    /// <summary>Last day it holds; null where it has no end.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>From what it was learned and who approved it, as evidence says it.</summary>
    public string Source { get; init; } = "";

    /// <summary>True on the days it holds.</summary>
    public bool Holds(DateOnly day) => day >= From && !(day > Until);

    /// <summary>What it says, in a sentence without its end.</summary>
    /// <param name="shown">The name or account as a person may see it.</param>
    /// <param name="customer">The customer as people call it.</param>
    public string Words(string shown, string customer) => Kind switch
    {
        LearnedKind.PayerName => $"who pays as '{shown}' pays for {customer}",
        LearnedKind.PayerAccount => $"account {shown} pays for {customer}",
        LearnedKind.OldestFirst => $"of equal documents {customer} pays the oldest due",
        LearnedKind.DiscountGrace => string.Create(CultureInfo.InvariantCulture,
            $"{customer}'s discount counts as earned up to {Days} days after its date"),
    };
}
