using System.Globalization;

namespace Turnstone.UseCases.CashApplication;

/// <summary>Where a page ended: date and number, as a text a page's address can hold.</summary>
internal static class Keyset
{
    public static string Write(DateOnly day, long id) =>
        string.Create(CultureInfo.InvariantCulture, $"{day:yyyy-MM-dd}.{id}");

    // An address somebody wrote by hand begins at the beginning.
    public static (DateOnly Day, long Id) Read(string? text) =>
        text is { Length: > 11 }
        && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var day)
        && long.TryParse(text.AsSpan(11), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (day, id) : (DateOnly.MinValue, 0);
}
