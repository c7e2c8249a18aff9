namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>A row with the keys it is sorted by.</summary>
internal readonly record struct SortedRow(object?[] Values, object?[] Keys);

/// <summary>
/// ORDER BY with OFFSET and FETCH. Rows that come ordered by the first key already are sorted group by group, so that
/// a page of a long table ends after a page; a bounded result keeps only its own size; the rest is sorted whole.
/// </summary>
internal sealed class Sorting(IReadOnlyList<KeyOrder> order, long offset, long? fetch, Budget budget)
{
    /// <summary>Above this a full sort is cheaper than a heap.</summary>
    private const int MaxHeap = 20_000;

    private readonly KeyComparer _comparer = new(order);

    public IEnumerable<object?[]> Sort(IEnumerable<SortedRow> rows, bool ordered)
    {
        if (fetch == 0)
        {
            return [];
        }

        var sorted = order.Count == 0 ? rows.Select(row => row.Values)
            : ordered ? ByGroups(rows)
            : fetch is { } most && most + offset <= MaxHeap ? Smallest(rows, (int)(most + offset))
            : Whole(rows);
        sorted = offset > 0 ? Skip(sorted) : sorted;
        return fetch is { } count ? Take(sorted, count) : sorted;
    }

    private IEnumerable<object?[]> Skip(IEnumerable<object?[]> rows)
    {
        var at = 0L;
        return rows.Where(_ => at++ >= offset);
    }

    /// <summary>Ends with the last row, without asking for one more.</summary>
    private static IEnumerable<object?[]> Take(IEnumerable<object?[]> rows, long count)
    {
        foreach (var row in rows)
        {
            yield return row;
            if (--count == 0)
            {
                yield break;
            }
        }
    }

    private IEnumerable<object?[]> ByGroups(IEnumerable<SortedRow> rows)
    {
        List<SortedRow> group = [];
        foreach (var row in rows)
        {
            if (group.Count > 0 && !Equals(group[0].Keys[0], row.Keys[0]))
            {
                foreach (var done in InOrder(group))
                {
                    yield return done;
                }

                group.Clear();
            }

            budget.Step();
            group.Add(row);
        }

        foreach (var done in InOrder(group))
        {
            yield return done;
        }
    }

    private IEnumerable<object?[]> InOrder(List<SortedRow> rows) => rows.Count == 1
        ? [rows[0].Values]
        : rows.Select((row, at) => (Row: row, At: (long)at))
            .OrderBy(entry => (entry.Row.Keys, entry.At), _comparer)
            .Select(entry => entry.Row.Values);

    private IEnumerable<object?[]> Whole(IEnumerable<SortedRow> rows)
    {
        List<SortedRow> all = [];
        foreach (var row in rows)
        {
            budget.Hold(all.Count);
            all.Add(row);
        }

        return InOrder(all);
    }

    private IEnumerable<object?[]> Smallest(IEnumerable<SortedRow> rows, int count)
    {
        var last = Comparer<(object?[], long)>.Create((x, y) => _comparer.Compare(y, x));
        var heap = new PriorityQueue<SortedRow, (object?[], long)>(last);
        var arrival = 0L;
        foreach (var row in rows)
        {
            var key = (row.Keys, arrival++);
            if (heap.Count < count)
            {
                heap.Enqueue(row, key);
            }
            else
            {
                heap.EnqueueDequeue(row, key);
            }
        }

        var kept = new object?[heap.Count][];
        for (var at = kept.Length - 1; at >= 0; at--)
        {
            kept[at] = heap.Dequeue().Values;
        }

        return kept;
    }
}
