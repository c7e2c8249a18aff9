using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>The expressions that evaluate only the branch they take.</summary>
internal sealed class ChoiceCompiler(ValueCompiler values, ConditionCompiler conditions, Dialect dialect)
{
    public Value? Try(Call call) => (call.Function, call.Arguments.Count) switch
    {
        ("NVL" or "IFNULL", 2) or ("COALESCE", >= 1) => Coalesce(call.Arguments),
        ("NVL2", 3) => Nvl2(call.Arguments),
        ("NULLIF", 2) => NullIf(call.Arguments),
        ("DECODE", >= 3) => Decode(call.Arguments),
        _ => null,
    };

    public Value Case(Case choice)
    {
        List<(Condition When, Value Then)> arms = [];
        foreach (var (when, then) in choice.Arms)
        {
            var condition = choice.Operand is { } operand ? new Comparison("=", operand, when) : when;
            arms.Add((conditions.Compile(condition), values.Compile(then)));
        }

        return Branches(arms, choice.Otherwise is { } otherwise ? values.Compile(otherwise) : Value.Constant(null));
    }

    private Value Branches(List<(Condition When, Value Then)> arms, Value otherwise)
    {
        Value[] results = Alike([.. arms.Select(arm => arm.Then), otherwise]);
        Condition[] tests = [.. arms.Select(arm => arm.When)];
        var uses = tests.Aggregate(Union(results), (all, test) => all | test.Uses);
        return new(Conversions.Common(results), uses, frame =>
        {
            for (var i = 0; i < tests.Length; i++)
            {
                if (tests[i].Test(frame) == true)
                {
                    return results[i].Read(frame);
                }
            }

            return results[^1].Read(frame);
        });
    }

    private Value Coalesce(IReadOnlyList<Expr> arguments)
    {
        var results = Alike([.. arguments.Select(values.Compile)]);
        return new(Conversions.Common(results), Union(results), frame =>
        {
            foreach (var result in results)
            {
                if (result.Read(frame) is { } value)
                {
                    return value;
                }
            }

            return null;
        });
    }

    private Value Nvl2(IReadOnlyList<Expr> arguments)
    {
        var tested = values.Compile(arguments[0]);
        var results = Alike([values.Compile(arguments[1]), values.Compile(arguments[2])]);
        return new(
            Conversions.Common(results),
            tested.Uses | Union(results),
            frame => results[tested.Read(frame) is null ? 1 : 0].Read(frame));
    }

    private Value NullIf(IReadOnlyList<Expr> arguments)
    {
        var value = values.Compile(arguments[0]);
        var (left, right) = Conversions.Comparable(value, values.Compile(arguments[1]), dialect);
        return new(
            value.Kind,
            left.Uses | right.Uses,
            frame => left.Read(frame) is { } a && right.Read(frame) is { } b && Dialect.Compare(a, b) == 0
                ? null
                : value.Read(frame));
    }

    /// <summary>Unlike CASE, DECODE takes two nulls for equal.</summary>
    private Value Decode(IReadOnlyList<Expr> arguments)
    {
        var operand = values.Compile(arguments[0]);
        List<(Condition When, Value Then)> arms = [];
        for (var i = 1; i + 1 < arguments.Count; i += 2)
        {
            var (left, right) = Conversions.Comparable(operand, values.Compile(arguments[i]), dialect);
            arms.Add(
                (
                    new(left.Uses | right.Uses, frame => Same(left.Read(frame), right.Read(frame))),
                    values.Compile(arguments[i + 1])));
        }

        return Branches(arms, arguments.Count % 2 == 0 ? values.Compile(arguments[^1]) : Value.Constant(null));
    }

    private static bool Same(object? left, object? right) =>
        left is null ? right is null : right is not null && Dialect.Compare(left, right) == 0;

    private Value[] Alike(Value[] results)
    {
        var kind = Conversions.Common(results);
        return [.. results.Select(result => Conversions.To(kind, result, dialect))];
    }

    private static Uses Union(Value[] results) => results.Aggregate(Uses.Nothing, (all, result) => all | result.Uses);
}
