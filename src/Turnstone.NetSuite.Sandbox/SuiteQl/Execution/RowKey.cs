namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>Rows are equal where all values are; a null equals a null, as in DISTINCT and GROUP BY.</summary>
internal sealed class RowEquality : IEqualityComparer<object?[]>
{
    public static RowEquality Instance { get; } = new();

    public bool Equals(object?[]? left, object?[]? right) => left.AsSpan().SequenceEqual(right);

    public int GetHashCode(object?[] row)
    {
        var hash = new HashCode();
        foreach (var value in row)
        {
            hash.Add(value);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Where a sort key stands.</summary>
internal readonly record struct KeyOrder(bool Descending, bool NullsFirst);

/// <summary>Compares sort keys, then the order of arrival, so that a sort is stable.</summary>
internal sealed class KeyComparer(IReadOnlyList<KeyOrder> order) : IComparer<(object?[] Keys, long Arrival)>
{
    public int Compare((object?[] Keys, long Arrival) x, (object?[] Keys, long Arrival) y)
    {
        var result = Compare(x.Keys, y.Keys, 0);
        return result != 0 ? result : x.Arrival.CompareTo(y.Arrival);
    }

    public int Compare(object?[] left, object?[] right, int from)
    {
        for (var i = from; i < order.Count; i++)
        {
            var result = (left[i], right[i]) switch
            {
                (null, null) => 0,
                (null, _) => order[i].NullsFirst ? -1 : 1,
                (_, null) => order[i].NullsFirst ? 1 : -1,
                ({ } a, { } b) => Values.Dialect.Compare(a, b) * (order[i].Descending ? -1 : 1),
            };
            if (result != 0)
            {
                return result;
            }
        }

        return 0;
    }
}
