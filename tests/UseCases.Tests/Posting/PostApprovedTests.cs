using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

public sealed class PostApprovedTests
{
    private static async Task<PostingDesk> Desk(Engine engine, string policy = "")
    {
        var desk = await PostingDesk.Open(engine, policy: policy);
        await desk.Customer("Aldgate");
        await desk.Customer("Bexley");
        await desk.Invoice("INV-1001", "Aldgate", "1200.00");
        await desk.Invoice("INV-1002", "Aldgate", "505.00");
        await desk.Invoice("INV-1003", "Bexley", "300.00");
        await desk.CreditMemo("CRM-2001", "Aldgate", "100.00");
        return desk;
    }

    private static async Task<PostingDesk> Approved(Engine engine, string policy = "")
    {
        var desk = await Desk(engine, policy);
        await desk.Import("165,120000,R1,,ALDGATE INV-1001");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        return desk;
    }

    [Theory, BothEngines]
    public async Task An_approved_share_becomes_one_payment_read_back_and_in_the_bank(Engine engine)
    {
        await using var desk = await Approved(engine);

        var report = await desk.Post();

        Assert.Equal("posted", await desk.State("R1"));
        Assert.Equal((1, 1, 0), (report.Written, report.Posted, report.Later));
        Assert.Equal(0m, await desk.OpenAmount("INV-1001"));
        Assert.Equal(1200m, await desk.Balance(PostingDesk.BankUsd));
        Assert.Single(await desk.Payments());
        Assert.Equal(0, await desk.Claimed("INV-1001"));

        // Nothing is posted twice.
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.Single(await desk.Payments());
    }

    [Theory, BothEngines]
    public async Task A_write_off_and_a_credit_are_lines_of_the_payment(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Import("165,40000,R1,,ALDGATE INV-1002");
        await desk.Decide("R1", "Aldgate", desk.On("CRM-2001"), desk.On("INV-1002", "500.00", "5.00"));

        var report = await desk.Post();

        Assert.Equal(("posted", ""), (await desk.State("R1"), await desk.Why("R1")));
        Assert.Equal((2, 1), (report.Written, report.Posted));
        Assert.Equal((0m, 0m), (await desk.OpenAmount("INV-1002"), await desk.OpenAmount("CRM-2001")));
        Assert.Equal(5m, await desk.Balance(PostingDesk.BadDebt));
        Assert.Equal(400m, await desk.Balance(PostingDesk.BankUsd));
    }

    [Theory, BothEngines]
    public async Task Several_payments_of_one_line_become_one_deposit_that_equals_it(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Import("165,150000,R1,,TWO OF THEM");
        Assert.Null((await desk.Test.Run(new SplitReceipt(await desk.Receipt("R1"),
        [
            new(desk.Id("Aldgate"), [desk.On("INV-1001")]) { Amount = 120_000 },
            new(desk.Id("Bexley"), [desk.On("INV-1003")]),
        ]), desk.Test.Clerk)).Refusal);

        var report = await desk.Post();

        Assert.Equal("posted", await desk.State("R1"));
        Assert.Equal((3, 3), (report.Written, report.Posted));
        Assert.Equal((1500m, 0m),
            (await desk.Balance(PostingDesk.BankUsd), await desk.Balance(PostingDesk.Undeposited)));
        Assert.Equal((0m, 0m), (await desk.OpenAmount("INV-1001"), await desk.OpenAmount("INV-1003")));
    }

    [Theory, BothEngines]
    public async Task A_document_that_changed_meanwhile_sends_the_decision_back(Engine engine)
    {
        await using var desk = await Approved(engine);
        desk.Sandbox.Load(batch => batch.AddPayment(new(desk.Customers["Aldgate"], new(2026, 2, 1), 200m)
        {
            Applications = [new(desk.Documents["INV-1001"], 200m)],
        }));

        var report = await desk.Post();

        Assert.Equal(1, report.SentBack);
        Assert.Equal("undecided", await desk.State("R1"));
        Assert.Equal("Since the decision INV-1001: open amount was 1200.00 USD and is 1000.00 USD: look at it again.",
            await desk.Why("R1"));
        Assert.Single(await desk.Payments());
        Assert.Equal(0, await desk.Claimed("INV-1001"));
    }

