using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>Plans a whole query: a block, or a set operation, with ORDER BY, OFFSET and FETCH.</summary>
internal sealed class QueryPlanner(Surroundings surroundings)
{
    /// <summary>The plan, and what it reads of the block around it.</summary>
    public (QueryPlan Plan, Uses Uses) Plan(Query query, Scope? parent) => query.Body switch
    {
        Select select => new SelectPlanner(surroundings, new Scope(parent)).Plan(select, query),
        SetOperation operation => Set(operation, query, parent),
        _ => throw new InvalidOperationException("A query is a SELECT or a set operation."),
    };

    private (QueryPlan Plan, Uses Uses) Set(SetOperation operation, Query query, Scope? parent)
    {
        var (left, leftUses) = Plan(operation.Left, parent);
        var (right, rightUses) = Plan(operation.Right, parent);
        if (left.Columns.Count != right.Columns.Count)
        {
            throw Refused.Unsupported(
                $"The queries of a set operation have {left.Columns.Count} and {right.Columns.Count} columns.");
        }

        OutputColumn[] columns = [.. left.Columns.Zip(right.Columns, United)];
        QueryPlan plan = new SetPlan(operation.Kind, left, right, surroundings.Budget) { Columns = columns };
        if (query.Order.Count > 0 || query.Offset is not null || query.Fetch is not null)
        {
            int[] keys = [.. query.Order.Select(term => Key(term, columns))];
            plan = new OrderedPlan(plan, keys, Sorting(query, null)) { Columns = columns };
        }

        return (plan, leftUses | rightUses);
    }

    private static OutputColumn United(OutputColumn left, OutputColumn right) =>
        left.Kind == right.Kind || right.Kind == ValueKind.Null ? left
        : left.Kind == ValueKind.Null ? left with { Kind = right.Kind }
        : throw Refused.Unsupported($"The column '{left.Name}' of a set operation has two types.");

    private static int Key(Ordering term, OutputColumn[] columns)
    {
        var found = term.Expression switch
        {
            Literal { Value: decimal position } => Position(position, columns.Length),
            Name { Qualifier: null } name => Array.FindIndex(columns, column => column.Name == name.Column),
            _ => -1,
        };
        return found >= 0
            ? found
            : throw Refused.Unsupported("A set operation is ordered by its columns or their positions.");
    }

    public static int Position(decimal position, int count) => position >= 1 && position <= count && position % 1 == 0
        ? (int)position - 1
        : throw Refused.Unsupported($"ORDER BY has no column {Dialect.Number(position)} of {count}.");

    public Sorting Sorting(Query query, Expr? top)
    {
        KeyOrder[] order = [.. query.Order.Select(term => new KeyOrder(term.Descending, term.NullsFirst))];
        var fetch = query.Fetch ?? top;
        return new(
            order,
            query.Offset is { } offset ? Count(offset) : 0,
            fetch is null ? null : Count(fetch),
            surroundings.Budget);
    }

    private long Count(Expr expression)
    {
        var value = new ValueCompiler(new Scope(null), surroundings).Compile(expression);
        var number = Dialect.Number(value.Read(new Frame(0, null)));
        return number is { } count
            ? (long)Math.Clamp(decimal.Truncate(count), 0, int.MaxValue)
            : throw Refused.Unsupported("FETCH, OFFSET and TOP take a number.");
    }
}
