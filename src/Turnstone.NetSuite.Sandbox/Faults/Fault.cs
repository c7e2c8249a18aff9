namespace Turnstone.NetSuite.Sandbox.Faults;

/// <summary>What can go wrong with one call.</summary>
public enum FaultKind
{
    /// <summary>429, as if all slots were taken.</summary>
    TooMany,

    /// <summary>500 with an error id; nothing was done.</summary>
    ServerError,

    /// <summary>500 with an error id, after the work was done and kept.</summary>
    ServerErrorAfter,

    /// <summary>The right answer, late.</summary>
    Slow,

    /// <summary>The connection closes before anything was done.</summary>
    DropBefore,

    /// <summary>The connection closes after the work was done and kept.</summary>
    DropAfter,

    /// <summary>Half of the right answer.</summary>
    Half,

    /// <summary>A 401 although the credentials are good.</summary>
    FalseLogin,

    /// <summary>A read that does not see the last change yet.</summary>
    StaleRead,

    /// <summary>400, as if someone had saved the record meanwhile.</summary>
    RecordChanged,

    /// <summary>The request arrives twice; the client sees the second answer.</summary>
    Twice,
}

/// <summary>One fault waiting for the calls that it is meant for.</summary>
/// <param name="Kind">What goes wrong.</param>
public sealed record Fault(FaultKind Kind)
{
    /// <summary>Only calls of this method; null for any.</summary>
    public string? Method { get; init; }

    /// <summary>Only calls whose path and query contain this; null for any.</summary>
    public string? Path { get; init; }

    /// <summary>How many fitting calls pass before it strikes.</summary>
    public int Skip { get; init; }

    /// <summary>How many calls it strikes.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How long the answer waits, in milliseconds.</summary>
    public int DelayMilliseconds { get; init; }

    internal bool Fits(SandboxRequest request) =>
        (Method is null || string.Equals(Method, request.Method, StringComparison.OrdinalIgnoreCase))
        && (Path is null || $"{request.Path}?{request.Query}".Contains(Path, StringComparison.OrdinalIgnoreCase));
}

/// <summary>
/// A seeded script: of each thousand calls so many fail, and which ones depends on the seed and their number alone.
/// </summary>
/// <param name="Seed">The seed.</param>
/// <param name="PerThousand">How many of a thousand calls fail.</param>
/// <param name="Kinds">In which ways.</param>
public sealed record FaultScript(int Seed, int PerThousand, IReadOnlyList<FaultKind> Kinds)
{
    /// <summary>How long a slow answer waits, in milliseconds.</summary>
    public int DelayMilliseconds { get; init; } = 50;

    internal Fault? At(long call)
    {
        var roll = Mix((ulong)Seed << 32 ^ (ulong)call);
        return Kinds.Count > 0 && roll % 1000 < (ulong)PerThousand
            ? new(Kinds[(int)(roll / 1000 % (ulong)Kinds.Count)]) { DelayMilliseconds = DelayMilliseconds }
            : null;
    }

    /// <summary>The finaliser of SplitMix64: neighbouring numbers give unrelated ones.</summary>
    private static ulong Mix(ulong value)
    {
        unchecked
        {
            value += 0x9E3779B97F4A7C15UL;
            value = (value ^ value >> 30) * 0xBF58476D1CE4E5B9UL;
            value = (value ^ value >> 27) * 0x94D049BB133111EBUL;
            return value ^ value >> 31;
        }
    }
}

/// <summary>The faults that wait, in the order they were planned; the script strikes where none of them does.</summary>
public sealed class FaultPlan
{
    private readonly Lock _lock = new();
    private readonly List<Fault> _waiting = [];

    /// <summary>The seeded script; null for none.</summary>
    public FaultScript? Script { get; set; }

    /// <summary>Plans a fault.</summary>
    public void Add(Fault fault)
    {
        lock (_lock)
            _waiting.Add(fault);
    }

    /// <summary>Forgets all faults and the script.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _waiting.Clear();
            Script = null;
        }
    }

    /// <summary>Those that have not struck yet.</summary>
    public IReadOnlyList<Fault> Waiting
    {
        get
        {
            lock (_lock)
                return [.. _waiting];
        }
    }

    internal Fault? Take(long call, SandboxRequest request)
    {
        lock (_lock)
        {
            for (var i = 0; i < _waiting.Count; i++)
            {
                var fault = _waiting[i];
                if (!fault.Fits(request))
                    continue;
                if (fault.Skip > 0)
                {
                    _waiting[i] = fault with { Skip = fault.Skip - 1 };
                    continue;
                }

                if (fault.Times > 1)
                    _waiting[i] = fault with { Times = fault.Times - 1 };
                else
                    _waiting.RemoveAt(i);
                return fault;
            }
        }

        return Script?.At(call);
    }
}
