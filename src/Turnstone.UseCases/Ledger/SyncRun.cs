using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>One run of a sync: page by page, each in a transaction of its own.</summary>
internal sealed class SyncRun(Work work, INetSuite netSuite, long run, TimeSpan overlap)
{
    private const int CheckedAtOnce = 500;

    private readonly List<string> _notes = [];
    private Dictionary<string, string> _places = [];
    private Dictionary<string, TermRow> _terms = [];

    /// <summary>What could not be read, in sentences; empty where all could.</summary>
    public string Notes => string.Join(' ', _notes.Distinct(StringComparer.Ordinal).Take(10));

    /// <summary>Reads everything; null, or why it stopped.</summary>
    public async Task<Refusal?> Pull(DateOnly? since)
    {
        if (await Places() is { } unread)
            return unread;
        return await new SyncLists(work, netSuite, overlap).Pull()
            ?? await Learn()
            ?? await Follow(Feeds.Customers, KeepCustomers)
            ?? await Families()
            ?? await Follow(Feeds.Transactions(since), KeepTransactions)
            ?? await Follow(Feeds.JournalLines, KeepTransactions)
            ?? await Follow(Feeds.Deletions, KeepDeletions, mayBeHidden: true)
            ?? await Explain();
    }

    private async Task<Refusal?> Places()
    {
        var read = await work.Read<Dictionary<string, string>>(async session =>
            (await RunRows.Cursors(session.Db, session.Connection))
                .ToDictionary(row => row.Topic, row => row.Place, StringComparer.Ordinal));
        return read.Is(out var places, out var refusal) ? Remember(places) : refusal;
    }

    private Refusal? Remember(Dictionary<string, string> places)
    {
        _places = places;
        return null;
    }

    /// <summary>Terms say what an invoice's discount is.</summary>
    private async Task<Refusal?> Learn()
    {
        var read = await work.Read<Dictionary<string, TermRow>>(async session =>
            (await BooksRows.Terms(session.Db, session.Connection))
                .ToDictionary(row => row.Id, StringComparer.Ordinal));
        if (!read.Is(out var terms, out var refusal))
            return refusal;
        _terms = terms;
        return null;
    }

    private async Task<Refusal?> Follow<T>(
        Feed<T> feed, Func<Session, IReadOnlyList<T>, LinkBook?, Task> keep, bool mayBeHidden = false)
    {
        var from = SyncCursor.Beginning;
        if (_places.TryGetValue(feed.Name, out var place) && !SyncCursor.Read(place).Is(out from, out var broken))
            return broken;
        var done = 0;
        await foreach (var answer in feed.Read(netSuite, from, overlap, work.Cancel))
        {
            if (!answer.Is(out var page, out var refusal))
            {
                if (!mayBeHidden || refusal.Kind is RefusalKind.Outside && refusal.Code != NetSuite.Refusals.Permission)
                    return refusal;
                _notes.Add($"{feed.Name} cannot be read, so that what was deleted stays until it is compared: "
                    + refusal.Sentence);
                return null;
            }

            if (await Keep(feed.Name, page, keep) is { } stopped)
                return stopped;
            work.Report(feed.Name, done += page.Rows.Count);
        }

        return null;
    }

    private async Task<Refusal?> Keep<T>(
        string topic, Page<T> page, Func<Session, IReadOnlyList<T>, LinkBook?, Task> keep)
    {
        _notes.AddRange(page.Problems.Select(problem => problem.Sentence));
        LinkBook? links = null;
        if (page.Rows.Count > 0 && page.Rows is IReadOnlyList<TransactionRow> rows)
        {
            // Asked before the transaction begins: nobody waits for NetSuite within one.
            var read = await LinkBook.Read(netSuite, Ids(rows), work.Cancel);
            if (!read.Is(out links, out var unread))
                return unread;
        }

        var kept = await work.Write<Done>(async session =>
        {
            if (page.Rows.Count > 0)
                await keep(session, page.Rows, links);
            await RunRows.SaveCursor(session.Db, session.Connection,
                new() { Topic = topic, Place = page.Next.ToString() }, session.At);
            return Done.It;
        });
        return kept.Refusal;
    }

