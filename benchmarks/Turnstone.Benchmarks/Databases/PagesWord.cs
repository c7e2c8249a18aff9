using System.Diagnostics;
using System.Globalization;
using Turnstone.Benchmarks.Matching;
using Turnstone.Benchmarks.Running;
using Turnstone.UseCases.CashApplication;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// Pages of the program over HTTP, one person at a time, each address three times: the time of every answer, and of the
/// best of the three, which hardly sees the neighbours.
/// </summary>
internal static class PagesWord
{
    private const double Budget = 50;
    private const int Times = 3;

    public static async Task<int> Run(Options options)
    {
        var prepared = new Prepared(options.Number("items", 100_000), options.Number("receipts", 10_000));
        Console.WriteLine(Machine.Line);
        Figures.Head("database | open items | receipts | page | kB | p50 ms | p95 ms | p95 of the best of three ms "
            + "| times the budget of 50 ms | processor ms each | load");
        await prepared.OnEach(options, (database, folder) =>
            Measure(database, folder, (prepared, options.Number("addresses", 100))));
        return 0;
    }

    private static async Task Measure(string database, string folder, (Prepared Company, int Addresses) run)
    {
        var prepared = run.Company;
        var files = new SyntheticLedger(folder, prepared.Items);
        var (receipts, further) = await Places(database, folder);
        string customer(int at) => SyntheticLedger.Customer((int)(at * 7919L % files.Companies));
        string word(int at) => SyntheticLedger.Name((int)(at * 7919L % files.Companies)).Split(' ')[0];
        string old(int at) => new DateOnly(2026, 1, 1).AddDays(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using var app = await App.Start(House.Variables(database, folder));
        await app.SignIn(House.Person);
        // What begins with the program (a round of matching) is over before pages are timed.
        await Quiet(app);
        (string Name, Func<int, string> Path)[] pages =
        [
            ("today", _ => "/"), ("queue", _ => "/receipts"), ("queue, a page further on", _ => further),
            ("receipt", at => $"/receipts/{receipts[at % receipts.Length]}"),
            ("customer", at => $"/customers/{customer(at)}"), ("customers, most overdue", _ => "/customers"),
            ("customers by a word", at => $"/customers?q={word(at)}"), ("postings", _ => "/postings"),
            ("aging by name, old day", at => $"/aging?asOf={old(at)}"),
            ("aging, most overdue, old day", at => $"/aging?order=overdue&asOf={old(at)}"),
        ];
        foreach (var (name, path) in pages)
            await Time(app, (database, prepared, name), Enumerable.Range(0, run.Addresses).Select(path).ToArray());
    }

    private static async Task Time(App app, (string Database, Prepared Size, string Name) page, string[] paths)
    {
        foreach (var path in paths.Take(20))
            await app.Get(path);
        var (every, best, bytes, processor) = (new List<double>(), new List<double>(), 0L, app.ProcessorSeconds);
        foreach (var path in paths)
        {
            var times = new double[Times];
            for (var time = 0; time < Times; time++)
            {
                var clock = Stopwatch.StartNew();
                bytes += (await app.Get(path)).Length;
                times[time] = clock.Elapsed.TotalMilliseconds;
            }

            every.AddRange(times);
            best.Add(times.Min());
        }

        var each = (app.ProcessorSeconds - processor) / every.Count * 1000;
        var p95 = Figures.Percentile(best, 95);
        Figures.Row($"{page.Database}", $"{page.Size.Items}", $"{page.Size.Receipts}", $"{page.Name}",
            $"{bytes / every.Count / 1000.0:F0}", $"{Figures.Median(every):F1}", $"{Figures.Percentile(every, 95):F1}",
            $"{p95:F1}", $"{p95 / Budget:F2}", $"{each:F1}", $"{Machine.Load}");
    }

    /// <summary>Receipts to look at, spread over the queue, and the address of a page further on.</summary>
    private static async Task<(long[] Receipts, string Further)> Places(string database, string folder)
    {
        await using var house = await House.Open(database, folder);
        var receipts = new List<long>();
        var page = await house.Ask(new ListReceipts(new(), Count: 200));
        receipts.AddRange(page.Rows.Select(row => row.Id));
        var all = await house.Rows<long>("select id from receipt order by id");
        receipts.AddRange(Enumerable.Range(0, 200).Select(at => all[(int)(at * 7919L % all.Count)]));
        // A short queue has no page further on; then its first page is asked for again.
        return ([.. receipts], page.Next is { } further ? $"/receipts?after={further}" : "/receipts");
    }

    private static async Task Quiet(App app)
    {
        for (var quiet = 0; quiet < 4;)
        {
            var before = app.ProcessorSeconds;
            await Task.Delay(500);
            quiet = app.ProcessorSeconds - before < 0.05 ? quiet + 1 : 0;
        }
    }
}
