namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

internal static class DateFunctions
{
    public static IEnumerable<KeyValuePair<string, Function>> All =>
    [
        Functions.Named("TO_DATE", "At", ValueKind.Date, ToDate),
        Functions.Named("TO_TIMESTAMP", "At", ValueKind.Date, ToDate),
        Functions.Named(
            "ADD_MONTHS", "DN", ValueKind.Date, (a, _) => AddMonths(Date(a, 0), TextFunctions.Whole(a[1]!))),
        Functions.Named("LAST_DAY", "D", ValueKind.Date, (a, _) => LastDay(Date(a, 0))),
        Functions.Named("NEXT_DAY", "DT", ValueKind.Date, (a, _) => NextDay(Date(a, 0), (string)a[1]!)),
        Functions.Named("MONTHS_BETWEEN", "DD", ValueKind.Number, (a, _) => MonthsBetween(Date(a, 0), Date(a, 1))),
        Functions.Named("EXTRACT", "TD", ValueKind.Number, (a, _) => Extract((string)a[0]!, Date(a, 1))),
        Functions.Named("ROUND", "At", ValueKind.Null, (a, d) => RoundOrTrunc(a, d, cut: false)),
        Functions.Named("TRUNC", "At", ValueKind.Null, (a, d) => RoundOrTrunc(a, d, cut: true)),
        Functions.Named("CAST", "AT", ValueKind.Null, (a, d) => d.Convert(a[0], CastKind((string)a[1]!))).MindsNulls(),
        Functions.Named(
            "BUILTIN.RELATIVE_RANGES",
            "TTt",
            ValueKind.Date,
            (a, d) => RelativeRanges.Find((string)a[0]!, (string)a[1]!, d.Now())),
    ];

    private static DateTime Date(object?[] arguments, int index) => (DateTime)arguments[index]!;

    private static object? ToDate(object?[] a, Dialect dialect)
    {
        if (a[0] is DateTime date)
        {
            return date;
        }

        var text = dialect.Text(a[0])!;
        return a.At(1) is not string mask
            ? dialect.Date(text)
            : DateMask.Of(mask).Parse(text)
                ?? throw Refused.Unsupported($"'{text}' is not a date under the mask '{mask}'.");
    }

    /// <summary>A date plus days; a fraction is time of the day.</summary>
    public static DateTime Plus(DateTime date, decimal days)
    {
        var ticks = date.Ticks
            + decimal.Round(days * TimeSpan.TicksPerDay / TimeSpan.TicksPerSecond) * TimeSpan.TicksPerSecond;
        return ticks >= 0 && ticks <= DateTime.MaxValue.Ticks
            ? new((long)ticks)
            : throw Refused.Unsupported("A date left the years 1 to 9999.");
    }

    public static decimal DaysBetween(DateTime later, DateTime earlier) =>
        (decimal)(later.Ticks - earlier.Ticks) / TimeSpan.TicksPerDay;

    /// <summary>The last day of a month stays the last day.</summary>
    private static DateTime AddMonths(DateTime date, long months)
    {
        var index = ((date.Year - 1) * 12L) + date.Month - 1 + months;
        if (index < 0 || index >= 9999 * 12)
        {
            throw Refused.Unsupported("A date left the years 1 to 9999.");
        }

        var first = new DateTime((int)(index / 12) + 1, (int)(index % 12) + 1, 1);
        var days = DateTime.DaysInMonth(first.Year, first.Month);
        var day = date.Day == DateTime.DaysInMonth(date.Year, date.Month) ? days : Math.Min(date.Day, days);
        return first.AddDays(day - 1) + date.TimeOfDay;
    }

    private static DateTime LastDay(DateTime date) =>
        new DateTime(date.Year, date.Month, DateTime.DaysInMonth(date.Year, date.Month)) + date.TimeOfDay;

    private static DateTime NextDay(DateTime date, string name)
    {
        for (var ahead = 1; ahead <= 7; ahead++)
        {
            var day = Plus(date, ahead);
            if (name.Length >= 3
                    && day.DayOfWeek.ToString().StartsWith(name.Trim(), StringComparison.OrdinalIgnoreCase))
            {
                return day;
            }
        }

        throw Refused.Unsupported($"'{name}' is no day of the week.");
    }

