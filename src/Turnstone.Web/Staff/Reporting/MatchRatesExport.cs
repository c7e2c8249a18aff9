using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.UseCases.Reporting;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Staff.Reporting;

/// <summary>What the page of the match rates is asked for, and its figures as a CSV file.</summary>
public static class MatchRatesExport
{
    /// <summary>Days looked back on where none are given.</summary>
    public const int DaysBack = 90;

    internal static void MapMatchRatesExport(this IEndpointRouteBuilder app) => app.MapGet("/matching/rates/export",
        async (string? from, string? to, string? by, Visit visit) =>
        {
            if (!Asked(from, to, by, visit.Today).Is(out var asked, out var refusal))
                return Results.Text(refusal.Sentence, statusCode: Visit.Status(refusal.Kind));
            return (await visit.Ask(asked)).Is(out var report, out refusal)
                ? Results.File(Encoding.UTF8.GetBytes(Text(report)), "text/csv; charset=utf-8",
                    $"match-rates-{FormDay.Of(asked.From)}-{FormDay.Of(asked.To)}-by-{Word(asked.By)}.csv")
                : Results.Text(refusal.Sentence, statusCode: Visit.Status(refusal.Kind));
        });

    /// <summary>A grouping as an address has it.</summary>
    public static string Word(MatchRateBy by) => by.ToString().ToLowerInvariant();

    /// <summary>Minor units of a rate as money.</summary>
    public static Money Amount(MatchRate rate, long minor) => new(minor, rate.Currency);

    /// <summary>The question of an address; a day or word that is none is refused by name.</summary>
    public static Result<ShowMatchRates> Asked(string? from, string? to, string? by, DateOnly today)
    {
        if (to is { Length: > 0 } && FormDay.Read(to) is null)
            return PageRefusals.NoDay("To", to);
        if (from is { Length: > 0 } && FormDay.Read(from) is null)
            return PageRefusals.NoDay("From", from);
        var grouping = MatchRateBy.Week;
        if (by is { Length: > 0 } && (!Enum.TryParse(by, ignoreCase: true, out grouping) || char.IsAsciiDigit(by[0])))
            return PageRefusals.NoGrouping(by);
        var last = FormDay.Read(to) ?? today;
        return new ShowMatchRates(FormDay.Read(from) ?? last.AddDays(-DaysBack), last, grouping);
    }

    /// <summary>The report as text: counts, amounts as decimals, names that a spreadsheet would run defused.</summary>
    public static string Text(MatchRateReport report)
    {
        var text = new StringBuilder(Word(report.By)).Append(",currency");
        foreach (var unit in new[] { "receipts", "documents", "amount" })
        {
            foreach (var how in new[] { "", "_unseen", "_as_proposed", "_by_hand", "_in_the_books", "_waiting" })
                text.Append(',').Append(unit).Append(how);
        }

        text.Append("\r\n");
        foreach (var rate in report.Groups)
            Row(text, report.Called(rate), rate);
        foreach (var rate in report.Total)
            Row(text, "TOTAL", rate);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string group, MatchRate rate)
    {
        text.Append(CsvText.Cell(group)).Append(',').Append(rate.Currency.Code);
        Counts(text, rate.Payments, count => count.ToString(CultureInfo.InvariantCulture));
        Counts(text, rate.Lines, count => count.ToString(CultureInfo.InvariantCulture));
        Counts(text, rate.Amounts, minor => Amount(rate, minor).ToPlainString());
        text.Append("\r\n");
    }

    private static void Counts(StringBuilder text, MatchCounts counts, Func<long, string> plain)
    {
        foreach (var count in new[]
        {
            counts.All, counts.Unseen, counts.AsProposed, counts.ByHand, counts.InTheBooks, counts.Waiting,
        })
        {
            text.Append(',').Append(plain(count));
        }
    }
}
