using System.Diagnostics.CodeAnalysis;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>
/// All records of the account in memory, with their indexes; many readers or one change at a time. A change is on
/// disk before anyone sees it.
/// </summary>
internal sealed class Store : IDisposable
{
    public const string Transactions = "transaction";
    public const string Entities = "entity";
    public const string Links = "link";

    private readonly ReaderWriterLockSlim _lock = new(LockRecursionPolicy.SupportsRecursion);
    private readonly Dictionary<string, Space> _spaces = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(string Space, string Id), long> _external = [];
    private readonly Dictionary<long, SortedSet<long>> _open = [];
    private readonly Dictionary<long, List<long>> _byEntity = [];
    private readonly Dictionary<long, List<long>> _children = [];
    private readonly Dictionary<long, List<long>> _relations = [];
    private readonly Dictionary<string, long> _entityIds = new(StringComparer.OrdinalIgnoreCase);
    private readonly Journal? _journal;
    private List<(string Space, long Id, Record? Before)> _last = [];

    public Store(string? folder, TimeProvider time)
    {
        Time = time;
        if (folder is null)
            return;
        _journal = new(folder);
        foreach (var commit in _journal.Read())
            Take(commit);
        _last = [];
    }

    public TimeProvider Time { get; }

    /// <summary>Counts what was put, so that something read can be known to be still so.</summary>
    public long Version { get; private set; }

    public bool IsEmpty => _spaces.Values.All(space => space.Count == 0);

    public List<Gone> Deleted { get; } = [];

    public Space Space(string name)
    {
        lock (_spaces)
        {
            if (!_spaces.TryGetValue(name, out var space))
                _spaces[name] = space = new(name);
            return space;
        }
    }

    public Record? Find(string space, long id) => Space(space).Find(id);

    public Transaction? Transaction(long id) => Find(Transactions, id) as Transaction;

    public Entry? Entry(string space, long id) => Find(space, id) as Entry;

    public long? External(string space, string id) => _external.TryGetValue((space, id), out var found) ? found : null;

    public IEnumerable<Entry> Entries(string space) => Space(space).From(1).OfType<Entry>();

    public IEnumerable<Transaction> AllTransactions => Space(Transactions).From(1).Cast<Transaction>();

    /// <summary>The documents of an entity that have an open line, by id.</summary>
    public IReadOnlyCollection<long> Open(long entity) => _open.TryGetValue(entity, out var ids) ? ids : [];

    public IReadOnlyList<long> ByEntity(long entity) => _byEntity.GetValueOrDefault(entity) ?? [];

    public IReadOnlyList<long> Children(long parent) => _children.GetValueOrDefault(parent) ?? [];

    public IReadOnlyList<long> Relations(long customer) => _relations.GetValueOrDefault(customer) ?? [];

    /// <summary>The customer, contact or employee of this entity id.</summary>
    public long? EntityNamed(string entityId) => _entityIds.TryGetValue(entityId, out var id) ? id : null;

