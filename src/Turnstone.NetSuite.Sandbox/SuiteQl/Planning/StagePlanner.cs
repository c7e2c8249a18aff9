using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>Plans GROUP BY and windows. What a stage computed is found again by its canonical text.</summary>
internal sealed class StagePlanner(Scope scope, Surroundings surroundings)
{
    private static readonly HashSet<string> _ranking =
        new(["ROW_NUMBER", "RANK", "DENSE_RANK", "LAG", "LEAD", "FIRST_VALUE"], StringComparer.Ordinal);

    public Grouping Group(Select select, IReadOnlyList<Expr> shown)
    {
        var values = new ValueCompiler(scope, surroundings);
        var computed = new Dictionary<string, Value>(StringComparer.Ordinal);
        List<Value> keys = [];
        foreach (var expression in select.GroupBy)
        {
            keys.Add(values.Compile(expression));
            computed.TryAdd(Canonical.Of(expression, scope), At(scope.GroupSlot, keys.Count - 1, keys[^1].Kind));
        }

        List<AggregateCall> calls = [];
        IEnumerable<Expr> all = select.Having is { } having ? shown.Append(having) : shown;
        foreach (var call in all.SelectMany(Canonical.Walk).OfType<Call>().Where(ValueCompiler.IsAggregate))
        {
            var canonical = Canonical.Of(call, scope);
            if (computed.ContainsKey(canonical))
            {
                continue;
            }

            var (aggregate, kind) = Aggregate(call, values);
            calls.Add(aggregate);
            computed.Add(canonical, At(scope.GroupSlot, keys.Count + calls.Count - 1, kind));
        }

        scope.Computed = computed;
        scope.IsGrouped = true;
        var conditions = new ConditionCompiler(scope, surroundings);
        return new(keys, calls, scope.GroupSlot, surroundings.Budget)
        {
            Having = [.. ConditionCompiler.Conjuncts(select.Having).Select(conditions.Compile)],
        };
    }

    private static Value At(int slot, int index, ValueKind kind) =>
        new(kind, Uses.Slot(slot), frame => frame.Rows[slot] is object?[] row ? row[index] : null);

    private (AggregateCall Call, ValueKind Kind) Aggregate(Call call, ValueCompiler values)
    {
        if (call is { Function: "COUNT", Star: true })
        {
            return (new("COUNT", null, false), ValueKind.Number);
        }

        var isList = call.Function == "LISTAGG";
        if (call.Star || call.Arguments.Count < 1 || call.Arguments.Count > (isList ? 2 : 1))
        {
            throw Refused.Unsupported($"{call.Function} takes one argument.");
        }

        var argument = values.Compile(call.Arguments[0]);
        ValueKind? wanted = isList
            ? ValueKind.Text
            : call.Function is "SUM" or "AVG" or "MEDIAN" ? ValueKind.Number : null;
        argument = wanted is { } kind ? Conversions.To(kind, argument, surroundings.Dialect) : argument;
        return (
            new(call.Function, argument, call.Distinct)
            {
                Separator = isList && call.Arguments.Count > 1 ? values.Compile(call.Arguments[1]) : null,
                OrderKeys = [.. call.Within.Select(term => values.Compile(term.Expression))],
                Order = Orders(call.Within),
            },
            call.Function == "COUNT" ? ValueKind.Number : wanted ?? argument.Kind);
    }

    private static KeyOrder[] Orders(IReadOnlyList<Ordering> order) =>
        [.. order.Select(term => new KeyOrder(term.Descending, term.NullsFirst))];

    public WindowStage Windows(IReadOnlyList<Call> calls)
    {
        var values = new ValueCompiler(scope, surroundings);
        var computed = new Dictionary<string, Value>(StringComparer.Ordinal);
        List<WindowCall> windows = [];
        foreach (var call in calls)
        {
            var canonical = Canonical.Of(call, scope);
            if (!computed.ContainsKey(canonical))
            {
                var (window, kind) = Window(call, values);
                windows.Add(window);
                computed.Add(canonical, At(scope.WindowSlot, windows.Count - 1, kind));
            }
        }

        scope.Computed = new(computed.Concat(scope.Computed ?? []), StringComparer.Ordinal);
        return new(windows, scope.WindowSlot, surroundings.Budget);
    }

    private (WindowCall Call, ValueKind Kind) Window(Call call, ValueCompiler values)
    {
        var over = call.Over ?? throw new InvalidOperationException("A window call has a window.");
        var isAggregate = ValueCompiler.IsAggregate(call with { Over = null })
            && call.Function is not ("LISTAGG" or "MEDIAN");
        if (!isAggregate && !_ranking.Contains(call.Function))
        {
            throw Refused.Unsupported($"{call.Function} has no window form here.");
        }

        var needsValue = call.Function is "LAG" or "LEAD" or "FIRST_VALUE";
        if (!isAggregate
                && ((needsValue && call.Arguments.Count is < 1 or > 3) || (!needsValue && call.Arguments.Count > 0)))
        {
            throw Refused.Unsupported($"{call.Function} does not take {call.Arguments.Count} arguments.");
        }

        var (aggregate, kind) = isAggregate ? Aggregate(call with { Over = null }, values) : (null, ValueKind.Number);
        Value[] arguments = isAggregate ? [] : [.. call.Arguments.Select(values.Compile)];
        return (
            new(call.Function, arguments)
            {
                Partition = [.. over.Partition.Select(values.Compile)],
                OrderKeys = [.. over.Order.Select(term => values.Compile(term.Expression))],
                Order = Orders(over.Order),
                ByRows = over.ByRows,
                Aggregate = aggregate,
            },
            needsValue ? arguments[0].Kind : kind);
    }
}
