using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>Sub-selects in expressions. One that reads nothing outside itself runs once; else once per row, where the
/// hash tables of its own plan stay.</summary>
internal sealed class SubqueryCompiler(Scope scope, Surroundings surroundings)
{
    public Value Scalar(Query query)
    {
        var (plan, uses) = Plan(query, columns: 1);
        return new Value(plan.Columns[0].Kind, uses, frame => Single(plan, frame)).Once();
    }

    private static object? Single(QueryPlan plan, Frame frame)
    {
        object? result = null;
        var count = 0;
        foreach (var row in plan.Run(frame))
        {
            result = ++count == 1
                ? row[0]
                : throw Refused.Unsupported("A sub-select in a value's place gave more than one row.");
        }

        return result;
    }

    public Condition Exists(Query query)
    {
        var (plan, uses) = Plan(query, columns: null);
        bool? known = null;
        return new(uses, frame =>
        {
            var found = known ?? plan.Run(frame).Any();
            known = uses == Uses.Nothing ? found : null;
            return found;
        });
    }

    public Condition In(Value operand, Query query)
    {
        var (plan, uses) = Plan(query, columns: 1);
        var kind = Conversions.Comparable(operand.Kind, plan.Columns[0].Kind);
        var sought = Conversions.To(kind, operand, surroundings.Dialect);
        var dialect = surroundings.Dialect;
        if (uses != Uses.Nothing)
        {
            return new(sought.Uses | uses, frame => Contains(sought.Read(frame), Found(frame)));
        }

        ValueSet? set = null;
        ValueSet Set(Frame frame) => set ??= ValueSet.Of(Found(frame).Select(Held));
        return Membership.Of(sought, uses, Set) with { Shape = new OneOf(sought, uses, frame => Set(frame).Values) };

        IEnumerable<object?> Found(Frame frame) => plan.Run(frame).Select(row => dialect.Convert(row[0], kind));
    }

    private object? Held(object? value, int index)
    {
        surroundings.Budget.Hold(index);
        return value;
    }

    private static bool? Contains(object? sought, IEnumerable<object?> values)
    {
        bool? result = false;
        foreach (var value in values)
        {
            if (sought is null || value is null)
            {
                result = null;
            }
            else if (Dialect.Compare(sought, value) == 0)
            {
                return true;
            }
        }

        return result;
    }

    private (QueryPlan Plan, Uses Uses) Plan(Query query, int? columns)
    {
        var inner = new QueryPlanner(surroundings).Plan(query, scope);
        return columns is null || inner.Plan.Columns.Count == columns
            ? inner
            : throw Refused.Unsupported(
                $"A sub-select gives {inner.Plan.Columns.Count} columns where {columns} is needed.");
    }
}
