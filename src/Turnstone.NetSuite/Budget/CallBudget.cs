namespace Turnstone.NetSuite.Budget;

/// <summary>Who waits for a call's answer.</summary>
public enum Urgency
{
    /// <summary>A person: served first, but never alone.</summary>
    Interactive,

    /// <summary>A job: sync, posting.</summary>
    Bulk,
}

/// <summary>
/// The calls that may run at once, shared by everything that talks to one account: NetSuite counts simultaneous
/// requests over all of
/// an account's integrations. It halves when NetSuite says there were too many, and grows back one by one.
/// </summary>
public sealed class CallBudget
{
    // Of each four turns given while both wait, three go to people: neither starves.
    private const int TurnsOfPeople = 3;
    private static readonly TimeSpan QuietBeforeGrowth = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private readonly Queue<TaskCompletionSource> _people = new();
    private readonly Queue<TaskCompletionSource> _jobs = new();
    private int _allowed;
    private int _running;
    private int _inARow;
    private int _successes;
    private long _blockedAt;
    private bool _wasBlocked;

    /// <summary>
    /// A budget of so many calls at once; of NetSuite's smallest account, five, three leave room for others.
    /// </summary>
    public CallBudget(int ceiling, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ceiling, 1);
        (Ceiling, _allowed, _time) = (ceiling, ceiling, time);
        Usage = new(time);
    }

    /// <summary>The most calls ever allowed at once.</summary>
    public int Ceiling { get; private set; }

    /// <summary>The calls allowed at once now.</summary>
    public int Allowed
    {
        get
        {
            lock (_gate)
                return _allowed;
        }
    }

    /// <summary>What was used, day by day.</summary>
    public CallUsage Usage { get; }

    /// <summary>Takes the account's own word for the ceiling; this process may use only its share of it.</summary>
    public void Learn(int ceiling)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ceiling, 1);
        lock (_gate)
        {
            _allowed = _wasBlocked ? Math.Min(_allowed, ceiling) : ceiling;
            Ceiling = ceiling;
            Grant();
        }
    }

    /// <summary>Waits for a turn; the call runs until the turn is disposed.</summary>
    public async ValueTask<Turn> Enter(Urgency urgency, CancellationToken stop)
    {
        var asked = _time.GetTimestamp();
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            (urgency == Urgency.Interactive ? _people : _jobs).Enqueue(waiting);
            Grant();
        }

        await using (stop.Register(() => waiting.TrySetCanceled(stop)))
            await waiting.Task;
        return new Turn(this, asked, _time.GetTimestamp());
    }

    /// <summary>NetSuite said there were too many calls at once.</summary>
    internal void Blocked()
    {
        lock (_gate)
        {
            _allowed = Math.Max(1, _allowed / 2);
            (_blockedAt, _wasBlocked, _successes) = (_time.GetTimestamp(), true, 0);
        }

        Usage.Count(Happening.Blocked);
    }

    /// <summary>NetSuite answered without complaint.</summary>
    internal void Answered()
    {
        lock (_gate)
        {
            _successes++;
            var isQuiet = !_wasBlocked || _time.GetElapsedTime(_blockedAt) >= QuietBeforeGrowth;
            if (_allowed >= Ceiling || _successes < 5 * _allowed || !isQuiet)
                return;

            _allowed++;
            _successes = 0;
            Grant();
        }
    }

    private void Leave(Turn turn, bool wasUsed)
    {
        int running;
        lock (_gate)
        {
            running = _running--;
            Grant();
        }

        if (wasUsed)
            Usage.Ended(_time.GetElapsedTime(turn.Asked, turn.Began), _time.GetElapsedTime(turn.Began), running);
    }

    private void Grant()
    {
        while (_running < _allowed && Next() is { } waiting)
            if (waiting.TrySetResult())
                _running++;
    }

    private TaskCompletionSource? Next()
    {
        var isJobsTurn = _jobs.Count > 0 && (_people.Count == 0 || _inARow >= TurnsOfPeople);
        _inARow = isJobsTurn ? 0 : _inARow + 1;
        return (isJobsTurn ? _jobs : _people).TryDequeue(out var waiting) ? waiting : null;
    }

    /// <summary>One call's place; giving it back twice does nothing.</summary>
    public sealed class Turn : IDisposable
    {
        private readonly CallBudget _budget;
        private int _left;

        internal Turn(CallBudget budget, long asked, long began) => (_budget, Asked, Began) = (budget, asked, began);

        internal long Asked { get; }

        internal long Began { get; }

        /// <inheritdoc/>
        public void Dispose() => Leave(wasUsed: true);

        /// <summary>Ends the turn without a call.</summary>
        internal void GiveBack() => Leave(wasUsed: false);

        private void Leave(bool wasUsed)
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
                _budget.Leave(this, wasUsed);
        }
    }
}
