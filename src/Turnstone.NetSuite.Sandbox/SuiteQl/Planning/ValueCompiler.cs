using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Syntax;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>Turns an expression into something that reads a frame, with its kind and what it uses.</summary>
internal sealed class ValueCompiler(Scope scope, Surroundings surroundings)
{
    private static readonly HashSet<string> _aggregates =
        new(["COUNT", "SUM", "AVG", "MIN", "MAX", "LISTAGG", "MEDIAN"], StringComparer.Ordinal);

    public static bool IsAggregate(Expr expression) =>
        expression is Call { Over: null } call && _aggregates.Contains(call.Function);

    public Value Compile(Expr expression)
    {
        if (scope.Computed is { } computed && expression is not (Literal or Parameter)
            && computed.TryGetValue(Canonical.Of(expression, scope), out var known))
        {
            return known;
        }

        var value = expression switch
        {
            Literal literal => Value.Constant(literal.Value),
            Parameter parameter => Value.Constant(Given(parameter)),
            Name name => Column(name),
            Negative negative =>
                Negate(Conversions.To(ValueKind.Number, Compile(negative.Operand), surroundings.Dialect)),
            Arithmetic { Operator: "||" } concat => Concat(concat),
            Arithmetic arithmetic => Calculation.Of(
                arithmetic.Operator, Compile(arithmetic.Left), Compile(arithmetic.Right), surroundings.Dialect),
            Case choice => Choices().Case(choice),
            Call call => Function(call),
            Scalar scalar => Subqueries().Scalar(scalar.Query),
            _ => throw Refused.Unsupported("A condition stands where a value is needed."),
        };
        return expression is Literal or Parameter or Name ? value : value.Once();
    }

    private ChoiceCompiler Choices() => new(this, new(scope, surroundings), surroundings.Dialect);

    private SubqueryCompiler Subqueries() => new(scope, surroundings);

    private object? Given(Parameter parameter) => parameter.Index < surroundings.Parameters.Count
        ? surroundings.Dialect.FromColumn(surroundings.Parameters[parameter.Index], ColumnType.Text)
        : throw Refused.Unsupported(
            $"The query has more question marks than the {surroundings.Parameters.Count} values given.");

    private Value Column(Name name)
    {
        if (scope.Resolve(name) is { } resolved)
        {
            return resolved.Scope is { IsGrouped: true, Computed: { } computed }
                ? Computed(name, resolved, computed)
                : Read(resolved);
        }

        return (name.Qualifier, name.Column) switch
        {
            (null, "sysdate" or "systimestamp" or "current_timestamp") => Value.Constant(surroundings.Dialect.Now()),
            (null, "current_date") => Value.Constant(surroundings.Dialect.Now().Date),
            (null, "rownum") => !scope.IsGrouped
                ? new(ValueKind.Number, new(Uses.RowNumber, false), frame => frame.RowNumber)
                : throw Refused.Unsupported("ROWNUM stands beside groups; put the groups into a sub-select."),
            _ => throw scope.Unknown(name),
        };
    }

    private Value Read(Resolved resolved)
    {
        var (source, index) = (resolved.Origin.Source, resolved.Origin.Column);
        var (slot, read) = (source.Slot, source.Columns[index].Read);
        var depth = resolved.Depth;
        if (depth == 0)
        {
            return new(
                source.Columns[index].Kind,
                Uses.Slot(slot),
                frame => frame.Rows[slot] is { } row ? read(row) : null) { Origin = resolved.Origin };
        }

        return new(
            source.Columns[index].Kind,
            new(0, true),
            frame => Outwards(frame, depth).Rows[slot] is { } row ? read(row) : null);
    }

    private static Frame Outwards(Frame frame, int depth)
    {
        for (; depth > 0; depth--)
        {
            frame = frame.Outer
                ?? throw new InvalidOperationException("A correlated block ran without its outer frame.");
        }

        return frame;
    }

    /// <summary>After grouping only what was grouped by is left of a row.</summary>
    private static Value Computed(Name name, Resolved resolved, Dictionary<string, Value> computed)
    {
        var own = resolved with { Depth = 0 };
        if (!computed.TryGetValue(own.Canonical, out var key))
        {
            throw Refused.Unsupported($"'{name.Column}' is neither in GROUP BY nor inside an aggregate.");
        }

        return resolved.Depth == 0
            ? key
            : new(key.Kind, new(0, true), frame => key.Read(Outwards(frame, resolved.Depth)));
    }

