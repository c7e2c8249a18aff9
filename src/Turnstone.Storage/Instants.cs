namespace Turnstone.Storage;

/// <summary>Instants as the database keeps them: Unix microseconds, UTC.</summary>
public static class Instants
{
    /// <summary>Microseconds since 1970; finer parts are dropped.</summary>
    public static long ToMicros(this DateTimeOffset instant) =>
        (instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond;

    /// <summary>The instant of so many microseconds since 1970, in UTC.</summary>
    public static DateTimeOffset ToInstant(this long micros) =>
        DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
}
