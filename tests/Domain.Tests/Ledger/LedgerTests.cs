using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Xunit;

namespace Turnstone.Domain.Tests.Ledger;

public sealed class LedgerTests
{
    private static readonly DateOnly Due = new(2026, 3, 1);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(30, 1)]
    [InlineData(31, 2)]
    [InlineData(90, 3)]
    [InlineData(91, 4)]
    [InlineData(-400, 0)]
    public void A_due_date_falls_into_the_bucket_of_its_days_past_due(int days, int bucket)
    {
        var asOf = Due.AddDays(days);
        Assert.Equal(bucket, AgingBuckets.Usual.Of(Due, asOf));
        var (first, last) = AgingBuckets.Usual.Span(bucket, asOf);
        Assert.InRange(Due, first, last);
    }

    [Fact]
    public void A_deposit_lowers_the_balance_only_when_it_is_applied()
    {
        var invoice = Book.Item("I", DocumentKind.Invoice, 1000, Due, Due);
        var deposit = Book.Item("D", DocumentKind.CustomerDeposit, -400, Due, Due);
        LedgerEvent[] events = [LedgerEvents.Raise(invoice), LedgerEvents.Raise(deposit)];
        var before = Aging.Of(events, Currency.Usd, Due, AgingBuckets.Usual);
        Assert.Equal((1000, -400), (before.Total.Minor, before.Deposits.Minor));

        var application = new DatedApplication(
            ItemKey.Of(invoice), ItemKey.Of(deposit), new(400, Currency.Usd), Due.AddDays(1));
        var after = Aging.Of(
            events.Concat(LedgerEvents.Apply(application, invoice, deposit)), Currency.Usd, Due.AddDays(1),
            AgingBuckets.Usual);
        Assert.Equal((600, 0), (after.Total.Minor, after.Deposits.Minor));
    }

    [Fact]
    public void What_is_taken_off_before_it_was_put_on_counts_from_the_day_it_was_put_on()
    {
        var invoice = Book.Item("I", DocumentKind.Invoice, 1000, Due, Due);
        var payment = Book.Item("P", DocumentKind.UnappliedPayment, -1000, Due, Due);
        var application = new DatedApplication(
            ItemKey.Of(invoice), ItemKey.Of(payment), new(1000, Currency.Usd), Due.AddDays(5));
        Assert.All(
            LedgerEvents.Unapply(application, invoice, payment, Due), change => Assert.Equal(Due.AddDays(5),
                change.On));
    }

    [Theory]
    [InlineData(1000, 300, 700)]
    [InlineData(1000, 1000, 0)]
    [InlineData(1000, 1200, 0)]
    [InlineData(-500, -200, -300)]
    [InlineData(-500, -800, 0)]
    public void Available_is_open_less_claims_and_never_past_zero(long open, long claimed, long available)
    {
        var item = Book.Item("I", open > 0 ? DocumentKind.Invoice : DocumentKind.CreditMemo, open, Due, Due);
        Claim[] claims = [new(ItemKey.Of(item), new(claimed, Currency.Usd)), new(new(new("other"), 0), item.Open)];
        Assert.Equal(available, Availability.Of(item, claims).Minor);
        Assert.True(Availability.Allows(item, claims, new(available, Currency.Usd)));
        Assert.False(Availability.Allows(item, claims, new(available + Math.Sign(open), Currency.Usd)));
    }

    [Fact]
    public void Drift_brings_the_open_amount_to_what_NetSuite_states()
    {
        var item = Book.Item("I", DocumentKind.Invoice, 1000, Due, Due);
        var drift = LedgerEvents.Drift(item, new(250, Currency.Usd), Due.AddDays(3));
        Assert.Equal(250, Aging.Open([LedgerEvents.Raise(item), drift], Due.AddDays(3))[ItemKey.Of(item)].Minor);
        Assert.Equal(1000, Aging.Open([LedgerEvents.Raise(item), drift], Due)[ItemKey.Of(item)].Minor);
    }
}
