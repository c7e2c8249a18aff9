namespace Turnstone.NetSuite.Access;

/// <summary>
/// Keeps a refused login from becoming many: five in a row lock the integration's user for half an hour. One caller at
/// a time looks
/// whether a login works again; after its no, nobody asks for a while.
/// </summary>
internal sealed class LoginGuard(TimeProvider time) : IDisposable
{
    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(35)];

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1);
    private NetSuiteRefusal? _refusal;
    private DateTimeOffset _shutUntil;
    private int _refusals;
    private int _worked;
    private int _doubts;

    /// <summary>Counts logins that worked; two readings tell whether any did between them.</summary>
    public int Worked => Volatile.Read(ref _worked);

    /// <summary>Why nothing is sent now; null while there is no reason.</summary>
    public NetSuiteRefusal? Shut
    {
        get
        {
            lock (_gate)
                return _refusal is { } refusal && time.GetUtcNow() < _shutUntil
                    ? refusal with { Sentence = $"{refusal.Sentence} Not tried again before {_shutUntil:HH:mm} UTC." }
                    : null;
        }
    }

    /// <summary>True after a refusal until a login works: then one more no is enough.</summary>
    public bool IsWary
    {
        get
        {
            lock (_gate)
                return _refusals > 0;
        }
    }

    /// <summary>True while someone looks whether a refused login works again.</summary>
    public bool IsInDoubt => Volatile.Read(ref _doubts) > 0;

    /// <summary>The right to try a login that was refused; the others wait.</summary>
    public async ValueTask<IDisposable> Alone(CancellationToken stop)
    {
        Interlocked.Increment(ref _doubts);
        try
        {
            await _one.WaitAsync(stop);
        }
        catch (OperationCanceledException)
        {
            Interlocked.Decrement(ref _doubts);
            throw;
        }

        return new Place(this);
    }

    /// <summary>Waits until no login is in doubt.</summary>
    public async ValueTask Settled(CancellationToken stop)
    {
        while (IsInDoubt)
        {
            await _one.WaitAsync(stop);
            _one.Release();
        }
    }

    public void Works()
    {
        Interlocked.Increment(ref _worked);
        if (!IsWary)
            return;
        lock (_gate)
            (_refusals, _refusal) = (0, null);
    }

    public void Refuse(NetSuiteRefusal refusal)
    {
        lock (_gate)
        {
            _refusal = refusal;
            _shutUntil = time.GetUtcNow() + Pauses[Math.Min(_refusals, Pauses.Length - 1)];
            _refusals++;
        }
    }

    public void Dispose() => _one.Dispose();

    private sealed class Place(LoginGuard guard) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref guard._doubts);
            guard._one.Release();
        }
    }
}
