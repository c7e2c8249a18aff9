namespace Turnstone.BankFiles;

/// <summary>Dates from numbers, without exceptions.</summary>
internal static class Dates
{
    public static bool TryMake(int year, int month, int day, out DateOnly date)
    {
        date = default;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        date = new(year, month, day);
        return true;
    }

    /// <summary>
    /// The day of that month and day nearest to another: a booking of 30 December seen beside a value date of 1 January
    /// is last year's, and the other way round.
    /// </summary>
    public static bool TryNearest(int month, int day, DateOnly to, out DateOnly date)
    {
        date = default;
        var found = false;
        foreach (var year in (ReadOnlySpan<int>)[to.Year, to.Year - 1, to.Year + 1])
        {
            if (!TryMake(year, month, day, out var candidate))
                continue;
            if (!found || Math.Abs(candidate.DayNumber - to.DayNumber) < Math.Abs(date.DayNumber - to.DayNumber))
                date = candidate;
            found = true;
        }

        return found;
    }
}
