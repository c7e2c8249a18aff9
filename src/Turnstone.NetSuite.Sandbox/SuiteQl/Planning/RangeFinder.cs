using Turnstone.NetSuite.Sandbox.SuiteQl.Execution;
using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Planning;

/// <summary>
/// What conditions say about a column's least and greatest value. An OR says something where every branch does: so the
/// keyset <c>(changed &gt; ? OR (changed = ? AND id &gt; ?))</c> starts an ordered read at the key.
/// </summary>
internal static class RangeFinder
{
    public static Bounds Of(Origin origin, IEnumerable<Condition> conditions)
    {
        List<Value> lower = [];
        List<Value> upper = [];
        foreach (var condition in conditions)
        {
            Add(lower, Bound(origin, condition, 1));
            Add(upper, Bound(origin, condition, -1));
        }

        return new(lower, upper);
    }

    private static void Add(List<Value> bounds, Value? bound)
    {
        if (bound is not null)
        {
            bounds.Add(bound);
        }
    }

    private static Value? Bound(Origin origin, Condition condition, int sign) => condition.Shape switch
    {
        Compared compared when compared.Left.Origin == origin => Side(compared.Operator, compared.Right, sign),
        Compared compared when compared.Right.Origin == origin =>
            Side(Mirrored(compared.Operator), compared.Left, sign),
        AllOf all => all.Parts.Select(part => Bound(origin, part, sign)).FirstOrDefault(bound => bound is not null),
        AnyOf any => Loosest([.. any.Parts.Select(part => Bound(origin, part, sign))], sign),
        _ => null,
    };

    private static string Mirrored(string symbol) => symbol switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => symbol,
    };

    private static Value? Side(string symbol, Value other, int sign) =>
        other.Uses.Slots == 0 && (symbol == "=" || (sign > 0 ? symbol is ">" or ">=" : symbol is "<" or "<="))
            ? other
            : null;

    /// <summary>A branch whose bound is null can never hold, so it loosens nothing.</summary>
    private static Value? Loosest(Value?[] bounds, int sign)
    {
        if (bounds.Length == 0 || bounds.Contains(null))
        {
            return null;
        }

        Value[] all = [.. bounds.OfType<Value>()];
        var uses = all.Aggregate(Uses.Nothing, (sum, value) => sum | value.Uses);
        return new(all[0].Kind, uses, frame =>
        {
            object? loosest = null;
            foreach (var bound in all)
            {
                if (bound.Read(frame) is { } value && (loosest is null || Dialect.Compare(value, loosest) * sign < 0))
                {
                    loosest = value;
                }
            }

            return loosest;
        });
    }
}