    private static Value Negate(Value operand) =>
        new(ValueKind.Number, operand.Uses, frame => operand.Read(frame) is decimal number ? -number : null);

    private Value Concat(Arithmetic concat)
    {
        var left = Conversions.To(ValueKind.Text, Compile(concat.Left), surroundings.Dialect);
        var right = Conversions.To(ValueKind.Text, Compile(concat.Right), surroundings.Dialect);
        return new(
            ValueKind.Text,
            left.Uses | right.Uses,
            frame => TextFunctions.Concat(left.Read(frame), right.Read(frame)));
    }

    private Value Function(Call call)
    {
        if (call.Over is not null)
        {
            throw Refused.Unsupported($"{call.Function} OVER stands only in the select list or in ORDER BY.");
        }

        if (_aggregates.Contains(call.Function))
        {
            throw Refused.Unsupported(
                $"{call.Function} stands where no group is: in WHERE, ON, GROUP BY or another aggregate.");
        }

        if (call.Distinct || call.Star || call.Within.Count > 0)
        {
            throw Refused.Unsupported($"{call.Function} takes plain arguments.");
        }

        if (Choices().Try(call) is { } choice)
        {
            return choice;
        }

        return call.Function switch
        {
            "BUILTIN.DF" => Shown(call, column => column.Display),
            "BUILTIN.CF" => Shown(call, column => column.Compound),
            _ when Functions.Find(call.Function) is { } function => Plain(call, function),
            _ => throw Refused.Unsupported(
                    $"SuiteQL has no function {call.Function}, or this engine does not speak it."),
        };
    }

    /// <summary>The display text or the criteria value of a column: the table knows it, the value stands for itself
    /// where it does not.</summary>
    private Value Shown(Call call, Func<Column, Func<object, string?>?> made)
    {
        if (call.Arguments is not [Name name])
        {
            throw Refused.Unsupported($"{call.Function} takes one column.");
        }

        var resolved = scope.Resolve(name) ?? throw scope.Unknown(name);
        var (source, index) = (resolved.Origin.Source, resolved.Origin.Column);
        if (source.Columns[index].Column is not { } column || made(column) is not { } text)
        {
            return Column(name);
        }

        if (resolved.Scope.IsGrouped)
        {
            throw Refused.Unsupported($"{call.Function}({name.Column}) is not in GROUP BY.");
        }

        var (depth, slot) = (resolved.Depth, source.Slot);
        return new(
            ValueKind.Text,
            depth == 0 ? Uses.Slot(slot) : new(0, true),
            frame => Outwards(frame, depth).Rows[slot] is { } row && text(row) is { Length: > 0 } shown ? shown : null);
    }

    private Value Plain(Call call, Function function)
    {
        if (call.Arguments.Count < function.Least || call.Arguments.Count > function.Most)
        {
            throw Refused.Unsupported($"{call.Function} does not take {call.Arguments.Count} arguments.");
        }

        Value[] arguments = [.. call.Arguments.Select(Compile)];
        var kind = function.Result == ValueKind.Null ? Kind(call, arguments) : function.Result;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (function.Argument(i) is { } wanted)
            {
                arguments[i] = Conversions.To(wanted, arguments[i], surroundings.Dialect);
            }
        }

        return Applied(function, kind, arguments);
    }

    private Value Applied(Function function, ValueKind kind, Value[] arguments)
    {
        var uses = arguments.Aggregate(Uses.Nothing, (all, argument) => all | argument.Uses);
        var dialect = surroundings.Dialect;
        var given = new object?[arguments.Length];
        return new(kind, uses, frame =>
        {
            for (var i = 0; i < arguments.Length; i++)
            {
                given[i] = arguments[i].Read(frame);
                if (given[i] is null && function.NullWithNull)
                {
                    return null;
                }
            }

            return function.Apply(given, dialect);
        });
    }

    /// <summary>The kind where it follows the arguments: TRUNC of a date is a date, else numbers.</summary>
    private static ValueKind Kind(Call call, Value[] arguments) => call.Function switch
    {
        "ROUND" or "TRUNC" => arguments[0].Kind == ValueKind.Date ? ValueKind.Date : ValueKind.Number,
        "CAST" => DateFunctions.CastKind((string)((Literal)call.Arguments[1]).Value!),
        _ => Conversions.Common(arguments),
    };
}
