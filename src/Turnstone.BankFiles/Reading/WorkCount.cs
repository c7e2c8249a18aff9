namespace Turnstone.BankFiles;

/// <summary>
/// Counts what a reader does, so that tests can hold it against the size of its input: bytes looked at again after each
/// filling of the buffer, things taken out of it, findings.
/// </summary>
internal sealed class WorkCount
{
    /// <summary>Steps so far.</summary>
    public long Steps { get; private set; }

    public void Add(long steps) => Steps += steps;
}
