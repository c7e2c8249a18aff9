using System.Collections.Concurrent;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>All processors for one long piece of work: what each does depends on no other, and none waits.</summary>
internal static class Workers
{
    private const int Most = 512;
    private const int RangesOfEach = 16;

    /// <summary>How many there are.</summary>
    public static int Count => Environment.ProcessorCount;

    /// <summary>Does it for each, by all workers, in ranges small enough that none is left with the rest.</summary>
    public static void ForEach(int count, Action<int> act)
    {
        if (count == 0)
            return;
        var range = Math.Clamp(count / (Count * RangesOfEach), 1, Most);
        Parallel.ForEach(Partitioner.Create(0, count, range), part =>
        {
            for (var at = part.Item1; at < part.Item2; at++)
                act(at);
        });
    }
}
