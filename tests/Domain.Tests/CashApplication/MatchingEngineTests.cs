using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Ledger;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

public sealed class MatchingEngineTests
{
    private static Desk Two() => new Desk()
        .Customer("C1", "Aldgate Brushworks Ltd").Customer("C2", "Bexley Cordage Inc")
        .Invoice("QX-00418", "C1", "1200.00").Invoice("QX-00425", "C1", "310.50").Invoice("QX-00511", "C2", "77.10");

    private static void Is(Decision decision, MatchStatus status, Verdict verdict, string applications)
    {
        Assert.Equal(applications, Desk.Jot(decision));
        Assert.Equal((status, verdict), (decision.Status, decision.Verdict));
    }

    [Fact]
    public void A_cited_number_finds_the_invoice_and_through_it_the_customer() =>
        Is(Two().Receipt("1200.00", payer: "SOME BANK", text: "PAYING QX-00418").One(),
            MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 1200.00");

    [Theory]
    [InlineData("QX00418")]
    [InlineData("qx 00418")]
    [InlineData("QX-0O418")]
    [InlineData("418")]
    [InlineData("inv 00418")]
    public void A_number_written_another_way_is_the_same_number(string text) =>
        Is(Two().Receipt("1200.00", payer: "Aldgate Brushworks", text: text).One(), MatchStatus.Applied, Verdict.Auto,
            "C1 QX-00418 1200.00");

    [Fact]
    public void A_near_miss_counts_with_payer_and_amount_and_never_without()
    {
        Is(Two().Receipt("1200.00", payer: "Aldgate Brushworks Ltd", text: "QX-00481").One(),
            MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 1200.00");
        Assert.Equal(MatchStatus.Unidentified, Two().Receipt("1200.00", text: "QX-00481").One().Status);
        Assert.NotEqual(Verdict.Auto, Two().Receipt("900.00", payer: "Aldgate Brushworks Ltd", text: "QX-00481").One()
            .Verdict);
    }

    [Fact]
    public void A_purchase_order_finds_its_invoice() =>
        Is(Two().Invoice("QX-00600", "C2", "55.00", order: "BO-7781").Receipt("55.00", payer: "Bexley Cordage",
            text: "BO-7781").One(),
            MatchStatus.Applied, Verdict.Auto, "C2 QX-00600 55.00");

    [Fact]
    public void One_payment_settles_many_cited_invoices_and_a_credit_memo() =>
        Is(Two().Invoice("CR-00031", "C1", "-100.00").Receipt("1410.50", text: "QX-00418, QX-00425, CR-00031").One(),
            MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 1200.00; C1 QX-00425 310.50; C1 CR-00031 -100.00");

    [Fact]
    public void A_credit_that_nobody_cites_is_netted_where_it_is_exactly_what_is_missing() =>
        Is(Two().Invoice("CR-00031", "C1", "-100.00").Receipt("1410.50", payer: "Aldgate Brushworks Ltd",
            text: "QX-00418, QX-00425").One(),
            MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 1200.00; C1 QX-00425 310.50; C1 CR-00031 -100.00");

    [Fact]
    public void Two_payments_may_settle_one_invoice_together()
    {
        var both = Two().Receipt("700.00", payer: "Aldgate Brushworks Ltd", text: "QX-00418")
            .Receipt("500.00", payer: "Aldgate Brushworks Ltd", text: "QX-00418").All();
        Is(both[0], MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 700.00");
        Is(both[1], MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 500.00");
    }

    [Fact]
    public void Two_payments_that_claim_more_than_the_invoice_has_are_both_for_a_person()
    {
        var both = Two().Receipt("1200.00", text: "QX-00418").Receipt("1200.00", text: "QX-00418").All();
        Assert.All(both, decision => Assert.NotEqual(Verdict.Auto, decision.Verdict));
        Assert.Equal("1200.00", Desk.OnAccount(both[1]));
    }

    [Fact]
    public void The_only_open_document_of_the_amount_is_meant() =>
        Is(Two().Receipt("310.50", payer: "ALDGATE BRUSHWORKS LTD").One(), MatchStatus.Applied, Verdict.Auto,
            "C1 QX-00425 310.50");

    [Fact]
    public void All_open_documents_that_sum_exactly_are_meant() =>
        Is(Two().Receipt("1510.50", payer: "Aldgate Brushworks Ltd").One(),
            MatchStatus.Applied, Verdict.Auto,
            "C1 QX-00418 1200.00; C1 QX-00425 310.50");

    [Fact]
    public void A_unique_set_that_sums_exactly_is_meant() =>
        Assert.Equal("C1 QX-00418 1200.00; C1 QX-00700 91.13", Desk.Jot(Two().Invoice("QX-00700", "C1", "91.13",
            due: "2026-08-01")
            .Invoice("QX-00701", "C1", "47.77", due: "2026-07-15").Receipt("1291.13", payer: "Aldgate Brushworks Ltd")
                .One()));

    [Fact]
    public void Of_two_equal_documents_none_is_taken_unseen_unless_policy_names_the_oldest()
    {
        var desk = Two().Invoice("QX-00400", "C1", "310.50", due: "2026-06-20").Receipt("310.50",
            payer: "Aldgate Brushworks Ltd");
        Assert.NotEqual(Verdict.Auto, desk.One().Verdict);
        desk.Policy = desk.Policy with { TieOrder = TieOrder.OldestDue };
        Is(desk.One(), MatchStatus.Applied, Verdict.Auto, "C1 QX-00400 310.50");
    }

    [Fact]
    public void Strict_mode_needs_customer_number_and_amount()
    {
        var silent = Two().Receipt("310.50", payer: "Aldgate Brushworks Ltd");
        silent.Policy = silent.Policy with { Strict = true };
        Assert.Equal(Verdict.Propose, silent.One().Verdict);
        var full = Two().Receipt("310.50", payer: "Aldgate Brushworks Ltd", text: "QX-00425");
        full.Policy = full.Policy with { Strict = true };
        Assert.Equal(Verdict.Auto, full.One().Verdict);
    }

    [Fact]
    public void A_discount_in_time_is_a_discount_and_too_late_a_write_off()
    {
        var inTime = new DiscountTerms(2m, new(2026, 6, 26));
        var late = new DiscountTerms(2m, new(2026, 6, 25));
        Is(Two().Invoice("QX-00800", "C2", "500.00", discount: inTime).Receipt("490.00", payer: "Bexley Cordage",
            text: "QX-00800").One(),
            MatchStatus.Applied, Verdict.Auto, "C2 QX-00800 490.00 DiscountEarned 10.00");
        Is(Two().Invoice("QX-00800", "C2", "500.00", discount: late).Receipt("490.00", payer: "Bexley Cordage",
            text: "QX-00800").One(),
            MatchStatus.Applied, Verdict.Auto, "C2 QX-00800 490.00 WriteOff 10.00");
    }

    [Theory]
    [InlineData("1175.00", "C1 QX-00418 1175.00 WriteOff 25.00")]
    [InlineData("1174.99", "C1 QX-00418 1174.99")]
    public void A_short_within_tolerance_is_written_off_and_beyond_it_stays_open(string amount, string applications) =>
        Is(Two().Receipt(amount, payer: "Aldgate Brushworks Ltd", text: "QX-00418").One(), MatchStatus.Applied,
            Verdict.Auto, applications);

    [Fact]
    public void Without_a_stated_tolerance_nothing_is_written_off()
    {
        var desk = Two().Receipt("1199.99", payer: "Aldgate Brushworks Ltd", text: "QX-00418");
        desk.Policy = desk.Policy with { WriteOff = new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal) };
        Is(desk.One(), MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 1199.99");
    }

    [Fact]
    public void The_lower_of_amount_and_percentage_limits_a_write_off()
    {
        var desk = Two().Receipt("1190.00", payer: "Aldgate Brushworks Ltd", text: "QX-00418");
        desk.Policy = desk.Policy with
        {
            WriteOff = new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal) { ["USD"] = new(Desk.Usd("25.00"),
                0.5m, null) },
        };
        Assert.Equal("C1 QX-00418 1190.00", Desk.Jot(desk.One()));
    }

    [Fact]
    public void What_is_over_stays_on_account()
    {
        var decision = Two().Receipt("1300.00", payer: "Aldgate Brushworks Ltd", text: "QX-00418").One();
        Is(decision, MatchStatus.PartiallyApplied, Verdict.Auto, "C1 QX-00418 1200.00");
        Assert.Equal("100.00", Desk.OnAccount(decision));
    }

    [Fact]
    public void A_closed_document_leaves_the_money_on_the_account_of_its_customer()
    {
        var decision = Two().Settled("QX-00201", "C1", "640.00").Receipt("640.00", payer: "Aldgate Brushworks Ltd",
            text: "QX-00201").One();
        Assert.Equal((MatchStatus.PartiallyApplied, "", "640.00", "C1"),
            (decision.Status, Desk.Jot(decision), Desk.OnAccount(decision), decision.Customer?.Value));
    }

    [Fact]
    public void Last_months_text_with_this_months_amount_means_the_open_invoice() =>
        Assert.Equal("C1 QX-00425 310.50", Desk.Jot(Two().Settled("QX-00201", "C1", "640.00")
            .Receipt("310.50", payer: "Aldgate Brushworks Ltd", text: "QX-00201").One()));

    [Fact]
    public void A_prepayment_is_unapplied_and_a_stranger_unidentified()
    {
        Assert.Equal(MatchStatus.Unapplied, Two().Receipt("310.50", payer: "Aldgate Brushworks Ltd",
            text: "PREPAYMENT ORDER 77").One().Status);
        var stranger = Two().Receipt("310.50", payer: "J NOBODY").One();
        Assert.Equal((MatchStatus.Unidentified, Verdict.Hold, 0), (stranger.Status, stranger.Verdict,
            stranger.Shares.Count));
    }

    [Fact]
    public void A_payer_is_known_by_the_account_that_paid_before() =>
        Is(Two().Settled("QX-00201", "C2", "9.00", account: "5550017").Receipt("77.10", account: "5550017").One(),
            MatchStatus.Applied, Verdict.Auto, "C2 QX-00511 77.10");

    [Theory]
    [InlineData("ALDGATE BRUSHWORK")]
    [InlineData("BRUSHWORKS ALDGATE")]
    [InlineData("ALDGATEBRUSHWORKS")]
    [InlineData("Algdate Brushworks Limited")]
    public void A_payer_is_known_by_a_name_that_is_cut_turned_glued_or_misspelt(string name) =>
        Assert.Equal("C1 QX-00425 310.50", Desk.Jot(Two().Receipt("310.50", payer: name).One()));

    [Fact]
    public void A_parent_pays_for_its_children_in_shares()
    {
        var decision = new Desk().Customer("P", "Corvid Holdings").Customer("A", "Rook Mills", "P").Customer("B",
            "Jay Mills", "P")
            .Invoice("71001", "A", "100.00").Invoice("71002", "B", "40.00").Invoice("71003", "B", "15.00")
            .Receipt("140.00", payer: "CORVID HOLDINGS", text: "71001 71002").One();
        Is(decision, MatchStatus.Applied, Verdict.Auto, "A 71001 100.00; B 71002 40.00");
        Assert.Equal(("P", 2), (decision.Customer?.Value, decision.Shares.Count));
    }

    [Fact]
    public void An_advice_with_the_payments_reference_says_what_is_paid() =>
        Is(Two().Advice("W-88", null, "1400.50", ("QX-00418", "1090.00"), ("QX-00425", "310.50")).Receipt("1400.50",
            text: "SEE ADVICE", reference: "W-88").One(),
            MatchStatus.Applied, Verdict.Auto, "C1 QX-00418 1090.00; C1 QX-00425 310.50");

    [Fact]
    public void An_advice_of_the_same_payer_amount_and_date_belongs_to_the_payment() =>
        Is(Two().Advice(null, "Aldgate Brushworks", "1510.50", ("QX-00418", "1200.00"), ("QX-00425", "310.50"))
            .Receipt("1510.50", payer: "ALDGATE BRUSHWORKS LTD").One(), MatchStatus.Applied, Verdict.Auto,
                "C1 QX-00418 1200.00; C1 QX-00425 310.50");

    [Fact]
    public void What_one_payment_cites_is_not_there_for_a_silent_one()
    {
        var both = Two().Receipt("310.50", payer: "Aldgate Brushworks Ltd").Receipt("310.50", text: "QX-00425").All();
        Assert.Equal("", Desk.Jot(both[0]));
        Is(both[1], MatchStatus.Applied, Verdict.Auto, "C1 QX-00425 310.50");
    }

    [Fact]
    public void A_known_customer_citing_a_strangers_invoice_is_evidence_against()
    {
        var decision = Two().Receipt("77.10", payer: "Aldgate Brushworks Ltd", text: "QX-00511").One();
        Assert.Contains(decision.Evidence.Signals, signal => signal is { Name: "payer_contradicts", Weight: < 0 });
        Assert.NotEqual(Verdict.Auto, decision.Verdict);
    }

    [Fact]
    public void Every_decision_says_why_and_by_which_rules()
    {
        var decision = Two().Receipt("1200.00", payer: "Aldgate Brushworks Ltd", text: "PAYING QX-00418").One();
        Assert.Equal(decision.Evidence.Signals.Sum(signal => signal.Weight), decision.Evidence.Score);
        Assert.Contains(decision.Evidence.Marks, mark => mark is { Start: 7, Length: 8 });
        Assert.Contains("policy 1", decision.Evidence.Rules, StringComparison.Ordinal);
    }
}
