using System.Diagnostics;
using Turnstone.Benchmarks.Matching;
using Turnstone.Benchmarks.Running;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Reporting;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// The questions behind the staff pages, one person at a time, through the door: database and query time, no HTML.
/// </summary>
internal static class PagesWord
{
    private const int Asked = 200;
    private const int Warming = 20;

    public static async Task<int> Run(Options options)
    {
        Console.WriteLine(Machine.Line);
        Figures.Head("database | open items | receipts | question | p50 ms | p95 ms | processor ms each | load");
        foreach (var database in House.Server is null ? (string[])["sqlite"] : ["sqlite", "postgres"])
        {
            using var folder = new TempFolder();
            await Measure(database, folder.Path, options.Number("items", 100_000), options.Number("receipts", 2000));
        }

        return 0;
    }

    private static async Task Measure(string database, string folder, int items, int receipts)
    {
        var files = new SyntheticLedger(folder, items);
        files.Write(receipts);
        await using var house = await House.Open(database == "sqlite" ? folder : null);
        await house.Do(new ImportLedger("1", files.Customers, files.OpenItems, files.History));
        await house.AddBankAccount();
        await house.Do(new ImportFile("receipts.csv", await File.ReadAllBytesAsync(files.Receipts)));
        var matched = await house.Do(new MatchReceipts(new CompanyId("1")));
        var known = (await house.Ask(new ListReceipts(new(), Count: 200))).Rows.Select(row => row.Id).ToArray();
        var next = (await house.Ask(new ListReceipts(new(), Count: 200))).Next;
        string customer(int at) => SyntheticLedger.Customer((int)(at * 7919L % files.Companies));
        string word(int at) => SyntheticLedger.Name((int)(at * 7919L % files.Companies)).Split(' ')[0];

        async Task Time<T>(string question, Func<int, IQuery<T>> ask)
        {
            for (var at = 0; at < Warming; at++)
                await house.Ask(ask(at));
            var (times, processor) = (new List<double>(), Machine.ProcessorSeconds);
            for (var at = 0; at < Asked; at++)
            {
                var clock = Stopwatch.StartNew();
                await house.Ask(ask(at));
                times.Add(clock.Elapsed.TotalMilliseconds);
            }

            var each = (Machine.ProcessorSeconds - processor) / Asked * 1000;
            Figures.Row($"{database}", $"{files.Items}", $"{matched.Receipts}", $"{question}",
                $"{Figures.Median(times):F1}", $"{Figures.Percentile(times, 95):F1}", $"{each:F1}", $"{Machine.Load}");
        }

        await Time("today", _ => new LookAtToday(Company: null));
        await Time("queue, first page of 50", _ => new ListReceipts(new()));
        await Time("queue, a page further on", _ => new ListReceipts(new(), next));
        await Time("queue, counts", _ => new CountReceipts(new()));
        await Time("receipt", at => new ShowReceipt(known[at % known.Length]));
        await Time("customer", at => new ShowCustomer(customer(at)));
        await Time("customers, most overdue", _ => new FindCustomers(Words: null, CompanyFilter: null));
        await Time("customers by a word", at => new FindCustomers(word(at), CompanyFilter: null));
    }
}
