using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.Web.Staff.Layout;

/// <summary>Amounts and dates as a person reads them on a page; exports use the plain forms.</summary>
public static class Figures
{
    /// <summary>An amount with grouped digits and a true minus, no currency: −4,210.00.</summary>
    public static string Of(Money amount)
    {
        var format = "N" + amount.Currency.Exponent.ToString(CultureInfo.InvariantCulture);
        return amount.ToDecimal().ToString(format, CultureInfo.InvariantCulture).Replace('-', '−');
    }

    /// <summary>An amount, or a dash for none.</summary>
    public static string OrDash(Money amount) => amount.IsZero ? "–" : Of(amount);

    /// <summary>Hundredths of a percent with one place: 98.4 %; a dash of nothing.</summary>
    public static string Percent(int? hundredths) => hundredths is { } rate
        ? (rate / 100m).ToString("F1", CultureInfo.InvariantCulture) + " %" : "–";

    /// <summary>A day: 30 Jun 2026.</summary>
    public static string Of(DateOnly day) => day.ToString("d MMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>A moment: 30 Jun 2026, 06:12.</summary>
    public static string Of(DateTimeOffset moment) =>
        moment.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in the largest fitting unit: 12 s, 2 h, 3 d.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalSeconds} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalMinutes} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalHours} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)age.TotalDays} d"),
    };

    /// <summary>The first letters of a name: Mara Kerr is MK.</summary>
    public static string Initials(string name) => string.Concat(
        name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => word[0]));

    /// <summary>An account number with all but its last four signs hidden.</summary>
    public static string Masked(string account) => account.Length <= 4 ? account : "···" + account[^4..];
}
