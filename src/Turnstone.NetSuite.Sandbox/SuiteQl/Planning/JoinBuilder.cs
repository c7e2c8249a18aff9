using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>One thing to join: a source, or a group of sources that was joined already.</summary>
internal sealed record JoinItem(Source? Source, GroupRead? Group)
{
    public ulong Slots => Source?.Bit ?? Group?.Slots ?? 0;
}

/// <summary>A left join waiting for the tables its condition reads.</summary>
internal sealed record LeftItem(JoinItem Item, IReadOnlyList<Condition> On);

/// <summary>
/// Orders the joins of one block: the best-indexed table first, then whatever an equality connects to what is there,
/// then left joins whose condition can be tested, last what nothing connects. Inner and left joins may be exchanged so
/// because a left join neither removes nor doubles a row of the others; conditions on its columns wait for it.
/// </summary>
internal sealed class JoinBuilder(AccessChooser chooser, Budget budget)
{
    private readonly List<JoinItem> _items = [];
    private readonly List<LeftItem> _lefts = [];
    private readonly List<Condition> _conditions = [];
    private readonly List<JoinStep> _steps = [];
    private ulong _bound;

    public bool UsesOuter => _conditions.Exists(condition => condition.Uses.Outer)
        || _lefts.Exists(left => left.On.Any(condition => condition.Uses.Outer));

    public void Add(JoinItem item) => _items.Add(item);

    public void Add(LeftItem item) => _lefts.Add(item);

    public void Add(IEnumerable<Condition> conditions) => _conditions.AddRange(conditions);

    public JoinPlan Build()
    {
        var before = Testable(0);
        while (_items.Count + _lefts.Count > 0)
        {
            if (_bound != 0 && Connected() is { } connected)
            {
                Take(connected);
            }
            else if (_bound != 0 && _lefts.Find(IsReady) is { } left)
            {
                Take(left);
            }
            else if (_items.Count > 0)
            {
                Take(_items.MinBy(item => Choose(item, Usable(item.Slots)).Rank)!);
            }
            else
            {
                throw Refused.Unsupported("An outer join's condition reads a table that is joined after it.");
            }
        }

        return new(_steps, before);
    }

    private bool IsReady(LeftItem left) => left.On.All(condition => condition.Uses.Within(_bound | left.Item.Slots));

    private Condition[] Usable(ulong slots) =>
        [.. _conditions.Where(condition => condition.Uses.Within(_bound | slots))];

    /// <summary>The item that an equality connects; one with an index for it before others.</summary>
    private JoinItem? Connected() => _items
        .Select(item => (Item: item, Usable: Usable(item.Slots)))
        .Where(
            entry => AccessChooser.Equalities(entry.Item.Slots, entry.Usable).Any(pair => pair.Other.Uses.Slots != 0))
        .OrderBy(entry => Choose(entry.Item, entry.Usable).Rank)
        .Select(entry => entry.Item)
        .FirstOrDefault();

    private Choice Choose(JoinItem item, Condition[] usable)
    {
        if (item.Source is { } source)
        {
            return chooser.For(source, usable, _bound);
        }

        var group = item.Group ?? throw new InvalidOperationException("An item of a join is a source or a group.");
        var keys = AccessChooser.JoinKeys(group.Slots, usable);
        return new(
            AccessChooser.Unindexed,
            () => keys.Count > 0 && group.IsFixed ? new HashRead(group, keys, [], budget) : group);
    }

    private void Take(JoinItem item)
    {
        var access = Choose(item, Usable(item.Slots)).Make();
        _items.Remove(item);
        _bound |= item.Slots;
        _steps.Add(new(access, [], false, Testable(_bound)));
    }

    private void Take(LeftItem left)
    {
        Condition[] usable = [.. left.On];
        var access = Choose(left.Item, usable).Make();
        _lefts.Remove(left);
        _bound |= left.Item.Slots;
        _steps.Add(new(access, left.On, true, Testable(_bound)));
    }

    /// <summary>Takes the conditions that those slots suffice for.</summary>
    private Condition[] Testable(ulong slots)
    {
        Condition[] testable = [.. _conditions.Where(condition => condition.Uses.Within(slots))];
        _conditions.RemoveAll(testable.Contains);
        return testable;
    }
}
