using Turnstone.Domain.CashApplication.Allocation;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Learning;

/// <summary>Puts approved rules of customers into the policy of a run, and says where one was used.</summary>
internal static class LearnedRules
{
    /// <summary>The policy with what was taught about single customers; a customer's own stated rule is kept.</summary>
    public static MatchingPolicy In(MatchingInput input)
    {
        var rules = input.Learned.Where(fact => fact.Kind is LearnedKind.OldestFirst or LearnedKind.DiscountGrace
            && fact.Holds(input.Policy.AsOf)).OrderBy(fact => fact.Id).ToArray();
        if (rules.Length == 0)
            return input.Policy;
        var customers = new Dictionary<CustomerId, CustomerRule>(input.Policy.Customers);
        foreach (var fact in rules)
        {
            var rule = customers.GetValueOrDefault(fact.Customer) ?? new();
            customers[fact.Customer] = fact.Kind is LearnedKind.OldestFirst ? rule with { OldestFirst = fact }
                : rule with { DiscountGrace = fact };
        }

        return input.Policy with { Customers = customers };
    }

    /// <summary>Rules that made a plan what it is, each with its source.</summary>
    public static IEnumerable<Signal> Said(Plan plan, Reading reading, Books books, MatchingPolicy policy)
    {
        if (policy.Customers.Count == 0)
            yield break;
        var lifted = plan.Signals.Any(signal => signal.Name == "tie_order");
        foreach (var of in plan.Lines.GroupBy(line => books.ItemCustomer[line.Item]).OrderBy(group => group.Key))
        {
            var customer = books.Customers[of.Key];
            var rule = policy.Customers.GetValueOrDefault(customer.Id);
            var isLate = of.Any(line => line.Discount > 0 && books.Items[line.Item].Discount is { } terms
                && reading.Receipt.Date > terms.Until.AddDays(policy.DiscountGraceDays));
            LearnedFact?[] used =
                [lifted && policy.TieOrder is TieOrder.None ? rule?.OldestFirst : null,
                    isLate ? rule?.DiscountGrace : null];
            foreach (var fact in used.OfType<LearnedFact>())
            {
                yield return new("learned_rule", 0, $"{fact.Words("", customer.Called)}: {fact.Source}.")
                {
                    Learned = fact.Id,
                };
            }
        }
    }
}
