using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Learning;

/// <summary>
/// Approved names and accounts of payers. Each counts as much as a sender seen several times, but never as a receipt
/// settled: what a policy asks of settled receipts only the books can give.
/// </summary>
internal sealed class LearnedPayers
{
    /// <summary>As often as a sender must be seen for its name to carry its full weight.</summary>
    public const int Times = 3;

    private readonly Dictionary<string, Dictionary<int, LearnedFact>> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, LearnedFact>> _accounts = new(StringComparer.Ordinal);

    public LearnedPayers(Books books, MatchingInput input)
    {
        // By number, so that of two that say the same the older one is named, in whatever order they came.
        foreach (var fact in input.Learned.Where(fact => fact.Holds(input.Policy.AsOf)).OrderBy(fact => fact.Id))
        {
            var into = fact.Kind switch
            {
                LearnedKind.PayerName => _names, LearnedKind.PayerAccount => _accounts, _ => null,
            };
            if (into is null || books.Customer(fact.Customer) is var customer && customer < 0)
                continue;
            if (!into.TryGetValue(fact.Key, out var of))
                into[fact.Key] = of = [];
            of.TryAdd(customer, fact);
        }
    }

    public bool KnowsAccount(string account) => _accounts.ContainsKey(account);

    public LearnedFact? OfName(string key, int customer) =>
        _names.GetValueOrDefault(key)?.GetValueOrDefault(customer);

    public LearnedFact? OfAccount(string account, int customer) =>
        _accounts.GetValueOrDefault(account)?.GetValueOrDefault(customer);

    /// <summary>What was seen, and what was taught beside it.</summary>
    public Dictionary<int, int> WithNames(string key, Dictionary<int, int> seen) =>
        With(_names.GetValueOrDefault(key), seen);

    /// <summary>What was seen, and what was taught beside it.</summary>
    public Dictionary<int, int> WithAccounts(string account, Dictionary<int, int>? seen) =>
        With(_accounts.GetValueOrDefault(account), seen);

    private static Dictionary<int, int> With(Dictionary<int, LearnedFact>? taught, Dictionary<int, int>? seen)
    {
        var uses = new Dictionary<int, int>(seen ?? []);
        foreach (var customer in (taught ?? []).Keys)
            uses[customer] = uses.GetValueOrDefault(customer) + Times;
        return uses;
    }
}