    private async Task KeepCustomers(Session session, IReadOnlyList<NetSuite.Reading.CustomerRow> rows, LinkBook? links)
    {
        var last = rows.GroupBy(row => row.Id, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        var changed = await CustomerRows.Save(session.Db, session.Connection, last.Select(SyncLists.Customer));
        await CustomerRows.SaveTokens(session.Db, session.Connection, [.. last.Select(row => row.Id)],
            last.SelectMany(row => SearchWords.Of(row.Name, row.Number).Select(word => (word, row.Id))));
        await MatchingKeyRows.AddWords(session.Db, session.Connection,
            last.SelectMany(row => MatchingKeys.NameWords(row.Name)));
        await RunRows.Count(session.Db, new() { Id = run, Customers = changed });
    }

    private async Task<Refusal?> Families() => (await work.Write<Done>(async session =>
    {
        await CustomerRows.SetRoots(session.Db, session.Connection);
        return Done.It;
    })).Refusal;

    private async Task KeepTransactions(Session session, IReadOnlyList<TransactionRow> rows, LinkBook? links)
    {
        var book = links
            ?? throw new InvalidOperationException("A page of transactions came without its applications.");
        var items = rows.Select(row => NetSuiteArrivals.Of(row, _terms)).OfType<ArrivingItem>()
            .GroupBy(item => item.Key).Select(group => group.Last()).ToList();
        var batch = await LedgerIntake.Take(session, items, book);
        await batch.Save();
        await RunRows.Count(session.Db, new()
        {
            Id = run, Documents = batch.Documents, Applications = batch.Applications,
        });
        foreach (var company in items.Where(item => item.Item.Total.IsPositive)
            .GroupBy(item => item.Item.Company.Value, StringComparer.Ordinal))
        {
            await HistoryRows.AddShapes(session.Db, session.Connection, company.Key,
                ReferenceGrammar.Learn(company.Select(item => item.Item.Number)).Shapes);
        }
    }

    private static readonly HashSet<string> TransactionTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "invoice", "custinvc", "customerpayment", "custpymt", "creditmemo", "custcred", "customerdeposit", "custdep",
        "depositapplication", "depappl", "customerrefund", "custrfnd", "journalentry", "journal", "transaction",
    };

    /// <summary>What was deleted counts for nothing from today on; its applications come off.</summary>
    private async Task KeepDeletions(Session session, IReadOnlyList<DeletedRow> rows, LinkBook? links)
    {
        var ids = rows.Where(row => TransactionTypes.Contains(row.Type.Replace(" ", "", StringComparison.Ordinal)))
            .Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        var held = await LedgerBatch.Held(session, ids);
        var batch = await LedgerBatch.Load(
            session, [.. ids, .. held.SelectMany(row => new[] { row.CreditId, row.DebitId })]);
        batch.TakeApplications(ids, held, [], session.Today);
        foreach (var id in ids)
            batch.TakeOff(id, session.Today);
        await batch.Save();
        await RunRows.Count(session.Db, new()
        {
            Id = run, Documents = batch.Documents, Applications = batch.Applications,
        });
    }

    /// <summary>
    /// Documents whose open amount is not what our events make of it are read once more, with their applications: they
    /// may
    /// have changed between two pages. What then still differs is named and brought to what NetSuite states.
    /// </summary>
    private async Task<Refusal?> Explain()
    {
        while (true)
        {
            var read = await work.Read<string[]>(async session =>
                (await ItemRows.Unexplained(session.Db, session.Connection, CheckedAtOnce))
                    .Select(row => row.Id).Distinct(StringComparer.Ordinal).ToArray());
            if (!read.Is(out var ids, out var refusal))
                return refusal;
            if (ids.Length == 0)
                return null;
            if (!(await Feeds.Transactions().ReadThese(netSuite, ids, work.Cancel)).Is(out var documents, out refusal)
                || !(await Feeds.JournalLines.ReadThese(netSuite, ids, work.Cancel)).Is(out var lines, out refusal)
                || !(await LinkBook.Read(netSuite, ids, work.Cancel)).Is(out var book, out refusal))
                return refusal;
            var kept = await work.Write(session => Reconcile(session, ids, [.. documents, .. lines], book));
            if (kept.Refusal is { } stopped)
                return stopped;
        }
    }

    private async Task<Result<int>> Reconcile(
        Session session, IReadOnlyList<string> ids, IReadOnlyList<TransactionRow> rows, LinkBook book)
    {
        var items = rows.Select(row => NetSuiteArrivals.Of(row, _terms)).OfType<ArrivingItem>().ToList();
        var batch = await LedgerIntake.Take(session, items, book);
        // A document NetSuite does not show any more is gone, whether or not its deletion may be read.
        foreach (var id in ids.Except(rows.Select(row => row.Id), StringComparer.Ordinal))
            batch.TakeOff(id, session.Today);
        var drifts = batch.ReconcileStated(ids, session.Today);
        await batch.Save();
        await RunRows.SaveDrifts(session.Db, session.Connection, run, drifts);
        await RunRows.Count(session.Db, new()
        {
            Id = run, Documents = batch.Documents, Applications = batch.Applications, Drifts = drifts.Count,
        });
        return drifts.Count;
    }

    private static string[] Ids(IReadOnlyList<TransactionRow> rows) =>
        [.. rows.Select(row => row.Id).Distinct(StringComparer.Ordinal)];
}