    [Theory, BothEngines]
    public async Task A_payment_somebody_entered_before_is_found_and_a_person_says_so(Engine engine)
    {
        await using var desk = await Approved(engine);
        desk.Sandbox.Load(batch => batch.AddPayment(new(desk.Customers["Aldgate"], new(2026, 3, 1), 1200m)));

        Assert.Equal(1, (await desk.Post()).Refused);
        Assert.Equal("refused", await desk.State("R1"));
        Assert.Contains("NetSuite may hold this money already", await desk.Why("R1"), StringComparison.Ordinal);
        var finding = Assert.Single((await desk.Test.Run(new ListFindings(), desk.Test.Clerk)).Value);

        Assert.Null((await desk.Test.Run(new AnswerFinding(finding.Id, Same: true), desk.Test.Clerk)).Refusal);

        Assert.Equal("found", await desk.State("R1"));
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.Single(await desk.Payments());
        Assert.Equal(0, await desk.Claimed("INV-1001"));
    }

    [Theory, BothEngines]
    public async Task A_payment_that_only_looks_alike_does_not_stop_the_posting_for_good(Engine engine)
    {
        await using var desk = await Approved(engine);
        desk.Sandbox.Load(batch => batch.AddPayment(new(desk.Customers["Aldgate"], new(2026, 3, 1), 1200m)));
        await desk.Post();
        var finding = Assert.Single((await desk.Test.Run(new ListFindings(), desk.Test.Clerk)).Value);

        Assert.Null((await desk.Test.Run(new AnswerFinding(finding.Id, Same: false), desk.Test.Clerk)).Refusal);

        Assert.Equal("approved", await desk.State("R1"));
        Assert.Equal(1, (await desk.Post()).Posted);
        Assert.Equal("posted", await desk.State("R1"));
        Assert.Equal(2, (await desk.Payments()).Count);
    }

    [Theory, BothEngines]
    public async Task An_answer_lost_after_the_work_was_done_is_looked_up_and_not_sent_again(Engine engine)
    {
        await using var desk = await Approved(engine);
        desk.Sandbox.Faults.Add(new(FaultKind.DropAfter) { Method = "POST", Path = "customerPayment" });

        var first = await desk.Post();
        Assert.Equal((0, 1), (first.Posted, first.Later));
        Assert.Equal("posting", await desk.State("R1"));
        desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(1);
        var second = await desk.Post();

        Assert.Equal(1, second.Posted);
        Assert.Equal("posted", await desk.State("R1"));
        Assert.Single(await desk.Payments());
    }

    [Theory, BothEngines]
    public async Task Where_duplicates_are_not_refused_nothing_is_sent_again_for_fifteen_minutes(Engine engine)
    {
        await using var desk = await Approved(engine, """{"duplicates_refused":false}""");
        desk.Sandbox.Knobs = desk.Sandbox.Knobs with { RefuseDuplicateExternalId = false };
        desk.Sandbox.Faults.Add(new(FaultKind.DropBefore) { Method = "POST", Path = "customerPayment" });

        await desk.Post();
        for (var minute = 1; minute < 15; minute++)
        {
            desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(1);
            await desk.Post();
            Assert.Empty(await desk.Payments());
        }

        desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(2);
        await desk.Post();
        Assert.Single(await desk.Payments());
        Assert.Equal("posted", await desk.State("R1"));
    }

    [Theory, BothEngines]
    public async Task A_closed_period_is_refused_by_name_and_goes_once_it_is_open(Engine engine)
    {
        await using var desk = await Approved(engine);
        await desk.LockPeriod("Mar 2026", locked: true);

        await desk.Post();

        Assert.Equal("refused", await desk.State("R1"));
        Assert.Contains("The period Mar 2026 is locked for receivables", await desk.Why("R1"),
            StringComparison.Ordinal);
        var posting = Assert.Single((await desk.Test.Run(new ListPostings("refused"), desk.Test.Clerk)).Value.Rows);
        Assert.Equal("period_closed", posting.Refusal);

        await desk.LockPeriod("Mar 2026", locked: false);
        Assert.Null((await desk.Test.Run(new RetryPosting(posting.Id), desk.Test.Clerk)).Refusal);
        Assert.Equal(1, (await desk.Post()).Posted);
        Assert.Equal("posted", await desk.State("R1"));
    }

