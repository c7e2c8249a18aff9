using System.Globalization;
using Turnstone.Demo.Company;

namespace Turnstone.Demo;

/// <summary>
/// The demo plays on one morning. Its clock begins there and runs on at the pace of the day; a second run begins where
/// the first one ended, and some minutes later where that one was killed, so that time never goes back.
/// </summary>
internal sealed class DemoClock : TimeProvider
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly string _file;
    private readonly DateTimeOffset _start;
    private readonly long _began = System.GetTimestamp();
    private DateTimeOffset _reserved;

    /// <summary>The clock of a folder.</summary>
    public DemoClock(string folder)
    {
        _file = Path.Combine(folder, "clock");
        var morning = new DateTimeOffset(DemoCompany.Today.ToDateTime(new(6, 12)), TimeSpan.Zero);
        var last = File.Exists(_file) && DateTimeOffset.TryParseExact(File.ReadAllText(_file), "O",
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var kept) ? kept : morning;
        _start = last > morning ? last : morning;
        Reserve(_start);
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        var now = _start + System.GetElapsedTime(_began);
        lock (_gate)
        {
            if (now >= _reserved)
                Reserve(now);
        }

        return now;
    }

    /// <summary>Keeps the moment for the next run.</summary>
    public void Keep() => Write(GetUtcNow());

    /// <summary>No moment is shown that a run after a kill could show again.</summary>
    private void Reserve(DateTimeOffset now)
    {
        _reserved = now + Ahead;
        Write(_reserved);
    }

    private void Write(DateTimeOffset moment) =>
        File.WriteAllText(_file, moment.ToString("O", CultureInfo.InvariantCulture));
}
