using System.Text;
using Turnstone.Extraction.Arrival;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Settings;

namespace Turnstone.UseCases.Tests.Banking;

/// <summary>Files that lie in a folder come in by themselves, each whole and once.</summary>
public sealed class FetchFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnstone-source-");

    public void Dispose() => _folder.Delete(recursive: true);

    private string In => Path.Combine(_folder.FullName, "in");

    private string Put(string name, byte[] content)
    {
        Directory.CreateDirectory(In);
        var path = Path.Combine(In, name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private async Task<CashDesk> Desk(Engine engine, string more = "")
    {
        var desk = await CashDesk.Open(engine, things: new Places(Path.Combine(_folder.FullName, "keys")));
        await desk.Setting("source", "bank",
            $$"""{"place":"folder","path":"{{In}}","suffix":".bai","settle_seconds":0{{more}}}""");
        return desk;
    }

    private static async Task<FetchedSource> Fetch(CashDesk desk) =>
        (await desk.Test.Run(new FetchSource("bank"), desk.Test.Service)).Value;

    [Theory, BothEngines]
    public async Task A_file_is_brought_in_once_and_stays_where_it_is(Engine engine)
    {
        await using var desk = await Desk(engine);
        Put("monday.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"));
        Put("notes.txt", "for people"u8.ToArray());

        var first = await Fetch(desk);
        var second = await Fetch(desk);

        Assert.Equal(("monday.bai", "read", 1), Assert.Single(first.Files) switch
        {
            var file => (file.Name, file.State, file.NewLines),
        });
        Assert.Empty(second.Files);
        Assert.Equal(0, second.Known);
        Assert.True(File.Exists(Path.Combine(In, "monday.bai")));
        Assert.Equal("bank", Assert.Single(await desk.Test.Rows<string>("select source from file_arrival")));
    }

    [Theory, InlineData("move"), InlineData("delete")]
    public async Task What_was_read_is_moved_or_deleted_and_what_nobody_can_read_stays(string after)
    {
        await using var desk = await Desk(Engine.Sqlite, $$""","after":"{{after}}" """);
        Put("monday.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"));
        Put("noise.bai", [0, 1, 2, 3, 250, 251]);

        await Fetch(desk);

        Assert.Equal([Path.Combine(In, "noise.bai")], Directory.GetFiles(In));
        Assert.Equal(after == "move", File.Exists(Path.Combine(In, "done", "monday.bai")));
        Assert.Equal(0, (await Fetch(desk)).Known);
    }

    [Fact]
    public async Task A_name_that_comes_again_with_other_bytes_is_another_file()
    {
        await using var desk = await Desk(Engine.Sqlite, ""","after":"move" """);
        Put("statement.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"));
        await Fetch(desk);
        Put("statement.bai", CashDesk.Bai2("2026-03-03", 10_000, "165,500,R2,,BIRCH"));

        Assert.Single((await Fetch(desk)).Files);

        Assert.Equal(["statement-2.bai", "statement.bai"],
            Directory.GetFiles(Path.Combine(In, "done")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task After_a_kill_between_reading_and_moving_nothing_is_loaded_twice()
    {
        await using var desk = await Desk(Engine.Sqlite, ""","after":"move" """);
        var content = CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME");
        // The import was done and the program ended before it noted so.
        await desk.Import("monday.bai", content);
        Put("monday.bai", content);

        var fetched = await Fetch(desk);

        Assert.Equal((0, 1), (fetched.Files.Count, fetched.Known));
        Assert.Single(await desk.Queue());
        Assert.True(File.Exists(Path.Combine(In, "done", "monday.bai")));
    }

    [Fact]
    public async Task A_file_that_still_grows_waits_and_is_read_whole_afterwards()
    {
        await using var desk = await Desk(Engine.Sqlite, ""","settle_seconds":1""");
        var content = CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME", "165,20000,R2,,BIRCH");
        var path = Put("monday.bai", content[..60]);
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            // A bank that writes slowly: a few bytes at a time until it is told to finish.
            for (var at = 60; at < content.Length; at++)
            {
                await using (var stream = new FileStream(path, FileMode.Append))
                    stream.WriteByte(content[at]);
                if (!stop.IsCancellationRequested)
                    await Task.Delay(100, CancellationToken.None);
            }
        }, TestContext.Current.CancellationToken);

        var during = await Fetch(desk);
        await stop.CancelAsync();
        await writing;
        var after = await Fetch(desk);

        Assert.Equal((0, 1), (during.Files.Count, during.Waiting));
        Assert.Equal(("read", 2), Assert.Single(after.Files) switch { var file => (file.State, file.NewLines) });
    }

    [Theory, BothEngines]
    public async Task A_source_that_fails_is_named_looked_at_more_rarely_and_holds_up_no_other(Engine engine)
    {
        await using var desk = await Desk(engine);
        Put("monday.bai", CashDesk.Bai2("2026-03-02", 0, "165,10000,R1,,ACME"));
        await desk.Setting("source", "gone", """{"place":"folder","path":"/nowhere/at/all","every_minutes":10}""");

        var round = (await desk.Test.Run(new FetchDueSources(), desk.Test.Service)).Value;
        var again = (await desk.Test.Run(new FetchDueSources(), desk.Test.Service)).Value;

        Assert.Equal(("bank", 1), Assert.Single(round.Fetched) switch { var one => (one.Name, one.Files.Count) });
        Assert.Equal("sources.no_folder", Assert.Single(round.Failed).Code);
        Assert.Empty(again.Failed);
        var views = (await desk.Test.Run(new ListSources(), desk.Test.Clerk)).Value;
        Assert.Equal(["gone", "bank"], views.Select(view => view.Source.Name));
        Assert.Contains("/nowhere/at/all", views[0].Look?.Why, StringComparison.Ordinal);

        desk.Test.Clock.Now += TimeSpan.FromMinutes(21);
        Assert.Single((await desk.Test.Run(new FetchDueSources(), desk.Test.Service)).Value.Failed);
        Assert.Equal(2, (await desk.Test.Run(new ListSources(), desk.Test.Clerk)).Value[0].Look?.Failures);
    }

    [Fact]
    public async Task A_source_says_how_its_tables_are_read()
    {
        const string Mapping = "mapping: umsatz\\ncolumns: { account: Konto, date: Tag, amount: Betrag, text: Zweck }"
            + "\\ndates: [dd.MM.yyyy]\\ndecimal: ','";
        await using var desk = await Desk(
            Engine.Sqlite, $$""","suffix":".txt","currency":"USD","mapping":"{{Mapping}}" """);
        Put("umsatz.txt", Encoding.UTF8.GetBytes("Konto;Tag;Betrag;Zweck\n1234567;02.03.2026;1.234,50;ACME\n"));

        var fetched = await Fetch(desk);
        Assert.Empty(fetched.Failed);
        var file = Assert.Single(fetched.Files);
        Assert.Equal(("read", 1), (file.State, file.NewLines));
        Assert.Equal(123_450, Assert.Single(await desk.Test.Rows<long>("select amount from receipt")));
    }

    [Theory]
    [InlineData("place: folder", "state its path")]
    [InlineData("place: folder\n    path: in", "in full")]
    [InlineData("place: sftp\n    path: /out\n    host: -oProxyCommand=x\n    user: us", "state its host")]
    [InlineData("place: sftp\n    path: /out\n    host: bank\n    user: us\n    host_key: nonsense", "host_key")]
    [InlineData("mapping: \"nothing: known\"", "its mapping cannot be read")]
    public async Task A_source_that_could_not_work_is_refused_when_it_is_asked_for(string keys, string said)
    {
        await using var desk = await Desk(Engine.Sqlite);

        var preview = await desk.Test.Run(new PreviewSettings($"""
            sources:
              portal:
                company: "1"
                {keys}
            """), desk.Test.Administrator);

        Assert.Contains(said, preview.Refusal?.Sentence, StringComparison.Ordinal);
    }
}
