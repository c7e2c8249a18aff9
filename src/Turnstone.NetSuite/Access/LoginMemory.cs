namespace Turnstone.NetSuite.Access;

/// <summary>Logins that were refused, as they are remembered from one process to the next.</summary>
/// <param name="Failed">Failed logins in a row, as NetSuite counts them.</param>
/// <param name="Shuts">How often in a row we stopped trying.</param>
/// <param name="Until">When a login may be tried again.</param>
/// <param name="Why">What was said, for people.</param>
public sealed record RefusedLogins(int Failed, int Shuts, DateTimeOffset Until, string Why);

/// <summary>
/// Where refused logins are remembered beyond this process: NetSuite counts them whoever tries, and a process that
/// starts again, or a second one, must not begin to count anew.
/// </summary>
public interface ILoginMemory
{
    /// <summary>What is remembered; null where the last login worked or nothing is known.</summary>
    ValueTask<RefusedLogins?> Recall(CancellationToken stop);

    /// <summary>Remembers; null forgets.</summary>
    ValueTask Keep(RefusedLogins? refused, CancellationToken stop);
}
