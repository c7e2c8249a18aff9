namespace Turnstone.NetSuite.Budget;

/// <summary>What happened to calls, for the daily report.</summary>
internal enum Happening
{
    Blocked,
    Repeated,
    Lost,
    LoginRefused,
}

/// <summary>One day's use of the budget.</summary>
/// <param name="Day">The day in UTC.</param>
public sealed record DayOfCalls(DateOnly Day)
{
    /// <summary>Calls sent, repeats among them.</summary>
    public int Calls { get; init; }

    /// <summary>Calls NetSuite refused because too many ran.</summary>
    public int Blocked { get; init; }

    /// <summary>Calls sent once more.</summary>
    public int Repeated { get; init; }

    /// <summary>Calls whose answer never came.</summary>
    public int Lost { get; init; }

    /// <summary>Logins refused.</summary>
    public int LoginsRefused { get; init; }

    /// <summary>The most calls that ran at once.</summary>
    public int MostAtOnce { get; init; }

    /// <summary>How long calls waited for a turn, summed.</summary>
    public TimeSpan Waited { get; init; }

    /// <summary>How long calls ran, summed: over the day's length and the ceiling it is the budget's use.</summary>
    public TimeSpan Busy { get; init; }
}

/// <summary>Counts the use of a budget by day; a month is kept.</summary>
/// <param name="time">The clock that says which day it is.</param>
public sealed class CallUsage(TimeProvider time)
{
    private const int DaysKept = 31;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<DateOnly, DayOfCalls> _days = [];

    /// <summary>The days on record, oldest first.</summary>
    public IReadOnlyList<DayOfCalls> Days
    {
        get
        {
            lock (_gate)
                return [.. _days.Values];
        }
    }

    /// <summary>Today's use so far.</summary>
    public DayOfCalls Today
    {
        get
        {
            var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            lock (_gate)
                return _days.GetValueOrDefault(day) ?? new DayOfCalls(day);
        }
    }

    internal void Ended(TimeSpan waited, TimeSpan busy, int running) => Change(day => day with
    {
        Calls = day.Calls + 1,
        Waited = day.Waited + waited,
        Busy = day.Busy + busy,
        MostAtOnce = Math.Max(day.MostAtOnce, running),
    });

    internal void Count(Happening happening) => Change(day => happening switch
    {
        Happening.Blocked => day with { Blocked = day.Blocked + 1 },
        Happening.Repeated => day with { Repeated = day.Repeated + 1 },
        Happening.Lost => day with { Lost = day.Lost + 1 },
        Happening.LoginRefused => day with { LoginsRefused = day.LoginsRefused + 1 },
        _ => day,
    });

    private void Change(Func<DayOfCalls, DayOfCalls> change)
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        lock (_gate)
        {
            _days[day] = change(_days.GetValueOrDefault(day) ?? new DayOfCalls(day));
            if (_days.Count > DaysKept)
                _days.Remove(_days.Keys.First());
        }
    }
}
