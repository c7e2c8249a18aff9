using System.Globalization;

namespace Turnstone.BankFiles.Tables;

/// <summary>How a table writes dates, found from its first rows or told by its mapping.</summary>
internal sealed class DateForm
{
    // Most specific first; where day and month cannot be told apart the earlier one wins and the doubt is reported.
    private const int FarApart = 5;

    private static readonly string[] Known =
    [
        "yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "d.M.yyyy", "d.M.yy", "M/d/yyyy", "d/M/yyyy", "M/d/yy",
            "d/M/yy", "d-M-yyyy",
        "M-d-yyyy", "d-M-yy", "d MMM yyyy", "d-MMM-yyyy", "d-MMM-yy", "d/MMM/yyyy", "MMM d, yyyy", "MMM d yyyy",
            "d MMMM yyyy",
        "MMMM d, yyyy", "ddMMyyyy",
    ];

    private readonly IReadOnlyList<string> _forms;

    private DateForm(IReadOnlyList<string> forms) => _forms = forms;

    /// <summary>Day and month could be either way round in all rows looked at.</summary>
    public bool Ambiguous => IsAmbiguous(_forms);

    private static bool IsAmbiguous(IReadOnlyList<string> forms) => forms.Count > 1 && forms[0][0] != forms[1][0]
        && char.ToLowerInvariant(forms[0][0]) != 'y'
        && forms[0].Replace('d', 'x').Replace('M', 'x') == forms[1].Replace('d', 'x').Replace('M', 'x');

    /// <summary>The form that is taken.</summary>
    public string Taken => _forms.Count == 0 ? "none" : _forms[0];

    /// <summary>
    /// Keeps the forms that read every cell that any form reads. US order goes first only for dollars: elsewhere the
    /// day does.
    /// </summary>
    public static DateForm Find(IEnumerable<string> cells, IReadOnlyList<string> told, bool dayFirst)
    {
        if (told.Count > 0)
            return new(told);
        IEnumerable<string> known = dayFirst ? Known.OrderBy(form => form[0] == 'M' ? 1 : 0) : Known;
        var left = known.ToList();
        var days = cells.Select(DayOf).ToList();
        foreach (var text in days)
        {
            var reading = left.FindAll(form => Read(text, form, out _));
            if (reading.Count > 0)
                left = reading;
        }

        if (IsAmbiguous(left) && Closest(left, days) is { } form)
            return new([form]);
        return new(left.Count == Known.Length ? [] : left);
    }

    // An export covers days that follow each other. Read the wrong way round, they lie months apart.
    private static string? Closest(List<string> forms, List<string> days)
    {
        var (first, second) = (Span(forms[0], days), Span(forms[1], days));
        return first * FarApart < second ? forms[0] : second * FarApart < first ? forms[1] : null;
    }

    private static int Span(string form, List<string> days)
    {
        var read = days.Select(day => Read(day, form, out var date) ? date.DayNumber : -1)
            .Where(day => day >= 0).ToList();
        return read.Count == 0 ? 0 : read.Max() - read.Min();
    }

    /// <summary>True where some known form reads the cell.</summary>
    public static bool IsDate(string cell) => Array.Exists(Known, form => Read(DayOf(cell), form, out _));

    private string? _last;
    private DateOnly _lastDate;

    public bool TryRead(string cell, out DateOnly date)
    {
        // Rows of one day follow each other.
        date = _lastDate;
        if (string.Equals(cell, _last, StringComparison.Ordinal))
            return true;
        if (!TryForms(DayOf(cell), out date))
            return false;
        (_last, _lastDate) = (cell, date);
        return true;
    }

    private bool TryForms(string text, out DateOnly date)
    {
        foreach (var form in _forms)
        {
            if (Read(text, form, out date))
                return true;
        }

        date = default;
        return false;
    }

    private static bool Read(string text, string form, out DateOnly date) =>
        DateOnly.TryParseExact(text, form, CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

    // "2026-06-30T12:00:00Z", "30.06.2026 12:00": the time of day is no part of a booking date.
    private static string DayOf(string cell)
    {
        var text = cell.Trim();
        var time = text.IndexOf('T', StringComparison.Ordinal);
        if (time is > 7 and < 11 && char.IsAsciiDigit(text[time - 1]))
            return text[..time];
        // "09/16/2020 as of 09/15/2020": booked on the first, effective on the second.
        if (text.IndexOf(" as of ", StringComparison.OrdinalIgnoreCase) is > 0 and var other)
            return text[..other];
        var blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank >= 6 && text.IndexOf(':', blank) > 0 ? text[..blank] : text;
    }
}
