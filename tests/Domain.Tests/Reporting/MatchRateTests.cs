using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Xunit;

namespace Domain.Tests.Reporting;

public sealed class MatchRateTests
{
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private static MatchedReceipt Receipt(MatchedHow how, long minor = 100, int lines = 1, int day = 0) => new(
        Monday.AddDays(day), new(minor, Currency.Of("USD")), how, lines, PaymentMethod.Ach, "MAIN",
        new CustomerId("C1"));

    [Fact]
    public void A_rate_is_of_all_that_came_in_by_payment_by_document_and_by_money()
    {
        var rate = Assert.Single(MatchRate.Of(
        [
            Receipt(MatchedHow.Unseen, 700, lines: 7), Receipt(MatchedHow.AsProposed, 100),
            Receipt(MatchedHow.ByHand, 50), Receipt(MatchedHow.InTheBooks, 50), Receipt(MatchedHow.Waiting, 100),
        ], MatchRateBy.Customer));

        Assert.Equal((2000, 4000), (rate.Payments.UnseenRate, rate.Payments.PlacedRate));
        Assert.Equal((6363, 7272), (rate.Lines.UnseenRate, rate.Lines.PlacedRate));
        Assert.Equal((7000, 8000), (rate.Amounts.UnseenRate, rate.Amounts.PlacedRate));
        Assert.Null(default(MatchCounts).UnseenRate);
    }

    [Fact]
    public void Amounts_of_two_currencies_are_never_summed()
    {
        var euro = Receipt(MatchedHow.Unseen) with { Amount = new(100, Currency.Of("EUR")) };

        Assert.Equal(["EUR", "USD"], MatchRate.Of([Receipt(MatchedHow.Unseen), euro], MatchRateBy.Bank)
            .Select(rate => rate.Currency.Code));
        Assert.Equal(2, MatchRate.Total([Receipt(MatchedHow.Unseen), euro]).Count);
    }

    [Theory]
    [InlineData(0, "2026-03-02")]
    [InlineData(6, "2026-03-02")]
    [InlineData(7, "2026-03-09")]
    [InlineData(-1, "2026-02-23")]
    public void A_week_begins_on_Monday(int day, string week) => Assert.Equal(
        week, Assert.Single(MatchRate.Of([Receipt(MatchedHow.Unseen, day: day)], MatchRateBy.Week)).Group);

    [Fact]
    public void Groups_sum_to_the_total_and_the_largest_comes_first()
    {
        var receipts = Enumerable.Range(0, 40).Select(at => Receipt((MatchedHow)(at % 5), 100 + at, at % 3 + 1, at) with
        {
            Customer = at % 4 == 0 ? null : new CustomerId("C" + at % 3),
        }).ToArray();

        foreach (var by in Enum.GetValues<MatchRateBy>())
        {
            var groups = MatchRate.Of(receipts, by);
            var total = Assert.Single(MatchRate.Total(receipts));
            Assert.Equal(total.Payments.All, groups.Sum(rate => rate.Payments.All));
            Assert.Equal(total.Lines.Unseen, groups.Sum(rate => rate.Lines.Unseen));
            Assert.Equal(total.Amounts.Waiting, groups.Sum(rate => rate.Amounts.Waiting));
        }

        var counts = MatchRate.Of(receipts, MatchRateBy.Customer).Select(rate => rate.Payments.All).ToArray();
        Assert.Equal(counts.OrderDescending(), counts);
    }

    [Theory]
    [InlineData("bai2", "142", PaymentMethod.Ach)]
    [InlineData("bai2", "116", PaymentMethod.Check)]
    [InlineData("bai2", "195", PaymentMethod.Wire)]
    [InlineData("bai2", "399", PaymentMethod.Unknown)]
    [InlineData("mt940", "166", PaymentMethod.Transfer)]
    [InlineData("mt940", "NCHK", PaymentMethod.Check)]
    [InlineData("camt.053", "PMNT-RCDT-ESCT", PaymentMethod.Transfer)]
    [InlineData("camt.054", "PMNT-RCDT-XBCT", PaymentMethod.Wire)]
    [InlineData("camt.053", "PMNT-RRCT-ESCT", PaymentMethod.Instant)]
    [InlineData("ofx", "CHECK", PaymentMethod.Check)]
    [InlineData("csv", "Incoming wire transfer", PaymentMethod.Wire)]
    [InlineData("csv", "Card payout", PaymentMethod.Card)]
    [InlineData("csv", "COACH DEPOSIT", PaymentMethod.Unknown)]
    [InlineData("csv", null, PaymentMethod.Unknown)]
    public void A_code_says_the_method_by_its_format(string format, string? code, PaymentMethod method) =>
        Assert.Equal(method, PaymentMethods.Of(format, code));
}
