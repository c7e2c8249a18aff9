using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Ledger;

/// <summary>What decisions that are not yet posted already claim of an item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Settled">By how much it would shrink: positive on debits, negative on credits.</param>
public sealed record Claim(ItemKey Item, Money Settled);

/// <summary>What may still be decided upon: the open amount less the claims of decisions not yet posted.</summary>
public static class Availability
{
    /// <summary>
    /// The available amount, between zero and the open amount. Claims beyond it leave zero: the open amount shrank
    /// after they were made, and they go back to a person before they post.
    /// </summary>
    public static Money Of(OpenItem item, IEnumerable<Claim> claims)
    {
        var key = ItemKey.Of(item);
        var left = claims.Where(claim => claim.Item == key)
            .Aggregate(item.Open, (open, claim) => open - claim.Settled);
        var zero = Money.Zero(item.Open.Currency);
        return item.Open.IsNegative
            ? Money.Min(zero, Money.Max(left, item.Open))
            : Money.Max(zero, Money.Min(left, item.Open));
    }

    /// <summary>True where a new claim fits into what the others leave.</summary>
    public static bool Allows(OpenItem item, IEnumerable<Claim> others, Money settled)
    {
        var available = Of(item, others);
        return item.Open.IsNegative
            ? settled >= available && !settled.IsPositive
            : settled <= available && !settled.IsNegative;
    }
}
