namespace Turnstone.NetSuite.Sandbox.Faults;

/// <summary>One call as the sandbox saw it.</summary>
/// <param name="Number">Its number since the start, from one.</param>
/// <param name="At">When it arrived.</param>
/// <param name="Method">The method.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Status">The status it was answered with, seen by the client or not.</param>
public sealed record Call(long Number, DateTimeOffset At, string Method, string Target, int Status)
{
    /// <summary>The fault that struck it, or null.</summary>
    public FaultKind? Fault { get; init; }

    /// <summary>How many calls were inside, this one included.</summary>
    public int Inside { get; init; }

    /// <summary>The request's body as text, cut at four thousand characters.</summary>
    public string Body { get; init; } = "";
}

/// <summary>The last calls, and the figures of all.</summary>
public sealed class CallLog
{
    private const int Kept = 20_000;
    private readonly Lock _lock = new();
    private readonly Queue<Call> _calls = new();

    /// <summary>The most calls that were inside at once.</summary>
    public int MostInside { get; private set; }

    /// <summary>How many were turned away by the governor.</summary>
    public long TurnedAway { get; private set; }

    /// <summary>How many were logged.</summary>
    public long Count { get; private set; }

    /// <summary>The last ones, oldest first.</summary>
    public IReadOnlyList<Call> Last
    {
        get
        {
            lock (_lock)
                return [.. _calls];
        }
    }

    internal void Add(Call call, bool turnedAway)
    {
        lock (_lock)
        {
            Count++;
            _calls.Enqueue(call);
            if (_calls.Count > Kept)
                _calls.Dequeue();
            if (turnedAway)
                TurnedAway++;
            else
                MostInside = Math.Max(MostInside, call.Inside);
        }
    }

    /// <summary>Starts the log and its figures anew.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _calls.Clear();
            (MostInside, TurnedAway, Count) = (0, 0, 0);
        }
    }
}
