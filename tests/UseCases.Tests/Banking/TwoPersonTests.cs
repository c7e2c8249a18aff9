using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;

namespace Turnstone.UseCases.Tests.Banking;

public sealed class TwoPersonTests
{
    private static byte[] Wrong() => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(
        CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME")).Replace("16,165,10000", "16,165,10001",
            StringComparison.Ordinal));

    [Theory, BothEngines]
    public async Task A_quarantined_file_books_its_lines_when_two_persons_release_it(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var file = await desk.Import("wrong.bai", Wrong());
        var act = new ReleaseFile(file.Arrival, TestDatabase.Alder);

        var asked = (await desk.Test.Run(
            new AskForApproval<ReleaseFile>(act, "the bank confirmed by telephone"), desk.Test.Clerk)).Value;
        Assert.Empty(await desk.Queue());
        Assert.NotNull((await desk.Test.Run(new AnswerRequest(asked.Request, true), desk.Test.Clerk)).Refusal);
        Assert.Null((await desk.Test.Run(new AnswerRequest(asked.Request, true), desk.Test.Controller)).Refusal);

        Assert.Single(await desk.Queue());
        var view = (await desk.Test.Run(new ShowFile(file.Arrival), desk.Test.Clerk)).Value;
        Assert.Equal(("read", 1, 0), (view.File.State, view.File.NewLines, view.File.WaitingLines));
        Assert.Contains("by telephone", view.File.Why, StringComparison.Ordinal);
        Assert.Empty(view.Held);
        Assert.NotNull((await desk.Test.Run(
            new AskForApproval<ReleaseFile>(act, "again"), desk.Test.Clerk)).Refusal);
    }

    [Theory, BothEngines]
    public async Task A_released_file_is_read_with_the_mapping_it_came_with(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        const string Mapping = """
            mapping: odd-bank
            separator: ";"
            columns: {date: Tag, amount: Wert, balance: Stand, reference: Nr, text: Rest}
            sign: inverted
            account: "1234567"
            """;
        var settings = MappingFile.Apply(Mapping, ReadSettings.Default with { DefaultCurrency = Currency.Usd }).Value;
        var file = await desk.Test.Run(new ImportFile("odd.csv", Encoding.UTF8.GetBytes("""
            Tag;Wert;Stand;Nr;Rest
            2026-03-02;-10.00;110.00;P-1;ACME
            2026-03-02;-20.00;130.00;P-2;ACME
            2026-03-02;-30.00;160.00;P-3;ACME
            2026-03-02;-40.00;999.00;P-4;ACME
            """)) { Settings = settings, MappingText = Mapping }, desk.Test.Service);
        Assert.Equal("quarantined", file.Value.State);

        var asked = (await desk.Test.Run(new AskForApproval<ReleaseFile>(
            new(file.Value.Arrival, TestDatabase.Alder), "by telephone"), desk.Test.Clerk)).Value;
        Assert.Null((await desk.Test.Run(new AnswerRequest(asked.Request, true), desk.Test.Controller)).Refusal);

        Assert.Equal([1000L, 2000L, 3000L, 4000L],
            await desk.Test.Rows<long>("select amount from bank_line where reference like 'P-%' order by reference"));
    }

    [Theory, BothEngines]
    public async Task Money_in_is_excluded_by_two_persons_and_money_out_by_one(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 90_000,
            "165,10000,R1,,TAX REFUND", "699,2500,R2,,SOMETHING ODD"));
        var credit = await desk.Receipt("R1");

        Assert.Equal("cash.second_person_excludes",
            (await desk.Test.Run(new ExcludeDebit(credit, "tax"), desk.Test.Clerk)).Refusal?.Code);
        var asked = (await desk.Test.Run(new AskForApproval<ExcludeReceipt>(
            new(credit, TestDatabase.Alder), "tax refund"), desk.Test.Clerk)).Value;
        Assert.Null((await desk.Test.Run(new AnswerRequest(asked.Request, true), desk.Test.Controller)).Refusal);

        Assert.Contains("R1 - - excluded", await desk.Queue());
        Assert.Equal(["excluded"], await desk.Test.Rows<string>("select kind from bank_line where reference = 'R1'"));
        if ((await desk.Queue()).Any(row => row.StartsWith("R2", StringComparison.Ordinal)))
        {
            Assert.Null((await desk.Test.Run(
                new ExcludeDebit(await desk.Receipt("R2"), "bank's own"), desk.Test.Clerk)).Refusal);
        }
    }

    [Theory, BothEngines]
    public async Task A_line_at_odds_is_booked_or_dropped_by_a_person(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"));
        await desk.Import("portal.csv", Encoding.UTF8.GetBytes("""
            Account,Date,Amount,Currency,Reference,Description
            1234567,2026-03-02,9.99,USD,P-3,WHO
            1234567,2026-03-02,5.55,USD,P-4,WHAT
            """));
        var held = (await desk.Test.Run(new ListHeldLines(), desk.Test.Clerk)).Value;

        Assert.Equal("files.no_reason",
            (await desk.Test.Run(new PlaceHeldLine(held[0].Id, true, ""), desk.Test.Clerk)).Refusal?.Code);
        Assert.Null((await desk.Test.Run(
            new PlaceHeldLine(held[0].Id, true, "missed by the bank"), desk.Test.Clerk)).Refusal);
        Assert.Null((await desk.Test.Run(new PlaceHeldLine(held[1].Id, false, "a test"), desk.Test.Clerk)).Refusal);
        Assert.Equal("files.no_held_line",
            (await desk.Test.Run(new PlaceHeldLine(held[1].Id, true, "after all"), desk.Test.Clerk)).Refusal?.Code);

        Assert.Equal(2, (await desk.Queue()).Count);
        Assert.Empty((await desk.Test.Run(new ListHeldLines(), desk.Test.Clerk)).Value);
    }
}
