using System.Collections.Frozen;

namespace Turnstone.Domain.Kernel;

/// <summary>Which days banks and offices work: not on the weekend's days, not on the holidays given.</summary>
public sealed class BusinessCalendar
{
    private readonly FrozenSet<DayOfWeek> _weekend;
    private readonly FrozenSet<DateOnly> _holidays;

    /// <summary>A calendar of a weekend and holidays; at least one day of the week must be worked.</summary>
    public BusinessCalendar(IEnumerable<DayOfWeek> weekend, IEnumerable<DateOnly> holidays)
    {
        _weekend = weekend.ToFrozenSet();
        _holidays = holidays.ToFrozenSet();
        if (_weekend.Count == 7)
            throw new ArgumentException("A week without a working day.", nameof(weekend));
    }

    /// <summary>Saturday and Sunday free, no holidays known.</summary>
    public static BusinessCalendar Weekdays { get; } = new([DayOfWeek.Saturday, DayOfWeek.Sunday], []);

    /// <summary>True on a day that is worked.</summary>
    public bool IsBusinessDay(DateOnly day) => !_weekend.Contains(day.DayOfWeek) && !_holidays.Contains(day);

    /// <summary>The day itself where it is worked, else the next that is.</summary>
    public DateOnly OnOrAfter(DateOnly day)
    {
        while (!IsBusinessDay(day))
            day = day.AddDays(1);
        return day;
    }

    /// <summary>Moves by so many business days, forward or back; zero gives the day itself, worked or not.</summary>
    public DateOnly Add(DateOnly day, int businessDays)
    {
        var step = Math.Sign(businessDays);
        for (var left = Math.Abs(businessDays); left > 0;)
        {
            day = day.AddDays(step);
            if (IsBusinessDay(day))
                left--;
        }

        return day;
    }
}
