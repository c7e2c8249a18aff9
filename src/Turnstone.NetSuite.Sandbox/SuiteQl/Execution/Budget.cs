namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>What a query may use: rows touched, rows held, and the caller's patience.</summary>
internal sealed class Budget(SuiteQlSettings settings, CancellationToken cancelled)
{
    public long Steps { get; private set; }

    public int MaxRows => settings.MaxRows;

    public void Step()
    {
        if (++Steps > settings.MaxSteps)
        {
            throw Refused.Unsupported($"The query touched more than {settings.MaxSteps} rows and was stopped.");
        }

        if ((Steps & 0x3FF) == 0)
        {
            cancelled.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Asked with the size of whatever grew: each sort, group or hash table has this bound for
    /// itself.</summary>
    public void Hold(int size)
    {
        if (size > settings.MaxHeld)
        {
            throw Refused.Unsupported(
                $"The query would hold more than {settings.MaxHeld} rows at once and was stopped.");
        }
    }
}
