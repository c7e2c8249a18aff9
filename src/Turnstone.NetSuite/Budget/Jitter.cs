namespace Turnstone.NetSuite.Budget;

/// <summary>
/// Pauses that grow and differ from call to call, so that callers refused together do not come back together. From a
/// seed, so that a
/// simulation repeats (SplitMix64, public domain).
/// </summary>
/// <param name="seed">Where it begins.</param>
internal sealed class Jitter(ulong seed)
{
    private ulong _state = seed;

    /// <summary>Half to all of a doubling pause, at most half a minute.</summary>
    public TimeSpan Pause(TimeSpan first, int attempt)
    {
        var longest = Math.Min(first.TotalMilliseconds * Math.Pow(2, Math.Min(attempt, 10)), 30_000);
        return TimeSpan.FromMilliseconds(Math.Round(longest * (500 + Next() % 501) / 1000));
    }

    /// <summary>A word that is not used twice by this process.</summary>
    public string Word() => unchecked($"{Next():x16}{Next():x16}");

    private ulong Next()
    {
        unchecked
        {
            var mixed = Interlocked.Add(ref _state, 0x9E3779B97F4A7C15UL);
            mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9UL;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBUL;
            return mixed ^ (mixed >> 31);
        }
    }
}
