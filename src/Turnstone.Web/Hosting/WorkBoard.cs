using Turnstone.UseCases.Door;

namespace Turnstone.Web.Hosting;

/// <summary>
/// Long work under way in this process: who watches a page sees how far it is. It keeps nothing: what became of the
/// work stands in the database, and a page of another node shows it from there.
/// </summary>
public sealed class WorkBoard
{
    private readonly Lock _lock = new();
    private readonly List<Undertaking> _under = [];
    private TaskCompletionSource _changed = Fresh();
    private int _listeners;

    /// <summary>Completes when something on the board changes, or an act changed what waits.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
                return _changed.Task;
        }
    }

    /// <summary>Pages that listen now.</summary>
    public int Listeners => Volatile.Read(ref _listeners);

    /// <summary>Puts a person's work on the board until it is disposed; person 0 is the house, seen by all.</summary>
    public Undertaking Begin(long person, string what)
    {
        var under = new Undertaking(this, person, what);
        lock (_lock)
            _under.Add(under);
        Touch();
        return under;
    }

    /// <summary>What a person sees of the board, in the order it was begun.</summary>
    public IReadOnlyList<Progress> Of(long person)
    {
        lock (_lock)
            return [.. _under.Where(under => under.Person == person || under.Person == 0).Select(under => under.Now)];
    }

    /// <summary>Says that what waits may have changed.</summary>
    public void Touch()
    {
        TaskCompletionSource before;
        lock (_lock)
            (before, _changed) = (_changed, Fresh());
        before.SetResult();
    }

    /// <summary>Counts a page in that listens, until it is disposed.</summary>
    internal IDisposable Listen()
    {
        Interlocked.Increment(ref _listeners);
        return new Leaving(() => Interlocked.Decrement(ref _listeners));
    }

    internal void End(Undertaking under)
    {
        lock (_lock)
            _under.Remove(under);
        Touch();
    }

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Leaving(Action left) : IDisposable
    {
        private Action? _left = left;

        public void Dispose() => Interlocked.Exchange(ref _left, null)?.Invoke();
    }
}

/// <summary>One piece of long work while it goes on.</summary>
public sealed class Undertaking : IProgress<Progress>, IDisposable
{
    private readonly WorkBoard _board;
    private Progress _now;

    internal Undertaking(WorkBoard board, long person, string what) =>
        (_board, Person, _now) = (board, person, new(what, 0, Of: null));

    /// <summary>Whose it is; 0 for the house's own rounds.</summary>
    public long Person { get; }

    /// <summary>How far it is.</summary>
    public Progress Now => Volatile.Read(ref _now);

    /// <inheritdoc/>
    public void Report(Progress value)
    {
        Volatile.Write(ref _now, value);
        _board.Touch();
    }

    /// <summary>It is over.</summary>
    public void Dispose() => _board.End(this);
}
