using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Changes of the ledger within one transaction: documents and applications come in, dated events, open amounts, aging
/// and balances follow. The same documents again change nothing.
/// </summary>
internal sealed class LedgerBatch
{
    private readonly Session _session;
    private readonly Dictionary<ItemKey, ItemRow> _before = [];
    private readonly Dictionary<ItemKey, ItemRow> _now = [];
    private readonly Dictionary<(ItemKey Debit, ItemKey Credit), ApplicationRow> _applications = [];
    private readonly List<LedgerEvent> _events = [];
    private readonly List<ApplicationRow> _applied = [];
    private readonly List<ApplicationRow> _removed = [];

    private LedgerBatch(Session session) => _session = session;

    /// <summary>Documents new or changed.</summary>
    public int Documents => _now.Count(entry => !entry.Value.Equals(_before.GetValueOrDefault(entry.Key)));

    /// <summary>Applications new, changed or taken off.</summary>
    public int Applications => _applied.Count + _removed.Count;

    /// <summary>Loads what is held of these documents, and locks it.</summary>
    public static async Task<LedgerBatch> Load(Session session, IReadOnlyCollection<string> documents)
    {
        var batch = new LedgerBatch(session);
        foreach (var ids in documents.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Chunk(500))
        {
            foreach (var row in await ItemRows.Locked(session.Db, session.Connection, ids))
                batch._before[KeyOf(row)] = batch._now[KeyOf(row)] = row;
        }

        return batch;
    }

    /// <summary>Documents on the other side of applications that are held of these.</summary>
    public static async Task<IReadOnlyList<ApplicationRow>> Held(
        ReadSession session, IReadOnlyCollection<string> documents)
    {
        var rows = new List<ApplicationRow>();
        foreach (var ids in documents.Chunk(500))
            rows.AddRange(await ApplicationRows.Touching(session.Db, session.Connection, ids));
        return [.. rows.Distinct()];
    }

    /// <summary>What is held of an item; null where nothing is.</summary>
    public ItemRow? Find(ItemKey key) => _now.GetValueOrDefault(key);

    /// <summary>Takes a document: raised where it is new, restated on the day where it changed.</summary>
    public void Take(ArrivingItem arriving, DateOnly on)
    {
        var counted = arriving.OnBooks
            ? arriving
            : arriving with { Item = arriving.Item with { Total = Money.Zero(arriving.Item.Total.Currency) } };
        var row = Items.Row(counted);
        if (!_now.TryGetValue(arriving.Key, out var held))
        {
            _now[arriving.Key] = row;
            if (counted.OnBooks)
                _events.Add(LedgerEvents.Raise(counted.Item));
            return;
        }

        var changes = LedgerEvents.Restate(Items.Read(held), counted.Item with { Open = counted.Item.Total }, on);
        _events.AddRange(changes);
        _now[arriving.Key] = row with
        {
            OpenAmount = held.Currency == row.Currency ? held.OpenAmount + row.Total - held.Total : row.Total,
            Claimed = held.Claimed, ApplicationsRead = held.ApplicationsRead,
        };
    }

    /// <summary>
    /// Takes all applications that the owners now have; those that are held and no longer among them are taken off.
    /// Pairs with a document that is not held are left out: the comparison of open amounts names them.
    /// </summary>
    public void TakeApplications(
        IReadOnlySet<string> owners, IReadOnlyList<ApplicationRow> held, IReadOnlyList<ArrivingApplication> arriving,
        DateOnly on)
    {
        foreach (var row in held.Where(row => Owns(owners, row)))
            _applications[(new(new(row.DebitId), row.DebitLine), new(new(row.CreditId), row.CreditLine))] = row;
        var wanted = Pairs(arriving);
        foreach (var (pair, row) in _applications.Where(entry => !wanted.ContainsKey(entry.Key)).ToList())
            Remove(pair, row, on);
        foreach (var (pair, minor) in wanted.OrderBy(entry => entry.Key.ToString(), StringComparer.Ordinal))
            Apply(pair, minor, on);
        foreach (var row in _now.Values.Where(row => owners.Contains(row.Id) && !row.ApplicationsRead).ToList())
            _now[KeyOf(row)] = row with { ApplicationsRead = true };
    }