    /// <summary>Whole where the days are equal or both the month's last; else on months of 31 days.</summary>
    private static decimal MonthsBetween(DateTime later, DateTime earlier)
    {
        var months = (decimal)(((later.Year - earlier.Year) * 12) + later.Month - earlier.Month);
        var bothLast = LastDay(later).Day == later.Day && LastDay(earlier).Day == earlier.Day;
        if (later.Day == earlier.Day || bothLast)
        {
            return months;
        }

        var days = later.Day - earlier.Day
            + ((decimal)(later.TimeOfDay - earlier.TimeOfDay).Ticks / TimeSpan.TicksPerDay);
        return months + (days / 31);
    }

    private static decimal Extract(string field, DateTime date) => field switch
    {
        "YEAR" => date.Year,
        "MONTH" => date.Month,
        "DAY" => date.Day,
        "HOUR" => date.Hour,
        "MINUTE" => date.Minute,
        "SECOND" => date.Second,
        _ => throw Refused.Unsupported($"EXTRACT has no {field}."),
    };

    public static ValueKind CastKind(string type) => type switch
    {
        "VARCHAR2" or "VARCHAR" or "CHAR" or "CLOB" => ValueKind.Text,
        "NUMBER" or "INTEGER" or "DECIMAL" or "NUMERIC" or "INT" or "FLOAT" => ValueKind.Number,
        "DATE" or "TIMESTAMP" => ValueKind.Date,
        _ => throw Refused.Unsupported($"CAST knows no type {type}."),
    };

    /// <summary>The result's kind follows the operand: a date with a unit, or a number with places.</summary>
    private static object? RoundOrTrunc(object?[] a, Dialect dialect, bool cut)
    {
        if (a[0] is DateTime date)
        {
            var unit = dialect.Text(a.At(1)) ?? "DD";
            return cut ? Trunc(date, unit) : RoundUp(date, unit);
        }

        var places = a.Length > 1 ? TextFunctions.Whole(Dialect.Number(a[1])!) : 0;
        return NumberFunctions.Round(Dialect.Number(a[0])!.Value, places, cut);
    }

    public static DateTime Trunc(DateTime date, string unit) => unit.ToUpperInvariant() switch
    {
        "DD" or "DDD" or "J" => date.Date,
        "MM" or "MON" or "MONTH" or "RM" => new(date.Year, date.Month, 1),
        "YYYY" or "YEAR" or "YY" or "Y" or "YYY" or "RRRR" or "SYYYY" => new(date.Year, 1, 1),
        "Q" => new(date.Year, (((date.Month - 1) / 3) * 3) + 1, 1),
        "IW" => Plus(date.Date, -(((int)date.DayOfWeek + 6) % 7)),
        "D" or "DAY" or "DY" => Plus(date.Date, -(int)date.DayOfWeek),
        "WW" => Plus(date.Date, -((date.DayOfYear - 1) % 7)),
        "W" => Plus(date.Date, -((date.Day - 1) % 7)),
        "HH" or "HH24" or "HH12" => date.Date.AddHours(date.Hour),
        "MI" => date.Date.AddHours(date.Hour).AddMinutes(date.Minute),
        _ => throw Refused.Unsupported($"TRUNC and ROUND know no unit '{unit}'."),
    };

    /// <summary>Up from noon, the 16th, July or the middle of a quarter.</summary>
    private static DateTime RoundUp(DateTime date, string unit) => unit.ToUpperInvariant() switch
    {
        "DD" or "DDD" or "J" => Plus(date, 0.5m).Date,
        "MM" or "MON" or "MONTH" or "RM" => Trunc(date.Day >= 16 ? AddMonths(date, 1) : date, "MM"),
        "YYYY" or "YEAR" or "YY" or "Y" => Trunc(date.Month >= 7 ? AddMonths(date, 6) : date, "YYYY"),
        "HH" or "HH24" => Trunc(Plus(date, 1m / 48), "HH24"),
        "MI" => Trunc(Plus(date, 1m / 2880), "MI"),
        _ => throw Refused.Unsupported($"ROUND of a date knows no unit '{unit}'."),
    };
}
