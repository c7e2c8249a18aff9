using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>Turns a condition into a test with three outcomes, and keeps the form that an index can answer.</summary>
internal sealed class ConditionCompiler(Scope scope, Surroundings surroundings)
{
    private readonly ValueCompiler _values = new(scope, surroundings);

    /// <summary>The parts of a condition that must all hold, BETWEEN taken apart.</summary>
    public static IEnumerable<Expr> Conjuncts(Expr? condition) => condition switch
    {
        null => [],
        And and => and.Parts.SelectMany(Conjuncts),
        Between between =>
        [
            new Comparison(">=", between.Operand, between.Low),
            new Comparison("<=", between.Operand, between.High),
        ],
        _ => [condition],
    };

    public Condition Compile(Expr expression) => expression switch
    {
        And and => All([.. and.Parts.Select(Compile)]),
        Or or => Any([.. or.Parts.Select(Compile)]),
        Not not => Opposite(Compile(not.Operand)),
        Comparison comparison =>
            Compare(comparison.Operator, _values.Compile(comparison.Left), _values.Compile(comparison.Right)),
        Between => All([.. Conjuncts(expression).Select(Compile)]),
        InList list => In(list),
        Like like => Matching(like),
        IsNull isNull => Missing(_values.Compile(isNull.Operand)),
        InQuery query => new SubqueryCompiler(scope, surroundings).In(_values.Compile(query.Operand), query.Query),
        Exists exists => new SubqueryCompiler(scope, surroundings).Exists(exists.Query),
        _ => throw Refused.Unsupported("A value stands where a condition is needed."),
    };

    private static Condition Opposite(Condition operand) => new(operand.Uses, frame => !operand.Test(frame));

    private static Condition Missing(Value operand) => new(operand.Uses, frame => operand.Read(frame) is null);

    private static Uses Union(IEnumerable<Condition> parts) =>
        parts.Aggregate(Uses.Nothing, (all, part) => all | part.Uses);

    private static Condition All(Condition[] parts) => new(Union(parts), frame =>
    {
        bool? result = true;
        foreach (var part in parts)
        {
            var outcome = part.Test(frame);
            if (outcome == false)
            {
                return false;
            }

            result = outcome is null ? null : result;
        }

        return result;
    }) { Shape = new AllOf(parts) };

    private static Condition Any(Condition[] parts) => new(Union(parts), frame =>
    {
        bool? result = false;
        foreach (var part in parts)
        {
            var outcome = part.Test(frame);
            if (outcome == true)
            {
                return true;
            }

            result = outcome is null ? null : result;
        }

        return result;
    }) { Shape = new AnyOf(parts) };

    private Condition Compare(string symbol, Value first, Value second)
    {
        var (left, right) = Conversions.Comparable(first, second, surroundings.Dialect);
        Func<int, bool> holds = symbol switch
        {
            "=" => order => order == 0,
            "<>" => order => order != 0,
            "<" => order => order < 0,
            "<=" => order => order <= 0,
            ">" => order => order > 0,
            _ => order => order >= 0,
        };
        return new(
            left.Uses | right.Uses,
            frame => left.Read(frame) is { } a && right.Read(frame) is { } b ? holds(Dialect.Compare(a, b)) : null)
        {
            Shape = new Compared(symbol, left, right),
        };
    }

    private Condition In(InList list)
    {
        var operand = _values.Compile(list.Operand);
        Value[] items = [.. list.Items.Select(_values.Compile)];
        var kind = items.Aggregate(operand.Kind, (all, item) => Conversions.Comparable(all, item.Kind));
        operand = Conversions.To(kind, operand, surroundings.Dialect);
        items = [.. items.Select(item => Conversions.To(kind, item, surroundings.Dialect))];
        var uses = items.Aggregate(Uses.Nothing, (all, item) => all | item.Uses);
        var shape = new OneOf(
            operand, uses, frame => items.Select(item => item.Read(frame)).OfType<object>().Distinct());
        return uses == Uses.Nothing
            ? Membership.Of(
                operand, uses, frame => ValueSet.Of(items.Select(item => item.Read(frame)))) with { Shape = shape }
            : Any([.. items.Select(item => Compare("=", operand, item))]) with { Shape = shape };
    }

    private Condition Matching(Like like)
    {
        var dialect = surroundings.Dialect;
        var operand = Conversions.To(ValueKind.Text, _values.Compile(like.Operand), dialect);
        var pattern = Conversions.To(ValueKind.Text, _values.Compile(like.Pattern), dialect);
        var escape = like.Escape is null
            ? Value.Constant(null)
            : Conversions.To(ValueKind.Text, _values.Compile(like.Escape), dialect);
        LikePattern? last = null;
        return new(operand.Uses | pattern.Uses | escape.Uses, frame =>
        {
            if (operand.Read(frame) is not string text || pattern.Read(frame) is not string written)
            {
                return null;
            }

            last = last is not null && string.Equals(last.Written, written, StringComparison.Ordinal)
                ? last
                : new(written, escape.Read(frame) as string);
            return last.Matches(text);
        });
    }
}
