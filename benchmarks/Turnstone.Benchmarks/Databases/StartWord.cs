using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Turnstone.Benchmarks.Running;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// From starting the program to its first page: on an empty folder, on the same again, and on a large database. The
/// floor is a program of the same framework that says one word.
/// </summary>
internal static class StartWord
{
    private const double Budget = 2;
    private const int Times = 5;

    public static async Task<int> Run(Options options)
    {
        var prepared = new Prepared(options.Number("items", 100_000), options.Number("receipts", 1000));
        Console.WriteLine(Machine.Line);
        Figures.Head("what | best s | median s | best times the budget of 2 s | best times the floor | processor s "
            + "| load");
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        var floor = await Best("floor: a bare server", floor: null, () =>
        {
            var address = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{App.FreePort()}");
            return App.Started(
                new("dotnet", [typeof(StartWord).Assembly.Location, "bare-server", "--address", address]), none,
                address);
        });
        await First(floor);
        await prepared.OnEach(options, (database, folder) =>
            Best(string.Create(CultureInfo.InvariantCulture, $"{database}, {prepared.Items} open items"), floor,
                () => App.Start(House.Variables(database, folder))));
        return 0;
    }

    /// <summary>The very first start: keys, folders and the whole schema are made.</summary>
    private static async Task First(double floor)
    {
        var folders = new Stack<string>();
        await Best("sqlite, the very first start", floor, () =>
        {
            folders.Push(Directory.CreateTempSubdirectory("turnstone-start-").FullName);
            return App.Start(House.Variables("sqlite", folders.Peek()));
        });
        foreach (var folder in folders)
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>The floor's program.</summary>
    public static async Task<int> Bare(Options options)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        app.Urls.Add(options.Needed("address"));
        app.MapGet("/sign-in", () => "yes");
        await app.RunAsync();
        return 0;
    }

    private static async Task<double> Best(string what, double? floor, Func<Task<App>> start)
    {
        var (times, processor) = (new List<double>(), new List<double>());
        for (var time = 0; time < Times; time++)
        {
            var clock = Stopwatch.StartNew();
            await using var app = await start();
            times.Add(clock.Elapsed.TotalSeconds);
            processor.Add(app.ProcessorSeconds);
        }

        var best = times.Min();
        Figures.Row($"{what}", $"{best:F2}", $"{Figures.Median(times):F2}", $"{best / Budget:F2}",
            $"{best / (floor ?? best):F1}", $"{processor.Min():F2}", $"{Machine.Load}");
        return best;
    }
}
