using Turnstone.UseCases.CashApplication;

namespace Turnstone.UseCases.Tests.CashApplication;

public sealed class MorningTests
{
    private static readonly byte[] Monday = CashDesk.Bai2("2026-03-02", 500_000,
        "165,10000,R1,,ACME PUMPS INC INV-1001",
        "165,400000,R2,,BIRCH VALLEY FOODS INV-1003",
        "165,30000,R3,,ACME PUMPS INC INV-1002",
        "275,99900,R4,,ZBA TRANSFER",
        "165,7700,R5,,NOBODY KNOWS",
        "698,1500,R6,,ACCOUNT FEE");

    [Theory, BothEngines]
    public async Task A_morning_goes_from_the_file_to_approved_shares(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var test = desk.Test;

        var file = await desk.Import("monday.bai", Monday);
        Assert.Equal(("read", 6, 6, 0), (file.State, file.Lines, file.NewLines, file.Problems));
        var matched = await desk.Match();
        Assert.Equal((4, 0), (matched.Receipts, matched.Approved));
        Assert.Equal("C1 100.00 undecided INV-1001 100.00", CashDesk.Jot(await desk.Show("R1")));

        // Below the limit one person's word is enough; above it a second must approve, and never the same.
        var small = await test.Run(new AcceptProposal(await desk.Receipt("R1")), test.Clerk);
        Assert.Equal("approved", small.Value.QueueState);
        var large = await test.Run(new AcceptProposal(await desk.Receipt("R2")), test.Controller);
        Assert.Equal("waiting", large.Value.QueueState);
        var share = (await desk.Show("R2")).Shares[0].Row.Id;
        Assert.Equal("cash.own_decision", (await test.Run(new ApproveShares([share]), test.Controller)).Refusal?.Code);
        Assert.Equal("door.not_allowed", (await test.Run(new ApproveShares([share]), test.Clerk)).Refusal?.Code);
        Assert.Equal(1, (await test.Run(new ApproveShares([share]), test.SecondController)).Value);

        Assert.Equal(
            [
                "R1 applied propose approved", "R2 applied propose approved",
                "R3 partially_applied propose undecided", "R5 unidentified hold undecided",
            ],
            (await desk.Queue()).Select(row => row.Replace(" auto ", " propose ", StringComparison.Ordinal)));
        Assert.Equal((10_000, 400_000), (await desk.Claimed("INV-1001"), await desk.Claimed("INV-1003")));
        var counts = (await test.Run(new CountReceipts(new() { State = "all" }), test.Auditor)).Value;
        Assert.Equal(4, counts.Sum(count => count.Receipts));
        Assert.Equal(447_700, counts.Sum(count => count.Amount));
    }

    [Theory, BothEngines]
    public async Task Where_two_persons_switched_it_on_an_auto_decision_is_approved_unseen(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine, auto: true);
        await desk.Import("monday.bai", Monday);

        var matched = await desk.Match();

