using System.Globalization;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Values;

/// <summary>What kind of value an expression gives; values are null, decimal, string or DateTime in the zone.</summary>
internal enum ValueKind
{
    Null,
    Number,
    Text,
    Date,
}

/// <summary>How values turn into one another: Oracle's rules under the user's date format and zone.</summary>
internal sealed class Dialect(SuiteQlSettings settings)
{
    public bool ReadsClock { get; private set; }

    /// <summary>One clock reading per query, so that every row sees the same.</summary>
    public DateTime Now()
    {
        ReadsClock = true;
        return WholeSeconds(TimeZoneInfo.ConvertTime(settings.Now, settings.Zone).DateTime);
    }

    /// <summary>What a table's column gives, as a value of the dialect.</summary>
    public object? FromColumn(object? value, ColumnType type) => value switch
    {
        null or decimal or DateTime => value,
        string text => text.Length == 0 ? null : text,
        long number => (decimal)number,
        int number => (decimal)number,
        bool flag => flag ? "T" : "F",
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        DateTimeOffset instant => WholeSeconds(TimeZoneInfo.ConvertTime(instant, settings.Zone).DateTime),
        _ => throw new InvalidOperationException($"A column of type {type} gave a {value.GetType().Name}."),
    };

    /// <summary>A value of the dialect, as a table looks it up; null where the column cannot hold it.</summary>
    public object? ToColumn(object value, ColumnType type) => (type, value) switch
    {
        (ColumnType.Integer, decimal number) when number == decimal.Floor(number)
            && decimal.Abs(number) < long.MaxValue =>
            (long)number,
        (ColumnType.Number, decimal number) => number,
        (ColumnType.Text, string text) => text,
        (ColumnType.Flag, "T") => true,
        (ColumnType.Flag, "F") => false,
        (ColumnType.Date, DateTime date) when date.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(date),
        (ColumnType.Instant, DateTime date) => Instant(date),
        _ => null,
    };

    /// <summary>In the hour that a zone sets its clock back a local time stands for two instants; the earlier one is
    /// taken, so that a scan from there loses nothing.</summary>
    private DateTimeOffset Instant(DateTime local)
    {
        var offset = settings.Zone.IsAmbiguousTime(local)
            ? settings.Zone.GetAmbiguousTimeOffsets(local).Max()
            : settings.Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    public static ValueKind KindOf(ColumnType type) => type switch
    {
        ColumnType.Integer or ColumnType.Number => ValueKind.Number,
        ColumnType.Date or ColumnType.Instant => ValueKind.Date,
        _ => ValueKind.Text,
    };

    public static ValueKind KindOf(object? value) => value switch
    {
        null => ValueKind.Null,
        decimal => ValueKind.Number,
        DateTime => ValueKind.Date,
        _ => ValueKind.Text,
    };

    /// <summary>What the reply shows: every value is a text.</summary>
    public string? Show(object? value) => value switch
    {
        null => null,
        decimal number => Number(number),
        DateTime date => DateMask.ForUser(settings.DateFormat).Format(date),
        _ => (string)value,
    };

    /// <summary>Implicit TO_CHAR: a fraction has no zero before its point, as in Oracle.</summary>
    public string? Text(object? value) => value is decimal number ? OracleNumber(number) : Show(value);

    public static decimal? Number(object? value) => value switch
    {
        null => null,
        decimal number => number,
        string text => decimal.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Refused.Unsupported($"'{text}' is not a number."),
        _ => throw Refused.Unsupported("A date stands where a number is needed."),
    };

    public DateTime? Date(object? value) => value switch
    {
        null => null,
        DateTime date => date,
        string text => DateMask.ForUser(settings.DateFormat).Parse(text)
            ?? throw Refused.UnreadableDate(text, settings.DateFormat, settings.Zone.Id),
        _ => throw Refused.Unsupported("A number stands where a date is needed."),
    };

    public object? Convert(object? value, ValueKind kind) => kind switch
    {
        ValueKind.Number => Number(value),
        ValueKind.Text => Text(value),
        ValueKind.Date => Date(value),
        _ => value,
    };

    /// <summary>Both of one kind, neither null; texts by code point, as NetSuite's binary order.</summary>
    public static int Compare(object left, object right) => (left, right) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (DateTime a, DateTime b) => a.CompareTo(b),
        (string a, string b) => string.CompareOrdinal(a, b),
        _ => KindOf(left).CompareTo(KindOf(right)),
    };

    private static string Number(decimal number) =>
        number.ToString("0.############################", CultureInfo.InvariantCulture);

    private static string OracleNumber(decimal number)
    {
        var text = Number(number);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..]
            : text.StartsWith("-0.", StringComparison.Ordinal) ? "-" + text[2..]
            : text;
    }

    private static DateTime WholeSeconds(DateTime instant) =>
        new(instant.Ticks - (instant.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Unspecified);
}
