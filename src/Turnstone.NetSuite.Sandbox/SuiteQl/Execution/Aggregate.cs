using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>One aggregate of one group. Nulls are left out; without a value all but COUNT are null.</summary>
internal sealed class Aggregate(AggregateCall call, Budget budget)
{
    private readonly HashSet<object>? _seen = call.Distinct ? [] : null;
    private readonly List<(object Value, object?[] Keys)> _kept = [];
    private decimal _count;
    private decimal _sum;
    private object? _extreme;
    private string _separator = "";

    public void Add(Frame frame)
    {
        if (call.Argument is null)
        {
            _count++;
            return;
        }

        if (call.Argument.Read(frame) is not { } value || _seen?.Add(value) == false)
        {
            return;
        }

        if (_seen is not null)
        {
            budget.Hold(_seen.Count);
        }

        Take(value, frame);
    }

    private void Take(object value, Frame frame)
    {
        _count++;
        switch (call.Function)
        {
            case "SUM" or "AVG":
                _sum += (decimal)value;
                break;
            case "MIN":
                _extreme = _extreme is null || Dialect.Compare(value, _extreme) < 0 ? value : _extreme;
                break;
            case "MAX":
                _extreme = _extreme is null || Dialect.Compare(value, _extreme) > 0 ? value : _extreme;
                break;
            case "LISTAGG" or "MEDIAN":
                budget.Hold(_kept.Count);
                _separator = call.Separator?.Read(frame) as string ?? "";
                _kept.Add((value, [.. call.OrderKeys.Select(key => key.Read(frame))]));
                break;
        }
    }

    public object? Result() => call.Function switch
    {
        "COUNT" => _count,
        _ when _count == 0 => null,
        "SUM" => _sum,
        "AVG" => _sum / _count,
        "MEDIAN" => Median(),
        "LISTAGG" => List(),
        _ => _extreme,
    };

    private string List()
    {
        var comparer = new KeyComparer(call.Order);
        return string.Join(
            _separator,
            _kept.Select((entry, at) => (entry.Value, Key: (entry.Keys, (long)at))).OrderBy(
                entry => entry.Key, comparer)
                .Select(entry => entry.Value));
    }

    private decimal Median()
    {
        decimal[] sorted = [.. _kept.Select(entry => (decimal)entry.Value).Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
