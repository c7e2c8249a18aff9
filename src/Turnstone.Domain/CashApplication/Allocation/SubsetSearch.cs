namespace Turnstone.Domain.CashApplication.Allocation;

/// <summary>What a search for documents that sum exactly came to.</summary>
/// <param name="Chosen">Positions of the smallest set found; empty where there is none.</param>
/// <param name="Solutions">How many sets of that size sum exactly, counted up to two.</param>
/// <param name="Cut">True where the search stopped before it had seen all.</param>
/// <param name="Tried">How many sets of up to that size there are: the more, the likelier a sum by chance.</param>
internal readonly record struct SubsetFound(int[] Chosen, int Solutions, bool Cut, long Tried);

/// <summary>
/// Bounded search for sets of positive amounts with an exact sum, smallest sets first. Equal amounts count as one
/// choice: which of them is meant is a tie for others to settle.
/// </summary>
internal sealed class SubsetSearch
{
    private const int Budget = 400_000;
    private const int MostItems = 120;
    private const int MostChosen = 8;

    private readonly long[] _amounts;
    private readonly long[] _reach;
    private readonly int[] _order;
    private readonly int[] _path = new int[MostChosen];
    private int[] _chosen = [];
    private int _solutions;
    private int _steps;

    private SubsetSearch(IReadOnlyList<long> amounts)
    {
        // Stable by position, so that of equal amounts the first given is chosen first.
        _order = [.. Enumerable.Range(0, amounts.Count).OrderByDescending(at => amounts[at])];
        _amounts = [.. _order.Select(at => amounts[at])];
        _reach = new long[_amounts.Length + 1];
        for (var at = 0; at < _amounts.Length; at++)
            _reach[at + 1] = _reach[at] + _amounts[at];
    }

    public static SubsetFound Find(IReadOnlyList<long> amounts, long target)
    {
        if (amounts.Count > MostItems)
            return new([], 0, Cut: true, long.MaxValue);
        var search = new SubsetSearch(amounts);
        long tried = amounts.Count, ofSize = amounts.Count;
        for (var size = 2; size <= Math.Min(MostChosen, amounts.Count); size++)
        {
            ofSize = ofSize * (amounts.Count - size + 1) / size;
            tried += ofSize;
            search.Take(0, size, size, target);
            if (search._solutions > 0 || search._steps > Budget)
                return new(search._chosen, search._solutions, search._steps > Budget, tried);
        }

        return new([], 0, amounts.Count > MostChosen, tried);
    }

    private void Take(int from, int left, int size, long target)
    {
        for (var at = from; at + left <= _amounts.Length; at++)
        {
            if (_solutions > 1 || ++_steps > Budget || _reach[at + left] - _reach[at] < target)
                return;
            if (at > from && _amounts[at] == _amounts[at - 1] || _amounts[at] > target)
                continue;
            _path[size - left] = at;
            if (left == 1 && _amounts[at] == target)
                Found(size);
            else if (left > 1 && _amounts[at] < target)
                Take(at + 1, left - 1, size, target - _amounts[at]);
        }
    }

    private void Found(int size)
    {
        if (_solutions++ == 0)
            _chosen = [.. _path.AsSpan(0, size).ToArray().Select(at => _order[at])];
    }
}