        Assert.True(matched.Approved > 0);
        var view = await desk.Show("R1");
        Assert.Equal(("auto", "approved"), (view.Receipt.Verdict, view.Receipt.QueueState));
        Assert.NotNull(view.Decision);
        Assert.NotEmpty(view.Decision.Evidence.Signals);
        Assert.Equal(10_000, await desk.Claimed("INV-1001"));
        Assert.Equal(0, (await desk.Match()).Approved);
    }

    [Theory, BothEngines]
    public async Task A_person_chooses_customer_and_invoices_in_place(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        await desk.Match();
        var receipt = await desk.Receipt("R3");

        var chosen = await desk.Test.Run(new ChooseInvoices(receipt, "C1",
            [new("CM-0017"), new("INV-1001"), new("INV-1002") { Cash = 20_000 }]), desk.Test.Clerk);

        Assert.Equal("approved", chosen.Value.QueueState);
        Assert.Equal("C1 300.00 approved CM-0017 -30.00 INV-1001 100.00 INV-1002 200.00 on account 30.00",
            CashDesk.Jot(await desk.Show("R3")));
        Assert.Equal((-3_000, 10_000, 20_000), (await desk.Claimed("CM-0017"), await desk.Claimed("INV-1001"),
            await desk.Claimed("INV-1002")));
        var second = await desk.Test.Run(new AcceptProposal(await desk.Receipt("R1")), desk.Test.Clerk);
        Assert.Equal("cash.not_available", second.Refusal?.Code);
        Assert.Contains("INV-1001 has 0.00 USD left", second.Refusal?.Sentence, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task A_withdrawn_decision_gives_back_what_it_took(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        await desk.Match();
        var receipt = await desk.Receipt("R1");
        await desk.Test.Run(new AcceptProposal(receipt), desk.Test.Clerk);

        var withdrawn = await desk.Test.Run(new Withdraw(receipt, "wrong invoice"), desk.Test.Clerk);

        Assert.Equal("undecided", withdrawn.Value.QueueState);
        Assert.Equal(0, await desk.Claimed("INV-1001"));
        Assert.Equal("cash.not_in_this_state",
            (await desk.Test.Run(new Withdraw(receipt, "again"), desk.Test.Clerk)).Refusal?.Code);
        Assert.Equal("approved", (await desk.Test.Run(new AcceptProposal(receipt), desk.Test.Clerk)).Value.QueueState);
    }

    [Theory, BothEngines]
    public async Task A_receipt_is_divided_among_customers_and_must_be_whole(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        var receipt = await desk.Receipt("R3");

        var short_ = await desk.Test.Run(new SplitReceipt(receipt,
            [new("C1", []) { Amount = 10_000 }, new("C3", []) { Amount = 10_000 }]), desk.Test.Clerk);
        var whole = await desk.Test.Run(new SplitReceipt(receipt,
            [new("C1", [new("INV-1001")]) { Amount = 10_000 }, new("C3", [])]), desk.Test.Clerk);

        Assert.Equal("cash.not_the_whole", short_.Refusal?.Code);
        Assert.Equal("approved", whole.Value.QueueState);
        Assert.Equal("C1 100.00 approved INV-1001 100.00; C3 200.00 approved on account 200.00",
            CashDesk.Jot(await desk.Show("R3")));
    }

    [Theory, BothEngines]
    public async Task Two_clerks_who_want_the_same_invoice_at_the_same_time_do_not_both_get_it(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        var (one, other) = (await desk.Receipt("R1"), await desk.Receipt("R5"));

        var answers = await Task.WhenAll(
            desk.Test.Run(new ChooseInvoices(one, "C1", [new("INV-1001") { Cash = 10_000 }]), desk.Test.Clerk),
            desk.Test.Run(new ChooseInvoices(other, "C1", [new("INV-1001") { Cash = 7_700 }]), desk.Test.Controller));

        Assert.Single(answers, answer => answer.Refusal is null);
        Assert.Single(answers, answer => answer.Refusal?.Code == "cash.not_available");
        Assert.True(await desk.Claimed("INV-1001") is 10_000 or 7_700);
    }

    [Theory, BothEngines]
    public async Task An_old_picture_of_a_receipt_decides_nothing(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        await desk.Match();
        var view = await desk.Show("R1");
        await desk.Test.Run(new Comment(view.Receipt.Id, "asked the bank"), desk.Test.Controller);

        var late = await desk.Test.Run(new AcceptProposal(view.Receipt.Id, view.Receipt.Version), desk.Test.Clerk);

        Assert.Equal("cash.changed", late.Refusal?.Code);
        Assert.Equal("asked the bank", Assert.Single((await desk.Show("R1")).Comments).Text);
    }

    [Theory, BothEngines]
    public async Task What_is_set_aside_comes_back_by_itself(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        await desk.Test.Run(new SetAside(await desk.Receipt("R5"), new(2026, 3, 5), "bank asked"), desk.Test.Clerk);

        var now = (await desk.Test.Run(new ListReceipts(new()), desk.Test.Clerk)).Value;
        desk.Test.Clock.Now = desk.Test.Clock.Now.AddDays(3);
        var then = (await desk.Test.Run(new ListReceipts(new()), desk.Test.Clerk)).Value;

        Assert.Equal((3, 4), (now.Rows.Count, then.Rows.Count));
    }

    [Theory, BothEngines]
    public async Task Pages_of_the_queue_hold_each_receipt_once(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", Monday);
        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await desk.Test.Run(new ListReceipts(new(), after, 2), desk.Test.Clerk)).Value;
            seen.AddRange(page.Rows.Select(row => row.Reference));
            after = page.Next;
        }
        while (after is not null);

        Assert.Equal(["R1", "R2", "R3", "R5"], seen);
    }

    [Theory, BothEngines]
    public async Task Lines_before_the_start_date_are_kept_and_decided_by_nobody(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine, start: "2026-03-03");
        await desk.Import("monday.bai", Monday);

        Assert.Equal(0, (await desk.Match()).Receipts);
        Assert.Equal("cash.not_in_this_state",
            (await desk.Test.Run(new AcceptProposal(await desk.Receipt("R1")), desk.Test.Clerk)).Refusal?.Code);
        Assert.All(await desk.Queue(), row => Assert.EndsWith("before_start", row, StringComparison.Ordinal));
    }
}