    [Theory, BothEngines]
    public async Task A_refused_payment_takes_its_journal_back_by_a_dated_one(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Import("165,50000,R1,,ALDGATE INV-1002");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1002", "500.00", "5.00"));
        desk.Sandbox.Knobs = desk.Sandbox.Knobs with { DeniedPermissions = ["customerPayment"] };

        // Without the permission nothing can even be looked up: the run ends and nothing is lost.
        Assert.NotNull((await desk.Test.Run(new PostApproved(), desk.Test.Service)).Refusal);
        desk.Sandbox.Knobs = desk.Sandbox.Knobs with { DeniedPermissions = [] };
        desk.Sandbox.Faults.Add(new(FaultKind.RecordChanged)
        {
            Method = "POST", Path = "customerPayment", Times = 3,
        });
        for (var at = 0; at < 6; at++)
        {
            desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(6);
            await desk.Post();
        }

        Assert.Equal("refused", await desk.State("R1"));
        Assert.Empty(await desk.Payments());
        Assert.Equal(0m, await desk.Balance(PostingDesk.BadDebt));
        Assert.Equal(2, (await desk.Ask("SELECT id FROM transaction WHERE type = 'Journal'")).Count);

        // The next attempt makes new records.
        var posting = Assert.Single((await desk.Test.Run(new ListPostings("refused"), desk.Test.Clerk)).Value.Rows);
        Assert.Null((await desk.Test.Run(new RetryPosting(posting.Id), desk.Test.Clerk)).Refusal);
        Assert.Equal(1, (await desk.Post()).Posted);
        Assert.Equal(5m, await desk.Balance(PostingDesk.BadDebt));
        Assert.Equal(0m, await desk.OpenAmount("INV-1002"));
    }

    [Theory, BothEngines]
    public async Task What_is_approved_can_be_withdrawn_before_it_is_sent_and_never_after(Engine engine)
    {
        await using var desk = await Approved(engine);
        var receipt = await desk.Receipt("R1");

        Assert.Null((await desk.Test.Run(new UndoApplication(receipt, "wrong"), desk.Test.Clerk)).Refusal);
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.Empty(await desk.Payments());

        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        Assert.Equal(1, (await desk.Post()).Posted);
        Assert.NotNull((await desk.Test.Run(new Withdraw(receipt, "late"), desk.Test.Clerk)).Refusal);
    }

    [Theory, BothEngines]
    public async Task A_posted_payment_moves_to_the_right_invoice_once_a_second_person_agrees(Engine engine)
    {
        await using var desk = await Approved(engine);
        await desk.Invoice("INV-1004", "Aldgate", "1200.00");
        await desk.Post();
        var receipt = await desk.Receipt("R1");

        var asked = await desk.Test.Run(new UndoApplication(receipt, "meant the other")
        {
            To = [new(desk.On("INV-1004").Document, 120_000)],
        }, desk.Test.Controller);
        Assert.Null(asked.Refusal);
        var change = asked.Value.Posting ?? 0;
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.Equal("posting.own_decision",
            (await desk.Test.Run(new AnswerMove(change, Agree: true), desk.Test.Controller)).Refusal?.Code);
        Assert.Null((await desk.Test.Run(new AnswerMove(change, Agree: true), desk.Test.SecondController)).Refusal);

        Assert.Equal(1, (await desk.Post()).Posted);

        Assert.Equal((1200m, 0m), (await desk.OpenAmount("INV-1001"), await desk.OpenAmount("INV-1004")));
        Assert.Equal("posted", await desk.State("R1"));
        Assert.Single(await desk.Payments());
        Assert.Equal(1200m, await desk.Balance(PostingDesk.BankUsd));
    }

    [Theory, BothEngines]
    public async Task The_dry_run_shows_the_exact_records_and_adds_up(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Import("165,50000,R1,,ALDGATE INV-1002");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1002", "500.00", "5.00"));

        var before = (await desk.Test.Run(new PreviewPosting(await desk.Receipt("R1")), desk.Test.Auditor)).Value;
        await desk.Post();
        var posting = Assert.Single((await desk.Test.Run(new ListPostings(), desk.Test.Auditor)).Value.Rows);
        var after = (await desk.Test.Run(new ShowPosting(posting.Id), desk.Test.Auditor)).Value;

        Assert.True(before.AddsUp && after.Packet.AddsUp);
        Assert.Equal(before.Records.Select(record => record.Json), after.Packet.Records.Select(record => record.Json),
            StringComparer.Ordinal);
        Assert.Equal("505.00 0.00", string.Join(' ', before.Documents.SelectMany(move =>
            new[] { move.Before.ToPlainString(), move.After.ToPlainString() })));
        Assert.All(after.Writes, write => Assert.Equal("equal", Assert.Single(write.ReadBacks).Outcome));
        Assert.Contains("\"autoApply\":false", before.Records[1].Json, StringComparison.Ordinal);
    }
}
