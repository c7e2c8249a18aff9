using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.CashApplication.Learning;

namespace Turnstone.UseCases.Tests.CashApplication.Learning;

public sealed class LearningTests
{
    private static readonly byte[] Monday = CashDesk.Bai2("2026-03-02", 500_000,
        "165,10000,R1,,DBNM:QRS TREASURY");

    private static readonly byte[] Tuesday = CashDesk.Bai2("2026-03-03", 510_000,
        "165,25000,R2,,DBNM:QRS TREASURY");

    /// <summary>A receipt under a name nobody knows, that a clerk puts on Acme's invoice.</summary>
    private static async Task<CashDesk> Corrected(Engine engine)
    {
        var desk = await CashDesk.Open(engine);
        desk.Test.Clock.Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        await desk.Import("monday.bai", Monday);
        await desk.Test.Tamper("update receipt set payer_name = 'QRS Treasury' where reference = 'R1'", new { });
        await desk.Match();
        Assert.Null((await desk.Show("R1")).Receipt.CustomerId);
        var chosen = await desk.Test.Run(
            new ChooseInvoices(await desk.Receipt("R1"), "C1", [new("INV-1001")]), desk.Test.Clerk);
        Assert.Equal(1, chosen.Value.Teaches);
        return desk;
    }

    private static async Task<LearnedView> Only(CashDesk desk) =>
        Assert.Single((await desk.Test.Run(new ListLearned(), desk.Test.Controller)).Value);

    private static async Task<long> Approved(CashDesk desk)
    {
        var id = (await Only(desk)).Row.Id;
        Assert.Null((await desk.Test.Run(new ReplayLearned(id, TestDatabase.Alder), desk.Test.Clerk)).Refusal);
        var asked = await desk.Test.Run(new AskToLearn(id, "their treasury pays"), desk.Test.Clerk);
        Assert.False(asked.Value.Done);
        Assert.Null((await desk.Test.Run(new AnswerRequest(asked.Value.Request, Approve: true), desk.Test.Controller))
            .Refusal);
        return id;
    }

    private static async Task<ReceiptView> Next(CashDesk desk)
    {
        desk.Test.Clock.Now = new(2026, 3, 3, 9, 0, 0, TimeSpan.Zero);
        await desk.Import("tuesday.bai", Tuesday);
        await desk.Test.Tamper("update receipt set payer_name = 'QRS Treasury' where reference = 'R2'", new { });
        await desk.Match();
        return await desk.Show("R2");
    }

    [Theory, BothEngines]
    public async Task A_correction_is_only_a_proposal_and_decides_nothing(Engine engine)
    {
        await using var desk = await Corrected(engine);

        var view = await Only(desk);

        Assert.Equal(("proposed", "who pays as 'QRS Treasury' pays for Acme Pumps Inc."), (view.State, view.Sentence));
        Assert.Null((await Next(desk)).Receipt.CustomerId);
    }

    [Theory, BothEngines]
    public async Task Approved_by_a_second_person_it_works_on_the_next_file_and_says_from_what(Engine engine)
    {
        await using var desk = await Corrected(engine);
        var id = await Approved(desk);

        var next = await Next(desk);

        Assert.Equal("C1", next.Receipt.CustomerId);
        var signal = Assert.Single(next.Decision!.Evidence.Signals, signal => signal.Learned == id);
        Assert.Contains("learned from receipt R1 of 2026-03-02, approved by ", signal.Detail, StringComparison.Ordinal);
        Assert.Contains(" on 2026-03-02", signal.Detail, StringComparison.Ordinal);
        Assert.Equal("R2", Assert.Single((await Only(desk)).Uses).Called);
    }

    [Theory, BothEngines]
    public async Task Taken_back_it_names_what_it_decided_and_works_no_more(Engine engine)
    {
        await using var desk = await Corrected(engine);
        var id = await Approved(desk);
        await Next(desk);
        Assert.Equal("cash.no_reason",
            (await desk.Test.Run(new EndLearned(id, " "), desk.Test.Controller)).Refusal?.Code);

        var ended = await desk.Test.Run(new EndLearned(id, "they pay for others too"), desk.Test.Controller);

        Assert.Equal("R2", Assert.Single(ended.Value).Called);
        await desk.Match();
        Assert.Null((await desk.Show("R2")).Receipt.CustomerId);
        Assert.Equal("taken_back", (await Only(desk)).State);
        var log = await desk.Test.Rows<string>("select act from audit_entry where act like 'learned.%' order by seq");
        Assert.Equal(["learned.proposed", "learned.replayed", "learned.approved", "learned.taken_back"], log);
    }

