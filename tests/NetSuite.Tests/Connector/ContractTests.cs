using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Probing;
using Turnstone.NetSuite.Records;
using Turnstone.NetSuite.Sandbox.Faults;
using Xunit;
using static NetSuite.Tests.Connector.Contract;

namespace NetSuite.Tests.Connector;

public sealed class ContractTests
{
    /// <summary>Accounts that differ in pairs of settings; the connector's contract holds in all of them.</summary>
    public static TheoryData<string> Every => Accounts.All;

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_payment_goes_out_and_reads_back_to_the_cent(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account), atOnce: 2);
        var customer = await desk.Customer();
        var (first, second) = (await desk.Invoice(customer, 1190.10m), await desk.Invoice(customer, 60m));

        var payment = await desk.Made(
            desk.Payment(customer, 1200.05m, Line(first, 1190.10m), Line(second, 5m)).ToBody());

        var record = await desk.Read(RecordTypes.CustomerPayment, payment);
        Assert.Equal(Usd(1200.05m), record.Amount("payment", Currency.Usd));
        Assert.Equal(Usd(1195.10m), record.Amount("applied", Currency.Usd));
        Assert.Equal(Usd(4.95m), record.Amount("unapplied", Currency.Usd));
        Assert.Equal("T", record.Ref("undepFunds"));
        var lines = record.Lines("apply").Where(line => line.Flag("apply"))
            .ToDictionary(
                line => line.Ref("doc")!, line => line.Amount("amount", Currency.Usd), StringComparer.Ordinal);
        Assert.Equal((Usd(1190.10m), Usd(5m)), (lines[first], lines[second]));
        Assert.Equal((Usd(0m), Usd(55m)), (await desk.OpenOf(first), await desk.OpenOf(second)));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_second_create_of_one_external_id_is_refused_by_name(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account), atOnce: 2);
        var customer = await desk.Customer();
        var body = desk.Payment(customer, 10m).ToBody();
        var made = await desk.Made(body);

        var again = Assert.IsType<WriteOutcome.Refused>(await desk.Client.Create(body, Desk.Stop));

        Assert.Equal(Refusals.Duplicate, again.Why.Code);
        Assert.Equal(made, (await desk.Client.Find(RecordTypes.CustomerPayment, "ts-1", Desk.Stop)).Value?.Id);
        var found = (await desk.Client.FindAll(["ts-1", "ts-2"], Desk.Stop)).Value;
        Assert.Equal(new FoundTransaction(made, "CustPymt"), Assert.Single(found).Value);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_patch_states_the_end_and_repeating_it_changes_nothing(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account), atOnce: 2);
        var customer = await desk.Customer();
        var (first, second) = (await desk.Invoice(customer, 100m), await desk.Invoice(customer, 60m));
        var payment = await desk.Made(desk.Payment(customer, 100m, Line(first, 100m)).ToBody());
        var patch = new ApplicationsPatch(RecordTypes.CustomerPayment, customer)
        {
            Apply = [Line(first, 0m), Line(second, 60m)],
        }.ToBody();

        for (var i = 0; i < 2; i++)
        {
            var outcome = await desk.Client.Patch(new(RecordTypes.CustomerPayment, payment), patch, Desk.Stop);
            Assert.IsType<WriteOutcome.Updated>(outcome);
            Assert.Equal((Usd(100m), Usd(0m)), (await desk.OpenOf(first), await desk.OpenOf(second)));
        }
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_write_off_is_a_journal_whose_line_the_payment_uses_as_credit(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account), atOnce: 2);
        var customer = await desk.Customer();
        var invoice = await desk.Invoice(customer, 8343m);
        var journal = await desk.Made(new JournalEntryRequest(
            desk.Heading(),
            [new(BadDebt, Usd(5m)), new(Receivables, Usd(-5m)) { Entity = customer }]).ToBody());
        var line = (await desk.Sync(Turnstone.NetSuite.Reading.Feeds.JournalLines)).Rows.Single();
        Assert.Equal((journal, Usd(-5m)), (line.Id, line.Open));

        await desk.Made((desk.Payment(customer, 8338m, Line(invoice, 8343m)) with
        {
            Credits = [Line(journal, 5m, line.Line)],
        }).ToBody());

        Assert.Equal(Usd(0m), await desk.OpenOf(invoice));
        Assert.True((await desk.Sync(Turnstone.NetSuite.Reading.Feeds.JournalLines)).Rows.Single().Open.IsZero);
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_deposit_gathers_payments_and_a_fee_into_one_bank_line(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account), atOnce: 2);
        var customer = await desk.Customer();
        var first = await desk.Made(desk.Payment(customer, 100m).ToBody());
        var second = await desk.Made(desk.Payment(customer, 50m).ToBody());

        var deposit = await desk.Made(new DepositRequest(desk.Heading(), Checking, [first, second])
        {
            CashBack = [new(BankFees, Usd(12m)) { Memo = "fee" }],
        }.ToBody());

        var record = await desk.Read(RecordTypes.Deposit, deposit);
        Assert.Equal(2, record.Lines("payment").Count());
        Assert.Equal(Usd(138m), record.Amount("total", Currency.Usd));
        Assert.Equal("C", (await desk.Read(RecordTypes.CustomerPayment, first)).Ref("status"));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_credit_memo_and_a_customer_deposit_pay_an_invoice(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account), atOnce: 2);
        var customer = await desk.Customer();
        var invoice = await desk.Invoice(customer, 100m);
        await desk.Made(new CreditMemoRequest(desk.Heading(), customer, Receivables, [new(Consulting, Usd(30m))])
        {
            Apply = [Line(invoice, 30m)],
        }.ToBody());
        Assert.Equal(Usd(70m), await desk.OpenOf(invoice));
        var deposit = await desk.Made(new CustomerDepositRequest(desk.Heading(), customer, Usd(70m)).ToBody());

        var use = new DepositApplicationRequest("ts-use", desk.Today, [Line(invoice, 70m)]).ToBody();
        var outcome = await desk.Client.Transform(new(RecordTypes.CustomerDeposit, deposit), use, Desk.Stop);

        Assert.IsType<WriteOutcome.Created>(outcome);
        Assert.Equal(Usd(0m), await desk.OpenOf(invoice));
    }

    [Theory]
    [MemberData(nameof(Every))]
    public async Task A_payment_of_nothing_pairs_a_credit_with_an_invoice_and_makes_no_record(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account), atOnce: 2);
        var customer = await desk.Customer();
        var invoice = await desk.Invoice(customer, 100m);
        var memo = await desk.Made(new CreditMemoRequest(
            desk.Heading(), customer, Receivables, [new(Consulting, Usd(30m))]).ToBody());

        var outcome = await desk.Client.Create(
            (desk.Payment(customer, 0m, Line(invoice, 30m)) with { Credits = [Line(memo, 30m)] }).ToBody(), Desk.Stop);

        Assert.Equal(new WriteOutcome.Updated(null), outcome);
        Assert.Equal(Usd(70m), await desk.OpenOf(invoice));
    }

    [Theory]
    [InlineData(FaultKind.DropBefore, false)]
    [InlineData(FaultKind.DropAfter, true)]
    [InlineData(FaultKind.ServerError, false)]
    [InlineData(FaultKind.ServerErrorAfter, true)]
    public async Task After_an_unknown_outcome_a_look_up_tells_whether_it_was_done(FaultKind fault, bool wasDone)
    {
        using var desk = new Contract();
        var customer = await desk.Customer();
        var invoice = await desk.Invoice(customer, 100m);
        var body = desk.Payment(customer, 100m, Line(invoice, 100m)).ToBody();
        desk.Account.Faults.Add(new(fault) { Method = "POST", Path = "customerPayment" });

        Assert.IsType<WriteOutcome.Unknown>(await desk.Client.Create(body, Desk.Stop));

        var found = (await desk.Client.Find(RecordTypes.CustomerPayment, "ts-1", Desk.Stop)).Value;
        Assert.Equal(wasDone, found is not null);
        if (!wasDone)
            await desk.Made(body);
        Assert.Equal(Usd(0m), await desk.OpenOf(invoice));
    }

    [Theory]
    [InlineData(FaultKind.TooMany)]
    [InlineData(FaultKind.FalseLogin)]
    public async Task A_write_that_was_turned_away_at_the_door_is_sent_again_and_done_once(FaultKind fault)
    {
        using var desk = new Contract();
        var customer = await desk.Customer();
        var invoice = await desk.Invoice(customer, 100m);
        desk.Account.Faults.Add(new(fault) { Method = "POST", Path = "customerPayment" });

        await desk.Made(desk.Payment(customer, 40m, Line(invoice, 40m)).ToBody());

        Assert.Equal(Usd(60m), await desk.OpenOf(invoice));
    }

    [Fact]
    public async Task What_netsuite_refuses_has_its_name()
    {
        using var desk = new Contract();
        var customer = await desk.Customer();
        var invoice = await desk.Invoice(customer, 100m);
        async Task<string> Refused(RecordBody body) =>
            Assert.IsType<WriteOutcome.Refused>(await desk.Client.Create(body, Desk.Stop)).Why.Code;

        var longAgo = desk.Heading() with { Date = desk.Today.AddMonths(-20) };
        var old = desk.Payment(customer, 1m) with { Heading = longAgo };
        Assert.Equal(Refusals.PeriodClosed, await Refused(old.ToBody()));
        Assert.Equal(Refusals.OverApplied, await Refused(desk.Payment(customer, 150m, Line(invoice, 150m)).ToBody()));
        Assert.Equal(Refusals.Reference, await Refused(desk.Payment("99999", 1m).ToBody()));
        Assert.Equal(Refusals.Mandatory, await Refused(new(RecordTypes.CustomerPayment, """{"payment":1}""")));
        Assert.Equal(Refusals.UnknownType, await Refused(new("noSuchThing", "{}")));
        Assert.Equal(Refusals.Content, await Refused(new(RecordTypes.CustomerPayment, "{")));
        Assert.Equal(Refusals.Content, await Refused(new(RecordTypes.CustomerPayment, """{"custmer":{"id":"1"}}""")));

        desk.Account.Faults.Add(new(FaultKind.RecordChanged) { Method = "POST", Path = "customerPayment" });
        Assert.Equal(Refusals.RecordChanged, await Refused(desk.Payment(customer, 1m).ToBody()));
        var nowhere = await desk.Client.Get(new(RecordTypes.Invoice, "4242"), Desk.Stop);
        Assert.Equal(Refusals.NotFound, nowhere.Refusal?.Code);
        Assert.Equal(Usd(100m), await desk.OpenOf(invoice));
    }

    [Fact]
    public async Task The_probe_finds_a_fresh_account_usable_and_a_narrow_role_not()
    {
        using var whole = new Contract();
        await whole.Made(whole.Payment(await whole.Customer(), 1m).ToBody());
        var report = await Probe.Run(whole.Client, null, Desk.Stop);
        Assert.True(report.IsUsable, string.Join('\n', report.Checks));
        Assert.True(report.Capabilities.HasSubsidiaries);
        Assert.False(report.Capabilities.HasDiscountColumns);
        Assert.Equal(1, report.Capabilities.Rows["transaction"]);

        using var narrow = new Contract(new() { DeniedPermissions = ["customerPayment"] });
        var missing = (await Probe.Run(narrow.Client, null, Desk.Stop)).Checks
            .Where(check => check.State == CheckState.Missing);
        Assert.Equal(["record customerPayment"], missing.Select(check => check.Name));
    }

    [Fact]
    public async Task Forty_callers_share_five_places_and_nobody_is_turned_away()
    {
        using var desk = new Contract(new() { LatencyMilliseconds = 20 }, atOnce: 5);

        await Task.WhenAll(Enumerable.Range(0, 40).Select(async _ =>
            Assert.Null((await desk.Client.Query(new("SELECT id FROM currency"), Desk.Stop)).Refusal)));

        Assert.Equal(0, desk.Account.Calls.TurnedAway);
        Assert.InRange(desk.Account.Calls.MostInside, 1, 5);
    }
}
