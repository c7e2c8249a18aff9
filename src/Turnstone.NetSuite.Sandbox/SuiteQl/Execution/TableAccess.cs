using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>Rows of one source. Conditions are tested by the join afterwards; an access only leaves out rows that
/// cannot pass.</summary>
internal abstract class TableAccess(Source source, Budget budget) : RowAccess
{
    public override ulong Slots => source.Bit;

    protected Source Source => source;

    protected Budget Budget => budget;

    /// <summary>Counts each row and puts it into the frame.</summary>
    protected IEnumerable<Frame> Into(Frame frame, IEnumerable<object> rows)
    {
        foreach (var row in rows)
        {
            budget.Step();
            frame.Rows[source.Slot] = row;
            yield return frame;
        }
    }
}

/// <summary>Every row, read once.</summary>
internal sealed class FullRead(Source source, Budget budget) : TableAccess(source, budget)
{
    public override IEnumerable<Frame> Run(Frame frame) => Into(frame, Source.Rows());
}

/// <summary>Every row that passes the source's own conditions, kept from the first reading on.</summary>
internal sealed class KeptRead(Source source, IReadOnlyList<Condition> own, Budget budget) : TableAccess(source, budget)
{
    private List<object>? _rows;

    public override IEnumerable<Frame> Run(Frame frame)
    {
        if (_rows is null)
        {
            List<object> rows = [];
            foreach (var _ in Into(frame, Source.Rows()))
            {
                if (Holds(own, frame) && frame.Rows[Source.Slot] is { } row)
                {
                    rows.Add(row);
                    Budget.Hold(rows.Count);
                }
            }

            _rows = rows;
        }

        return Into(frame, _rows);
    }
}

/// <summary>The rows whose indexed column equals one of some values.</summary>
internal sealed class SeekRead(Origin origin, Func<Frame, IEnumerable<object>> keys, Dialect dialect, Budget budget)
    : TableAccess(origin.Source, budget)
{
    public override IEnumerable<Frame> Run(Frame frame) => keys(frame).SelectMany(key => Into(frame, Rows(key)));

    private IEnumerable<object> Rows(object key)
    {
        var column = Source.Columns[origin.Column].Column;
        return column is not null && dialect.ToColumn(key, column.Type) is { } sought
            ? Source.Table?.Seek(column.Name, sought)
                ?? throw new InvalidOperationException($"{column.Name} lost its index.")
            : [];
    }
}

/// <summary>A bound on a column: constant over a run, its value included or not is left to the condition
/// itself.</summary>
internal sealed record Bounds(IReadOnlyList<Value> Lower, IReadOnlyList<Value> Upper);

/// <summary>The rows in a column's order, from the highest lower bound up to the lowest upper one.</summary>
internal sealed class OrderedRead(Origin origin, Bounds bounds, Dialect dialect, Budget budget)
    : TableAccess(origin.Source, budget)
{
    public override Origin Order => origin;

    public override IEnumerable<Frame> Run(Frame frame)
    {
        var column = Source.Columns[origin.Column].Column
            ?? throw new InvalidOperationException("Only tables are ordered.");
        var lower = Extreme(bounds.Lower, frame, 1);
        var upper = Extreme(bounds.Upper, frame, -1);
        var rows = Source.Table?.Ordered(column.Name, lower is null ? null : From(lower, column.Type)) ?? [];
        return Into(frame, upper is null ? rows : rows.TakeWhile(row => !IsAbove(row, upper)));
    }

    private bool IsAbove(object row, object upper) =>
        Source.Columns[origin.Column].Read(row) is { } value && Dialect.Compare(value, upper) > 0;

    /// <summary>A bound between two values of the column starts at the one below.</summary>
    private object? From(object lower, ColumnType type) => (lower, type) switch
    {
        (decimal number, ColumnType.Integer) when decimal.Abs(number) < long.MaxValue => (long)decimal.Floor(number),
        (DateTime date, ColumnType.Date) => DateOnly.FromDateTime(date),
        _ => dialect.ToColumn(lower, type),
    };

    private static object? Extreme(IReadOnlyList<Value> values, Frame frame, int sign)
    {
        object? best = null;
        foreach (var value in values)
        {
            if (value.Read(frame) is { } other && (best is null || Dialect.Compare(other, best) * sign > 0))
            {
                best = other;
            }
        }

        return best;
    }
}
