using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.UseCases.Banking;

namespace Turnstone.UseCases.Tests.Banking;

public sealed class ImportFileTests
{
    private static byte[] Csv(params string[] rows) => Encoding.UTF8.GetBytes(
        "Account,Date,Amount,Currency,Reference,Description\n" + string.Join('\n', rows) + "\n");

    [Theory, BothEngines]
    public async Task The_same_bytes_are_refused_whatever_their_name(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var file = CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME");
        await desk.Import("monday.bai", file);

        var again = await desk.Test.Run(new ImportFile("other name.bai", file), desk.Test.Service);

        Assert.Equal("files.same_content", again.Refusal?.Code);
        Assert.Contains("monday.bai", again.Refusal?.Sentence, StringComparison.Ordinal);
        Assert.Single(await desk.Queue());
    }

    [Theory, BothEngines]
    public async Task The_bytes_of_each_arrival_are_kept_sealed(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var file = CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME");
        await desk.Import("monday.bai", file);

        var id = Assert.Single(await desk.Test.Rows<long>("select kept_file_id from file_arrival"));
        var kept = await desk.Test.Door.Run(new ReadKept(id), desk.Test.Service);
        Assert.Equal(file, kept.Value);
        Assert.Empty(await desk.Test.Rows<long>(engine == Engine.Sqlite
            ? "select id from kept_file_chunk where instr(cast(sealed as text), 'ACME') > 0"
            : "select id from kept_file_chunk where position('ACME'::bytea in sealed) > 0"));
    }

    [Theory, BothEngines]
    public async Task Overlapping_files_load_each_line_once_and_true_twins_both(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("one.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME", "165,10000,R1,,ACME"));
        var longer = CashDesk.Bai2(
            "2026-03-02", 0, "165,10000,R1,,ACME", "165,10000,R1,,ACME", "165,500,R2,,BIRCH");

        var file = await desk.Import("two.bai", longer);

