using System.Globalization;

namespace Turnstone.NetSuite.Sandbox.SuiteQl;

/// <summary>
/// Keeps the last results, so that the pages of one query are cut from one evaluation. A result lives as long as the
/// data's version; one that read the clock is not kept.
/// </summary>
public sealed class SuiteQlCache(SuiteQlEngine engine)
{
    private const int MaxResults = 8;
    private const long MaxValues = 4_000_000;

    private readonly Lock _gate = new();
    private readonly LinkedList<(string Key, SuiteQlResult Result)> _kept = new();

    /// <summary>The answer for that version of the data, kept or computed.</summary>
    public SuiteQlAnswer Run(
        SuiteQlRequest request, SuiteQlSettings settings, string version, CancellationToken cancelled = default)
    {
        var key = Key(request, settings, version);
        if (Take(key) is { } known)
        {
            return new(known, null);
        }

        var answer = engine.Run(request, settings, cancelled);
        if (answer.Result is { ReadsClock: false } result)
        {
            Keep(key, result);
        }

        return answer;
    }

    private static string Key(SuiteQlRequest request, SuiteQlSettings settings, string version)
    {
        var parameters = request.Parameters.Select(
            value => $"{value?.GetType().Name}:{Text(value).Length}:{Text(value)}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{version}\n{settings.DateFormat}\n{settings.Zone.Id}\n{string.Join('\n', parameters)}\n{request.Text}");
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private SuiteQlResult? Take(string key)
    {
        lock (_gate)
        {
            for (var node = _kept.First; node is not null; node = node.Next)
            {
                if (string.Equals(node.Value.Key, key, StringComparison.Ordinal))
                {
                    _kept.Remove(node);
                    _kept.AddFirst(node);
                    return node.Value.Result;
                }
            }

            return null;
        }
    }

    private void Keep(string key, SuiteQlResult result)
    {
        lock (_gate)
        {
            _kept.AddFirst((key, result));
            while (_kept.Count > MaxResults || _kept.Sum(entry => Values(entry.Result)) > MaxValues)
            {
                _kept.RemoveLast();
            }
        }
    }

    private static long Values(SuiteQlResult result) => (long)result.Rows.Count * result.Columns.Count;
}