    /// <summary>
    /// Brings an open amount to what the source states, where our events do not explain it, and hands out the
    /// difference; null where they agree.
    /// </summary>
    public DriftRow? Reconcile(ItemKey key, long stated, DateOnly on)
    {
        if (!_now.TryGetValue(key, out var row) || row.OpenAmount == stated)
            return null;
        var item = Items.Read(row);
        _events.Add(LedgerEvents.Drift(item, new(stated, item.Open.Currency), on));
        _now[key] = row with { OpenAmount = stated };
        return new()
        {
            DocumentId = row.Id, Line = row.Line, CompanyId = row.CompanyId, Number = row.Number,
            Currency = row.Currency, ByEvents = row.OpenAmount, Stated = stated,
        };
    }

    /// <summary>
    /// Brings all lines of documents to what the source stated of them, and hands out the differences.
    /// </summary>
    public IReadOnlyList<DriftRow> ReconcileStated(IReadOnlyCollection<string> documents, DateOnly on)
    {
        var wanted = documents.ToHashSet(StringComparer.Ordinal);
        return [.. _now.Where(entry => wanted.Contains(entry.Value.Id) && entry.Value.Stated is not null)
            .OrderBy(entry => entry.Value.Id, StringComparer.Ordinal).ThenBy(entry => entry.Value.Line)
            .Select(entry => Reconcile(entry.Key, entry.Value.Stated ?? 0, on)).OfType<DriftRow>().ToList()];
    }

    /// <summary>
    /// A document that is no more counts for nothing from the day on; its row stays, for whoever cites it.
    /// </summary>
    public void TakeOff(string document, DateOnly on)
    {
        foreach (var row in _now.Values.Where(row => row.Id == document).ToList())
        {
            var none = Money.Zero(Currency.Of(row.Currency));
            var before = Items.Read(row);
            _events.AddRange(LedgerEvents.Restate(before, before with { Total = none, Open = none }, on));
            _now[KeyOf(row)] = row with
            {
                OpenAmount = row.OpenAmount - row.Total, Total = 0, Stated = 0, OnBooks = false,
            };
        }
    }

    /// <summary>Writes everything: items, applications, events, aging and balances.</summary>
    public async Task Save()
    {
        var (db, connection) = (_session.Db, _session.Connection);
        var changed = _now.Where(entry => !entry.Value.Equals(_before.GetValueOrDefault(entry.Key))).ToList();
        var sums = await Sums(changed);
        await ItemRows.Save(db, connection, changed.Select(entry => entry.Value)
            .OrderBy(row => row.Id, StringComparer.Ordinal).ThenBy(row => row.Line));
        foreach (var row in _removed)
            await ApplicationRows.Remove(db, connection, row);
        await ApplicationRows.Save(db, connection, _applied);
        await EventRows.MoveBalances(db, connection, sums.Balances);
        await AgingRows.Append(db, connection, sums.Packed);
        // The rows of one day are hot where many post: they come last and in order.
        await AgingRows.Move(db, connection, sums.Aging);
    }

    private static ItemKey KeyOf(ItemRow row) => new(new(row.Id), row.Line);

    // A refund pays out a credit: NetSuite keeps its applications with the refund, which is the debit.
    private static bool Owns(IReadOnlySet<string> owners, ApplicationRow row) =>
        owners.Contains(row.CreditId) || owners.Contains(row.DebitId);

    private Dictionary<(ItemKey Debit, ItemKey Credit), long> Pairs(IReadOnlyList<ArrivingApplication> arriving)
    {
        var pairs = new Dictionary<(ItemKey, ItemKey), long>();
        foreach (var application in arriving)
        {
            if (Find(application.One) is not { } one || Find(application.Other) is not { } other
                || one.Currency != other.Currency || IsDebit(one) == IsDebit(other) || application.Minor <= 0)
                continue;
            var pair = IsDebit(one) ? (application.One, application.Other) : (application.Other, application.One);
            pairs[pair] = pairs.GetValueOrDefault(pair) + application.Minor;
        }

        return pairs;
    }

