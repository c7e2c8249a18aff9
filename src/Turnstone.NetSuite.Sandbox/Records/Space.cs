namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>
/// Records that share one sequence of ids, found and enumerated by id without hashing, and by the time of their last
/// change without a sort.
/// </summary>
internal sealed class Space(string name)
{
    private readonly List<Record?> _slots = [null];
    private readonly List<(DateTimeOffset At, long Id)> _changes = [];
    private bool _sorted = true;

    public string Name { get; } = name;

    public int Count { get; private set; }

    public long TakeId()
    {
        _slots.Add(null);
        return _slots.Count - 1;
    }

    public Record? Find(long id) => id > 0 && id < _slots.Count ? _slots[(int)id] : null;

    public void Put(Record record)
    {
        while (_slots.Count <= record.Id)
            _slots.Add(null);
        if (_slots[(int)record.Id] is null)
            Count++;
        _slots[(int)record.Id] = record;
        _sorted = _sorted && (_changes.Count == 0 || _changes[^1].CompareTo((record.Modified, record.Id)) <= 0);
        _changes.Add((record.Modified, record.Id));
    }

    public void Remove(long id)
    {
        if (Find(id) is null)
            return;
        _slots[(int)id] = null;
        Count--;
    }

    public IEnumerable<Record> From(long id)
    {
        for (var i = Math.Max(1, id); i < _slots.Count; i++)
        {
            if (_slots[(int)i] is { } record)
                yield return record;
        }
    }

    /// <summary>
    /// By (last change, id), from an instant on. An entry that a later change outdated is passed over.
    /// </summary>
    public IEnumerable<Record> ChangedFrom(DateTimeOffset at)
    {
        lock (_changes)
        {
            if (!_sorted)
            {
                _changes.RemoveAll(change => Find(change.Id)?.Modified != change.At);
                _changes.Sort();
                _sorted = true;
            }
        }

        var index = _changes.BinarySearch((at, 0));
        (DateTimeOffset At, long Id) last = default;
        for (var i = index < 0 ? ~index : index; i < _changes.Count; i++)
        {
            var change = _changes[i];
            if (change != last && Find(change.Id) is { } record && record.Modified == change.At)
                yield return record;
            last = change;
        }
    }
}
