using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.UseCases.Ledger;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Banking;

namespace Turnstone.Web.Staff.Ledger;

/// <summary>Pulling from NetSuite and comparing with it by hand: the same as the server's own rounds.</summary>
internal static class LedgerActs
{
    public static void MapLedgerActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/netsuite/compare", async ([FromForm] string? back, Visit visit, Told told) =>
        {
            var done = await visit.Do(new CompareLedger(), "comparing with NetSuite");
            told.Say(visit.Http, done.Refusal?.Sentence ?? (done.Value.Differing.Count == 0
                ? string.Create(CultureInfo.InvariantCulture, $"All {done.Value.Days} days agree with NetSuite.")
                : string.Create(CultureInfo.InvariantCulture,
                    $"{done.Value.Differing.Count} of {done.Value.Days} days differed; {done.Value.Documents} "
                    + $"documents were read again, {done.Value.Left} days differ still.")),
                good: done.Refusal is null && done.Value.Agrees);
            return WayOut.Went(visit.Http, WayOut.Local(back ?? "/netsuite"));
        });
        app.MapPost("/sync", async ([FromForm] string? back, Visit visit, Told told) =>
        {
            var pulled = await visit.Do(new SyncNetSuite(), "pulling from NetSuite");
            var failed = pulled.Refusal ?? await FileActs.MatchAll(visit);
            told.Say(visit.Http, failed?.Sentence ?? string.Create(CultureInfo.InvariantCulture,
                $"In step: {pulled.Value.Customers} customers and {pulled.Value.Documents} documents, and matched."),
                good: failed is null);
            return WayOut.Went(visit.Http, WayOut.Local(back));
        });
    }
}
