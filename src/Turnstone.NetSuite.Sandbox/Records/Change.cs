namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>One change under way: clones of what it touches, seen by itself alone until it is committed.</summary>
internal sealed class Change(Store store)
{
    private readonly Dictionary<(string Space, long Id), Record> _drafts = [];
    private readonly Dictionary<(string Space, long Id), Gone> _gone = [];
    private readonly HashSet<(string Space, long Id)> _untouched = [];

    public Store Store { get; } = store;

    public DateTimeOffset Now { get; } = store.Time.GetUtcNow();

    /// <summary>True for a form that is filled in and shown, never kept: it may be incomplete.</summary>
    public bool IsDraft { get; init; }

    /// <summary>True where a script writes: it may take discounts where REST shows no column for them.</summary>
    public bool TakesDiscounts { get; set; }

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public IEnumerable<Record> Drafts => _drafts.Values;

    public Record? Find(string space, long id) =>
        _gone.ContainsKey((space, id)) ? null
        : _drafts.TryGetValue((space, id), out var draft) ? draft
        : Store.Find(space, id);

    public Transaction? Transaction(long id) => Find(Store.Transactions, id) as Transaction;

    public Entry? Entry(string space, long id) => Find(space, id) as Entry;

    public Link Link(long id) => Find(Store.Links, id) as Link
        ?? throw new InvalidOperationException($"The application {id} does not exist.");

    /// <summary>
    /// A record to work on. Its last modified date moves at the commit, unless the change does not count.
    /// </summary>
    public T Edit<T>(T record, bool touch = true)
        where T : Record
    {
        var key = (Store.SpaceOf(record), record.Id);
        if (touch)
            _untouched.Remove(key);
        if (_drafts.TryGetValue(key, out var draft))
            return (T)draft;
        if (!touch)
            _untouched.Add(key);
        var copy = (T)record.Clone();
        _drafts[key] = copy;
        return copy;
    }

    public T Add<T>(T record)
        where T : Record
    {
        var space = Store.SpaceOf(record);
        if (record.Id == 0)
            record.Id = Store.Space(space).TakeId();
        if (record.Created == default)
            record.Created = Now;
        _drafts[(space, record.Id)] = record;
        return record;
    }

    public void Remove(Record record, string name = "")
    {
        var key = (Store.SpaceOf(record), record.Id);
        _drafts.Remove(key);
        if (Store.Find(key.Item1, record.Id) is not null)
            _gone[key] = new(key.Item1, record.Id, record.Type, name, Now);
    }

    /// <summary>The record that has an external id, this change's own included.</summary>
    public long? External(string space, string id)
    {
        foreach (var draft in _drafts)
        {
            if (draft.Key.Space == space && draft.Value.ExternalId == id)
                return draft.Key.Id;
        }

        return Store.External(space, id) is { } kept && Find(space, kept)?.ExternalId == id ? kept : null;
    }

    public Commit? ToCommit()
    {
        foreach (var (key, draft) in _drafts)
        {
            // A loader gives its records the dates of their past.
            if (!_untouched.Contains(key) && !(Store.Find(key.Space, key.Id) is null && draft.Modified != default))
                draft.Modified = Now;
        }

        return _drafts.Count + _gone.Count == 0 ? null : new([.. _drafts.Values], [.. _gone.Values]);
    }
}
