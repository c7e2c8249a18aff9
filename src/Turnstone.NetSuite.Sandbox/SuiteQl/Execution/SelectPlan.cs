namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>
/// One SELECT block: rows of FROM and WHERE, grouped, windowed, projected, made distinct, sorted and cut, each stage
/// only where the query has it.
/// </summary>
internal sealed class SelectPlan : QueryPlan
{
    public required int Slots { get; init; }

    public required JoinPlan From { get; init; }

    /// <summary>The conditions that read ROWNUM; they see a row only after all others held.</summary>
    public required IReadOnlyList<Condition> Numbered { get; init; }

    /// <summary>The largest ROWNUM that can pass; the rows after it are not read.</summary>
    public Value? LastNumber { get; init; }

    public Grouping? Grouping { get; init; }

    public WindowStage? Windows { get; init; }

    public required IReadOnlyList<Value> Items { get; init; }

    public required bool Distinct { get; init; }

    public required IReadOnlyList<Value> Keys { get; init; }

    public required Sorting Sorting { get; init; }

    /// <summary>True where FROM gives its rows in the order of the first key.</summary>
    public required bool Ordered { get; init; }

    public required Budget Budget { get; init; }

    public override IEnumerable<object?[]> Run(Frame? outer)
    {
        var frames = Counted(From.Run(new Frame(Slots, outer)));
        frames = Grouping?.Run(frames, new Frame(Slots, outer)) ?? frames;
        frames = Windows?.Run(frames) ?? frames;
        var rows = frames.Select(frame => new SortedRow(Read(Items, frame), Read(Keys, frame)));
        if (Distinct)
        {
            var seen = new HashSet<object?[]>(RowEquality.Instance);
            rows = rows.Where(row => seen.Add(row.Values) && Held(seen.Count));
        }

        return Sorting.Sort(rows, Ordered);
    }

    private bool Held(int count)
    {
        Budget.Hold(count);
        return true;
    }

    private static object?[] Read(IReadOnlyList<Value> values, Frame frame)
    {
        if (values.Count == 0)
        {
            return [];
        }

        var row = new object?[values.Count];
        for (var i = 0; i < row.Length; i++)
        {
            row[i] = values[i].Read(frame);
        }

        return row;
    }

    /// <summary>A row gets the next number before its test, and keeps it only if it passes, as in Oracle.</summary>
    private IEnumerable<Frame> Counted(IEnumerable<Frame> frames)
    {
        var number = 1m;
        foreach (var frame in frames)
        {
            frame.RowNumber = number;
            if (LastNumber?.Read(frame) is decimal last && number > last)
            {
                yield break;
            }

            if (Numbered.All(condition => condition.Test(frame) == true))
            {
                yield return frame;
                number++;
            }

            if (LastNumber?.Read(frame) is decimal end && number > end)
            {
                yield break;
            }
        }
    }
}
