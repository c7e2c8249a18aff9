using System.Globalization;
using System.Text;
using Turnstone.Domain.CashApplication;
using Turnstone.NetSuite.Sandbox;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

/// <summary>What posting does beyond a payment on its invoice, against the stand-in's own books.</summary>
public sealed class PostingBreadthTests
{
    private const string Deposits = "8";
    private const string Withheld = "6";
    private const string Gain = "14";

    private static async Task<PostingDesk> Desk(Engine engine, string policy, SandboxKnobs? knobs = null)
    {
        var desk = await PostingDesk.Open(engine, knobs, policy);
        await desk.Customer("Aldgate");
        await desk.Invoice("INV-1001", "Aldgate", "1150.00");
        return desk;
    }

    private static async Task TiesOut(PostingDesk desk)
    {
        var ties = await desk.Test.Run(new ComputeTieOuts(), desk.Test.Service);
        Assert.Null(ties.Refusal);
        var failed = (await desk.Test.Run(new ListTieOuts(DateOnly.MinValue), desk.Test.Auditor)).Value
            .Where(tie => tie.Row.State == "failed").Select(tie => $"{tie.Row.Kind} of {tie.Row.Subject}: "
                + string.Join(", ", tie.Differences.Select(one => $"{one.Name} {one.Ours} against {one.Theirs}")));
        Assert.Equal("", string.Join("; ", failed));
    }

    [Theory, BothEngines]
    public async Task An_overpayment_becomes_a_customer_deposit_which_the_next_payment_uses(Engine engine)
    {
        await using var desk = await Desk(engine,
            """{"overpayment":"customer_deposit","deposit_account":"8","deposit_from":{"USD":"25.00"}}""");
        await desk.Import("165,120000,R1,,ALDGATE INV-1001");
        var decided = await desk.Test.Run(new ChooseInvoices(await desk.Receipt("R1"), desk.Id("Aldgate"),
            [desk.On("INV-1001")]), desk.Test.Clerk);
        Assert.Null(decided.Refusal);

        // The payment with its deposit record, then the bank deposit of both.
        Assert.Equal((3, 2), await desk.Post() is var report ? (report.Written, report.Posted) : default);

        Assert.Equal(("posted", ""), (await desk.State("R1"), await desk.Why("R1")));
        Assert.Equal((1200m, 0m, -50m), (await desk.Balance(PostingDesk.BankUsd),
            await desk.Balance(PostingDesk.Undeposited), await desk.Balance(Deposits)));
        Assert.Equal(0m, await desk.OpenAmount("INV-1001"));
        await TiesOut(desk);

        // The next invoice takes the deposit: NetSuite makes its application out of the payment's line.
        await desk.Invoice("INV-1002", "Aldgate", "300.00");
        var deposit = Assert.Single(await desk.Test.Rows<string>(
            "select id from open_item where kind = 'customer_deposit' and open_amount = -5000"));
        desk.Documents["CD"] = long.Parse(deposit, CultureInfo.InvariantCulture);
        desk.Test.Clock.Now = desk.Test.Clock.Now.AddDays(1);
        Assert.Null((await desk.Test.Run(new ImportFile("day-2.bai", CashDesk.Bai2("2026-03-03", 620_000,
            "165,25000,R2,,ALDGATE INV-1002")), desk.Test.Service)).Refusal);
        await desk.Decide("R2", "Aldgate", desk.On("CD"), desk.On("INV-1002"));

        await desk.Post();

        Assert.Equal(("posted", ""), (await desk.State("R2"), await desk.Why("R2")));
        Assert.Equal((0m, 0m), (await desk.OpenAmount("INV-1002"), await desk.Balance(Deposits)));
        Assert.Single(await desk.Ask("SELECT id FROM transaction WHERE type = 'DepAppl'"));
        await TiesOut(desk);
    }

    [Theory, BothEngines]
    public async Task Every_record_carries_the_dimensions_of_its_bank_account(Engine engine)
    {
        await using var desk = await Desk(engine, """
            {"difference_accounts":{"write_off":"12"},
             "dimensions":{"class":"1","location":"1","custbody_region":"North"},
             "account_dimensions":{"main":{"department":"1","custbody_region":"West"}}}
            """);
        await desk.Import("165,114500,R1,,ALDGATE INV-1001");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001", "1145.00", "5.00"));

        var before = (await desk.Test.Run(new PreviewPosting(await desk.Receipt("R1")), desk.Test.Auditor)).Value;
        Assert.Equal(1, (await desk.Post()).Posted);

        Assert.All(before.Records, record =>
        {
            Assert.Contains("\"department\":{\"id\":\"1\"},\"class\":{\"id\":\"1\"}", record.Json,
                StringComparison.Ordinal);
            Assert.Contains("\"custbody_region\":\"West\"", record.Json, StringComparison.Ordinal);
        });
        Assert.Equal(["1 1 1"], await desk.Ask("""
            SELECT tl.department, tl.class, tl.location FROM transactionline tl JOIN transaction t
              ON t.id = tl.transaction WHERE t.type = 'CustPymt' AND tl.mainline = 'T'
            """));
    }

    [Theory, BothEngines]
    public async Task Withheld_tax_and_a_fee_are_one_journal_that_the_payment_uses(Engine engine)
    {
        await using var desk = await Desk(engine,
            """{"difference_accounts":{"withholding_tax":"6","bank_fee":"13"}}""");
        await desk.Import("165,100000,R1,,ALDGATE INV-1001");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001", "1000.00") with
        {
            Differences = new Dictionary<DifferenceCause, long>
            {
                [DifferenceCause.WithholdingTax] = 13_500, [DifferenceCause.BankFee] = 1_500,
            },
        });
        await desk.Test.Run(new ApproveShares([await desk.Receipt("R1")]), desk.Test.Controller);

