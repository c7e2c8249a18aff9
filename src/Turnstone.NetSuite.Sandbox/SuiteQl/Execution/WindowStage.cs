namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>A function OVER a window: its aggregate, or one of the ranking and neighbour functions.</summary>
internal sealed record WindowCall(string Function, IReadOnlyList<Value> Arguments)
{
    public required IReadOnlyList<Value> Partition { get; init; }

    public required IReadOnlyList<Value> OrderKeys { get; init; }

    public required IReadOnlyList<KeyOrder> Order { get; init; }

    public required bool ByRows { get; init; }

    /// <summary>The aggregate, where it is one.</summary>
    public AggregateCall? Aggregate { get; init; }
}

/// <summary>Computes all windows of a block: every row is kept, each window partitions and sorts them anew.</summary>
internal sealed class WindowStage(IReadOnlyList<WindowCall> calls, int slot, Budget budget)
{
    public IEnumerable<Frame> Run(IEnumerable<Frame> frames)
    {
        Frame? frame = null;
        List<object?[]> rows = [];
        foreach (var current in frames)
        {
            budget.Hold(rows.Count);
            frame = current;
            var copy = (object?[])current.Rows.Clone();
            copy[slot] = new object?[calls.Count];
            rows.Add(copy);
        }

        if (frame is null)
        {
            yield break;
        }

        for (var i = 0; i < calls.Count; i++)
        {
            Compute(calls[i], i, rows, frame);
        }

        foreach (var row in rows)
        {
            frame.Rows = row;
            yield return frame;
        }
    }

    private void Compute(WindowCall call, int index, List<object?[]> rows, Frame frame)
    {
        var partitions = new Dictionary<object?[], List<WindowRow>>(RowEquality.Instance);
        foreach (var row in rows)
        {
            frame.Rows = row;
            object?[] key = [.. call.Partition.Select(part => part.Read(frame))];
            if (!partitions.TryGetValue(key, out var members))
            {
                partitions.Add(key, members = []);
            }

            members.Add(new(row, [.. call.OrderKeys.Select(part => part.Read(frame))], members.Count));
        }

        var comparer = new KeyComparer(call.Order);
        foreach (var members in partitions.Values)
        {
            members.Sort((x, y) => comparer.Compare((x.Keys, x.Arrival), (y.Keys, y.Arrival)));
            Fill(call, members, comparer, (row, value) => ((object?[])row[slot]!)[index] = value, frame);
        }
    }

    private void Fill(
        WindowCall call, List<WindowRow> members, KeyComparer comparer, Action<object?[], object?> set, Frame frame)
    {
        if (call.Aggregate is not null)
        {
            Running(call, members, comparer, set, frame);
            return;
        }

        var (rank, dense) = (0, 0);
        for (var i = 0; i < members.Count; i++)
        {
            var same = i > 0 && comparer.Compare(members[i - 1].Keys, members[i].Keys, 0) == 0;
            rank = same ? rank : i + 1;
            dense = same ? dense : dense + 1;
            budget.Step();
            set(members[i].Row, call.Function switch
            {
                "ROW_NUMBER" => i + 1m,
                "RANK" => (decimal)rank,
                "DENSE_RANK" => (decimal)dense,
                "FIRST_VALUE" => At(call, members, 0, frame),
                _ => Neighbour(call, members, i, frame),
            });
        }
    }

    /// <summary>Without an order the window is the whole partition; with one it ends at the current row, or by range
    /// at its last equal.</summary>
    private void Running(
        WindowCall call, List<WindowRow> members, KeyComparer comparer, Action<object?[], object?> set, Frame frame)
    {
        var aggregate = new Aggregate(
            call.Aggregate ?? throw new InvalidOperationException("No aggregate runs here."), budget);
        for (var i = 0; i < members.Count;)
        {
            var end = i;
            do
            {
                frame.Rows = members[end++].Row;
                aggregate.Add(frame);
                budget.Step();
            }
            while (end < members.Count && (call.Order.Count == 0
                || (!call.ByRows && comparer.Compare(members[i].Keys, members[end].Keys, 0) == 0)));
            var result = aggregate.Result();
            for (; i < end; i++)
            {
                set(members[i].Row, result);
            }
        }
    }

    private static object? Neighbour(WindowCall call, List<WindowRow> members, int at, Frame frame)
    {
        frame.Rows = members[at].Row;
        var distance = call.Arguments.Count > 1 ? call.Arguments[1].Read(frame) as decimal? ?? 1 : 1;
        var other = call.Function == "LAG" ? at - distance : at + distance;
        if (other >= 0 && other < members.Count)
        {
            return At(call, members, (int)other, frame);
        }

        return call.Arguments.Count > 2 ? call.Arguments[2].Read(frame) : null;
    }

    private static object? At(WindowCall call, List<WindowRow> members, int at, Frame frame)
    {
        frame.Rows = members[at].Row;
        return call.Arguments[0].Read(frame);
    }

    private sealed record WindowRow(object?[] Row, object?[] Keys, long Arrival);
}
