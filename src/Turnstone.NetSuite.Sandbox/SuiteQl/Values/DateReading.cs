using System.Globalization;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>A date being read from a text, element by element.</summary>
internal sealed class DateReading(string text)
{
    private int _at;
    private int _year = 1;
    private int _month = 1;
    private int _day = 1;
    private int _hour;
    private int _minute;
    private int _second;
    private int? _dayOfYear;
    private bool? _afternoon;

    public bool AtEnd => _at >= text.Length;

    /// <summary>Any sign may stand for any other, as in Oracle; a quoted word must be there.</summary>
    public bool Skip(string verbatim)
    {
        if (text.AsSpan(_at).StartsWith(verbatim, StringComparison.Ordinal))
        {
            _at += verbatim.Length;
            return true;
        }

        var sign = verbatim.Length == 1 && !char.IsAsciiLetterOrDigit(text[_at]);
        _at += sign ? 1 : 0;
        return sign;
    }

    public bool Take(string element) => element switch
    {
        "YYYY" or "RRRR" or "SYYYY" => Number(4, out _year),
        "YY" or "RR" => Number(2, out _year) && Century(),
        "MM" or "USERM" => Number(2, out _month),
        "DD" or "USERD" or "D" => Number(2, out _day),
        "DDD" => Number(3, out var day) && Set(() => _dayOfYear = day),
        "HH24" or "HH" or "HH12" => Number(2, out _hour),
        "MI" => Number(2, out _minute),
        "SS" => Number(2, out _second),
        "FF" or "FF3" or "FF6" or "FF9" => Number(9, out _),
        "MON" or "MONTH" or "USERMONTH" => MonthName(),
        "AM" or "PM" => HalfDay(2),
        "A.M." or "P.M." => HalfDay(4),
        _ => throw Refused.Unsupported($"A date cannot be read with the element {element}."),
    };

    private static bool Set(Action set)
    {
        set();
        return true;
    }

    private bool Number(int digits, out int number)
    {
        number = 0;
        var start = _at;
        while (_at < text.Length && _at - start < digits && char.IsAsciiDigit(text[_at]))
        {
            number = (number * 10) + (text[_at++] - '0');
        }

        return _at > start;
    }

    /// <summary>RR's rule: 00 to 49 are of this century, 50 to 99 of the last.</summary>
    private bool Century()
    {
        _year += _year < 50 ? 2000 : 1900;
        return true;
    }

    private bool MonthName()
    {
        for (var month = 1; month <= 12; month++)
        {
            var name = CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(month);
            var length = Starts(name) ? name.Length : Starts(name[..3]) ? 3 : 0;
            if (length > 0)
            {
                _month = month;
                _at += length;
                return true;
            }
        }

        return false;
    }

    private bool Starts(string name) => text.AsSpan(_at).StartsWith(name, StringComparison.OrdinalIgnoreCase);

    private bool HalfDay(int length)
    {
        _afternoon = Starts("P");
        var known = Starts("A") || Starts("P");
        _at = Math.Min(text.Length, _at + length);
        return known;
    }

    public DateTime? Date()
    {
        var hour = _afternoon is { } afternoon ? (_hour % 12) + (afternoon ? 12 : 0) : _hour;
        if (_year is < 1 or > 9999 || hour > 23 || _minute > 59 || _second > 59)
        {
            return null;
        }

        var time = new TimeSpan(hour, _minute, _second);
        if (_dayOfYear is { } ordinal)
        {
            return ordinal >= 1 && ordinal <= (DateTime.IsLeapYear(_year) ? 366 : 365)
                ? new DateTime(_year, 1, 1).AddDays(ordinal - 1) + time
                : null;
        }

        return _month is >= 1 and <= 12 && _day >= 1 && _day <= DateTime.DaysInMonth(_year, _month)
            ? new DateTime(_year, _month, _day) + time
            : null;
    }
}
