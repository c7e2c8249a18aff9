using System.Globalization;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>What each element of a date mask shows.</summary>
internal static class DateElements
{
    public static string? Show(string element, DateTime date) => element switch
    {
        "USERM" => Number(date.Month, 1),
        "USERD" => Number(date.Day, 1),
        "USERMONTH" => MonthName(date),
        "YYYY" or "RRRR" or "SYYYY" => Number(date.Year, 4),
        "YYY" => Number(date.Year % 1000, 3),
        "YY" or "RR" => Number(date.Year % 100, 2),
        "Y" => Number(date.Year % 10, 1),
        "CC" => Number((date.Year + 99) / 100, 2),
        "Q" => Number((date.Month + 2) / 3, 1),
        "MM" => Number(date.Month, 2),
        "MON" => MonthName(date)[..3],
        "MONTH" => MonthName(date).PadRight(9),
        "DD" => Number(date.Day, 2),
        "DDD" => Number(date.DayOfYear, 3),
        "D" => Number((int)date.DayOfWeek + 1, 1),
        "DY" => date.DayOfWeek.ToString()[..3],
        "DAY" => date.DayOfWeek.ToString().PadRight(9),
        "WW" => Number(((date.DayOfYear - 1) / 7) + 1, 2),
        "W" => Number(((date.Day - 1) / 7) + 1, 1),
        "IW" => Number(ISOWeek.GetWeekOfYear(date), 2),
        "J" => Number((int)(date.Date - new DateTime(1, 1, 1)).TotalDays + 1_721_426, 7),
        "FX" => "",
        _ => Time(element, date),
    };

    private static string? Time(string element, DateTime date) => element switch
    {
        "HH24" => Number(date.Hour, 2),
        "HH" or "HH12" => Number(((date.Hour + 11) % 12) + 1, 2),
        "MI" => Number(date.Minute, 2),
        "SS" => Number(date.Second, 2),
        "SSSSS" => Number((int)date.TimeOfDay.TotalSeconds, 5),
        "FF" or "FF3" => Number(date.Millisecond, 3),
        "FF6" => Number(date.Millisecond * 1000, 6),
        "FF9" => Number(date.Millisecond * 1_000_000, 9),
        "AM" or "PM" => date.Hour < 12 ? "AM" : "PM",
        "A.M." or "P.M." => date.Hour < 12 ? "A.M." : "P.M.",
        _ => null,
    };

    private static string MonthName(DateTime date) =>
        CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(date.Month);

    private static string Number(int number, int digits) => number.ToString("D" + digits, CultureInfo.InvariantCulture);
}
