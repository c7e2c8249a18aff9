using Turnstone.Domain.CashApplication;
using Xunit;

namespace Turnstone.Domain.Tests.CashApplication;

/// <summary>One fact for each way in which payers say, or do not say, what they pay.</summary>
public sealed class MechanismTests
{
    private static Desk Yard() => new Desk()
        .Customer("C1", "Aldgate Brushworks Ltd").Customer("C2", "Bexley Cordage Inc")
        .Invoice("QX-00418", "C1", "1200.41", due: "2026-07-01").Invoice("QX-00419", "C1", "310.52", due: "2026-07-02")
        .Invoice("QX-00420", "C1", "77.19", due: "2026-07-03").Invoice("QX-00425", "C1", "904.33", due: "2026-07-09")
        .Invoice("QX-00511", "C2", "77.10");

    private static void Is(Decision decision, Verdict verdict, string applications)
    {
        Assert.Equal(applications, Desk.Jot(decision));
        Assert.Equal(verdict, decision.Verdict);
    }

    [Theory]
    [InlineData("QX-00418-00420")]
    [InlineData("QX-00418 - QX-00420")]
    [InlineData("QX-00418 TO 420")]
    [InlineData("QX-00418 THRU QX-00420")]
    public void A_range_means_all_from_one_number_to_the_other(string text) =>
        Is(Yard().Receipt("1588.12", payer: "Aldgate Brushworks Ltd", text: text).One(), Verdict.Auto,
            "C1 QX-00418 1200.41; C1 QX-00419 310.52; C1 QX-00420 77.19");

    [Fact]
    public void A_range_of_which_only_the_ends_are_paid_means_the_ends() =>
        Is(Yard().Receipt("1277.60", payer: "Aldgate Brushworks Ltd", text: "QX-00418-QX-00420").One(), Verdict.Auto,
            "C1 QX-00418 1200.41; C1 QX-00420 77.19");

    [Theory]
    [InlineData("QX-00418,19,25")]
    [InlineData("QX-00418/419/425")]
    [InlineData("QX-00418 + 419 + 425")]
    public void A_list_goes_on_with_the_end_of_its_first_number(string text) =>
        Is(Yard().Receipt("2415.26", payer: "Aldgate Brushworks Ltd", text: text).One(), Verdict.Auto,
            "C1 QX-00418 1200.41; C1 QX-00419 310.52; C1 QX-00425 904.33");

    [Fact]
    public void Dates_and_traces_are_no_documents()
    {
        var desk = Yard().Invoice("QX-01048", "C1", "50.00").Receipt("904.33",
            text: "WIRE TYPE:WIRE IN DATE:260630 TIME:1048 ET TRN:01048 ORIG:ALDGATE BRUSHWORKS LTD PMT DET:QX-00425");
        Is(desk.One(), Verdict.Auto, "C1 QX-00425 904.33");
        Assert.Contains(desk.One().Evidence.Signals, signal => signal.Name == "payer_name");
    }

    [Fact]
    public void A_bank_text_names_payer_account_and_remittance_by_its_labels()
    {
        var decision = Yard().Settled("QX-00100", "C1", "5.00", account: "77412345").Settled("QX-00101", "C1", "6.00",
            account: "77412345").Receipt("310.52",
                text: "ORIG CO NAME:HOUSE OF BRUSHES ORIG ID:9000001 SEC:CCD ORIG ACCT:77412345 ADDENDA:INV 419").One();
        Is(decision, Verdict.Auto, "C1 QX-00419 310.52");
        Assert.Contains(decision.Evidence.Signals, signal => signal.Name == "payer_account");
    }

    [Fact]
    public void A_number_beside_that_means_nothing_known_leaves_the_rest_on_account()
    {
        var decision = Yard().Receipt("400.02", payer: "Aldgate Brushworks Ltd", text: "QX-00419, QX-00998").One();
        Assert.Equal(("C1 QX-00419 310.52", "89.50"), (Desk.Jot(decision), Desk.OnAccount(decision)));
        Assert.Equal(MatchStatus.PartiallyApplied, decision.Status);
    }

    [Fact]
    public void A_damaged_number_is_the_only_open_document_of_the_rest() =>
        Is(Yard().Receipt("1214.85", payer: "Aldgate Brushworks Ltd", text: "QX-00419, QX-0425").One(), Verdict.Auto,
            "C1 QX-00419 310.52; C1 QX-00425 904.33");

    [Fact]
    public void A_cut_list_that_nothing_completes_waits_for_a_person()
    {
        var decision = Yard().Receipt("2000.00", payer: "Aldgate Brushworks Ltd",
            text: "PAYMENT INVOICES QX-00419, QX-00425").One();
        Assert.NotEqual(Verdict.Auto, decision.Verdict);
    }

    [Fact]
    public void All_of_the_named_month_is_meant() =>
        Assert.Equal(5, Assert.Single(Yard().Invoice("QX-00600", "C1", "91.13").Receipt("2583.58",
            payer: "Aldgate Brushworks Ltd", text: "JUNE SETTLEMENT").One().Shares).Applications.Count);

    [Fact]
    public void A_run_of_neighbouring_due_dates_is_meant() =>
        Is(Yard().Receipt("387.71", payer: "Aldgate Brushworks Ltd").One(), Verdict.Auto,
            "C1 QX-00419 310.52; C1 QX-00420 77.19");

