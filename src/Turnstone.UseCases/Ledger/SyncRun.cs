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

    private readonly FeedReading _reading = new(work, netSuite, overlap);
    private Dictionary<string, TermRow> _terms = [];
    private CustomFields _fields = new([], []);

    /// <summary>What could not be read, in sentences; empty where all could.</summary>
    public string Notes => _reading.Notes;

    /// <summary>Reads everything; null, or why it stopped.</summary>
    public async Task<Refusal?> Pull(DateOnly? since) => await _reading.Begin()
        ?? await new SyncLists(work, netSuite, overlap).Pull()
        ?? await Learn()
        ?? await _reading.Follow(Feeds.Customers.With(_fields.Customers), KeepCustomers)
        ?? await Families()
        ?? await new SyncAround(_reading).Pull()
        ?? await _reading.Follow(Feeds.Transactions(since).With(_fields.Documents), Prepare, KeepTransactions)
        ?? await _reading.Follow(Feeds.JournalLines, Prepare, KeepTransactions)
        ?? await _reading.Follow(Feeds.Deletions, KeepDeletions,
            "what was deleted stays until it is compared")
        ?? await Explain();

    /// <summary>Terms say what an invoice's discount is; settings which custom fields are read.</summary>
    private async Task<Refusal?> Learn()
    {
        var read = await work.Read<(Dictionary<string, TermRow> Terms, CustomFields Fields, int Companies)>(
            async session => (
                (await BooksRows.Terms(session.Db, session.Connection))
                    .ToDictionary(row => row.Id, StringComparer.Ordinal),
                await CustomFields.Chosen(session),
                (await BooksRows.Companies(session.Db, session.Connection)).Count));
        if (!read.Is(out var known, out var refusal))
            return refusal;
        (_terms, _fields) = (known.Terms, known.Fields);
        return await _reading.Reread(Feeds.Customers.Name, _fields.Customers)
            ?? await _reading.Reread(Feeds.Transactions().Name, _fields.Documents)
            ?? _reading.Know(known.Companies);
    }

    private Task<Result<PageAround>> Prepare(Page<TransactionRow> page) =>
        PageAround.Read(netSuite, page.Rows, work.Cancel);

    private async Task KeepCustomers(Session session, IReadOnlyList<NetSuite.Reading.CustomerRow> rows)
    {
        var last = rows.GroupBy(row => row.Id, StringComparer.Ordinal).Select(group => group.Last()).ToList();
        var changed = await CustomerRows.Save(session.Db, session.Connection, last.Select(SyncLists.Customer));
        await CustomerRows.SaveTokens(session.Db, session.Connection, [.. last.Select(row => row.Id)],
            last.SelectMany(row => SearchWords.Of(row.Name, row.Number).Select(word => (word, row.Id))));
        await MatchingKeyRows.AddWords(session.Db, session.Connection,
            last.SelectMany(row => MatchingKeys.NameWords(row.Name)));
        await _fields.Keep(session, "customer", last.Select(row => (row.Id, row.Custom)));
        await RunRows.Count(session.Db, new() { Id = run, Customers = changed });
    }

    private async Task<Refusal?> Families() => (await work.Write<Done>(async session =>
    {
        await CustomerRows.SetRoots(session.Db, session.Connection);
        return Done.It;
    })).Refusal;

    private async Task KeepTransactions(Session session, IReadOnlyList<TransactionRow> rows, PageAround around)
    {
        var items = rows.Select(row => NetSuiteArrivals.Of(row, _terms)).OfType<ArrivingItem>()
            .GroupBy(item => item.Key).Select(group => group.Last()).ToList();
        var batch = await LedgerIntake.Take(session, items, around.Links);
        await batch.Save();
        await around.Keep(session);
        await _fields.Keep(session, "document", rows.Select(row => (row.Id, row.Custom)));
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
    private async Task KeepDeletions(Session session, IReadOnlyList<DeletedRow> rows)
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
    /// Documents whose open amount is not what our events make of it are read once more: they may have changed between
    /// two pages. What then still differs is named and brought to what NetSuite states.
    /// </summary>
    private async Task<Refusal?> Explain()
    {
        var again = new RereadDocuments(work, netSuite, run);
        while (true)
        {
            var read = await work.Read<string[]>(async session =>
                (await ItemRows.Unexplained(session.Db, session.Connection, CheckedAtOnce))
                    .Select(row => row.Id).Distinct(StringComparer.Ordinal).ToArray());
            if (!read.Is(out var ids, out var refusal))
                return refusal;
            if (ids.Length == 0)
                return null;
            if ((await again.Read(ids, _terms)).Refusal is { } stopped)
                return stopped;
        }
    }
}
