using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>Oracle's implicit conversions: beside a number or a date a text is read as one.</summary>
internal static class Conversions
{
    public static Value To(ValueKind kind, Value value, Dialect dialect)
    {
        if (value.Kind == kind || value.Kind == ValueKind.Null || kind == ValueKind.Null)
        {
            return value;
        }

        return value with
        {
            Kind = kind,
            Origin = null,
            Read = frame => dialect.Convert(value.Read(frame), kind),
        };
    }

    /// <summary>The first kind that is one.</summary>
    public static ValueKind Common(IEnumerable<Value> values) =>
        values.Select(value => value.Kind).FirstOrDefault(kind => kind != ValueKind.Null);

    /// <summary>Two sides made comparable.</summary>
    public static (Value Left, Value Right) Comparable(Value left, Value right, Dialect dialect)
    {
        var kind = Comparable(left.Kind, right.Kind);
        return (To(kind, left, dialect), To(kind, right, dialect));
    }

    public static ValueKind Comparable(ValueKind left, ValueKind right) => (left, right) switch
    {
        _ when left == right => left,
        (ValueKind.Null, _) => right,
        (_, ValueKind.Null) => left,
        (ValueKind.Text, _) => right,
        (_, ValueKind.Text) => left,
        _ => throw Refused.Unsupported("A date is compared with a number."),
    };
}
