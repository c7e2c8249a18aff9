using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

public sealed class TieOutsTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static async Task<PostingDesk> Desk(Engine engine)
    {
        var desk = await PostingDesk.Open(engine);
        await desk.Customer("Aldgate");
        await desk.Customer("Bexley");
        await desk.Invoice("INV-1001", "Aldgate", "1200.00");
        await desk.Invoice("INV-1002", "Aldgate", "505.00");
        await desk.Invoice("INV-1003", "Bexley", "300.00");
        await desk.Import("165,120000,R1,,ALDGATE INV-1001", "165,50000,R2,,ALDGATE INV-1002", "165,7700,R3,,NOBODY",
            "698,1500,R4,,ACCOUNT FEE");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        await desk.Decide("R2", "Aldgate", desk.On("INV-1002", "500.00", "5.00"));
        return desk;
    }

    private static async Task<IReadOnlyList<string>> Ties(PostingDesk desk)
    {
        var ran = await desk.Test.Run(new ComputeTieOuts(), desk.Test.Service);
        Assert.Null(ran.Refusal);
        return [.. (await desk.Test.Run(new ListTieOuts(Day), desk.Test.Auditor)).Value.Select(tie =>
            $"{tie.Row.Kind} {tie.Row.State} {tie.Row.Whole}"
            + string.Concat(tie.Differences.Select(difference => $" | {difference.Name}: {difference.Ours} against "
                + difference.Theirs))).Order(StringComparer.Ordinal)];
    }

    [Theory, BothEngines]
    public async Task Everything_ties_out_before_and_after_posting(Engine engine)
    {
        await using var desk = await Desk(engine);

        Assert.All(await Ties(desk), tie => Assert.Contains(" proved ", tie, StringComparison.Ordinal));
        await desk.Post();
        var after = await Ties(desk);

        Assert.All(after, tie => Assert.Contains(" proved ", tie, StringComparison.Ordinal));
        Assert.Contains("money proved 177700", after, StringComparer.Ordinal);
        Assert.Contains("bank_ledger proved 170000", after, StringComparer.Ordinal);
        Assert.Contains("receivables proved 30000", after, StringComparer.Ordinal);
        Assert.Equal(10, after.Count);
    }

    [Theory, BothEngines]
    public async Task A_document_settled_behind_our_back_fails_by_its_name(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Post();
        desk.Sandbox.Load(batch => batch.AddPayment(new(desk.Customers["Bexley"], Day, 300m)
        {
            Applications = [new(desk.Documents["INV-1003"], 300m)],
        }));

        var failed = Assert.Single(await Ties(desk), tie => tie.Contains(" failed ", StringComparison.Ordinal));

        Assert.StartsWith("receivables failed", failed, StringComparison.Ordinal);
        Assert.Contains("INV-1003", failed, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task The_balance_of_the_account_is_its_documents_and_what_no_document_says_by_name(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Post();
        await desk.Make("journalEntry", $$$"""
            {"subsidiary":{"id":"1"},"currency":{"id":"1"},"tranDate":"2026-03-02","tranId":"REVAL-1","line":{"items":[
            {"account":{"id":"{{{PostingDesk.Receivables}}}"},"debit":12.00},
            {"account":{"id":"{{{PostingDesk.BadDebt}}}"},"credit":12.00}]}}
            """);

        Assert.Null((await desk.Test.Run(new ComputeTieOuts(), desk.Test.Service)).Refusal);
        var tie = Assert.Single((await desk.Test.Run(new ListTieOuts(Day), desk.Test.Auditor)).Value,
            one => one.Row.Kind == "receivables");

        // 300.00 are open on INV-1003; the journal's line names no customer, so it stands beside them by name.
        Assert.Equal(("proved", 31_200), (tie.Row.State, tie.Row.Whole));
        Assert.Contains("no customer", tie.Row.Parts, StringComparison.Ordinal);
        Assert.Equal(312.00m, await desk.Balance(PostingDesk.Receivables));
    }

    [Theory, BothEngines]
    public async Task A_failed_day_stops_automatic_posting_until_two_persons_release_it(Engine engine)
    {
        await using var desk = await Desk(engine);
        await desk.Post();
        await Ties(desk);
        // A line that vanished: its record stands in NetSuite and the bank's own file no longer says so.
        await desk.Test.Tamper("update bank_line set amount = amount + 1 where reference = 'R1'");
        Assert.Contains(await Ties(desk), tie => tie.StartsWith("bank_ledger failed", StringComparison.Ordinal));

        var act = new ReleaseTieOut(TestDatabase.Alder, "main", Day);
        var asked = await desk.Test.Run(new AskForApproval<ReleaseTieOut>(act, "the bank corrected it"),
            desk.Test.Clerk);
        Assert.Null(asked.Refusal);
        var request = Assert.Single(await desk.Test.Rows<long>("select id from approval_request"));
        Assert.Null((await desk.Test.Run(new AnswerRequest(request, Approve: true), desk.Test.SecondController))
            .Refusal);

        Assert.Single(await desk.Test.Rows<long>("select id from release"));
        var again = await desk.Test.Run(new AskForApproval<ReleaseTieOut>(act, "again"), desk.Test.Clerk);
        Assert.Equal("posting.nothing_asked", again.Refusal?.Code);
    }
}
