using System.Diagnostics;
using System.Globalization;
using Turnstone.Benchmarks.Matching;
using Turnstone.Benchmarks.Running;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// A first load of open items through the use case, from CSV files; meanwhile somebody writes a small thing every 20 ms
/// and waits for it.
/// </summary>
internal static class ImportWord
{
    public static async Task<int> Run(Options options)
    {
        var items = options.Number("items", 100_000);
        Console.WriteLine(Machine.Line);
        Figures.Head("database | open items | customers | total s | processor s | times the budget of 20 s "
            + "| bare rows s | times those | peak MB | small writes | their p50 ms | p95 ms | longest ms | load");
        foreach (var database in House.Databases)
        {
            using var folder = new TempFolder();
            new SyntheticLedger(folder.Path, items).Write(receipts: 0);
            var code = await Machine.Child("import-one", "--database", database, "--folder", folder.Path, "--items",
                items.ToString(CultureInfo.InvariantCulture));
            if (code != 0)
                return code;
        }

        return 0;
    }

    public static async Task<int> One(Options options)
    {
        var database = options.Needed("database");
        var files = new SyntheticLedger(options.Needed("folder"), options.Number("items", 0));
        await using var house = await House.Open(database, files.Folder);
        // The first write of a process compiles the path; it is nobody's wait.
        House.Value(await house.Door.Run(new SmallWrite(), House.Service));
        using var over = new CancellationTokenSource();
        var (clock, processor) = (Stopwatch.StartNew(), Machine.ProcessorSeconds);
        var writing = WriteMeanwhile(house, over.Token);
        await house.Do(new ImportLedger("1", files.Customers, files.OpenItems, files.History));
        var (total, worked) = (clock.Elapsed.TotalSeconds, Machine.ProcessorSeconds - processor);
        await over.CancelAsync();
        var waits = await writing;
        var peak = Machine.PeakMegabytes;
        // The floor: the same items written by the same statement and nothing else, into a table of their own.
        clock.Restart();
        await house.CopyItems();
        var floor = clock.Elapsed.TotalSeconds;
        await house.Remove();
        Figures.Row($"{database}", $"{files.Items}", $"{files.Companies}", $"{total:F1}", $"{worked:F1}",
            $"{total / 20:F1}", $"{floor:F1}", $"{total / floor:F1}", $"{peak:F0}",
            $"{waits.Count}", $"{Figures.Median(waits):F1}",
            $"{Figures.Percentile(waits, 95):F1}", $"{waits.Max():F1}", $"{Machine.Load}");
        return 0;
    }

    private static async Task<List<double>> WriteMeanwhile(House house, CancellationToken over)
    {
        var waits = new List<double>();
        while (!over.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            House.Value(await Task.Run(() => house.Door.Run(new SmallWrite(), House.Service), CancellationToken.None));
            waits.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(20, CancellationToken.None);
        }

        return waits;
    }

    /// <summary>The smallest thing a person can do: one entry in the audit log.</summary>
    private sealed record SmallWrite : IUseCase<Done>
    {
        public Permission Needs => Permission.Import;

        public CompanyId? Company => null;

        public Task<Result<Done>> Run(Session session)
        {
            session.Audit(new("bench.wrote", "nothing"));
            return Task.FromResult<Result<Done>>(Done.It);
        }
    }
}