    [Fact]
    public void An_advice_that_lists_less_than_came_in_leaves_the_rest_on_account()
    {
        var decision = Yard().Advice("W-9001", "Aldgate Brushworks", "500.00", ("QX-00419", "310.52"))
            .Receipt("500.00", reference: "W-9001").One();
        Assert.Equal(("C1 QX-00419 310.52", "189.48"), (Desk.Jot(decision), Desk.OnAccount(decision)));
    }

    [Fact]
    public void A_slip_in_an_advice_is_mended_where_one_document_has_the_amount() =>
        Is(Yard().Advice("W-9001", "Aldgate Brushworks", "1214.85", ("QX-00419", "310.52"), ("QX-00452", "904.33"))
            .Receipt("1214.85", reference: "W-9001").One(), Verdict.Auto, "C1 QX-00419 310.52; C1 QX-00425 904.33");

    [Fact]
    public void An_advice_without_a_currency_takes_that_of_its_payment()
    {
        var desk = Yard().Receipt("310.52", reference: "W-9001");
        var advice = new Advice("W-9001", null, null, new(31052, Kernel.Currency.Of("EUR")),
            [new("QX-00419", new(31052, Kernel.Currency.Of("EUR")))]) { CurrencyStated = false };
        Is(Assert.Single(MatchingEngine.Match(desk.Input() with { Advices = [advice] })), Verdict.Auto,
            "C1 QX-00419 310.52");
    }

    [Fact]
    public void A_list_that_was_announced_and_did_not_come_is_not_replaced_by_a_rule()
    {
        var desk = Yard().Invoice("QX-00700", "C1", "310.52", due: "2026-08-01")
            .Receipt("310.52", payer: "Aldgate Brushworks Ltd", text: "SEE REMITTANCE");
        desk.Policy = desk.Policy with { TieOrder = TieOrder.OldestDue };
        Assert.NotEqual(Verdict.Auto, desk.One().Verdict);
    }

    [Fact]
    public void An_agent_that_paid_for_many_is_nobody_known()
    {
        var desk = Yard().Customer("C3", "Corvid Mills").Settled("QX-00100", "C1", "1.00", name: "PAYHUB")
            .Settled("QX-00101", "C2", "2.00", name: "PAYHUB").Settled("QX-00102", "C3", "3.00", name: "PAYHUB");
        var decision = desk.Receipt("387.62", payer: "PAYHUB", text: "QX-00419 QX-00511").One();
        Is(decision, Verdict.Auto, "C1 QX-00419 310.52; C2 QX-00511 77.10");
        Assert.Null(decision.Customer);
    }

    [Theory]
    [InlineData("Göbel & Søn Møbler A/S", "GOEBEL AND SOEN MOEBLER AS")]
    [InlineData("Peñalver Größe S.L.", "PENALVER GROSSE")]
    [InlineData("Ångström Electronics AB", "AANGSTROEM ELECTRONICS")]
    [InlineData("Meridian Harbour Distribution Company", "MERIDIAN HARBOUR")]
    [InlineData("Meridian Harbour Distribution Company", "MERIDIANHARBOURDIST")]
    [InlineData("Meridian Harbour Distribution Company", "MERIDAIN HARBOUR DISTRIBUTION")]
    public void A_name_is_known_however_the_bank_spells_it(string name, string printed) =>
        Is(new Desk().Customer("C9", name).Customer("C1", "Aldgate Brushworks Ltd").Invoice("QX-00419", "C9", "310.52")
            .Receipt("310.52", payer: printed).One(), Verdict.Auto, "C9 QX-00419 310.52");

    [Theory]
    [InlineData("ESKER BOATS EK", "C6")]
    [InlineData("Esker Boats AG", "C5")]
    public void Customers_of_one_name_are_told_apart_by_their_legal_form_whatever_either_paid_before(
        string printed, string customer)
    {
        var desk = Yard().Customer("C5", "Esker Boats AG").Customer("C6", "Esker Boats e.K.");
        foreach (var paid in (string[])["QX-00101", "QX-00102", "QX-00103"])
            desk.Settled(paid, "C5", "5.00", name: "ESKER BOATS AG");
        var decision = desk.Receipt("1234.57", payer: printed, text: "PAYMENT ON ACCOUNT").One();
        Assert.Equal((MatchStatus.Unapplied, customer), (decision.Status, decision.Customer?.Value));
    }

    [Fact]
    public void What_waits_for_a_person_makes_nothing_else_certain()
    {
        // The first may mean either equal document; what it leaves is no proof for the second.
        var desk = Yard().Invoice("QX-00430", "C2", "600.00", due: "2026-07-01").Invoice("QX-00431", "C2", "600.00",
            due: "2026-07-20").Receipt("600.00", payer: "Bexley Cordage Inc").Receipt("600.00",
                payer: "Bexley Cordage Inc");
        Assert.All(desk.All(), decision => Assert.NotEqual(Verdict.Auto, decision.Verdict));
    }

    [Fact]
    public void An_envelope_that_says_nothing_cites_nothing() =>
        Is(Yard().Invoice("QX-00433", "C1", "55.00").Receipt("310.52", payer: "Aldgate Brushworks Ltd",
            text: "ISA*00*ZZ*S*260630*000000433*0*P*>\\ST*820*0433\\SE*4*0433\\IEA*1*000000433\\").One(), Verdict.Auto,
            "C1 QX-00419 310.52");

    [Fact]
    public void Competing_explanations_share_the_probability()
    {
        var decision = Yard().Invoice("QX-00900", "C1", "387.71", due: "2026-08-20").Receipt("387.71",
            payer: "Aldgate Brushworks Ltd").One();
        Assert.NotNull(decision.Evidence.RunnerUp);
        Assert.True(decision.Confidence < 9950);
    }
}
