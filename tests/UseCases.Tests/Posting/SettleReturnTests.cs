using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

/// <summary>The bank takes money back: what is not posted yet, what is posted, and what nobody here can take back.
/// </summary>
public sealed class SettleReturnTests
{
    private static async Task<PostingDesk> Desk(Engine engine, string policy = "")
    {
        var desk = await PostingDesk.Open(engine, policy: policy);
        await desk.Customer("Aldgate");
        await desk.Invoice("INV-1001", "Aldgate", "9900.00");
        await desk.Invoice("INV-1002", "Aldgate", "500.00");
        await desk.Import("165,990000,RCPT1,70012345,ALDGATE INV-1001");
        await desk.Decide("RCPT1", "Aldgate", desk.On("INV-1001"));
        return desk;
    }

    private static Task Bounce(PostingDesk desk, long cents = 990_000) =>
        desk.ImportOn("2026-03-09", 500_000 + 990_000, $"555,{cents},X1,,RETURNED ITEM RCPT1");

    private static async Task<Domain.Kernel.Result<SettledReturn>> Settle(PostingDesk desk) =>
        await desk.Test.Run(new SettleReturn(
            Assert.Single(await desk.Test.Rows<long>("select id from receipt where kind = 'return'")), "no funds")
        {
            Of = await desk.Receipt("RCPT1"),
        }, desk.Test.Clerk);

    private static async Task<string> Queue(PostingDesk desk, string reference) => Assert.Single(
        await desk.Test.Rows<string>("select queue_state from receipt where reference = @reference and identity = ''",
            new { reference }));

    private static async Task<IReadOnlyList<string>> Ties(PostingDesk desk)
    {
        var report = (await desk.Test.Run(new ComputeTieOuts(), desk.Test.Service)).Value;
        Assert.Equal(0, report.Failed);
        return [.. (await desk.Test.Run(new ListTieOuts(DateOnly.MinValue), desk.Test.Auditor)).Value
            .Where(tie => tie.Row.Kind is "money" && tie.Row.Day == new DateOnly(2026, 3, 2))
            .SelectMany(tie => tie.Parts).Where(part => !part.Amount.IsZero)
            .Select(part => $"{part.Name} {part.Amount}")];
    }

