using System.Globalization;

namespace Turnstone.BankFiles.Qif;

/// <summary>
/// Dates of QIF have no fixed order: <c>6/30/26</c>, <c>30.06.2026</c>, <c>6/30'26</c>, <c>2026-06-30</c>. A part above
/// 12 proves the order of all; until one comes, a file with points is day first and any other month first.
/// </summary>
internal sealed class QifDates
{
    private bool? _dayFirst;

    /// <summary>True while nothing has proved the order and it made a difference.</summary>
    public bool Guessed { get; private set; }

    // The order found is that of the file.
    private void Prove(string text)
    {
        if (_dayFirst is null && Parts(text) is { First: <= 31 } parts)
            _dayFirst = parts.First > 12 ? true : parts.Second > 12 ? false : null;
    }

    public bool TryRead(string text, out DateOnly date)
    {
        date = default;
        if (Parts(text) is not (var first, var second, var third))
            return false;
        if (first > 31)
            return Dates.TryMake(first, second, third, out date);
        Prove(text);
        var dayFirst = _dayFirst ?? text.Contains('.', StringComparison.Ordinal);
        Guessed |= _dayFirst is null && first != second && !text.Contains('.', StringComparison.Ordinal);
        var year = third >= 100 ? third : third < 80 ? 2000 + third : 1900 + third;
        return Dates.TryMake(year, dayFirst ? second : first, dayFirst ? first : second, out date);
    }

    private static (int First, int Second, int Third)? Parts(string text)
    {
        var parts = text.Split(['/', '.', '-', '\''], StringSplitOptions.TrimEntries);
        return parts.Length == 3 && TryPart(parts[0], out var first) && TryPart(parts[1], out var second)
            && TryPart(parts[2], out var third) ? (first, second, third) : null;
    }

    private static bool TryPart(string text, out int number)
    {
        number = 0;
        return text.Length is >= 1 and <= 4
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
