using System.Collections.Frozen;

namespace Turnstone.Domain.CashApplication.References;

/// <summary>Months that payers name instead of documents: <c>JUNE SETTLEMENT</c>, <c>RECHNUNGEN MAI</c>.</summary>
internal static class Periods
{
    private static readonly FrozenDictionary<string, int> Months = Table(
        "JANUARY JAN JANUAR JANVIER ENERO GENNAIO JANUARI", "FEBRUARY FEB FEBRUAR FEVRIER FEBRERO FEBBRAIO FEBRUARI",
        "MARCH MAR MARZ MAERZ MÄRZ MARS MARZO MAART", "APRIL APR AVRIL ABRIL APRILE", "MAY MAI MAYO MAGGIO MEI",
        "JUNE JUN JUNI JUIN JUNIO GIUGNO", "JULY JUL JULI JUILLET JULIO LUGLIO", "AUGUST AUG AOUT AGOSTO AUGUSTUS",
        "SEPTEMBER SEP SEPT SEPTEMBRE SEPTIEMBRE SETTEMBRE", "OCTOBER OCT OKTOBER OKT OCTOBRE OCTUBRE OTTOBRE",
        "NOVEMBER NOV NOVEMBRE NOVIEMBRE", "DECEMBER DEC DEZEMBER DEZ DECEMBRE DICIEMBRE DICEMBRE");

    /// <summary>The month named, the latest such that is not after the payment; 0 where none or several are.</summary>
    public static int In(List<TextWord> words, DateOnly paid)
    {
        var found = 0;
        foreach (var word in words)
        {
            if (word.Length < 3 || !Months.TryGetValue(word.Text, out var month))
                continue;
            var year = month <= paid.Month ? paid.Year : paid.Year - 1;
            if (found != 0 && found != year * 12 + month)
                return 0;
            found = year * 12 + month;
        }

        return found;
    }

    public static int Of(DateOnly day) => day.Year * 12 + day.Month;

    private static FrozenDictionary<string, int> Table(params string[] months) => months
        .SelectMany((names, at) => names.Split(' ').Select(name => (name, month: at + 1)))
        .ToFrozenDictionary(entry => entry.name, entry => entry.month, StringComparer.OrdinalIgnoreCase);
}
