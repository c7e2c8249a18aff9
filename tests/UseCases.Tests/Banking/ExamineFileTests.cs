using System.Text;
using System.Text.Json;
using Turnstone.BankFiles;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Banking;

namespace Turnstone.UseCases.Tests.Banking;

/// <summary>The doctor behind the door: it reads by a source's setting, keeps nothing, and proposes quirks.</summary>
public sealed class ExamineFileTests
{
    // One record too many is counted at the end of the account.
    private static byte[] Miscounted(string day) => Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(
        CashDesk.Bai2(day, 0, "165,10000,R1,,ACME")).Replace("49,20000,3/", "49,20000,9/", StringComparison.Ordinal));

    [Theory, BothEngines]
    public async Task An_examined_file_leaves_no_arrival_and_no_line(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("known.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"));

        var fresh = (await desk.Test.Run(new ExamineFile("x.bai", Miscounted("2026-03-03")), desk.Test.Clerk)).Value;
        var known = (await desk.Test.Run(
            new ExamineFile("y.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME")), desk.Test.Clerk)).Value;

        Assert.Equal((Quirks.Miscounts, (string?)null), (fresh.Report.Profile.Quirks, fresh.CameAs));
        Assert.Equal(("known.bai", 0), (known.CameAs, known.Report.Problems.Count));
        Assert.Equal(1, Assert.Single(await desk.Test.Rows<long>("select count(*) from file_arrival")));
        Assert.Equal(1, Assert.Single(await desk.Test.Rows<long>("select count(*) from bank_line")));
    }

    [Fact]
    public async Task A_proposed_quirk_holds_once_a_second_person_approves_and_each_deviation_is_still_recorded()
    {
        await using var desk = await CashDesk.Open(Engine.Sqlite);
        await desk.Setting("source", "bank", """{"quirks":["wrong_balances"],"role":"statement"}""");
        var propose = new ProposeReading("bank", Of: null, "the bank counts its trailer twice")
        {
            Quirks = [Quirks.Miscounts],
        };

        var asked = (await desk.Test.Run(propose, desk.Test.Clerk)).Value;
        Assert.False(asked.Done);
        Assert.Single((await Examined(desk)).Profile.Proposed);
        Assert.Null((await desk.Test.Run(new AnswerRequest(asked.Request, Approve: true, Reason: null),
            desk.Test.Controller)).Refusal);

        var report = await Examined(desk);
        Assert.Empty(report.Profile.Proposed);
        Assert.Contains("The source tolerates it", Assert.Single(report.Problems).Message, StringComparison.Ordinal);
        var body = Assert.Single(await desk.Test.Rows<string>(
            "select body from setting where kind = 'source' and version = 2"));
        Assert.Equal(["miscounts", "wrong_balances"], JsonDocument.Parse(body).RootElement.GetProperty("quirks")
            .EnumerateArray().Select(word => word.GetString()));
        Assert.Equal("sources.read_so_already", (await desk.Test.Run(propose, desk.Test.Clerk)).Refusal?.Code);
    }

    [Fact]
    public async Task A_lockbox_stands_where_the_source_says_and_a_bad_place_is_refused_by_name()
    {
        await using var desk = await CashDesk.Open(Engine.Sqlite);
        await desk.Setting("source", "box", """{"mapping":"lockbox: {amount: 8-17}"}""");

        var known = await desk.Test.Run(new ExamineFile("x.bai", Miscounted("2026-03-03")) { Source = "box" },
            desk.Test.Clerk);
        var unknown = await desk.Test.Run(new ExamineFile("x.bai", Miscounted("2026-03-03")) { Source = "none" },
            desk.Test.Clerk);
        var bad = await desk.Test.Run(new ProposeReading("box", Of: null, "why")
        {
            Mapping = "lockbox: {amount: eight}",
        }, desk.Test.Clerk);

        Assert.Null(known.Refusal);
        Assert.Equal("sources.unknown", unknown.Refusal?.Code);
        Assert.Contains("\"eight\" is no place", bad.Refusal?.Sentence, StringComparison.Ordinal);
    }

    private static async Task<DoctorReport> Examined(CashDesk desk) => (await desk.Test.Run(
        new ExamineFile("x.bai", Miscounted("2026-03-03")) { Source = "bank" }, desk.Test.Clerk)).Value.Report;
}
