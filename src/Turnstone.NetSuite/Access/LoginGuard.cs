using System.Globalization;

namespace Turnstone.NetSuite.Access;

/// <summary>
/// Keeps a refused login from becoming many: five in a row lock the integration's user for half an hour. One caller at
/// a time looks whether a login works again; after its no, nobody asks for a while, and after four failed logins not
/// before the next day.
/// </summary>
internal sealed class LoginGuard(TimeProvider time, ILoginMemory? memory = null) : IDisposable
{
    // One more after these would lock the user.
    private const int MostFailed = 4;
    private static readonly TimeSpan NextDay = TimeSpan.FromHours(24);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(35)];

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _one = new(1);
    private RefusedLogins? _refused;
    private bool _isKnown = memory is null;
    private bool _isUnsaved;
    private int _failed;
    private int _heard;
    private int _sinceShut;
    private int _worked;
    private int _doubts;

    /// <summary>Counts logins that worked; two readings tell whether any did between them.</summary>
    public int Worked => Volatile.Read(ref _worked);

    /// <summary>True after a refusal until a login works: then one more no is enough.</summary>
    public bool IsWary
    {
        get
        {
            lock (_gate)
                return _refused is not null;
        }
    }

    /// <summary>True where one more failed login would be too near to locking the user.</summary>
    public bool IsNearLock
    {
        get
        {
            lock (_gate)
                return _failed >= MostFailed - 1;
        }
    }

    /// <summary>
    /// True where one more failed login could lock the user: nobody logs in until a refusal is said and waited for.
    /// After that wait one try is free.
    /// </summary>
    public bool IsSpent
    {
        get
        {
            lock (_gate)
                return _refused is null ? _failed >= MostFailed : _sinceShut > 0;
        }
    }

    /// <summary>True while someone looks whether a refused login works again.</summary>
    public bool IsInDoubt => Volatile.Read(ref _doubts) > 0;

    /// <summary>
    /// Why nothing is sent now; null while there is no reason. While logins are refused it is looked up what other
    /// processes found meanwhile.
    /// </summary>
    public async ValueTask<NetSuiteRefusal?> Shut(CancellationToken stop)
    {
        if (memory is not null && (!_isKnown || IsWary))
            Take(await memory.Recall(stop));
        lock (_gate)
        {
            return _refused is { } refused && time.GetUtcNow() < refused.Until
                ? new(Refusals.Login, string.Create(CultureInfo.InvariantCulture,
                    $"{refused.Why} Not tried again before {refused.Until:yyyy-MM-dd HH:mm} UTC."))
                : null;
        }
    }

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

    /// <summary>A login failed as NetSuite counts them; a token refused under load is none.</summary>
    public void Failed()
    {
        lock (_gate)
        {
            _heard++;
            Count();
        }
    }

    /// <summary>No answer to a login: whether NetSuite counts it nobody knows, so it is taken for failed.</summary>
    public void Unheard()
    {
        lock (_gate)
            Count();
    }

    private void Count()
    {
        _failed++;
        _sinceShut++;
    }

    /// <summary>A login works: what was refused before is over.</summary>
    public void Works()
    {
        Interlocked.Increment(ref _worked);
        lock (_gate)
        {
            _isUnsaved |= _refused is not null;
            (_refused, _failed, _heard) = (null, 0, 0);
        }
    }

    /// <summary>A login was refused twice, or once more: nobody tries for a while.</summary>
    public async ValueTask Refuse(NetSuiteRefusal refusal, CancellationToken stop)
    {
        lock (_gate)
        {
            var shuts = _refused?.Shuts ?? 0;
            _refused = new(_failed, shuts + 1, time.GetUtcNow() + Pause(shuts), refusal.Sentence);
            _sinceShut = 0;
            _isUnsaved = true;
        }

        await Save(stop);
    }

    // Where NetSuite said no to none of them it is more likely out of order than at odds with us: half an hour, after
    // which even a locked user is free again, and no day without payments.
    private TimeSpan Pause(int shuts) => _failed < MostFailed ? Pauses[Math.Min(shuts, Pauses.Length - 1)]
        : _heard > 0 ? NextDay : Pauses[^1];

    /// <summary>Lets other processes know what was found.</summary>
    public async ValueTask Save(CancellationToken stop)
    {
        RefusedLogins? refused;
        lock (_gate)
        {
            if (!_isUnsaved)
                return;
            (_isUnsaved, refused) = (false, _refused);
        }

        if (memory is not null)
            await memory.Keep(refused, stop);
    }

    public void Dispose() => _one.Dispose();

    private void Take(RefusedLogins? remembered)
    {
        lock (_gate)
        {
            // What an earlier process left does not say whether NetSuite itself refused: it is taken for so.
            if (!_isKnown && remembered is not null)
                _heard++;
            _isKnown = true;
            if (_isUnsaved)
                return;
            // Whoever forgot found that logins work; else what failed here comes on top of what is remembered.
            _failed = remembered is { } known ? Math.Max(_failed, known.Failed) : _refused is null ? _failed : 0;
            _refused = remembered;
        }
    }

    private sealed class Place(LoginGuard guard) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref guard._doubts);
            guard._one.Release();
        }
    }
}
