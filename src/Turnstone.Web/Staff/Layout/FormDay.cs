using System.Globalization;

namespace Turnstone.Web.Staff.Layout;

/// <summary>Days as forms and addresses write them: 2026-06-30.</summary>
public static class FormDay
{
    private const string Form = "yyyy-MM-dd";

    /// <summary>The day; null where the text is none.</summary>
    public static DateOnly? Read(string? text) => DateOnly.TryParseExact(
        text, Form, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The day as text.</summary>
    public static string Of(DateOnly day) => day.ToString(Form, CultureInfo.InvariantCulture);
}
