using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>FROM and WHERE: names the sources, takes the joins apart, and puts them together in a good order.</summary>
internal sealed class FromPlanner(Scope scope, Surroundings surroundings)
{
    /// <summary>Tables that NetSuite has but an account without the feature has not.</summary>
    private static readonly HashSet<string> _behindFeatures = new(
        ["subsidiary", "customersubsidiaryrelationship", "department", "classification", "location", "currency"],
        StringComparer.Ordinal);

    private readonly Dictionary<FromItem, Source> _sources = new(ReferenceEqualityComparer.Instance);
    private bool _hasJoin;

    /// <summary>First all names, so that conditions find them.</summary>
    public void Declare(IReadOnlyList<FromItem> items)
    {
        foreach (var item in items)
        {
            Declare(item);
        }
    }

    private void Declare(FromItem item)
    {
        if (item is Joined joined)
        {
            _hasJoin = true;
            Declare(joined.Left);
            Declare(joined.Right);
            return;
        }

        var slot = scope.Sources.Count;
        var source = item switch
        {
            TableName table => Table(table, slot),
            Derived derived => SubSelect(derived, slot),
            _ => throw new InvalidOperationException("FROM holds tables, sub-selects and joins."),
        };
        scope.Add(source);
        _sources.Add(item, source);
    }

    private Source Table(TableName name, int slot)
    {
        var table = surroundings.Tables.Find(name.Table);
        if (table is null)
        {
            return name.Table == "dual" ? new(slot, name.Alias, name.Table) { Columns = [], Rows = () => [""] }
                : _behindFeatures.Contains(name.Table) ? throw Refused.SwitchedOff(name.Table)
                : throw Refused.UnknownTable(name.Table);
        }

        var dialect = surroundings.Dialect;
        return new(slot, name.Alias, table.Name)
        {
            Table = table,
            Rows = table.Rows,
            Columns =
            [
                .. table.Columns.Select(column => new SourceColumn(
                    column.Name,
                    Values.Dialect.KindOf(column.Type),
                    row => dialect.FromColumn(column.Read(row), column.Type)) { Column = column }),
            ],
        };
    }

    /// <summary>A sub-select in FROM sees nothing of the block around it.</summary>
    private Source SubSelect(Derived derived, int slot)
    {
        var (plan, _) = new QueryPlanner(surroundings).Plan(derived.Query, null);
        return new(slot, derived.Alias, derived.Alias)
        {
            Rows = () => plan.Run(null),
            Columns =
            [
                .. plan.Columns.Select((column, index) =>
                    new SourceColumn(column.Name, column.Kind, row => ((object?[])row)[index])),
            ],
        };
    }

    /// <param name="items">FROM.</param>
    /// <param name="where">The conjuncts of WHERE.</param>
    /// <param name="preferred">The column in whose order the rows are wanted.</param>
    public JoinPlan Build(IReadOnlyList<FromItem> items, IReadOnlyList<Expr> where, Origin? preferred)
    {
        var marked = where.ToLookup(MarkedSource);
        List<Condition> conditions = [.. marked[null].Select(Condition)];
        var chooser = new AccessChooser(surroundings, preferred, scope.OfParent != Uses.Nothing);
        var builder = new JoinBuilder(chooser, surroundings.Budget);
        builder.Add(conditions);
        foreach (var item in items)
        {
            Add(builder, item, marked);
        }

        return builder.Build();
    }

    private Condition Condition(Expr expression) => new ConditionCompiler(scope, surroundings).Compile(expression);

    private Condition[] On(Expr? condition) => [.. ConditionCompiler.Conjuncts(condition).Select(Condition)];

    private void Add(JoinBuilder builder, FromItem item, ILookup<Source?, Expr>? marked)
    {
        if (item is not Joined joined)
        {
            var source = _sources[item];
            if (marked?[source].Any() == true)
            {
                builder.Add(new LeftItem(new(source, null), [.. marked[source].Select(Condition)]));
            }
            else
            {
                builder.Add(new JoinItem(source, null));
            }

            return;
        }

        var (left, right) = joined.Kind == JoinKind.Right ? (joined.Right, joined.Left) : (joined.Left, joined.Right);
        switch (joined.Kind)
        {
            case JoinKind.Left or JoinKind.Right:
                Add(builder, left, null);
                builder.Add(new LeftItem(Item(right), On(joined.On)));
                break;
            case JoinKind.Full:
                builder.Add(new JoinItem(null, Full(left, right, On(joined.On))));
                break;
            default:
                Add(builder, left, null);
                Add(builder, right, null);
                builder.Add(On(joined.On));
                break;
        }
    }

    private JoinItem Item(FromItem item) => item is Joined ? new(null, Group(item)) : new(_sources[item], null);

    private GroupRead Group(FromItem item)
    {
        var builder = new JoinBuilder(new(surroundings, null, false), surroundings.Budget);
        Add(builder, item, null);
        var isFixed = !builder.UsesOuter;
        var plan = builder.Build();
        return new(plan.Run, plan.Slots, isFixed, surroundings.Budget);
    }

    private GroupRead Full(FromItem left, FromItem right, Condition[] on)
    {
        var (first, second) = (Group(left), Group(right));
        var keys = AccessChooser.JoinKeys(second.Slots, on);
        RowAccess matches = keys.Count > 0 && second.IsFixed
            ? new HashRead(second, keys, [], surroundings.Budget)
            : second;
        var join = new FullJoin(first, matches, second, on);
        var isFixed = first.IsFixed && second.IsFixed && !Array.Exists(on, condition => condition.Uses.Outer);
        return new(join.Run, first.Slots | second.Slots, isFixed, surroundings.Budget);
    }

    /// <summary>The table that Oracle's (+) makes optional in this condition.</summary>
    private Source? MarkedSource(Expr condition)
    {
        Source?[] marked =
        [
            .. Canonical.Walk(condition).OfType<Name>().Where(name => name.Outer)
                .Select(name => scope.Resolve(name)?.Origin.Source ?? throw scope.Unknown(name)).Distinct(),
        ];
        return marked.Length switch
        {
            0 => null,
            > 1 => throw Refused.Unsupported("A condition marks two tables with (+)."),
            _ when _hasJoin =>
                throw Refused.Unsupported("Oracle's (+) stands beside ANSI joins; SuiteQL takes one of them."),
            _ => marked[0],
        };
    }
}
