using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.UseCases.Ledger;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Staff.Ledger;

/// <summary>The aging of all customers as a CSV file; its last row is the total they were checked against.</summary>
public static class AgingExport
{
    internal static void MapAgingExport(this IEndpointRouteBuilder app) => app.MapGet("/aging/export",
        async (string? asOf, string? company, string? currency, Visit visit) =>
        {
            if (!Currency.TryParse(currency, out var known) || company is not { Length: > 0 })
                return Results.Text("The export needs a company and a currency: start it from the page of the aging.",
                    statusCode: StatusCodes.Status422UnprocessableEntity);
            if (asOf is not null && FormDay.Read(asOf) is null)
                return Results.Text(PageRefusals.NoDay("As of", asOf).Sentence,
                    statusCode: StatusCodes.Status422UnprocessableEntity);
            var answer = await visit.Ask(new ExportAging(new(company), known, FormDay.Read(asOf)));
            return answer.Is(out var report, out var refusal)
                ? Results.File(Encoding.UTF8.GetBytes(Text(report)), "text/csv; charset=utf-8",
                    string.Create(CultureInfo.InvariantCulture, $"aging-{report.AsOf:yyyy-MM-dd}-{known.Code}.csv"))
                : Results.Text(refusal.Sentence, statusCode: Visit.Status(refusal.Kind));
        });

    /// <summary>The report as text: amounts plain, names that a spreadsheet would run as a formula defused.</summary>
    public static string Text(AgingReport report)
    {
        var text = new StringBuilder("customer_id,number,name,currency,as_of");
        for (var bucket = 0; bucket < AgingBuckets.Usual.Count; bucket++)
            text.Append(',').Append(AgingBuckets.Usual.Name(bucket).Replace(' ', '_'));
        text.Append(",credits,balance,deposits\r\n");
        foreach (var customer in report.Customers)
            Row(text, [customer.Id, customer.Number, customer.Name], customer.Balance, report.AsOf);
        Row(text, ["", "", "TOTAL"], report.Total, report.AsOf);
        return text.ToString();
    }

    private static void Row(StringBuilder text, string[] words, AgedBalance balance, DateOnly asOf)
    {
        foreach (var word in words)
            text.Append(CsvText.Cell(word)).Append(',');
        text.Append(balance.Credits.Currency.Code).Append(',')
            .Append(CultureInfo.InvariantCulture, $"{asOf:yyyy-MM-dd}");
        foreach (var amount in balance.Buckets.Append(balance.Credits).Append(balance.Total).Append(balance.Deposits))
            text.Append(',').Append(amount.ToPlainString());
        text.Append("\r\n");
    }
}
