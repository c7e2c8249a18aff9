using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>A column of a result.</summary>
internal sealed record OutputColumn(string Name, ValueKind Kind);

/// <summary>A query ready to run, as often as wanted; rows are read lazily and are the caller's to keep.</summary>
internal abstract class QueryPlan
{
    public required IReadOnlyList<OutputColumn> Columns { get; init; }

    public abstract IEnumerable<object?[]> Run(Frame? outer);
}

/// <summary>UNION, UNION ALL, INTERSECT and MINUS of two queries.</summary>
internal sealed class SetPlan(Syntax.SetKind kind, QueryPlan left, QueryPlan right, Budget budget) : QueryPlan
{
    public override IEnumerable<object?[]> Run(Frame? outer) => kind switch
    {
        Syntax.SetKind.UnionAll => left.Run(outer).Concat(right.Run(outer)),
        Syntax.SetKind.Union => New(left.Run(outer).Concat(right.Run(outer)), new(RowEquality.Instance)),
        Syntax.SetKind.Minus => New(left.Run(outer), Set(right, outer)),
        _ => left.Run(outer).Where(Set(right, outer).Remove),
    };

    private HashSet<object?[]> Set(QueryPlan plan, Frame? outer)
    {
        var set = new HashSet<object?[]>(RowEquality.Instance);
        foreach (var row in plan.Run(outer))
        {
            set.Add(row);
            budget.Hold(set.Count);
        }

        return set;
    }

    private IEnumerable<object?[]> New(IEnumerable<object?[]> rows, HashSet<object?[]> seen)
    {
        foreach (var row in rows)
        {
            if (seen.Add(row))
            {
                budget.Hold(seen.Count);
                yield return row;
            }
        }
    }
}

/// <summary>ORDER BY, OFFSET and FETCH over the columns of a result.</summary>
internal sealed class OrderedPlan(QueryPlan inner, IReadOnlyList<int> keys, Sorting sorting) : QueryPlan
{
    public override IEnumerable<object?[]> Run(Frame? outer)
    {
        var rows = inner.Run(outer).Select(row => new SortedRow(row, [.. keys.Select(key => row[key])]));
        return sorting.Sort(rows, ordered: false);
    }
}
