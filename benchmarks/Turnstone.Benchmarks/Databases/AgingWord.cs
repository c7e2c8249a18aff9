using System.Diagnostics;
using Turnstone.Benchmarks.Running;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.UseCases.Ledger;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// All customers aged as of today and of an old day, through the door; the floor is one plain sum over the events.
/// </summary>
internal static class AgingWord
{
    private const int Times = 15;
    private static readonly CompanyId s_company = new("1");

    public static async Task<int> Run(Options options)
    {
        var prepared = new Prepared(options.Number("items", 100_000), options.Number("receipts", 1000));
        Console.WriteLine(Machine.Line);
        Figures.Head("database | open items | as of | question | best ms | p50 ms | p95 ms | best times the budget "
            + "| processor ms each | load");
        await prepared.OnEach(options, async (database, folder) =>
        {
            await using var house = await House.Open(database, folder);
            foreach (var day in (DateOnly[])[new(2026, 6, 30), new(2026, 1, 15)])
                await Measure(house, (database, prepared.Items, day));
        });
        return 0;
    }

    private static async Task Measure(House house, (string Database, int Items, DateOnly Day) run)
    {
        var ask = new AgeCustomers(s_company, Currency.Usd, run.Day);
        await Time(run, ("totals", 50), () => house.Ask(new AgeCompanies(run.Day)));
        await Time(run, ("all customers, the 50 most overdue", 300),
            () => house.Ask(ask with { Order = AgingOrder.Overdue }));
        await Time(run, ("50 customers by name", 50), () => house.Ask(ask));
        await Time(run, ("all customers for the export", 300), () => house.Ask(
            new ExportAging(s_company, Currency.Usd, run.Day)));
        await Time(run, ("floor: one sum over the events by customer", 300), () => house.Rows<(string, long)>("""
            select customer_id, cast(sum(amount) as bigint) from ledger_event
            where connection_id = 1 and company_id = '1' and event_on <= @Day group by customer_id
            """, new { run.Day }));
    }

    private static async Task Time<T>((string Database, int Items, DateOnly Day) run,
        (string Name, double Budget) question, Func<Task<T>> ask)
    {
        for (var warm = 0; warm < 3; warm++)
            await ask();
        var (times, processor) = (new List<double>(), Machine.ProcessorSeconds);
        for (var time = 0; time < Times; time++)
        {
            var clock = Stopwatch.StartNew();
            await ask();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        var each = (Machine.ProcessorSeconds - processor) / Times * 1000;
        Figures.Row($"{run.Database}", $"{run.Items}", $"{run.Day:yyyy-MM-dd}", $"{question.Name}",
            $"{times.Min():F0}", $"{Figures.Median(times):F0}", $"{Figures.Percentile(times, 95):F0}",
            $"{times.Min() / question.Budget:F2}", $"{each:F0}", $"{Machine.Load}");
    }
}
