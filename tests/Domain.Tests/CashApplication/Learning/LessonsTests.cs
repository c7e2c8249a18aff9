using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Learning;
using Turnstone.Domain.Kernel;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication.Learning;

public sealed class LessonsTests
{
    private static readonly CustomerId Acme = new("C1");
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static Correction Paid(string? name, string? account, params SettledReceipt[] past) => new(
        new() { Id = "1", Amount = Usd(10_000), Date = Day, Payer = new(name, account, null) }, Acme, "Acme Pumps Inc.")
    {
        Family = new HashSet<CustomerId> { Acme }, Past = past,
    };

    private static SettledReceipt Settled(string customer, string? name, string? account, int daysAgo = 9) => new()
    {
        Date = Day.AddDays(-daysAgo), Amount = Usd(5_000), Customer = new(customer), PayerName = name,
        PayerAccount = account, Documents = [$"INV-{daysAgo}"],
    };

    private static Money Usd(long minor) => new(minor, Currency.Usd);

    private static OpenMorning Morning(int daysAgo, string paid) => new(Day.AddDays(-daysAgo), [paid],
        [("OLD", Day.AddDays(-90), Usd(5_000)), ("NEW", Day.AddDays(-60), Usd(5_000))]);

    [Fact]
    public void A_strange_name_teaches_an_alias_and_the_customers_own_teaches_nothing()
    {
        var lesson = Assert.Single(Lessons.Of(Paid("QRS Treasury", null)));

        Assert.Equal((LearnedKind.PayerName, "QRS Treasury", Acme), (lesson.Kind, lesson.Shown, lesson.Customer));
        Assert.Empty(Lessons.Of(Paid("ACME PUMPS, INC", null)));
        Assert.Empty(Lessons.Of(Paid("QRS Treasury", null) with { Said = Acme }));
    }

    [Fact]
    public void A_new_account_of_a_known_payer_is_flagged_even_where_the_engine_was_right()
    {
        var correction = Paid("Acme Pumps", "999", Settled("C1", "Acme Pumps", "111")) with { Said = Acme };

        var lesson = Assert.Single(Lessons.Of(correction));

        Assert.Equal(LearnedKind.PayerAccount, lesson.Kind);
        Assert.Contains("fraud", lesson.Caution, StringComparison.Ordinal);
        Assert.Empty(Lessons.Of(Paid("Acme Pumps", "111", Settled("C1", "Acme Pumps", "111")) with { Said = Acme }));
    }

    [Fact]
    public void A_name_that_paid_for_others_more_often_is_not_proposed_and_one_case_is_named()
    {
        var one = Assert.Single(Lessons.Of(Paid("Agent", null, Settled("C2", "Agent", null))));
        Assert.Equal("Of 1 receipts settled under this name, 1 were somebody else's.", one.Caution);
        Assert.False(Assert.Single(one.Cases).Supports);

        Assert.Empty(Lessons.Of(Paid("Agent", null, Settled("C2", "Agent", null, 5), Settled("C3", "Agent", null, 6))));
    }

    [Fact]
    public void Two_cases_make_no_rule_three_do_and_one_against_ends_it()
    {
        var correction = Paid(null, null) with { Morning = Morning(0, "OLD"), Mornings = [Morning(30, "OLD")] };
        Assert.Empty(Lessons.Of(correction));

        var three = correction with { Mornings = [Morning(30, "OLD"), Morning(60, "OLD")] };
        Assert.Equal(LearnedKind.OldestFirst, Assert.Single(Lessons.Of(three)).Kind);

        Assert.Empty(Lessons.Of(three with { Mornings = [.. three.Mornings, Morning(70, "NEW")] }));
    }

    [Fact]
    public void Late_discounts_granted_three_times_teach_their_days_of_grace()
    {
        LateDiscount Late(int daysAgo, int late, bool granted = true) =>
            new(Day.AddDays(-daysAgo), $"INV-{daysAgo}", late, granted);
        var correction = Paid(null, null) with { Discounts = [Late(0, 4), Late(30, 2), Late(60, 6)] };

        var lesson = Assert.Single(Lessons.Of(correction));

        Assert.Equal((LearnedKind.DiscountGrace, 6), (lesson.Kind, lesson.Days));
        var refused = Late(40, 5, granted: false);
        Assert.Empty(Lessons.Of(correction with { Discounts = [.. correction.Discounts, refused] }));
        Assert.Empty(Lessons.Of(correction with { Discounts = [Late(0, 4), Late(30, 2)] }));
    }
}
