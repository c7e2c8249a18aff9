using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Xunit;
using static Turnstone.Domain.Tests.Posting.Morning;

namespace Turnstone.Domain.Tests.Posting;

public sealed class AwkwardMorningTests
{
    [Fact]
    public void Seven_writes_in_order_to_the_cent()
    {
        var plan = Plan();

        Assert.Empty(plan.Refused);
        Assert.Null(plan.Open);
        Said(
        [
            "credit memo A 238.00 (tax 38.00) on INV-A",
            "journal 6900 5.00, 1100 -5.00 B",
            "payment A 11662.00 to 1050: INV-A 11662.00",
            "payment B 8338.00 to 1050: INV-B 8343.00 credit difference on INV-B 5.00",
            "payment C 15100.00 to 1050: INV-C 15000.00 on account 100.00",
            "payment D 9900.00 to 1050: INV-D 9900.00",
            "deposit 45000.00 of 4 payments",
        ], plan.Writes.Select(Jot));
        Assert.Equal(7, plan.Writes.Select(write => write.ExternalId).Distinct().Count());
    }

    [Fact]
    public void The_packet_adds_up_as_the_story_says()
    {
        var packet = Packet.Of(Line(), Plan(), Books());

        Assert.True(packet.AddsUp);
        Assert.Equal((Eur("45143.00"), Eur("243.00"), Eur("100.00"), Eur("45000.00")), (packet.Sums.DebitsSettled,
            packet.Sums.Differences, packet.Sums.OnAccount, packet.Sums.Payments));
        Assert.All(packet.Documents, move => Assert.True(move.After.IsZero, move.Number));
        Assert.Equal(4, packet.Documents.Count);
        // Bank up by the line, AR down by all it settles and keeps on account, undeposited funds through and out.
        Said(["1000 45000.00", "1050 0.00", "1100 -45243.00", "2300 38.00", "4400 200.00", "6900 5.00"],
            packet.Accounts.Select(move => $"{move.Account} {move.Amount.ToPlainString()}"));
    }

    [Fact]
    public void Consolidated_payments_make_the_sisters_one_payment_of_the_parent()
    {
        var plan = Plan(Policy with { ConsolidatedPayments = true });

        Assert.Equal(6, plan.Writes.Count);
        Assert.Equal("payment P 20000.00 to 1050: INV-A 11662.00, INV-B 8343.00 credit difference on INV-B 5.00",
            Jot(plan.Writes[2]));
        Assert.True(Packet.Of(Line(), plan, Books()).AddsUp);
    }

    [Fact]
    public void Without_a_discount_route_the_share_is_refused_and_the_deposit_waits()
    {
        var plan = Plan(Policy with { DiscountRoute = DiscountRoute.None });

        Assert.Equal("discount_without_route", Assert.Single(plan.Refused).Refusal.Code);
        Assert.Equal(4, plan.Writes.Count);
        Assert.DoesNotContain(plan.Writes, write => write is DepositWrite);
        Assert.NotNull(plan.Open);
    }

    [Fact]
    public void A_week_later_the_return_takes_check_3_back_in_two_writes()
    {
        var payment = Plan().Writes.OfType<PaymentWrite>().Single(write => write.Customer == new CustomerId("D"));
        var taken = new LinkedReturn("main/2026-03-11/-991200/RET/1", Account, new(2026, 3, 11), Eur("9900.00"),
            payment);

        var writes = ReturnPlan.Of(taken, Connection, Policy, Books()).Value;

        Said(["journal 1100 9900.00 D, 1000 -9900.00", "change: INV-D 0.00, returned payment 9900.00"],
            writes.Select(Jot));
        Assert.Equal(new DateOnly(2026, 3, 11), writes[0].Date);
        Assert.Equal(payment.ExternalId, writes[1].ExternalId);
        Assert.Equal(writes[0].ExternalId, Assert.Single(writes[1].Needs));
    }

    [Fact]
    public void A_return_into_a_locked_payment_period_leaves_the_journal_as_the_open_item()
    {
        var payment = Plan().Writes.OfType<PaymentWrite>().Single(write => write.Customer == new CustomerId("D"));
        var taken = new LinkedReturn("r", Account, new(2026, 4, 2), Eur("9900.00"), payment);

        var writes = ReturnPlan.Of(taken, Connection, Policy, Books(Periods(marchArLocked: true))).Value;

        Assert.Equal("journal 1100 9900.00 D, 1000 -9900.00", Jot(Assert.Single(writes)));
    }

    [Fact]
    public void A_fee_inside_the_return_leaves_the_bank_with_it()
    {
        var payment = Plan().Writes.OfType<PaymentWrite>().Single(write => write.Customer == new CustomerId("D"));
        var taken = new LinkedReturn("r", Account, new(2026, 3, 11), Eur("9900.00"), payment) { Fee = Eur("12.00") };

        Assert.Equal("part_without_account", ReturnPlan.Of(taken, Connection, Policy, Books()).Refusal?.Code);

        var booked = Policy with
        {
            PartAccounts = new Dictionary<LinePartKind, string> { [LinePartKind.Fee] = "6800" },
        };
        Assert.Equal("journal 1100 9900.00 D, 6800 12.00, 1000 -9912.00",
            Jot(ReturnPlan.Of(taken, Connection, booked, Books()).Value[0]));
    }

    [Theory]
    [InlineData("9900.00", ReturnWay.Pair, PostingState.Undecided)]
    [InlineData("9912.00", ReturnWay.Pair, PostingState.Waiting, PostingState.Refused)]
    [InlineData("9900.00", ReturnWay.Pair)]
    [InlineData("9900.00", ReturnWay.TakeBack, PostingState.Posted, PostingState.Posted)]
    public void A_return_is_settled_by_the_state_of_what_it_takes_back(
        string taken, ReturnWay way, params PostingState[] states) =>
        Assert.Equal(way, ReturnSettlement.WayOf(Eur(taken), Eur("9900.00"), states).Value);

    [Theory]
    [InlineData("9899.99", "return_unlike", PostingState.Posted)]
    [InlineData("9900.00", "posting_under_way", PostingState.Posted, PostingState.Posting)]
    [InlineData("9900.00", "return_of_theirs", PostingState.Found)]
    [InlineData("9900.00", "return_of_theirs", PostingState.BeforeStart)]
    [InlineData("9900.00", "return_of_half_posted", PostingState.Posted, PostingState.Approved)]
    public void What_a_return_cannot_take_back_yet_is_refused_by_name(
        string taken, string code, params PostingState[] states) =>
        Assert.Equal(code, ReturnSettlement.WayOf(Eur(taken), Eur("9900.00"), states).Refusal?.Code);

    [Fact]
    public void Both_days_tie_out()
    {
        var morning = new MoneyDay
        {
            Account = "main", Date = Day, Receipts = Eur("45000.00"), DebitsSettled = Eur("45143.00"),
            CreditsUsed = Eur("0.00"), Differences = Eur("243.00"), OnAccount = Eur("100.00"),
            CustomerDeposits = Eur("0.00"), Suspense = Eur("0.00"), Returned = Eur("0.00"), Others = [],
        };
        Assert.Equal(TieOutState.Proved, BankTieOuts.MoneyOf(morning).State);
        var after = morning with { DebitsSettled = Eur("35243.00"), Returned = Eur("9900.00") };
        Assert.Equal(TieOutState.Proved, BankTieOuts.MoneyOf(after).State);
        var lost = morning with { DebitsSettled = Eur("35243.00") };
        Assert.Equal(Eur("35100.00"), Assert.Single(BankTieOuts.MoneyOf(lost).Differences).Theirs);
    }
}
