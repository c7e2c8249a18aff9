using System.Diagnostics;
using System.Globalization;
using Turnstone.Benchmarks.Running;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.UseCases.Ledger;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// A first pull of a company through the use case, from the NetSuite stand-in in a process of its own over HTTP; then
/// the next pull, which finds nothing new, and the comparison of every day with NetSuite's own sums.
/// </summary>
internal static class SyncWord
{
    public static async Task<int> Run(Options options)
    {
        var (customers, invoices) = (options.Number("customers", 2_000), options.Number("invoices", 6));
        Console.WriteLine(Machine.Line);
        Figures.Head("database | customers | documents | applications | first pull s | processor s | documents/s "
            + "| calls | peak MB | next pull s | its calls | pull of 5000 changes s | its calls | comparison s "
            + "| its calls | load");
        foreach (var database in House.Databases)
        {
            using var folder = new TempFolder();
            var credentials = folder.File("credentials.json");
            await using var sandbox = await App.Sandbox(customers, invoices, credentials);
            var before = sandbox.ProcessorSeconds;
            var code = await Machine.Child("sync-one", "--database", database, "--folder", folder.Path,
                "--credentials", credentials);
            if (code != 0)
                return code;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"The stand-in worked {sandbox.ProcessorSeconds - before:F1} s for it."));
        }

        return 0;
    }

    private const int Changed = 5_000;

    // NetSuite's times are whole minutes and five of them are read again: what was seeded must lie further back.
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(6);

    public static async Task<int> One(Options options)
    {
        var begun = Stopwatch.StartNew();
        var database = options.Needed("database");
        var text = await File.ReadAllTextAsync(options.Needed("credentials"));
        using var client = House.Value(NetSuiteClient.Open(House.Value(Connection.Read(text))));
        await using var house = await House.Open(database, options.Needed("folder"), client);
        var first = await Timed(client, () => house.Do(new SyncNetSuite()));
        if (begun.Elapsed < Settling)
            await Task.Delay(Settling - begun.Elapsed);
        await Touch(client, house, 1);
        var next = await Timed(client, () => house.Do(new SyncNetSuite()));
        await Touch(client, house, Changed);
        var changes = await Timed(client, () => house.Do(new SyncNetSuite()));
        var compared = await Timed(client, () => house.Do(new CompareLedger()));
        if (next.Value.Drifts + first.Value.Drifts > 0 || !compared.Value.Agrees)
            throw new InvalidOperationException("The ledger is not what NetSuite says it is.");
        await house.Remove();
        Figures.Row($"{database}", $"{first.Value.Customers}", $"{first.Value.Documents}",
            $"{first.Value.Applications}", $"{first.Seconds:F1}", $"{first.Processor:F1}",
            $"{first.Value.Documents / first.Seconds:F0}", $"{first.Calls}", $"{Machine.PeakMegabytes:F0}",
            $"{next.Seconds:F1}", $"{next.Calls}", $"{changes.Seconds:F1}", $"{changes.Calls}",
            $"{compared.Seconds:F1}", $"{compared.Calls}", $"{Machine.Load}");
        return 0;
    }

    /// <summary>Somebody changes so many invoices in NetSuite.</summary>
    private static async Task Touch(NetSuiteClient client, House house, int count)
    {
        var ids = await house.Rows<string>("""
            select id from open_item where kind = 'invoice' and open_amount > 0 order by id limit @count
            """, new { count });
        await Parallel.ForEachAsync(ids, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (id, stop) =>
        {
            if (await client.Patch(new("invoice", id), new("invoice", """{"memo":"seen"}"""), stop)
                is not WriteOutcome.Updated)
                throw new InvalidOperationException($"Invoice {id} was not changed.");
        });
    }

    private static async Task<(T Value, double Seconds, double Processor, int Calls)> Timed<T>(
        NetSuiteClient client, Func<Task<T>> work)
    {
        var (clock, processor) = (Stopwatch.StartNew(), Machine.ProcessorSeconds);
        var calls = client.Settings.Budget.Usage.Days.Sum(day => day.Calls);
        var value = await work();
        return (value, clock.Elapsed.TotalSeconds, Machine.ProcessorSeconds - processor,
            client.Settings.Budget.Usage.Days.Sum(day => day.Calls) - calls);
    }
}