    [Theory, BothEngines]
    public async Task Nobody_approves_what_was_not_replayed_or_what_they_corrected(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        desk.Test.Clock.Now = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
        await desk.Import("monday.bai", Monday);
        await desk.Test.Tamper("update receipt set payer_name = 'QRS Treasury' where reference = 'R1'", new { });
        await desk.Match();
        await desk.Test.Run(new ChooseInvoices(await desk.Receipt("R1"), "C1", [new("INV-1001")]),
            desk.Test.Controller);
        var id = (await Only(desk)).Row.Id;

        Assert.Equal("learned.not_replayed",
            (await desk.Test.Run(new AskToLearn(id, "why not"), desk.Test.Clerk)).Refusal?.Code);
        await desk.Test.Run(new ReplayLearned(id, TestDatabase.Alder), desk.Test.Clerk);
        var asked = await desk.Test.Run(new AskToLearn(id, "why not"), desk.Test.Clerk);
        Assert.Equal("learned.asked_already",
            (await desk.Test.Run(new AskToLearn(id, "again"), desk.Test.Clerk)).Refusal?.Code);
        Assert.Equal("learned.own_correction",
            (await desk.Test.Run(new AnswerRequest(asked.Value.Request, Approve: true), desk.Test.Controller))
            .Refusal?.Code);
    }

    [Theory, BothEngines]
    public async Task The_replay_shows_what_the_past_would_have_been_and_an_end_is_kept(Engine engine)
    {
        await using var desk = await Corrected(engine);
        var id = (await Only(desk)).Row.Id;

        var replay = (await desk.Test.Run(new ReplayLearned(id, TestDatabase.Alder), desk.Test.Clerk)).Value;

        var changed = Assert.Single(replay.Receipts);
        Assert.Equal(("R1", "nobody", "C1: INV-1001 100.00", "C1: INV-1001 100.00"),
            (changed.Called, changed.BeforeSays, changed.AfterSays, changed.Final));
        var asked = await desk.Test.Run(
            new AskToLearn(id, "until they move", new DateOnly(2026, 3, 2)), desk.Test.Clerk);
        Assert.Equal("cash.past_day", asked.Refusal?.Code);
        asked = await desk.Test.Run(
            new AskToLearn(id, "until they move", new DateOnly(2026, 3, 3)), desk.Test.Clerk);
        await desk.Test.Run(new AnswerRequest(asked.Value.Request, Approve: true), desk.Test.Controller);
        Assert.Equal("C1", (await Next(desk)).Receipt.CustomerId);
        desk.Test.Clock.Now = new(2026, 3, 4, 9, 0, 0, TimeSpan.Zero);
        await desk.Match();
        Assert.Null((await desk.Show("R2")).Receipt.CustomerId);
        Assert.Equal("expired", (await Only(desk)).State);
    }

    [Theory, BothEngines]
    public async Task The_payer_graph_shows_settled_and_learned_payers_and_finds_them(Engine engine)
    {
        await using var desk = await Corrected(engine);
        await Approved(desk);
        await desk.Test.Tamper("""
            insert into settled_receipt (id, connection_id, company_id, settled_on, payer_name, name_key, words_key,
              payer_account, amount, currency, text, customer_id, documents)
            values (999, 1, '1', @day, 'Birch Treasury', 'BIRCHTREASURY', 'BIRCH TREASURY', '99887766', 1, 'USD', '',
              'C2', 'INV-1003')
            """, new { day = new DateOnly(2026, 2, 5) });

        async Task<string[]> Found(string? words) => [.. (await desk.Test.Run(
            new ShowPayers(words), desk.Test.Auditor)).Value.Select(edge =>
                $"{edge.Name} {edge.Account} {edge.CustomerName} {edge.Receipts} {edge.Learned is not null}")];
        string[] both =
            ["QRS Treasury  Acme Pumps Inc. 0 True", "Birch Treasury ···7766 Birch Valley Foods LLC 1 False"];

        Assert.Equal(both, await Found(null));
        Assert.Equal(both[..1], await Found("qrs"));
        Assert.Equal(both[1..], await Found("99887766"));
        Assert.Equal(both[1..], await Found("birch valley"));
        Assert.Empty(await Found("nobody"));
    }
}
