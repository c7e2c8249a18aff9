using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.CashApplication;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>What became of one receipt of many.</summary>
/// <param name="Receipt">Its number.</param>
/// <param name="State">Its posting state now; null where nothing was done.</param>
/// <param name="Refusal">Why nothing was done; null where it was.</param>
public sealed record BulkOutcome(long Receipt, string? State, Refusal? Refusal);

/// <summary>
/// Several receipts at once: each goes through the door alone, with a decision and an audit entry of its own, as if it
/// had been pressed alone; what became of each is told one by one.
/// </summary>
internal static class BulkActs
{
    private const int Most = 200;

    public static void MapBulkActs(this IEndpointRouteBuilder app) =>
        app.MapPost("/receipts/bulk", Bulk).WithMetadata(new RequireAntiforgeryTokenAttribute());

    private static async Task<IResult> Bulk(HttpRequest request, Visit visit)
    {
        var form = await request.ReadFormAsync();
        var aside = form["act"] == "aside";
        var until = FormDay.Read(form["until"]);
        var outcomes = new List<BulkOutcome>();
        foreach (var (id, version) in Marked(form))
        {
            var result = aside && until is null ? PageRefusals.NoDay("Until", form["until"])
                : until is { } day && aside
                    ? await visit.Do(new SetAside(id, day, form["why"].ToString()) { Version = version })
                : await visit.Do(new AcceptProposal(id, version));
            outcomes.Add(result.Is(out var done, out var refusal)
                ? new(id, done.QueueState, Refusal: null) : new(id, State: null, refusal));
        }

        return new RazorComponentResult<BulkPage>(new
        {
            Outcomes = outcomes, Aside = aside, Query = request.QueryString.Value ?? "",
        })
        {
            // The page tells of each; a status of one of them would not be that of all.
            StatusCode = StatusCodes.Status200OK,
        };
    }

    private static IEnumerable<(long Id, int Version)> Marked(IFormCollection form)
    {
        foreach (var text in form["receipt"].OfType<string>().Distinct(StringComparer.Ordinal).Take(Most))
        {
            if (text.Split(':') is [var id, var version]
                && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var receipt)
                && int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var seen))
                yield return (receipt, seen);
        }
    }
}
