namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>
/// The rows whose key expressions equal those of the rows before: a hash table, made at the first use from the rows
/// that pass the source's own conditions.
/// </summary>
internal sealed class HashRead(
    RowAccess rows, IReadOnlyList<(Value Own, Value Other)> keys, IReadOnlyList<Condition> own, Budget budget)
    : RowAccess
{
    private readonly int[] _slots = SlotsOf(rows.Slots);
    private Dictionary<object?[], List<object?[]>>? _table;

    public override ulong Slots => rows.Slots;

    public override IEnumerable<Frame> Run(Frame frame)
    {
        _table ??= Build(frame);
        var key = new object?[keys.Count];
        for (var i = 0; i < key.Length; i++)
        {
            if ((key[i] = keys[i].Other.Read(frame)) is null)
            {
                yield break;
            }
        }

        if (!_table.TryGetValue(key, out var found))
        {
            yield break;
        }

        foreach (var row in found)
        {
            budget.Step();
            for (var i = 0; i < _slots.Length; i++)
            {
                frame.Rows[_slots[i]] = row[i];
            }

            yield return frame;
        }
    }

    private Dictionary<object?[], List<object?[]>> Build(Frame frame)
    {
        var table = new Dictionary<object?[], List<object?[]>>(RowEquality.Instance);
        var count = 0;
        foreach (var _ in rows.Run(frame))
        {
            object?[] key = [.. keys.Select(pair => pair.Own.Read(frame))];
            if (!Holds(own, frame) || key.Contains(null))
            {
                continue;
            }

            budget.Hold(++count);
            if (!table.TryGetValue(key, out var same))
            {
                table.Add(key, same = []);
            }

            same.Add([.. _slots.Select(slot => frame.Rows[slot])]);
        }

        return table;
    }

    public static int[] SlotsOf(ulong slots) => [.. Enumerable.Range(0, 64).Where(slot => (slots >> slot & 1) == 1)];
}

/// <summary>A joined group as one entry (the right side of an outer join, or a full join): its rows are
/// kept, unless they depend on an outer block.</summary>
internal sealed class GroupRead(
    Func<Frame, IEnumerable<Frame>> run, ulong slots, bool isFixed, Budget budget) : RowAccess
{
    private readonly int[] _slots = HashRead.SlotsOf(slots);
    private List<object?[]>? _rows;

    public override ulong Slots => slots;

    public bool IsFixed => isFixed;

    public override IEnumerable<Frame> Run(Frame frame)
    {
        if (_rows is null || !isFixed)
        {
            List<object?[]> rows = [];
            foreach (var current in run(frame))
            {
                rows.Add([.. _slots.Select(slot => current.Rows[slot])]);
                budget.Hold(rows.Count);
            }

            _rows = rows;
        }

        foreach (var row in _rows)
        {
            budget.Step();
            for (var i = 0; i < _slots.Length; i++)
            {
                frame.Rows[_slots[i]] = row[i];
            }

            yield return frame;
        }
    }
}

/// <summary>A full outer join: the left join, then the right rows that no left row met.</summary>
internal sealed class FullJoin(RowAccess left, RowAccess right, RowAccess rightWhole, IReadOnlyList<Condition> on)
{
    private readonly int[] _right = HashRead.SlotsOf(right.Slots);

    public IEnumerable<Frame> Run(Frame frame)
    {
        var met = new HashSet<object?[]>(RowEquality.Instance);
        foreach (var _ in left.Run(frame))
        {
            var matched = false;
            foreach (var __ in right.Run(frame))
            {
                if (RowAccess.Holds(on, frame))
                {
                    matched = true;
                    met.Add(Handles(frame));
                    yield return frame;
                }
            }

            if (!matched)
            {
                right.Clear(frame);
                yield return frame;
            }
        }

        left.Clear(frame);
        foreach (var _ in rightWhole.Run(frame))
        {
            if (!met.Contains(Handles(frame)))
            {
                yield return frame;
            }
        }
    }

    private object?[] Handles(Frame frame) => [.. _right.Select(slot => frame.Rows[slot])];
}
