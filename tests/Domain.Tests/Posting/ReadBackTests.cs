using Turnstone.Domain.CashApplication.Posting;
using Xunit;
using static Turnstone.Domain.Tests.Posting.Morning;

namespace Turnstone.Domain.Tests.Posting;

public sealed class ReadBackTests
{
    private static readonly PaymentWrite Payment = Plan().Writes.OfType<PaymentWrite>().ElementAt(1);

    private static RecordRead AsPlanned(PaymentWrite write) => new()
    {
        Id = "900", Date = write.Date, Customer = write.Customer, Amount = write.Received,
        Applied = Eur("8343.00"), Unapplied = Eur("0.00"), Apply = [new(new("INV-B"), 0, "INV-B", Eur("8343.00"))],
        Credits = [new(new("J1"), 2, "JE 1", Eur("5.00"))], Gl = write.Gl,
    };

    private static ReadBack Of(PlannedWrite write, RecordRead read) => ReadBack.Of(write, read, _ => (new("J1"), 2));

    [Fact]
    public void A_record_as_planned_is_equal()
    {
        var back = Of(Payment, AsPlanned(Payment));

        Assert.Empty(back.Mismatches);
        Assert.Equal(ReadBackOutcome.Equal, back.Outcome);
    }

    [Fact]
    public void A_smaller_application_is_named_to_the_cent()
    {
        var read = AsPlanned(Payment) with
        {
            Applied = Eur("8342.99"), Unapplied = Eur("0.01"), Apply = [new(new("INV-B"), 0, "INV-B", Eur("8342.99"))],
        };

        Said(
            ["unapplied: planned 0.00 EUR, NetSuite shows 0.01 EUR",
                "applied: planned 8343.00 EUR, NetSuite shows 8342.99 EUR",
                "applied to INV-B: planned 8343.00 EUR, NetSuite shows 8342.99 EUR"],
            Of(Payment, read).Mismatches.Select(mismatch => mismatch.Sentence));
    }

    [Fact]
    public void A_document_nobody_planned_is_a_difference()
    {
        var read = AsPlanned(Payment);
        read = read with { Apply = [.. read.Apply, new(new("INV-X"), 0, "INV-X", Eur("1.00"))] };

        Assert.Equal("applied to INV-X: planned 0.00 EUR, NetSuite shows 1.00 EUR",
            Assert.Single(Of(Payment, read).Mismatches).Sentence);
    }

    [Fact]
    public void Another_customer_date_amount_or_account_is_a_difference()
    {
        var read = AsPlanned(Payment);

        Assert.Equal("customer", Assert.Single(Of(Payment, read with { Customer = new("A") }).Mismatches).What);
        Assert.Equal("date", Assert.Single(Of(Payment, read with { Date = new(2026, 3, 5) }).Mismatches).What);
        Assert.Equal("amount", Assert.Single(Of(Payment, read with { Amount = Eur("1.00") }).Mismatches).What);
        Assert.Equal(2, Of(Payment, read with
        {
            Gl = [new("1000", Eur("8338.00")), new("1100", Eur("-8338.00"), new("B"))],
        }).Mismatches.Count);
        Assert.Equal("status", Assert.Single(Of(Payment, read with { IsVoid = true }).Mismatches).What);
    }

    [Fact]
    public void A_record_held_for_approval_is_neither_equal_nor_different() =>
        Assert.Equal(ReadBackOutcome.AwaitsApproval, Of(Payment, AsPlanned(Payment) with
        {
            AwaitsApproval = true, Gl = [],
        }).Outcome);

    [Fact]
    public void Open_amounts_shrink_by_exactly_what_settles_them()
    {
        var payment = Plan().Writes.OfType<PaymentWrite>().Last();
        var after = new LedgerSnapshot([Invoice("INV-D", "D", "0.00", "9900.00")], [], []);
        var moved = new LedgerSnapshot([Invoice("INV-D", "D", "10.00", "9900.00")], [], []);

        Assert.Empty(ReadBack.OpenAmounts(payment, Books(), after));
        Assert.Equal("open amount of INV-D: planned 0.00 EUR, NetSuite shows 10.00 EUR",
            Assert.Single(ReadBack.OpenAmounts(payment, Books(), moved)).Sentence);
    }
}
