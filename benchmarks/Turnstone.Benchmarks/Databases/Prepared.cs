using System.Globalization;
using Turnstone.Benchmarks.Matching;
using Turnstone.Benchmarks.Running;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// A company after 250 bank days: its ledger, all receipts matched, those of the last 17 days still to be decided.
/// </summary>
/// <param name="Items">Open items, ten to a customer.</param>
/// <param name="Receipts">Receipts of all days.</param>
internal sealed record Prepared(int Items, int Receipts)
{
    private const int Days = 250;
    private static readonly DateOnly s_open = new DateOnly(2026, 6, 29).AddDays(-16);

    /// <summary>
    /// Makes it on each database in turn, in a folder of its own that is gone afterwards, or in the one that
    /// <c>--keep</c> names, which a later run takes up.
    /// </summary>
    public async Task OnEach(Options options, Func<string, string, Task> measure)
    {
        foreach (var database in House.Databases)
        {
            using var own = options.Text("keep") is null ? new TempFolder() : null;
            var folder = own?.Path ?? Directory.CreateDirectory(options.Needed("keep")).FullName;
            await Make(database, folder);
            await measure(database, folder);
            if (own is null)
                continue;
            await using var house = await House.Open(database, folder);
            await house.Remove();
        }
    }

    /// <summary>
    /// Makes it in a folder and the database that belongs to it; a folder that holds it already is left as it is.
    /// </summary>
    private async Task Make(string database, string folder)
    {
        var ready = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture,
            $"ready.{database}.{Items}.{Receipts}"));
        if (File.Exists(ready))
            return;
        var files = new SyntheticLedger(folder, Items);
        files.Write(Receipts, Days);
        await using var house = await House.Open(database, folder);
        await house.Do(new ImportLedger("1", files.Customers, files.OpenItems, files.History));
        await house.AddBankAccount();
        await house.AddPerson();
        await house.Do(new ImportFile("receipts.csv", await File.ReadAllBytesAsync(files.Receipts)));
        await house.Do(new MatchReceipts(new CompanyId("1")));
        await house.Change("""
            update share set state = 'posted'
            where receipt_id in (select id from receipt where booked_on < @open);
            update receipt set queue_state = 'posted' where booked_on < @open
            """, new { open = s_open });
        await File.WriteAllTextAsync(ready, "");
    }
}