        Assert.Equal((1, 2, 0), (file.NewLines, file.SameLines, file.Clashes));
        Assert.Equal(3, (await desk.Queue()).Count);
    }

    [Theory, BothEngines]
    public async Task Two_sources_of_one_account_and_day_book_once_and_a_clash_goes_to_a_person(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME", "165,7700,R2,,BIRCH"));

        var portal = await desk.Import("portal.csv", Csv(
            "1234567,2026-03-02,100.00,USD,P-1,ACME", "1234567,2026-03-02,77.00,USD,P-2,BIRCH",
            "1234567,2026-03-02,9.99,USD,P-3,WHO"));

        Assert.Equal((0, 2, 1), (portal.NewLines, portal.SameLines, portal.Clashes));
        Assert.Equal(2, (await desk.Queue()).Count);
        var held = Assert.Single((await desk.Test.Run(new ListHeldLines(), desk.Test.Clerk)).Value);
        Assert.Equal(("not_booked", 999), (held.Reason, held.Amount));
        Assert.Equal(2, (await desk.Test.Rows<long>("select bank_line_id from line_sighting")).Count);
    }

    [Theory, BothEngines]
    public async Task A_file_whose_money_does_not_add_up_is_shown_and_books_nothing(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var text = Encoding.ASCII.GetString(CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"))
            .Replace("16,165,10000", "16,165,10001", StringComparison.Ordinal);

        var file = await desk.Import("wrong.bai", Encoding.ASCII.GetBytes(text));

        Assert.Equal(("quarantined", 0, 1), (file.State, file.NewLines, file.WaitingLines));
        Assert.NotEmpty(file.Why);
        var view = (await desk.Test.Run(new ShowFile(file.Arrival), desk.Test.Clerk)).Value;
        Assert.Contains(view.Problems, problem => problem is { Severity: "error", Line: > 0 });
        Assert.Equal("quarantined", Assert.Single(view.Held).Reason);
        Assert.Empty(await desk.Queue());
    }

    [Theory, BothEngines]
    public async Task A_line_of_an_account_nobody_mapped_is_kept_and_waits(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var file = CashDesk.Bai2Of("999", "2026-03-02", 0, "165,10000,R1,,ACME");

        var waiting = await desk.Import("other account.bai", file);
        Assert.Equal(("read", 0, 1), (waiting.State, waiting.NewLines, waiting.WaitingLines));
        await desk.Setting("bank_account", "second", """{"name":"Second","currency":"USD","numbers":["999"]}""");
        var booked = (await desk.Test.Run(new BookWaitingFiles(), desk.Test.Service)).Value;

        Assert.Equal(1, booked);
        Assert.Single(await desk.Queue());
        Assert.Empty((await desk.Test.Run(new ListHeldLines(), desk.Test.Clerk)).Value);
        Assert.Equal(0, (await desk.Test.Run(new BookWaitingFiles(), desk.Test.Service)).Value);
    }

    [Theory, BothEngines]
    public async Task A_file_no_reader_knows_is_kept_refused_in_a_sentence_and_may_come_again(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        byte[] noise = [0, 1, 2, 3, 250, 251];

        var first = await desk.Test.Run(new ImportFile("photo.jpg", noise), desk.Test.Service);
        var again = await desk.Test.Run(new ImportFile("photo.jpg", noise), desk.Test.Service);

        Assert.Equal(("files.unread", "files.unread"), (first.Refusal?.Code, again.Refusal?.Code));
        Assert.Equal(["refused"], await desk.Test.Rows<string>("select state from file_arrival"));
    }

    [Theory, BothEngines]
    public async Task An_import_that_died_after_keeping_the_bytes_goes_on(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var file = CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME");
        await desk.Import("monday.bai", file);
        await desk.Test.Tamper("""
            delete from receipt; delete from bank_line; delete from statement;
            update file_arrival set state = 'received', kept_file_id = null;
            """);

        Assert.Equal(1, (await desk.Import("monday.bai", file)).NewLines);
        Assert.Single(await desk.Queue());
    }

    [Theory, BothEngines]
    public async Task A_return_is_linked_to_the_receipt_it_takes_back(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 0, "175,990000,70012345,,CHECK ACME"));
        var file = CashDesk.Bai2("2026-03-09", 990_000, "555,990000,70012345,,DEPOSITED ITEM RETURNED");

        await desk.Import("next.bai", file);

        var row = Assert.Single(await desk.Test.Rows<(long, long?, string)>(
            "select amount, linked_receipt_id, link_note from receipt where kind = 'return'"));
        Assert.Equal(-990_000, row.Item1);
        Assert.NotNull(row.Item2);
    }

    [Theory, BothEngines]
    public async Task A_line_that_awaits_details_makes_no_receipt_until_they_come_or_time_is_up(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 0, "115,4500000,LBX1,,LOCKBOX DEPOSIT"));
        Assert.Empty(await desk.Queue());

        var details = await desk.Test.Run(new ImportFile("lockbox.csv", Csv(
            "1234567,2026-03-02,20000.00,USD,CHK1,ACME", "1234567,2026-03-02,15100.00,USD,CHK2,BIRCH",
            "1234567,2026-03-02,9900.00,USD,CHK3,CEDAR")) { Role = SourceRole.Detail }, desk.Test.Service);

        Assert.Equal(3, details.Value.NewLines);
        Assert.Equal(["CHK1", "CHK2", "CHK3"], (await desk.Queue()).Select(row => row[..4]));

        await desk.Import("tuesday.bai", CashDesk.Bai2("2026-03-03", 4_500_000, "115,100,LBX2,,LOCKBOX DEPOSIT"));
        Assert.Equal(3, (await desk.Queue()).Count);
        desk.Test.Clock.Now = desk.Test.Clock.Now.AddDays(10);
        await desk.Match();
        Assert.Equal(4, (await desk.Queue()).Count);
    }

    [Theory, BothEngines]
    public async Task Details_that_come_before_their_line_wait_for_it(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        var early = await desk.Test.Run(new ImportFile("lockbox.csv", Csv(
            "1234567,2026-03-02,60.00,USD,CHK1,ACME", "1234567,2026-03-02,30.00,USD,CHK2,BIRCH"))
            { Role = SourceRole.Detail }, desk.Test.Service);
        Assert.Equal((0, 2), (early.Value.NewLines, early.Value.WaitingLines));

        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 0, "115,9000,LBX1,,LOCKBOX DEPOSIT"));

        Assert.Equal(["CHK1", "CHK2"], (await desk.Queue()).Select(row => row[..4]));
        Assert.Empty((await desk.Test.Run(new ListHeldLines(), desk.Test.Clerk)).Value);
    }

    [Theory, BothEngines]
    public async Task Statements_of_following_days_prove_each_other(Engine engine)
    {
        await using var desk = await CashDesk.Open(engine);
        await desk.Import("monday.bai", CashDesk.Bai2("2026-03-02", 500, "165,10000,R1,,ACME"));
        await desk.Import("tuesday.bai", CashDesk.Bai2("2026-03-03", 10_500, "165,20000,R2,,ACME"));
        await desk.Import("thursday.bai", CashDesk.Bai2("2026-03-05", 99_999, "165,20000,R3,,ACME"));

        Assert.Equal(["not_provable", "proved", "failed"], await desk.Test.Rows<string>(
            "select proof from statement order by from_on"));
    }

    private sealed record ReadKept(long Id) : Turnstone.UseCases.Door.IQuery<byte[]>
    {
        public Turnstone.UseCases.Door.Permission Needs => Turnstone.UseCases.Door.Permission.See;

        public Domain.Kernel.CompanyId? Company => null;

        public Task<Domain.Kernel.Result<byte[]>> Run(Turnstone.UseCases.Door.ReadSession session) =>
            Turnstone.UseCases.Files.KeptFiles.Read(session, Id);
    }
}
