using Turnstone.Domain.CashApplication;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

/// <summary>What would change a decision is said from its evidence alone.</summary>
public sealed class TurningTests
{
    private static Evidence Card(int margin, RunnerUp? other, params Signal[] signals) =>
        new(signals, signals.Sum(signal => signal.Weight), margin, other, "rules 1", []);

    [Fact]
    public void What_stands_without_its_strongest_sign_says_by_how_much() =>
        Assert.Equal(["Without its strongest sign it would still be ahead, by 3.2: The number."],
            Turning.Of(Card(8600, null, new Signal("payer_name", 3200, "The name."),
                new Signal("reference_exact", 5400, "The number."))));

    [Fact]
    public void What_rests_on_one_sign_says_so() =>
        Assert.StartsWith("It rests on one sign", Assert.Single(Turning.Of(Card(3000, null,
            new Signal("reference_exact", 5400, "The number."), new Signal("prior", -1500, "Any.")))),
            StringComparison.Ordinal);

    [Fact]
    public void A_rule_that_keeps_it_for_a_person_comes_first_and_the_runner_up_last()
    {
        var said = Turning.Of(Card(2500, new(null, ["QX-2", "QX-3"], 4000, "It explains the amount too."),
            new Signal("amount_exact", 3500, "The sum."), new Signal("for_a_person", 0, "A near miss.")));
        Assert.Equal(3, said.Count);
        Assert.EndsWith("until this no longer holds: A near miss.", said[0], StringComparison.Ordinal);
        Assert.StartsWith("QX-2, QX-3 would be chosen with signs of 2.5 more", said[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_for_it_and_no_rule_against_it_says_nothing() =>
        Assert.Empty(Turning.Of(Card(-1500, null, new Signal("prior", -1500, "Any."))));

    [Fact]
    public void A_runner_up_without_documents_is_called_by_its_customer() =>
        Assert.StartsWith("Customer C7 would be chosen", Turning.Of(Card(900, new(new("C7"), [], 800, "The sender."),
            new Signal("payer_name", 3200, "The name.")))[^1], StringComparison.Ordinal);
}