        var report = await desk.Post();

        Assert.Equal(("posted", ""), (await desk.State("R1"), await desk.Why("R1")));
        Assert.Equal((2, 1), (report.Written, report.Posted));
        Assert.Equal((135m, 15m, 1000m), (await desk.Balance(Withheld), await desk.Balance(PostingDesk.Fees),
            await desk.Balance(PostingDesk.BankUsd)));
        Assert.Equal(0m, await desk.OpenAmount("INV-1001"));
        await TiesOut(desk);
    }

    [Theory]
    [InlineData("keep_date", "2026-03-02 Apr 2026")]
    [InlineData("move_date", "2026-04-01 Apr 2026")]
    public async Task A_closed_month_follows_the_stated_rule_and_ties_out(string rule, string booked)
    {
        await using var desk = await Desk(Engine.Sqlite, $$"""{"closed_period":"{{rule}}"}""",
            new() { DateOutsidePeriod = PeriodMismatch.Allow });
        await desk.LockPeriod("Mar 2026", locked: true);
        desk.Test.Clock.Now = new(2026, 4, 2, 8, 0, 0, TimeSpan.Zero);
        Assert.Null((await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal);
        await desk.Import("165,115000,R1,,ALDGATE INV-1001");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));

        var before = (await desk.Test.Run(new PreviewPosting(await desk.Receipt("R1")), desk.Test.Auditor)).Value;
        Assert.Equal(1, (await desk.Post()).Posted);

        Assert.EndsWith($"dated {booked.Split(' ')[0]} in Apr 2026", Assert.Single(before.Records).Sentence,
            StringComparison.Ordinal);
        Assert.Equal([booked], await desk.Ask("""
            SELECT TO_CHAR(t.trandate, 'YYYY-MM-DD') AS day, BUILTIN.DF(t.postingperiod) AS period
            FROM transaction t WHERE t.type = 'CustPymt'
            """));
        await TiesOut(desk);
    }

    [Theory, BothEngines]
    public async Task Money_in_another_currency_brings_the_gain_that_was_predicted(Engine engine)
    {
        await using var desk = await PostingDesk.Open(engine);
        var account = await desk.Make("account", """
            {"acctNumber":"1020","acctName":"Euro account","acctType":"Bank","currency":{"id":"4"},
             "subsidiary":{"id":"1"}}
            """);
        await Euro(desk, account);
        await desk.Decide("E1", "Bremen", desk.On("INV-E1"), desk.On("INV-E2", "333.33"));

        Assert.Equal(1, (await desk.Post()).Posted);

        Assert.Equal(("posted", ""), (await desk.State("E1"), await desk.Why("E1")));
        // 1,000.00 at 1.05 and 333.33 at 1.10 come in at 1.08: 30.00 gained, 6.66 lost.
        Assert.Equal(-23.34m, await desk.Balance(Gain));
        Assert.Equal(1440.00m, await desk.Balance(account));
        await TiesOut(desk);
    }

    [Fact]
    public async Task A_gain_other_than_predicted_waits_for_a_person()
    {
        await using var desk = await PostingDesk.Open(Engine.Sqlite);
        var account = await desk.Make("account", """
            {"acctNumber":"1020","acctName":"Euro account","acctType":"Bank","currency":{"id":"4"},
             "subsidiary":{"id":"1"}}
            """);
        await Euro(desk, account);
        // Our ledger believes the invoice was booked at another rate than it was.
        await desk.Test.Tamper("update open_item set exchange_rate = 10000000000 where number = 'INV-E1'");
        await desk.Decide("E1", "Bremen", desk.On("INV-E1"), desk.On("INV-E2", "333.33"));

        // What differs is looked at again for a minute: a read may lag behind.
        Assert.Equal(1, (await desk.Post()).Later);
        desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(1);
        Assert.Equal(1, (await desk.Post()).Held);

        Assert.Contains("exchange gain: planned 73.34 USD, NetSuite shows 23.34 USD", await desk.Why("E1"),
            StringComparison.Ordinal);
    }

    private static async Task Euro(PostingDesk desk, string account)
    {
        desk.Sandbox.Load(batch =>
        {
            desk.Customers["Bremen"] = batch.AddCustomer(new("Bremen", "Bremen GmbH") { Currencies = ["EUR"] });
            NewEuroInvoice("INV-E1", 1000m, 1.05m);
            NewEuroInvoice("INV-E2", 500m, 1.10m);

            void NewEuroInvoice(string number, decimal amount, decimal rate) => desk.Documents[number] =
                batch.AddInvoice(new(desk.Customers["Bremen"], number, new(2026, 2, 10), amount)
                {
                    Currency = "EUR", Rate = rate,
                });
        });
        Assert.Null((await desk.Test.Run(new SyncNetSuite(), desk.Test.Service)).Refusal);
        await desk.Setting("bank_account", "euro", $$"""
            {"name":"Euro","currency":"EUR","numbers":["7654321"],"gl_account":"{{account}}","ar_account":"4",
            "undeposited_funds":"3","start_date":"2026-01-01"}
            """);
        await desk.Test.Tamper("""
            update setting set body = '{"share":{"USD":"100000.00","EUR":"100000.00"}}' where kind = 'approval_limits'
            """);
        var file = Encoding.ASCII.GetString(CashDesk.Bai2Of("7654321", "2026-03-02", 0,
            "165,133333,E1,,BREMEN INV-E1")).Replace("USD", "EUR", StringComparison.Ordinal);
        Assert.Null((await desk.Test.Run(new ImportFile("euro.bai", Encoding.ASCII.GetBytes(file)),
            desk.Test.Service)).Refusal);
    }
}
