using System.Buffers;
using System.Globalization;
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

    [Fact]
    public void Credits_stand_apart_and_hide_no_overdue_invoice()
    {
        var invoice = Book.Item("I", DocumentKind.Invoice, 1000, Due.AddDays(-30), Due);
        var memo = Book.Item("M", DocumentKind.CreditMemo, -400, Due, Due);

        var aged = Aging.Of([LedgerEvents.Raise(invoice), LedgerEvents.Raise(memo)], Currency.Usd, Due.AddDays(40),
            AgingBuckets.Usual);

        Assert.Equal([0, 0, 1000, 0, 0], aged.Buckets.Select(bucket => bucket.Minor));
        Assert.Equal((-400, 1000, 600), (aged.Credits.Minor, aged.Overdue.Minor, aged.Total.Minor));
    }

    [Fact]
    public void The_buckets_are_called_by_their_days() => Assert.Equal(
        ["not due", "1-30", "31-60", "61-90", "over 90"],
        Enumerable.Range(0, AgingBuckets.Usual.Count).Select(AgingBuckets.Usual.Name));

    [Theory]
    [InlineData("0001-01-01", "9999-12-31", LedgerSide.Debit, long.MaxValue)]
    [InlineData("2026-03-01", "2026-03-01", LedgerSide.Deposit, long.MinValue)]
    [InlineData("1999-12-31", "1999-01-01", LedgerSide.Credit, -1L)]
    [InlineData("2000-01-01", "2000-01-01", LedgerSide.Debit, 0L)]
    public void A_packed_move_comes_back_as_it_was(string on, string due, LedgerSide side, long minor)
    {
        var move = new AgingMove(Day(on), Day(due), side, minor);
        var bytes = new ArrayBufferWriter<byte>();
        PackedMoves.Add(bytes, move);
        var packed = bytes.WrittenSpan;
        Assert.Equal(move, PackedMoves.Next(ref packed));
        Assert.True(packed.IsEmpty);

        static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public void Packed_moves_that_end_within_one_are_no_balance()
    {
        var bytes = new ArrayBufferWriter<byte>();
        PackedMoves.Add(bytes, new(Due, Due.AddDays(30), LedgerSide.Debit, 123_456));
        for (var cut = 1; cut < bytes.WrittenCount; cut++)
        {
            var damaged = bytes.WrittenSpan[..cut].ToArray();
            Assert.Throws<FormatException>(() => Aging.Of(damaged, Currency.Usd, Due, AgingBuckets.Usual));
        }
    }
}
