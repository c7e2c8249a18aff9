using System.Globalization;
using Turnstone.Demo.Company;

namespace Turnstone.Demo;

/// <summary>
/// The demo plays on one morning. Its clock begins there and runs on at the pace of the day; a second run begins where
/// the first one ended, so that time never goes back.
/// </summary>
internal sealed class DemoClock : TimeProvider
{
    private readonly string _file;
    private readonly DateTimeOffset _start;
    private readonly long _began = System.GetTimestamp();

    /// <summary>The clock of a folder.</summary>
    public DemoClock(string folder)
    {
        _file = Path.Combine(folder, "clock");
        var morning = new DateTimeOffset(DemoCompany.Today.ToDateTime(new(6, 12)), TimeSpan.Zero);
        var last = File.Exists(_file) && DateTimeOffset.TryParseExact(File.ReadAllText(_file), "O",
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var kept) ? kept : morning;
        _start = last > morning ? last : morning;
    }

    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => _start + System.GetElapsedTime(_began);

    /// <summary>Keeps the moment for the next run.</summary>
    public void Keep() => File.WriteAllText(_file, GetUtcNow().ToString("O", CultureInfo.InvariantCulture));
}
