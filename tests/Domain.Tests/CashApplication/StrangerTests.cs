using Turnstone.Domain.CashApplication;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

/// <summary>Short numbers, telephones, shops and slips: what looks like a document and is not the one meant.</summary>
public sealed class StrangerTests
{
    private static Desk Shop() => new Desk()
        .Customer("C1", "Aldgate Brushworks Ltd").Customer("C2", "Bexley Cordage Inc")
        .Invoice("1735", "C1", "1637.27").Invoice("1826", "C1", "68.81").Invoice("1603", "C1", "7090.49")
        .Invoice("2477", "C2", "8612.42").Invoice("2067", "C2", "19.40");

    private static void Is(Decision decision, Verdict verdict, string applications)
    {
        Assert.Equal(applications, Desk.Jot(decision));
        Assert.Equal(verdict, decision.Verdict);
    }

    [Theory]
    [InlineData("TEL 644-2477 INVOICE 1735")]
    [InlineData("STORE 2067 1735")]
    public void A_strangers_number_beside_the_senders_own_is_none_where_the_own_comes_to_the_money(string text)
    {
        var desk = Shop().Receipt("1637.27", payer: "Aldgate Brushworks Ltd", text: text)
            .Receipt("8612.42", payer: "Bexley Cordage Inc");
        Is(desk.All()[0], Verdict.Auto, "C1 1735 1637.27");
        Is(desk.All()[1], Verdict.Auto, "C2 2477 8612.42");
    }

    [Fact]
    public void Two_numbers_of_two_customers_that_come_to_the_money_together_are_both_meant() =>
        Assert.Equal("C1 1735 1637.27; C2 2067 19.40", Desk.Jot(Shop().Receipt("1656.67",
            payer: "Aldgate Brushworks Ltd", text: "1735 2067").One()));

    [Fact]
    public void A_month_with_its_year_is_no_slip_of_a_number()
    {
        var decision = Shop().Invoice("2627", "C1", "44.00").Receipt("1700.00", payer: "Aldgate Brushworks Ltd",
            text: "1735 06/2026").One();
        Is(decision, Verdict.Auto, "C1 1735 1637.27");
        Assert.Equal("62.73", Desk.OnAccount(decision));
    }

    [Fact]
    public void An_advice_that_pays_a_stranger_far_more_than_it_owes_has_its_number_wrong() =>
        Assert.NotEqual(Verdict.Auto, Shop().Advice("W-9001", "Aldgate", "7090.49", ("2067", "7090.49"))
            .Receipt("7090.49", reference: "W-9001").One().Verdict);

    [Fact]
    public void An_advice_that_overpays_the_senders_own_document_leaves_the_rest_on_account()
    {
        var decision = Shop().Advice("W-9001", "Aldgate Brushworks Ltd", "80.00", ("1826", "80.00"))
            .Receipt("80.00", payer: "Aldgate Brushworks Ltd", reference: "W-9001").One();
        Is(decision, Verdict.Auto, "C1 1826 68.81");
        Assert.Equal("11.19", Desk.OnAccount(decision));
    }

    [Theory]
    [InlineData("", Verdict.Auto)]
    [InlineData("PAYMENT", Verdict.Auto)]
    [InlineData("REF M555", Verdict.Propose)]
    public void The_policys_order_is_for_payers_who_name_nothing(string text, Verdict verdict)
    {
        var desk = new Desk().Customer("C1", "Aldgate Brushworks Ltd")
            .Invoice("M5554", "C1", "49.99", due: "2026-07-20").Invoice("M5854", "C1", "49.99", due: "2026-07-02")
            .Receipt("49.99", payer: "Aldgate Brushworks Ltd", text: text);
        desk.Policy = desk.Policy with { TieOrder = TieOrder.OldestDue };
        Assert.Equal(verdict, desk.One().Verdict);
    }

    [Theory]
    [InlineData("999.00", "QX302877", Verdict.Propose)]
    [InlineData("998.37", "QX302877", Verdict.Auto)]
    [InlineData("999.00", "PAYMENT", Verdict.Auto)]
    public void A_number_like_ours_that_nobody_knows_and_a_round_amount_may_be_paid_twice(
        string amount, string text, Verdict verdict) =>
        Is(new Desk().Customer("C1", "Aldgate Brushworks Ltd").Invoice("QX-300155", "C1", amount)
            .Receipt(amount, payer: "Aldgate Brushworks Ltd", text: text).One(), verdict, $"C1 QX-300155 {amount}");

    [Fact]
    public void What_is_short_of_several_documents_is_for_a_person_however_sure_payer_and_numbers_are() =>
        Assert.Equal(Verdict.Propose, Shop().Settled("1201", "C1", "5.00", account: "77412345")
            .Settled("1202", "C1", "6.00", account: "77412345").Receipt("8600.00", payer: "Aldgate Brushworks Ltd",
                account: "77412345", text: "1735, 1603 LESS CHARGES").One().Verdict);

    [Fact]
    public void Money_left_over_beside_a_number_one_slip_from_an_open_one_is_for_a_person() =>
        Assert.NotEqual(Verdict.Auto, Shop().Invoice("F7-223", "C1", "123.20").Invoice("F7-331", "C1", "95.68")
            .Receipt("216.32", payer: "Aldgate Brushworks Ltd", text: "F7-223, F7-337").One().Verdict);

    [Fact]
    public void A_part_payment_with_a_number_of_the_payers_own_beside_it_needs_nobody() =>
        Is(Shop().Receipt("500.00", payer: "Aldgate Brushworks Ltd", text: "1603 19907").One(), Verdict.Auto,
            "C1 1603 500.00");

    [Fact]
    public void A_part_payment_is_for_a_person_where_a_credit_may_be_what_stands_beside() =>
        Assert.Equal(Verdict.Propose, Shop().Invoice("1990", "C1", "-300.00").Receipt("500.00",
            payer: "Aldgate Brushworks Ltd", text: "1603 19907").One().Verdict);

    [Fact]
    public void Two_senders_of_one_beginning_with_numbers_a_slip_apart_are_for_a_person()
    {
        var desk = new Desk().Customer("C1", "Eastwick Optics").Customer("C2", "Eastwick Seeds")
            .Invoice("INV-2026-00568", "C1", "900.00").Invoice("INV-2026-00586", "C2", "120.00");
        Assert.NotEqual(Verdict.Auto, desk.Receipt("61.35", payer: "Eastwick", text: "INV-2026-00568 PARTIAL").One()
            .Verdict);
    }

    [Theory]
    [InlineData("ALDGATE BRUSHWORKS LTD ACCOUNTS PAYABLE", Verdict.Auto)]
    [InlineData("ALDGATE BRUSHWORKS LTD TREASURY", Verdict.Auto)]
    [InlineData("ALDGATE BRUSHWORKS LTD GARDENS", Verdict.Propose)]
    public void A_department_behind_the_name_is_the_same_house(string payer, Verdict verdict) =>
        Is(Shop().Receipt("7090.49", payer: payer).One(), verdict, "C1 1603 7090.49");

    [Fact]
    public void A_name_of_which_each_word_is_cut_is_known_and_its_amount_alone_is_for_a_person()
    {
        Is(Shop().Receipt("7090.49", payer: "ALDG BRUSH LTD").One(), Verdict.Propose, "C1 1603 7090.49");
        Is(Shop().Receipt("7090.49", payer: "ALDG BRUSH LTD", text: "1603").One(), Verdict.Auto, "C1 1603 7090.49");
    }
}
