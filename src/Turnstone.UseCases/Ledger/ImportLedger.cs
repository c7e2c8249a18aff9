using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.CashApplication.PlainFiles;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Takes customers and open items from CSV files, for a company without NetSuite. The open items are all there are: one
/// that is no longer among them was settled elsewhere. Settled history, where given, replaces the one before.
/// </summary>
/// <param name="CompanyOfFiles">Company all items belong to; made where it does not exist.</param>
/// <param name="Customers">Path of the customers.</param>
/// <param name="OpenItems">Path of the open items.</param>
/// <param name="History">Path of settled receipts; null where there are none.</param>
public sealed record ImportLedger(string CompanyOfFiles, string Customers, string OpenItems, string? History = null)
    : ILongUseCase<LedgerRun>
{
    // First loads in large chunks, later ones in small: other people write in between (tech note: bulk import).
    private const int FirstChunk = 20_000;
    private const int LaterChunk = 2_000;

    /// <inheritdoc/>
    public Permission Needs => Permission.Sync;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<LedgerRun>> Run(Work work)
    {
        if (!PlainLedger.Customers(Customers).Is(out var customers, out var refusal)
            || !PlainLedger.OpenItems(OpenItems).Is(out var items, out refusal))
            return refusal;
        List<SettledReceipt>? history = null;
        if (History is { } path && !PlainLedger.History(path).Is(out history, out refusal))
            return refusal;
        if (Check(customers, items) is { } wrong)
            return wrong;

        var began = await work.Write(session => Begin(session, items));
        if (!began.Is(out var start, out refusal))
            return refusal;
        if ((await SaveCustomers(work, start.Run, customers)).Refusal is { } first)
            return first;
        var arriving = items.ConvertAll(item => new ArrivingItem(item with { Company = new(CompanyOfFiles) }));
        var taken = start.First ? await FirstLoad(work, start.Run, arriving) : await LaterLoad(work, start.Run,
            arriving);
        if (taken.Refusal is { } second)
            return second;
        return await work.Write(session => End(session, start.Run, items, history));
    }

    private static Refusal? Check(List<Customer> customers, List<OpenItem> items)
    {
        var known = customers.Select(customer => customer.Id).ToHashSet();
        var strangers = items.Where(item => !known.Contains(item.Customer)).Take(1000).ToList();
        if (strangers.Count > 0)
            return Refusals.UnknownCustomers(strangers.Count, strangers[0].Customer.Value);
        var seen = new HashSet<DocumentId>(items.Count);
        return items.Find(item => !seen.Add(item.Id)) is { } twice ? Refusals.Twice(twice.Number) : null;
    }

    private async Task<Result<(long Run, bool First)>> Begin(Session session, List<OpenItem> items)
    {
        await LedgerRuns.BuryDead(session);
        var run = await LedgerRuns.Begin(session, "file");
        var currency = items.Count > 0 ? items[0].Total.Currency.Code : Currency.Usd.Code;
        await BooksRows.AddCompany(session.Db, session.Connection, CompanyOfFiles, CompanyOfFiles, currency);
        return (run, !await ItemRows.Any(session.Db, session.Connection));
    }

    private async Task<Result<Done>> SaveCustomers(Work work, long run, List<Customer> customers)
    {
        foreach (var chunk in customers.Chunk(FirstChunk))
        {
            var saved = await work.Write<Done>(async session =>
            {
                var (db, connection) = (session.Db, session.Connection);
                var changed = await CustomerRows.Save(db, connection, chunk.Select(Items.Row));
                await CustomerRows.SaveCompanies(
                    db, connection, chunk.Select(customer => (customer.Id.Value, CompanyOfFiles, true)));
                foreach (var some in chunk.Chunk(500))
                {
                    await CustomerRows.SaveTokens(db, connection, [.. some.Select(customer => customer.Id.Value)],
                        some.SelectMany(customer => SearchWords.Of(customer.Name, customer.Number)
                            .Select(word => (word, customer.Id.Value))));
                }

                await MatchingKeyRows.AddWords(
                    db, connection, chunk.SelectMany(customer => MatchingKeys.NameWords(customer.Name)));
                await RunRows.Count(db, new() { Id = run, Customers = changed });
                return Done.It;
            });
            if (saved.Refusal is { } refusal)
                return refusal;
        }

        return await work.Write<Done>(async session =>
        {
            await CustomerRows.SetRoots(session.Db, session.Connection);
            return Done.It;
        });
    }

    private static async Task<Result<Done>> FirstLoad(Work work, long run, List<ArrivingItem> arriving)
    {
        var sums = new LedgerSums();
        var done = 0;
        foreach (var chunk in arriving.Chunk(FirstChunk))
        {
            var saved = await work.Write<Done>(async session =>
            {
                var first = await session.NewIds(chunk.Length * 2);
                var rows = chunk.Select(one => Items.Row(one) with
                {
                    OpenAmount = one.Item.Open.Minor, ApplicationsRead = true,
                }).ToList();
                await ItemRows.Insert(session.Db, session.Connection, rows);
                await EventRows.Add(session.Db, session.Connection, Events(chunk, first, session.Today));
                await RunRows.Count(session.Db, new() { Id = run, Documents = chunk.Length });
                return Done.It;
            });
            if (saved.Refusal is { } refusal)
                return refusal;
            work.Report("open items", done += chunk.Length, arriving.Count);
        }

        return await work.Write<Done>(async session =>
        {
            foreach (var chunk in arriving.Chunk(FirstChunk))
            {
                foreach (var change in Events(chunk, 0, session.Today))
                    sums.Add(change, session.Today);
                foreach (var one in chunk)
                    sums.Count(before: null, Items.Row(one) with { OpenAmount = one.Item.Open.Minor });
            }

            foreach (var company in arriving.Select(one => one.Item.Company.Value).Distinct(StringComparer.Ordinal))
                await BalanceDay.Reach(session, company);
            await EventRows.InsertBalances(session.Db, session.Connection, sums.Balances);
            await AgingRows.Insert(session.Db, session.Connection, sums.Aging, sums.Packed);
            return Done.It;
        });
    }

    /// <summary>What was paid before the file was made has no date: it counts from the day it was imported.</summary>
    private static IEnumerable<EventRow> Events(ArrivingItem[] chunk, long first, DateOnly today)
    {
        var id = first;
        foreach (var one in chunk)
        {
            yield return LedgerBatch.Row(LedgerEvents.Raise(one.Item), id++);
            if (one.Item.Open != one.Item.Total)
            {
                var whole = one.Item with { Open = one.Item.Total };
                yield return LedgerBatch.Row(LedgerEvents.Drift(whole, one.Item.Open, today), id++);
            }
        }
    }

    private static async Task<Result<Done>> LaterLoad(Work work, long run, List<ArrivingItem> arriving)
    {
        var done = 0;
        foreach (var chunk in arriving.Chunk(LaterChunk))
        {
            var saved = await work.Write<Done>(async session =>
            {
                var batch = await LedgerBatch.Load(session, [.. chunk.Select(one => one.Item.Id.Value)]);
                foreach (var one in chunk)
                {
                    batch.Take(one, session.Today);
                    batch.Reconcile(one.Key, one.Item.Open.Minor, session.Today);
                }

                await batch.Save();
                await RunRows.Count(session.Db, new() { Id = run, Documents = batch.Documents });
                return Done.It;
            });
            if (saved.Refusal is { } refusal)
                return refusal;
            work.Report("open items", done += chunk.Length, arriving.Count);
        }

        return await CloseMissing(work, run, arriving);
    }

    private static async Task<Result<Done>> CloseMissing(Work work, long run, List<ArrivingItem> arriving)
    {
        var here = arriving.Select(one => one.Key).ToHashSet();
        var read = await work.Read<List<ItemKey>>(async session =>
        {
            var missing = new List<ItemKey>();
            await foreach (var row in ItemRows.EveryOpen(session.Db, session.Connection))
            {
                var key = new ItemKey(new(row.Id), row.Line);
                if (!here.Contains(key))
                    missing.Add(key);
            }

            return missing;
        });
        if (!read.Is(out var gone, out var refusal))
            return refusal;
        foreach (var chunk in gone.Chunk(LaterChunk))
        {
            var saved = await work.Write<Done>(async session =>
            {
                var batch = await LedgerBatch.Load(session, [.. chunk.Select(key => key.Document.Value)]);
                foreach (var key in chunk)
                    batch.Reconcile(key, 0, session.Today);
                await batch.Save();
                await RunRows.Count(session.Db, new() { Id = run, Documents = batch.Documents });
                return Done.It;
            });
            if (saved.Refusal is { } wrong)
                return wrong;
        }

        return Done.It;
    }

    private async Task<Result<LedgerRun>> End(
        Session session, long run, List<OpenItem> items, List<SettledReceipt>? history)
    {
        var (db, connection) = (session.Db, session.Connection);
        var numbers = items.Select(item => item.Number)
            .Concat((history ?? []).SelectMany(settled => settled.Documents));
        await HistoryRows.AddShapes(db, connection, CompanyOfFiles, ReferenceGrammar.Learn(numbers).Shapes);
        if (history is { Count: > 0 })
        {
            await HistoryRows.ForgetFiles(db, connection);
            var first = await session.NewIds(history.Count);
            await HistoryRows.Add(db, connection,
                [.. history.Select((settled, at) => Settled.Row(settled, CompanyOfFiles, first + at))]);
        }

        return await LedgerRuns.End(session, run, new(CompanyOfFiles));
    }
}
