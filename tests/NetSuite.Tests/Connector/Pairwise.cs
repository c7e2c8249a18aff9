namespace NetSuite.Tests.Connector;

/// <summary>
/// Rows that set several switches so that each setting of each switch meets each setting of every other at least once:
/// a greedy covering array, the same each time.
/// </summary>
internal static class Pairwise
{
    /// <summary>Rows of settings, one for each switch; a switch has so many settings as its size says.</summary>
    public static IReadOnlyList<int[]> Rows(IReadOnlyList<int> sizes)
    {
        var open = Pairs(sizes).ToHashSet();
        var rows = new List<int[]>();
        while (open.Count > 0)
        {
            var row = Row(sizes, open);
            open.ExceptWith(Of(row));
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>Every pair of settings of two different switches.</summary>
    public static IEnumerable<(int First, int Setting, int Second, int Other)> Pairs(IReadOnlyList<int> sizes) =>
        from first in Enumerable.Range(0, sizes.Count)
        from second in Enumerable.Range(first + 1, sizes.Count - first - 1)
        from setting in Enumerable.Range(0, sizes[first])
        from other in Enumerable.Range(0, sizes[second])
        select (first, setting, second, other);

    /// <summary>The pairs one row covers.</summary>
    public static IEnumerable<(int First, int Setting, int Second, int Other)> Of(int[] row) =>
        from first in Enumerable.Range(0, row.Length)
        from second in Enumerable.Range(first + 1, row.Length - first - 1)
        select (first, row[first], second, row[second]);

    /// <summary>Begins with a pair that is open; each further switch takes what covers most of what is open.</summary>
    private static int[] Row(IReadOnlyList<int> sizes, HashSet<(int First, int Setting, int Second, int Other)> open)
    {
        var row = Enumerable.Repeat(-1, sizes.Count).ToArray();
        var (first, setting, second, other) = open.Min();
        (row[first], row[second]) = (setting, other);
        for (var at = 0; at < row.Length; at++)
        {
            if (row[at] < 0)
                row[at] = Enumerable.Range(0, sizes[at]).MaxBy(value => Gain(row, at, value, open));
        }

        return row;
    }

    private static int Gain(
        int[] row, int at, int value, HashSet<(int First, int Setting, int Second, int Other)> open) =>
        Enumerable.Range(0, row.Length).Count(other => other != at && row[other] >= 0 && open.Contains(
            other < at ? (other, row[other], at, value) : (at, value, other, row[other])));
}
