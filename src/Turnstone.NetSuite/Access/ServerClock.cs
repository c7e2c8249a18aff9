namespace Turnstone.NetSuite.Access;

/// <summary>
/// NetSuite's clock as its Date headers tell it: a signature more than five minutes off is refused as a bad login, so
/// ours is
/// corrected by what was measured.
/// </summary>
/// <param name="time">Our own clock.</param>
internal sealed class ServerClock(TimeProvider time)
{
    // A Date header has whole seconds; below this a difference says nothing.
    private static readonly TimeSpan Noise = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan TooSlow = TimeSpan.FromSeconds(20);

    private long _offsetTicks;

    /// <summary>How far NetSuite's clock is ahead of ours.</summary>
    public TimeSpan Offset => TimeSpan.FromTicks(Interlocked.Read(ref _offsetTicks));

    /// <summary>Now, by NetSuite's clock.</summary>
    public DateTimeOffset Now => time.GetUtcNow() + Offset;

    /// <summary>Learns from an answer; one that took long says little about when its date was written.</summary>
    public void Observe(DateTimeOffset? date, DateTimeOffset sent)
    {
        var received = time.GetUtcNow();
        if (date is not { } theirs || received - sent > TooSlow)
            return;

        var offset = theirs - (sent + (received - sent) / 2);
        Interlocked.Exchange(ref _offsetTicks, offset.Duration() > Noise ? offset.Ticks : 0);
    }
}
