namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>What an aggregate computes and of what.</summary>
internal sealed record AggregateCall(string Function, Value? Argument, bool Distinct)
{
    /// <summary>LISTAGG's separator and its order.</summary>
    public Value? Separator { get; init; }

    public IReadOnlyList<Value> OrderKeys { get; init; } = [];

    public IReadOnlyList<KeyOrder> Order { get; init; } = [];
}

/// <summary>GROUP BY with its aggregates and HAVING. A group becomes an array of its keys, then its aggregates, in the
/// frame's group slot.</summary>
internal sealed class Grouping(IReadOnlyList<Value> keys, IReadOnlyList<AggregateCall> calls, int slot, Budget budget)
{
    public IReadOnlyList<Condition> Having { get; init; } = [];

    public IEnumerable<Frame> Run(IEnumerable<Frame> frames, Frame result)
    {
        var groups = new Dictionary<object?[], Aggregate[]>(RowEquality.Instance);
        foreach (var frame in frames)
        {
            Add(groups, frame);
        }

        if (groups.Count == 0 && keys.Count == 0)
        {
            groups.Add([], Start());
        }

        foreach (var (key, aggregates) in groups)
        {
            result.Rows[slot] = (object?[])[.. key, .. aggregates.Select(aggregate => aggregate.Result())];
            if (Having.All(condition => condition.Test(result) == true))
            {
                yield return result;
            }
        }
    }

    private void Add(Dictionary<object?[], Aggregate[]> groups, Frame frame)
    {
        object?[] key = keys.Count == 0 ? [] : new object?[keys.Count];
        for (var i = 0; i < key.Length; i++)
        {
            key[i] = keys[i].Read(frame);
        }

        if (!groups.TryGetValue(key, out var aggregates))
        {
            budget.Hold(groups.Count);
            groups.Add(key, aggregates = Start());
        }

        foreach (var aggregate in aggregates)
        {
            aggregate.Add(frame);
        }
    }

    private Aggregate[] Start() => [.. calls.Select(call => new Aggregate(call, budget))];
}
