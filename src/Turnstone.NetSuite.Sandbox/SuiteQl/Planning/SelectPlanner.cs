using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>Plans one SELECT block.</summary>
internal sealed class SelectPlanner(Surroundings surroundings, Scope scope)
{
    private readonly FromPlanner _from = new(scope, surroundings);
    private readonly StagePlanner _stages = new(scope, surroundings);

    public (QueryPlan Plan, Uses Uses) Plan(Select select, Query query)
    {
        _from.Declare(select.From);
        Item[] items = Unique([.. select.Items.SelectMany(Expanded)]);
        Expr[] keys = [.. query.Order.Select(term => OrderedBy(term.Expression, items))];
        Expr[] shown = [.. items.Select(item => item.Expression), .. keys];
        var isGrouped = select.GroupBy.Count > 0 || select.Having is not null
            || Calls(shown).Any(ValueCompiler.IsAggregate);
        var windows = Calls(shown).Where(call => call.Over is not null).ToArray();
        if (select.Distinct && keys.Length > 0)
        {
            OnlyShown(items, keys);
        }

        var isPlain = !isGrouped && windows.Length == 0 && !select.Distinct;
        var (join, numbered) = From(select, isPlain ? Preferred(query, select, keys) : null);
        var grouping = isGrouped ? _stages.Group(select, shown) : null;
        var windowing = windows.Length > 0 ? _stages.Windows(windows) : null;
        var values = new ValueCompiler(scope, surroundings);
        Value[] outputs = [.. items.Select(item => values.Compile(item.Expression))];
        Value[] keyValues = [.. keys.Select(values.Compile)];
        var plan = new SelectPlan
        {
            Columns = [.. items.Zip(outputs, (item, value) => new OutputColumn(item.Name, value.Kind))],
            Slots = scope.Slots,
            From = join,
            Numbered = numbered,
            LastNumber = numbered.Select(LastNumber).FirstOrDefault(value => value is not null),
            Grouping = grouping,
            Windows = windowing,
            Items = outputs,
            Distinct = select.Distinct,
            Keys = keyValues,
            Sorting = new QueryPlanner(surroundings).Sorting(query, select.Top),
            Ordered = isPlain && keyValues.Length > 0 && !query.Order[0].Descending && join.Order is { } order
                && keyValues[0].Origin == order,
            Budget = surroundings.Budget,
        };
        return (plan, scope.OfParent);
    }

    private sealed record Item(Expr Expression, string Name);

    private static IEnumerable<Call> Calls(IEnumerable<Expr> expressions) =>
        expressions.SelectMany(Canonical.Walk).OfType<Call>();

    private (JoinPlan Join, Condition[] Numbered) From(Select select, Origin? preferred)
    {
        Expr[] where = [.. ConditionCompiler.Conjuncts(select.Where)];
        Expr[] counted = [.. where.Where(ReadsNumber)];
        var conditions = new ConditionCompiler(scope, surroundings);
        Condition[] numbered = [.. counted.Select(conditions.Compile)];
        return (_from.Build(select.From, [.. where.Except(counted)], preferred), numbered);
    }

    private bool ReadsNumber(Expr conjunct) => Canonical.Walk(conjunct)
        .Any(part => part is Name { Qualifier: null, Column: "rownum" } name && scope.Resolve(name) is null);

    /// <summary>ROWNUM below or at a constant ends the reading.</summary>
    private static Value? LastNumber(Condition condition)
    {
        if (condition.Shape is not Compared { Operator: "<" or "<=" or "=" } compared
            || compared.Left.Uses != new Uses(Uses.RowNumber, false) || !compared.Right.IsConstant)
        {
            return null;
        }

        var end = compared.Right;
        return compared.Operator == "<"
            ? end with { Read = frame => end.Read(frame) is decimal number ? decimal.Ceiling(number) - 1 : null }
            : end;
    }

    /// <summary>The leading column of ORDER BY, where an end of the page makes an ordered reading worth it.</summary>
    private Origin? Preferred(Query query, Select select, Expr[] keys) =>
        keys is [Name name, ..] && !query.Order[0].Descending && (query.Fetch ?? select.Top) is not null
        && scope.Resolve(name) is { Depth: 0 } resolved
            ? resolved.Origin
            : null;

    /// <summary>A position, an alias, or an expression of its own.</summary>
    private static Expr OrderedBy(Expr expression, Item[] items) => expression switch
    {
        Literal { Value: decimal position } => items[QueryPlanner.Position(position, items.Length)].Expression,
        Name { Qualifier: null } name when Array.Find(items, item => item.Name == name.Column) is { } item =>
            item.Expression,
        _ => expression,
    };

    private void OnlyShown(Item[] items, Expr[] keys)
    {
        HashSet<string> shown = [.. items.Select(item => Canonical.Of(item.Expression, scope))];
        if (!Array.TrueForAll(keys, key => shown.Contains(Canonical.Of(key, scope))))
        {
            throw Refused.Unsupported("With DISTINCT, ORDER BY takes only what is selected.");
        }
    }

    private IEnumerable<Item> Expanded(SelectItem item)
    {
        if (item.Expression is { } expression)
        {
            return [new(expression, item.Alias ?? (expression as Name)?.Column ?? "")];
        }

        Source[] sources = [.. scope.Sources.Where(source => item.StarOf is null || item.StarOf == source.Alias)];
        if (sources.Length == 0)
        {
            throw Refused.Unsupported(item.StarOf is null ? "SELECT * has no FROM." : $"FROM has no '{item.StarOf}'.");
        }

        return sources.SelectMany(source => source.Columns
            .Where(column => column.Column is not { Exposed: false })
            .Select(column => new Item(new Name(source.Alias, column.Name), column.Name)));
    }

    /// <summary>Nameless ones are expr1, expr2; a name that comes twice gets a number.</summary>
    private static Item[] Unique(Item[] items)
    {
        HashSet<string> taken = new(StringComparer.Ordinal);
        var nameless = 0;
        return
        [
            .. items.Select(item =>
            {
                var name = item.Name.Length > 0 ? item.Name : FormattableString.Invariant($"expr{++nameless}");
                var unique = name;
                for (var twin = 1; !taken.Add(unique); twin++)
                {
                    unique = FormattableString.Invariant($"{name}_{twin}");
                }

                return item with { Name = unique };
            }),
        ];
    }
}
