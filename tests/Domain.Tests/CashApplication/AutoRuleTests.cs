using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

public sealed class AutoRuleTests
{
    private static MatchingCosts Costs(string wrong, string minute, int seconds = 120) =>
        new(Desk.Usd(wrong), Desk.Usd(minute), seconds);

    private static Desk Known(int settled = 0)
    {
        var desk = new Desk().Customer("C1", "Aldgate Brushworks").Invoice("QX-00401", "C1", "140.00");
        for (var at = 0; at < settled; at++)
            desk.Settled($"QX-0010{at}", "C1", "20.00", account: "5550017");
        return desk.Receipt("140.00", "Aldgate Brushworks", "QX-00401", account: "5550017");
    }

    private static Decision Decide(Desk desk, Func<MatchingPolicy, MatchingPolicy> with)
    {
        desk.Policy = with(desk.Policy);
        return desk.One();
    }

    private static Dictionary<string, MatchingCosts> Dollars(MatchingCosts costs) =>
        new(StringComparer.Ordinal) { ["USD"] = costs };

    [Theory]
    // A review of two minutes at .80 costs 1.60: of 400.00 that is .4 %.
    [InlineData("400.00", "0.80", 120, 9960), InlineData("400.00", "0.80", 60, 9980)]
    [InlineData("1000000.00", "0.80", 60, 10000), InlineData("1.00", "5.00", 60, 5000), InlineData("3.00", "1.00", 60,
        6667)]
    public void The_threshold_is_where_a_review_costs_as_much_as_the_mistakes_it_finds(
        string wrong, string minute, int seconds, int threshold) =>
        Assert.Equal(threshold, Costs(wrong, minute, seconds).Threshold);

    [Fact]
    public void Where_a_mistake_is_dear_the_same_receipt_stays_with_a_person_and_the_evidence_says_the_costs()
    {
        var cheap = Decide(Known(), policy => policy with { Costs = Dollars(Costs("100.00", "1.00")) });
        var dear = Decide(Known(), policy => policy with { Costs = Dollars(Costs("90000000.00", "0.01")) });
        Assert.Equal((Verdict.Auto, Verdict.Propose), (cheap.Verdict, dear.Verdict));
        Assert.Contains(dear.Evidence.Signals, signal => signal.Name == "threshold"
            && signal.Detail.Contains("90000000.00", StringComparison.Ordinal));
        Assert.Equal(cheap.Confidence, dear.Confidence);
    }

    [Fact]
    public void A_customer_may_have_its_own_costs_or_never_post_unseen()
    {
        Dictionary<CustomerId, CustomerRule> Rule(CustomerRule rule) => new() { [new("C1")] = rule };
        var dear = Decide(Known(), policy => policy with
        {
            Customers = Rule(new() { Costs = Dollars(Costs("90000000.00", "0.01")) }),
        });
        var never = Decide(Known(), policy => policy with { Customers = Rule(new() { NeverAuto = true }) });
        Assert.Equal((Verdict.Propose, Verdict.Propose), (dear.Verdict, never.Verdict));
        Assert.Contains(never.Evidence.Signals, signal => signal.Name == "for_a_person"
            && signal.Detail == "The policy keeps receipts of this customer for a person.");
    }

    [Theory]
    [InlineData(0, Verdict.Propose), InlineData(2, Verdict.Propose), InlineData(3, Verdict.Auto)]
    public void Below_the_stated_evidence_nothing_is_auto_and_the_reason_says_how_much_there_is(
        int settled, Verdict verdict)
    {
        var decision = Decide(Known(settled), policy => policy with { LeastSettled = 3 });
        Assert.Equal(verdict, decision.Verdict);
        Assert.Equal(verdict != Verdict.Auto, decision.Evidence.Signals.Any(signal => signal.Detail
            == $"Receipts of this sender settled so far: {settled}; the policy asks for 3."));
    }
}