    [Theory, BothEngines]
    public async Task Money_that_is_not_posted_is_settled_with_its_return_and_nothing_is_posted(Engine engine)
    {
        await using var desk = await Desk(engine);
        await Bounce(desk);

        Assert.Null((await Settle(desk)).Value.Posting);

        Assert.Equal(("paired", "paired"), (await Queue(desk, "RCPT1"), await Queue(desk, "X1")));
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.Empty(await desk.Payments());
        Assert.Equal((9900m, 0), (await desk.OpenAmount("INV-1001"), await desk.Claimed("INV-1001")));
        Assert.Equal(["returned 9900.00 USD"], await Ties(desk));
        Assert.Single(await desk.Test.Rows<string>("select act from audit_entry where act = 'return.paired'"));
        Assert.Equal("posting.no_return", (await Settle(desk)).Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task Posted_money_is_owed_again_once_a_second_person_agrees(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Post();
        await Bounce(desk);

        var posting = (await Settle(desk)).Value.Posting ?? 0;

        Assert.Equal(("posted", "waiting"), (await Queue(desk, "RCPT1"), await Queue(desk, "X1")));
        Assert.Equal(0, (await desk.Post()).Written);
        Assert.NotNull((await desk.Test.Run(new AnswerMove(posting, Agree: true), desk.Test.Clerk)).Refusal);
        Assert.Null((await desk.Test.Run(new AnswerMove(posting, Agree: true), desk.Test.Controller)).Refusal);
        Assert.Equal(2, (await desk.Post()).Written);

        Assert.Equal(("posted", "paired"), (await Queue(desk, "RCPT1"), await Queue(desk, "X1")));
        Assert.Equal(9900m, await desk.OpenAmount("INV-1001"));
        Assert.Equal(0m, await desk.Balance(PostingDesk.BankUsd));
        Assert.Single(await desk.Payments());
        Assert.Equal(["returned 9900.00 USD"], await Ties(desk));
        Assert.Empty(await desk.Test.Rows<long>("select receipt_id from settled_receipt where receipt_id = @id",
            new { id = await desk.Receipt("RCPT1") }));
        Assert.Equal(2, (await desk.Test.Run(new ShowPosting(posting), desk.Test.Clerk)).Value.Writes.Count);

        // What went back can neither be moved nor be returned again.
        var undo = new UndoApplication(await desk.Receipt("RCPT1"), "again");
        Assert.Equal("posting.returned", (await desk.Test.Run(undo, desk.Test.Clerk)).Refusal?.Code);
        Assert.Equal(0, (await desk.Post()).Written);
    }

    [Theory, BothEngines]
    public async Task A_fee_inside_the_line_goes_with_the_journal_and_the_line_still_adds_up(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Post();
        await Bounce(desk, 991_200);

        var posting = (await Settle(desk)).Value.Posting ?? 0;
        // Declined and asked again: the fee is split off once.
        Assert.Null((await desk.Test.Run(new AnswerMove(posting, Agree: false), desk.Test.Controller)).Refusal);
        Assert.Equal("undecided", await Queue(desk, "X1"));
        posting = (await Settle(desk)).Value.Posting ?? 0;
        Assert.Null((await desk.Test.Run(new AnswerMove(posting, Agree: true), desk.Test.Controller)).Refusal);
        await desk.Post();

        Assert.Equal((-12m, 12m), (await desk.Balance(PostingDesk.BankUsd), await desk.Balance(PostingDesk.Fees)));
        Assert.Equal(9900m, await desk.OpenAmount("INV-1001"));
        Assert.Equal(["-990000 return", "-1200 excluded"], await desk.Test.Rows<string>(
            "select amount || ' ' || kind from receipt where booked_on = '2026-03-09' order by id"));
        Assert.Equal(["returned 9900.00 USD"], await Ties(desk));
    }

    [Theory, BothEngines]
    public async Task Where_a_write_off_would_move_the_journal_stays_as_the_open_item(Engine engine)
    {
        await using var desk = await PostingDesk.Open(engine);
        await desk.Customer("Aldgate");
        await desk.Invoice("INV-1001", "Aldgate", "9905.00");
        await desk.Import("165,990000,RCPT1,70012345,ALDGATE INV-1001");
        await desk.Decide("RCPT1", "Aldgate", desk.On("INV-1001", "9900.00", "5.00"));
        await desk.Post();
        await Bounce(desk);

        var posting = (await Settle(desk)).Value.Posting ?? 0;
        Assert.Null((await desk.Test.Run(new AnswerMove(posting, Agree: true), desk.Test.Controller)).Refusal);
        Assert.Equal(1, (await desk.Post()).Written);

        Assert.Equal(0m, await desk.OpenAmount("INV-1001"));
        Assert.Equal((0m, 9900m),
            (await desk.Balance(PostingDesk.BankUsd), await desk.Balance(PostingDesk.Receivables)));
        Assert.Equal(["returned 9900.00 USD"], await Ties(desk));
    }

    [Theory, BothEngines]
    public async Task What_cannot_be_settled_is_refused_by_name(Engine engine)
    {
        await using var desk = await Desk(engine);
        await Bounce(desk);
        var id = await desk.Receipt("X1");

        Assert.Equal("posting.no_reason", (await desk.Test.Run(new SettleReturn(id, " "), desk.Test.Clerk))
            .Refusal?.Code);
        Assert.Equal("posting.not_returned", (await desk.Test.Run(new SettleReturn(id, "x") { Of = id },
            desk.Test.Clerk)).Refusal?.Code);
        Assert.Equal("posting.no_return", (await desk.Test.Run(new SettleReturn(await desk.Receipt("RCPT1"), "x"),
            desk.Test.Clerk)).Refusal?.Code);
        Assert.NotNull((await desk.Test.Run(new SettleReturn(id, "x"), desk.Test.Auditor)).Refusal);
        // Money that NetSuite held before us is taken back there.
        await desk.Test.Tamper("update share set state = 'found'");
        Assert.Equal("return_of_theirs", (await Settle(desk)).Refusal?.Code);
        // A bank line of less than the receipt is another matter.
        await desk.Test.Tamper("update receipt set amount = -100 where id = @id", new { id });
        Assert.Equal("return_unlike", (await Settle(desk)).Refusal?.Code);
    }
}
