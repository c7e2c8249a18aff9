using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>+ - * / over numbers, and the three sums that dates have.</summary>
internal static class Calculation
{
    public static Value Of(string symbol, Value left, Value right, Dialect dialect) =>
        (symbol, left.Kind, right.Kind) switch
    {
        ("-", ValueKind.Date, ValueKind.Date) => Of(
            ValueKind.Number, left, right, (a, b) => DateFunctions.DaysBetween((DateTime)a, (DateTime)b)),
        ("+", ValueKind.Date, not ValueKind.Date) => Of(
            ValueKind.Date, left, Number(right, dialect), (a, b) => DateFunctions.Plus((DateTime)a, (decimal)b)),
        ("-", ValueKind.Date, _) => Of(
            ValueKind.Date, left, Number(right, dialect), (a, b) => DateFunctions.Plus((DateTime)a, -(decimal)b)),
        ("+", not ValueKind.Date, ValueKind.Date) => Of(
            ValueKind.Date, Number(left, dialect), right, (a, b) => DateFunctions.Plus((DateTime)b, (decimal)a)),
        (_, ValueKind.Date, _) or (_, _, ValueKind.Date) =>
            throw Refused.Unsupported($"Dates know no '{symbol}' here."),
        _ => Of(ValueKind.Number, Number(left, dialect), Number(right, dialect), Numbers(symbol)),
    };

    private static Value Number(Value value, Dialect dialect) => Conversions.To(ValueKind.Number, value, dialect);

    private static Func<object, object, object?> Numbers(string symbol) => symbol switch
    {
        "+" => (a, b) => (decimal)a + (decimal)b,
        "-" => (a, b) => (decimal)a - (decimal)b,
        "*" => (a, b) => (decimal)a * (decimal)b,
        _ => (a, b) => (decimal)b == 0
            ? throw Refused.Unsupported("A number is divided by nought.")
            : (decimal)a / (decimal)b,
    };

    private static Value Of(ValueKind kind, Value left, Value right, Func<object, object, object?> apply) => new(
        kind,
        left.Uses | right.Uses,
        frame => left.Read(frame) is { } a && right.Read(frame) is { } b ? apply(a, b) : null);
}