    private static bool IsDebit(ItemRow row) =>
        Codes.Read<DocumentKind>(row.Kind) is DocumentKind.Invoice or DocumentKind.JournalDebit;

    private void Apply((ItemKey Debit, ItemKey Credit) pair, long minor, DateOnly on)
    {
        var (debit, credit) = (_now[pair.Debit], _now[pair.Credit]);
        if (_applications.TryGetValue(pair, out var held))
        {
            if (held.Amount == minor)
                return;
            Remove(pair, held, on);
            (debit, credit) = (_now[pair.Debit], _now[pair.Credit]);
        }

        // NetSuite dates no application. What came with its credit counts from the later document's date; what was
        // applied afterwards counts from the day it was seen.
        var documents = debit.DatedOn > credit.DatedOn ? debit.DatedOn : credit.DatedOn;
        var day = credit.ApplicationsRead && on > documents ? on : documents;
        var application = new DatedApplication(pair.Debit, pair.Credit, new(minor, Currency.Of(debit.Currency)), day);
        _events.AddRange(LedgerEvents.Apply(application, Items.Read(debit), Items.Read(credit)));
        _applied.Add(new()
        {
            CreditId = credit.Id, CreditLine = credit.Line, DebitId = debit.Id, DebitLine = debit.Line,
            CompanyId = debit.CompanyId, Currency = debit.Currency, Amount = minor, AppliedOn = day,
        });
        Move(pair, minor);
    }

    private void Remove((ItemKey Debit, ItemKey Credit) pair, ApplicationRow row, DateOnly on)
    {
        if (!_now.TryGetValue(pair.Debit, out var debit) || !_now.TryGetValue(pair.Credit, out var credit))
            return;
        var application = new DatedApplication(
            pair.Debit, pair.Credit, new(row.Amount, Currency.Of(row.Currency)), row.AppliedOn);
        _events.AddRange(LedgerEvents.Unapply(application, Items.Read(debit), Items.Read(credit), on));
        _removed.Add(row);
        Move(pair, -row.Amount);
    }

    private void Move((ItemKey Debit, ItemKey Credit) pair, long minor)
    {
        _now[pair.Debit] = _now[pair.Debit] with { OpenAmount = _now[pair.Debit].OpenAmount - minor };
        _now[pair.Credit] = _now[pair.Credit] with { OpenAmount = _now[pair.Credit].OpenAmount + minor };
    }

    private async Task<LedgerSums> Sums(List<KeyValuePair<ItemKey, ItemRow>> changed)
    {
        var days = new Dictionary<string, DateOnly>(StringComparer.Ordinal);
        foreach (var company in _events.Select(change => change.Company.Value)
            .Concat(changed.Select(entry => entry.Value.CompanyId)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal))
            days[company] = await BalanceDay.Reach(_session, company);

        var sums = new LedgerSums();
        var first = _events.Count == 0 ? 0 : await _session.NewIds(_events.Count);
        var rows = _events.Select((change, at) => Row(change, first + at)).ToList();
        foreach (var row in rows)
            sums.Add(row, days[row.CompanyId]);
        foreach (var (key, row) in changed)
            sums.Count(_before.GetValueOrDefault(key), row);
        await EventRows.Add(_session.Db, _session.Connection, rows);
        return sums;
    }

    internal static EventRow Row(LedgerEvent change, long id) => new()
    {
        CompanyId = change.Company.Value, CustomerId = change.Customer.Value, EventOn = change.On, Id = id,
        Kind = Codes.Of(change.Kind), DocumentId = change.Item.Document.Value, Line = change.Item.Line,
        DueOn = change.Due, Currency = change.Amount.Currency.Code, Amount = change.Amount.Minor,
        Side = Codes.Of(change.Side),
    };
}
