using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Ledger;

/// <summary>How a list of aged customers is sorted.</summary>
public enum AgingOrder
{
    /// <summary>By name.</summary>
    Name,

    /// <summary>The most overdue first; among equals by id, so that a page's end is a place.</summary>
    Overdue,
}

/// <summary>One customer of an aging.</summary>
/// <param name="Customer">Who.</param>
/// <param name="Balance">What they owe as of the day.</param>
public sealed record AgedCustomer(CustomerId Customer, AgedBalance Balance);

/// <summary>Where a page of the most overdue ended.</summary>
/// <param name="Overdue">What the last customer owes past due, in minor units.</param>
/// <param name="Customer">The last customer.</param>
public sealed record OverduePlace(long Overdue, string Customer);

/// <summary>What is decided about a list of aged customers, wherever they come from.</summary>
public static class AgedCustomers
{
    /// <summary>Those behind a place, the most overdue first; who has nothing open is left out.</summary>
    public static IEnumerable<AgedCustomer> MostOverdue(
        IEnumerable<AgedCustomer> customers, OverduePlace? after, int count) => customers
        .Where(one => !one.Balance.IsNothing && (after is null || IsBehind(one, after)))
        .OrderByDescending(one => one.Balance.Overdue.Minor)
        .ThenBy(one => one.Customer.Value, StringComparer.Ordinal)
        .Take(count);

    /// <summary>
    /// True where the customers add up to what the sums over days say: a report foots, or is refused.
    /// </summary>
    public static bool Foots(IEnumerable<AgedCustomer> customers, AgedBalance total, AgingBuckets buckets) =>
        AgedBalance.Sum(customers.Select(one => one.Balance), total.Currency, buckets).Agrees(total);

    private static bool IsBehind(AgedCustomer one, OverduePlace place) =>
        one.Balance.Overdue.Minor < place.Overdue || one.Balance.Overdue.Minor == place.Overdue
            && string.CompareOrdinal(one.Customer.Value, place.Customer) > 0;
}
