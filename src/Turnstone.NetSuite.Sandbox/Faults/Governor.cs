namespace Turnstone.NetSuite.Sandbox.Faults;

/// <summary>Counts the calls inside; one more than the account allows is turned away at once, never queued.</summary>
internal sealed class Governor
{
    private readonly Lock _lock = new();
    private int _inside;

    public bool TryEnter(int limit, out int inside)
    {
        lock (_lock)
        {
            inside = _inside + 1;
            if (_inside >= limit)
                return false;
            _inside++;
            return true;
        }
    }

    public void Leave()
    {
        lock (_lock)
            _inside--;
    }
}
