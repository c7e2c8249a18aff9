using Turnstone.Domain.CashApplication;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

/// <summary>Numbers as other companies have them: short, of digits alone, like dates, like amounts.</summary>
public sealed class UnlikeNumberTests
{
    private const string Aldgate = "Aldgate Brushworks Ltd";

    private static Desk Digits() => new Desk().Customer("C1", Aldgate).Customer("C2", "Bexley Cordage Inc")
        .Invoice("1577", "C1", "612.00").Invoice("1578", "C1", "80.25").Invoice("1579", "C1", "455.10")
        .Invoice("4896", "C2", "91.40").Invoice("1205", "C1", "17.30").Invoice("1063", "C2", "33.35");

    [Theory]
    [InlineData("1577 v. 12.05.2026")]
    [InlineData("Inv 1577 of 12/05/2026")]
    [InlineData("1577 USD 612.00")]
    [InlineData("1577 KD 9912")]
    [InlineData("1st notice 1577 KD")]
    public void A_date_an_amount_or_a_customers_number_is_no_document(string text)
    {
        var decision = Digits().Receipt("612.00", payer: Aldgate, text: text).One();
        Assert.Equal(("C1 1577 612.00", Verdict.Auto), (Desk.Jot(decision), decision.Verdict));
    }

    [Fact]
    public void The_amount_of_a_deduction_is_no_document()
    {
        var decision = Digits().Receipt("563.04", payer: Aldgate, text: "1577 less damaged goods 48.96").One();
        Assert.Equal(("C1 1577 563.04", Verdict.Auto), (Desk.Jot(decision), decision.Verdict));
    }

    [Fact]
    public void The_receipts_own_amount_is_no_document_however_it_is_written()
    {
        var decision = Digits().Invoice("1580", "C1", "10.63").Receipt("10.63", payer: Aldgate, text: "EUR 10,63")
            .One();
        Assert.Equal(("C1 1580 10.63", Verdict.Auto), (Desk.Jot(decision), decision.Verdict));
    }

    [Theory]
    [InlineData("26.0419", "26.0419")]
    [InlineData("12.05.26", "inv 12.05.26")]
    public void A_number_that_looks_like_a_date_or_an_amount_is_one_where_it_is_printed_so(string number, string text)
    {
        var decision = new Desk().Customer("C1", Aldgate).Invoice(number, "C1", "310.52").Invoice("88.0001", "C1",
            "310.52").Receipt("310.52", payer: Aldgate, text: text).One();
        Assert.Equal($"C1 {number} 310.52", Desk.Jot(decision));
    }

    [Fact]
    public void A_number_of_the_sender_counts_for_more_than_one_of_anybody()
    {
        var desk = Digits();
        for (var number = 2000; number < 2900; number++)
            desk.Invoice($"{number}", "C2", "5.00");
        Assert.Equal(Verdict.Auto, desk.Receipt("400.00", payer: Aldgate, text: "part payment 1577").One().Verdict);
    }

    [Fact]
    public void A_cited_document_of_another_amount_is_no_sure_thing_where_equal_ones_have_just_that()
    {
        // Two of 80.25: which of them is not known, but that 1577 was meant is no longer sure.
        var decision = Digits().Invoice("1581", "C1", "80.25").Receipt("80.25", payer: Aldgate, text: "1577").One();
        Assert.NotEqual(Verdict.Auto, decision.Verdict);
    }

    [Fact]
    public void A_number_of_a_stranger_does_not_hide_the_senders_own_document_of_the_amount()
    {
        var decision = Digits().Receipt("455.10", payer: Aldgate, text: "order 4896").One();
        Assert.Equal(("C1 1579 455.10", Verdict.Propose), (Desk.Jot(decision), decision.Verdict));
    }

    [Fact]
    public void Who_pays_for_another_and_names_both_number_and_customer_is_believed()
    {
        var desk = Digits().Invoice("INV-20419", "C2", "745.11");
        var decision = desk.Receipt("745.11", payer: Aldgate, text: "INV-20419 for Bexley Cordage").One();
        Assert.Equal(("C2 INV-20419 745.11", Verdict.Auto), (Desk.Jot(decision), decision.Verdict));
    }

    [Fact]
    public void A_check_digit_that_is_anothers_makes_a_number_no_strangers()
    {
        var desk = new Desk().Customer("C1", Aldgate).Customer("C2", "Bexley Cordage Inc")
            .Invoice("300775-4", "C1", "499.00").Invoice("300537-8", "C1", "499.00")
            .Invoice("300573-3", "C2", "499.00");
        var decision = desk.Receipt("998.00", payer: Aldgate, text: "FAKT 300775-4; 300573-8").One();
        Assert.False(decision.Verdict == Verdict.Auto
            && Desk.Jot(decision).Contains("300573-3", StringComparison.Ordinal));
    }

    [Fact]
    public void A_number_one_slip_away_that_would_explain_the_amount_is_for_a_person()
    {
        var desk = new Desk().Customer("C1", Aldgate).Invoice("P90421", "C1", "150.00")
            .Invoice("P90457", "C1", "210.00").Invoice("P90451", "C1", "333.44");
        Assert.NotEqual(Verdict.Auto, desk.Receipt("483.44", payer: Aldgate, text: "P90421/ P90457").One().Verdict);
    }
}
