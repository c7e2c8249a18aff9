using FsCheck;
using FsCheck.Fluent;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Xunit;

namespace Turnstone.Domain.Tests.Banking;

public sealed class AnnouncementsTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(500).WithReplay(20260630UL, 7UL);

    private static LineIdentity Line(SourceRole role, int day, long minor, string reference = "", int ordinal = 0) =>
        new(new("main"), role, Monday.AddDays(day), new(minor, Currency.Usd), reference, ordinal);

    private static LineIdentity Told(int day, long minor, string reference = "") =>
        Line(SourceRole.Intraday, day, minor, reference);

    private static LineIdentity Booked(int day, long minor, string reference = "") =>
        Line(SourceRole.Statement, day, minor, reference);

    [Fact]
    public void A_reference_tells_more_than_a_day_and_a_day_more_than_nearness()
    {
        var (early, late) = (Told(0, 500, "A"), Told(1, 500));
        var (same, named) = (Booked(1, 500), Booked(2, 500, "A"));

        Assert.Equal([new(early, named), new(late, same)], Announcements.Pair([late, early], [same, named]));
    }

    [Fact]
    public void Money_is_booked_on_its_day_or_a_little_later_never_before_and_never_as_another_amount()
    {
        Assert.Empty(Announcements.Pair([Told(1, 500)], [Booked(0, 500), Booked(1, 501), Booked(7, 500)]));
        Assert.Single(Announcements.Pair([Told(1, 500)], [Booked(1 + Announcements.LongestDays, 500)]));
    }

    [Fact]
    public void What_no_statement_books_is_expected_first_and_then_reported()
    {
        Assert.Equal(AnnouncedState.Expected, Announcements.StateOf(Monday, statementsUntil: null));
        Assert.Equal(AnnouncedState.Expected, Announcements.StateOf(Monday, Monday.AddDays(5)));
        Assert.Equal(AnnouncedState.NeverBooked, Announcements.StateOf(Monday, Monday.AddDays(6)));
    }

    [Fact]
    public void Each_line_has_one_partner_and_the_order_of_the_lists_says_nothing() => Check.One(Runs, Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), ArbMap.Default.ArbFor<byte[]>(), (told, booked) =>
        {
            var (left, right) = (Lines(SourceRole.Intraday, told), Lines(SourceRole.Statement, booked));
            var pairs = Announcements.Pair(left, right);

            Assert.Equal(pairs.Count, pairs.Select(pair => pair.Announced).Distinct().Count());
            Assert.Equal(pairs.Count, pairs.Select(pair => pair.Booked).Distinct().Count());
            Assert.All(pairs, pair => Assert.Equal(pair.Announced.Amount, pair.Booked.Amount));
            left.Reverse();
            right.Reverse();
            Assert.Equal(pairs, Announcements.Pair(left, right));
        }));

    // Few amounts, days and references, so that partners are scarce and contested.
    private static List<LineIdentity> Lines(SourceRole role, byte[] bytes) => [.. bytes.Select((one, at) =>
        Line(role, one % 9, 100 * (one % 3), one % 4 == 0 ? $"R{one % 5}" : "", at))];

    [Fact]
    public void A_batch_that_comes_again_is_told_by_its_references_and_not_by_its_money()
    {
        DetailItem Check(long minor, string reference) => new(new(minor, Currency.Usd), reference);

        Assert.True(DetailItems.IsRepeat([Check(5, "1"), Check(5, "2")], [Check(5, "2"), Check(5, "1")]));
        Assert.False(DetailItems.IsRepeat([Check(5, "1"), Check(5, "1")], [Check(5, "2"), Check(5, "1")]));
        Assert.False(DetailItems.IsRepeat([Check(5, "1")], [Check(6, "1")]));
        Assert.False(DetailItems.IsRepeat([Check(5, "")], [Check(5, "")]));
    }
}
