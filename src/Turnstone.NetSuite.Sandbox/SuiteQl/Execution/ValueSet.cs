namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>The right side of an IN: distinct values, and whether a null was among them.</summary>
internal sealed record ValueSet(HashSet<object> Values, bool HasNull)
{
    public static ValueSet Of(IEnumerable<object?> values)
    {
        HashSet<object> set = [];
        var hasNull = false;
        foreach (var value in values)
        {
            _ = value is null ? hasNull = true : set.Add(value);
        }

        return new(set, hasNull);
    }
}

internal static class Membership
{
    /// <summary>The set is made once, at its first use. An empty set holds nothing, not even unknown.</summary>
    public static Condition Of(Value operand, Uses uses, Func<Frame, ValueSet> make)
    {
        ValueSet? made = null;
        return new(operand.Uses | uses, frame =>
        {
            var set = made ??= make(frame);
            if (set.Values.Count == 0 && !set.HasNull)
            {
                return false;
            }

            return operand.Read(frame) is not { } value ? null
                : set.Values.Contains(value) ? true
                : set.HasNull ? null
                : false;
        });
    }
}
