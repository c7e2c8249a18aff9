namespace Turnstone.Domain.Kernel;

/// <summary>Weeks as reports count them: from Monday (ISO 8601).</summary>
public static class Weeks
{
    /// <summary>The Monday of a day's week.</summary>
    public static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
}