    public T Read<T>(Func<T> read)
    {
        _lock.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            _lock.ExitReadLock();
        }
    }

    /// <summary>Runs a change and keeps it whole; a refusal that flies out of it leaves nothing.</summary>
    public T Write<T>(Func<Change, T> change)
    {
        _lock.EnterWriteLock();
        try
        {
            var work = new Change(this);
            var result = change(work);
            if (work.ToCommit() is { } commit)
            {
                _journal?.Append(commit);
                Take(commit);
            }

            return result;
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Runs a change, shows what it came to and forgets it.</summary>
    public T Preview<TMade, T>(Func<Change, TMade> change, Func<TMade, T> show)
    {
        _lock.EnterWriteLock();
        var last = _last;
        try
        {
            var work = new Change(this) { IsDraft = true };
            var made = change(work);
            var commit = work.ToCommit() ?? new([], []);
            Take(commit, isReal: false);
            try
            {
                return show(made);
            }
            finally
            {
                foreach (var (space, id, record) in _last)
                    Swap(space, id, record);
            }
        }
        finally
        {
            _last = last;
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Reads the state before the last change, as a replica that lags behind shows it.</summary>
    public T ReadStale<T>(Func<T> read)
    {
        _lock.EnterWriteLock();
        try
        {
            var before = _last;
            var after = before.ConvertAll(image => (image.Space, image.Id, After: Find(image.Space, image.Id)));
            foreach (var (space, id, record) in before)
                Swap(space, id, record);
            try
            {
                return read();
            }
            finally
            {
                foreach (var (space, id, record) in after)
                    Swap(space, id, record);
            }
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>All records, each space by id.</summary>
    public IEnumerable<Record> Everything() => _spaces.Values.SelectMany(space => space.From(1));

    /// <summary>Puts these records in place of everything there is, on disk too.</summary>
    public void Restore(List<Record> records)
    {
        _lock.EnterWriteLock();
        try
        {
            Clear();
            var commit = new Commit(records, []);
            _journal?.Append(commit);
            Take(commit);
            _last = [];
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    /// <summary>Forgets everything, on disk too.</summary>
    public void Clear()
    {
        _lock.EnterWriteLock();
        try
        {
            _journal?.Clear();
            Version++;
            lock (_spaces)
                _spaces.Clear();
            _external.Clear();
            _open.Clear();
            _byEntity.Clear();
            _children.Clear();
            _relations.Clear();
            _entityIds.Clear();
            Deleted.Clear();
            _last = [];
        }
        finally
        {
            _lock.ExitWriteLock();
        }
    }

    public void Dispose()
    {
        _journal?.Dispose();
        _lock.Dispose();
    }

    private void Take(Commit commit, bool isReal = true)
    {
        _last = [];
        foreach (var record in commit.Puts)
        {
            var space = SpaceOf(record);
            _last.Add((space, record.Id, Find(space, record.Id)));
            Swap(space, record.Id, record);
        }

        foreach (var gone in commit.Removals)
        {
            _last.Add((gone.Space, gone.Id, Find(gone.Space, gone.Id)));
            Swap(gone.Space, gone.Id, null);
            if (isReal && gone.Space != Links)
                Deleted.Add(gone);
        }
    }

    public static string SpaceOf(Record record) => record switch
    {
        Records.Transaction => Transactions,
        Link => Links,
        _ => Catalog.Find(record.Type)?.Space ?? record.Type,
    };

    private void Swap(string space, long id, Record? record)
    {
        Version++;
        if (Find(space, id) is { } before)
            Forget(space, before, record);
        if (record is null)
        {
            Space(space).Remove(id);
            return;
        }

        Space(space).Put(record);
        if (record.ExternalId is { } external)
            _external[(space, external)] = id;
        if (record is Entry { Type: "customer" } && record.Text("entityId") is { } entityId)
            _entityIds[entityId] = id;
        switch (record)
        {
            case Transaction transaction:
                Index(transaction);
                break;
            case Entry { Type: "customer" } customer when customer.Reference("parent") is { } parent:
                Add(_children, parent, id);
                break;
            case Entry { Type: "customerSubsidiaryRelationship" } relation
                when relation.Reference("entity") is { } entity:
                Add(_relations, entity, id);
                break;
        }
    }

    private void Index(Transaction transaction)
    {
        if (transaction.Entity is { } entity && Tail(_byEntity, entity) != transaction.Id)
            Add(_byEntity, entity, transaction.Id);
        if (!transaction.IsPosting)
            return;

        foreach (var line in transaction.OpenLines)
        {
            if ((line.Entity ?? transaction.Entity) is not { } owner)
                continue;
            if (!_open.TryGetValue(owner, out var ids))
                _open[owner] = ids = [];
            ids.Add(transaction.Id);
        }
    }

    private void Forget(string space, Record before, Record? after)
    {
        if (before.ExternalId is { } external && after?.ExternalId != external)
            _external.Remove((space, external));
        if (before is Entry { Type: "customer" } && before.Text("entityId") is { } entityId)
            _entityIds.Remove(entityId);
        if (before is Entry { Type: "customer" } && before.Reference("parent") is { } parent)
            _children.GetValueOrDefault(parent)?.Remove(before.Id);
        if (before is Entry { Type: "customerSubsidiaryRelationship" } && before.Reference("entity") is { } customer)
            _relations.GetValueOrDefault(customer)?.Remove(before.Id);
        if (before is not Transaction transaction)
            return;

        foreach (var line in transaction.Lines)
        {
            if ((line.Entity ?? transaction.Entity) is { } owner)
                _open.GetValueOrDefault(owner)?.Remove(transaction.Id);
        }

        if (transaction.Entity is { } entity && (after as Transaction)?.Entity != entity)
            _byEntity.GetValueOrDefault(entity)?.Remove(before.Id);
    }

    [SuppressMessage("Style", "IDE0028", Justification = "A list is kept per key.")]
    private static void Add(Dictionary<long, List<long>> index, long key, long id)
    {
        if (!index.TryGetValue(key, out var ids))
            index[key] = ids = new();
        ids.Add(id);
    }

    private static long Tail(Dictionary<long, List<long>> index, long key) =>
        index.TryGetValue(key, out var ids) && ids.Count > 0 ? ids[^1] : 0;
}
