using System.Globalization;
using Turnstone.Domain.CashApplication.Allocation;
using Turnstone.Domain.CashApplication.References;

namespace Turnstone.Domain.CashApplication.Scoring;

/// <summary>From which confidence on a plan may post unseen, and what forbids it whatever its confidence.</summary>
internal sealed class AutoRule(Books books, MatchingPolicy policy)
{
    /// <summary>True where the policy lets the plan post unseen.</summary>
    public bool IsSure(Plan plan, Reading reading) => plan.Lines.Count > 0 && Bar(plan, reading) is null
        && Confidence.Of(plan) >= Threshold(plan, reading);

    /// <summary>The highest threshold of all customers it concerns: the dearest mistake counts.</summary>
    public int Threshold(Plan plan, Reading reading)
    {
        var currency = reading.Receipt.Amount.Currency.Code;
        var company = policy.Costs.TryGetValue(currency, out var costs) ? costs.Threshold : policy.AutoConfidence;
        var own = Rules(plan).Select(rule => rule.Costs.GetValueOrDefault(currency)?.Threshold ?? company).ToArray();
        return own.Length == 0 ? company : own.Max();
    }

    /// <summary>Why it is for a person, in a sentence; null where nothing forbids it.</summary>
    public string? Bar(Plan plan, Reading reading)
    {
        if (plan.Bar is not null)
            return plan.Bar;
        if (Rules(plan).Any(rule => rule.NeverAuto))
            return "The policy keeps receipts of this customer for a person.";
        var least = Rules(plan).Select(rule => rule.LeastSettled ?? policy.LeastSettled)
            .DefaultIfEmpty(policy.LeastSettled).Max();
        if (least == 0)
            return null;
        var settled = plan.Customer < 0 ? 0 : reading.Settled.Where(use => use.Root == books.Roots[plan.Customer])
            .Select(use => use.Times).DefaultIfEmpty().Max();
        return settled >= least ? null : string.Create(CultureInfo.InvariantCulture,
            $"Receipts of this sender settled so far: {settled}; the policy asks for {least}.");
    }

    /// <summary>What the threshold follows from, for the evidence; null where no costs are stated.</summary>
    public Signal? Said(Plan plan, Reading reading)
    {
        var currency = reading.Receipt.Amount.Currency.Code;
        var stated = Rules(plan).Select(rule => rule.Costs.GetValueOrDefault(currency))
            .Append(policy.Costs.GetValueOrDefault(currency)).OfType<MatchingCosts>()
            .OrderByDescending(costs => costs.Threshold).FirstOrDefault();
        return stated is null ? null : new("threshold", 0, string.Create(CultureInfo.InvariantCulture,
            $"A wrong match costs {stated.WrongMatch}, a review {stated.Review}: unseen from "
            + $"{Threshold(plan, reading) / 100m:F2} % on."));
    }

    /// <summary>Rules of the payer and of every customer whose documents it takes.</summary>
    private IEnumerable<CustomerRule> Rules(Plan plan) => policy.Customers.Count == 0 ? [] : plan.Lines
        .Select(line => books.ItemCustomer[line.Item]).Append(plan.Customer).Where(customer => customer >= 0)
        .Distinct().Select(customer => policy.Customers.GetValueOrDefault(books.Customers[customer].Id))
        .OfType<CustomerRule>();
}
