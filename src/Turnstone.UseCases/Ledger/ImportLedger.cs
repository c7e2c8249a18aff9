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
    // Other people write in between (docs/benchmarks.md, first load). A later chunk compares what it writes with what
    // is there, and takes as long for fewer rows.
    private const int FirstChunk = 5_000;
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
        if ((await SaveCustomers(work, start, customers)).Refusal is { } first)
            return first;
        var taken = start.First ? await FirstLoad(work, start.Run, items) : await LaterLoad(work, start.Run, items);
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

    private async Task<Result<Start>> Begin(Session session, List<OpenItem> items)
    {
        await LedgerRuns.BuryDead(session);
        var run = await LedgerRuns.Begin(session, "file");
        var currency = items.Count > 0 ? items[0].Total.Currency.Code : Currency.Usd.Code;
        await BooksRows.AddCompany(session.Db, session.Connection, CompanyOfFiles, CompanyOfFiles, currency);
        return new Start(run, First: !await ItemRows.Any(session.Db, session.Connection),
            Strangers: !await CustomerRows.Any(session.Db, session.Connection));
    }

    private async Task<Result<Done>> SaveCustomers(Work work, Start start, List<Customer> customers)
    {
        foreach (var chunk in customers.Chunk(FirstChunk))
        {
            var saved = await work.Write<Done>(async session =>
            {
                var (db, connection) = (session.Db, session.Connection);
                var changed = await CustomerRows.Save(db, connection, chunk.Select(Items.Row));
                await CustomerRows.SaveCompanies(
                    db, connection, chunk.Select(customer => (customer.Id.Value, CompanyOfFiles, true)));
                await SaveWords(session, chunk, start.Strangers);
                await MatchingKeyRows.AddWords(
                    db, connection, chunk.SelectMany(customer => MatchingKeys.NameWords(customer.Name)));
                await RunRows.Count(db, new() { Id = start.Run, Customers = changed });
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

    /// <summary>Words customers are searched by; where nobody was known before, none has to go first.</summary>
    private static async Task SaveWords(Session session, Customer[] customers, bool areStrangers)
    {
        if (areStrangers)
        {
            await CustomerRows.AddTokens(session.Db, session.Connection, customers.SelectMany(Words));
            return;
        }

        foreach (var some in customers.Chunk(500))
            await CustomerRows.SaveTokens(session.Db, session.Connection,
                [.. some.Select(customer => customer.Id.Value)], some.SelectMany(Words));

        static IEnumerable<(string, string)> Words(Customer customer) =>
            SearchWords.Of(customer.Name, customer.Number).Select(word => (word, customer.Id.Value));
    }

    private ArrivingItem[] Arriving(OpenItem[] items) =>
        Array.ConvertAll(items, item => new ArrivingItem(item with { Company = new(CompanyOfFiles) }));

    /// <summary>
    /// Into an empty ledger: what is derived is added up beside the chunks and written at the end, so that a run that
    /// dies before leaves it to be added up from the events.
    /// </summary>
    private async Task<Result<Done>> FirstLoad(Work work, long run, List<OpenItem> items)
    {
        var read = await work.Write<DateOnly>(async session => await BalanceDay.Reach(session, CompanyOfFiles));
        if (!read.Is(out var goodFor, out var refusal))
            return refusal;
        var sums = new LedgerSums();
        var done = 0;
        foreach (var chunk in items.Chunk(FirstChunk))
        {
            // Made before the transaction begins: whoever waits for it waits for the database alone.
            var arriving = Arriving(chunk);
            var rows = Array.ConvertAll(arriving, one => Items.Row(one) with
            {
                OpenAmount = one.Item.Open.Minor, ApplicationsRead = true,
            });
            var events = Events(arriving, goodFor).ToArray();
            var saved = await work.Write<Done>(async session =>
            {
                var first = await session.NewIds(events.Length);
                await ItemRows.Insert(session.Db, session.Connection, rows);
                await EventRows.Add(session.Db, session.Connection,
                    events.Select((change, at) => LedgerBatch.Row(change, first + at)));
                await RunRows.Count(session.Db, new() { Id = run, Documents = chunk.Length });
                return Done.It;
            });
            if (saved.Refusal is { } stopped)
                return stopped;
            foreach (var change in events)
                sums.Add(LedgerBatch.Row(change, id: 0), goodFor);
            foreach (var row in rows)
                sums.Count(before: null, row);
            work.Report("open items", done += chunk.Length, items.Count);
        }

        return await SaveSums(work, sums, goodFor);
    }

    private async Task<Result<Done>> SaveSums(Work work, LedgerSums sums, DateOnly goodFor)
    {
        foreach (var chunk in sums.Balances.Chunk(FirstChunk))
        {
            var saved = await work.Write(async session =>
                Saved(await EventRows.InsertBalances(session.Db, session.Connection, chunk)));
            if (saved.Refusal is { } refusal)
                return refusal;
        }

        foreach (var chunk in sums.Packed.Chunk(FirstChunk))
        {
            var saved = await work.Write(async session =>
                Saved(await AgingRows.InsertPacked(session.Db, session.Connection, chunk)));
            if (saved.Refusal is { } refusal)
                return refusal;
        }

        return await work.Write(async session =>
        {
            await AgingRows.InsertDays(session.Db, session.Connection, sums.Aging);
            // Past midnight somebody may have moved what fell due into balances that were only half there.
            return Saved(await BalanceDay.Reach(session, CompanyOfFiles) == goodFor ? 0
                : await EventRows.RebuildBalances(session.Db, session.Connection, session.Today));
        });

        static Result<Done> Saved(long rows) => Done.It;
    }

    /// <summary>What was paid before the file was made has no date: it counts from the day it was imported.</summary>
    private static IEnumerable<LedgerEvent> Events(ArrivingItem[] chunk, DateOnly today)
    {
        foreach (var one in chunk)
        {
            yield return LedgerEvents.Raise(one.Item);
            if (one.Item.Open != one.Item.Total)
                yield return LedgerEvents.Drift(one.Item with { Open = one.Item.Total }, one.Item.Open, today);
        }
    }

    private async Task<Result<Done>> LaterLoad(Work work, long run, List<OpenItem> items)
    {
        var done = 0;
        foreach (var chunk in items.Chunk(LaterChunk).Select(Arriving))
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
            work.Report("open items", done += chunk.Length, items.Count);
        }

        return await CloseMissing(work, run, items);
    }

    private static async Task<Result<Done>> CloseMissing(Work work, long run, List<OpenItem> items)
    {
        var here = items.Select(ItemKey.Of).ToHashSet();
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

    /// <summary>A run that has begun.</summary>
    /// <param name="Run">Its id.</param>
    /// <param name="First">True where no document was there.</param>
    /// <param name="Strangers">True where no customer was.</param>
    private sealed record Start(long Run, bool First, bool Strangers);
}
