using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.UseCases.Ledger;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Banking;
using Turnstone.Web.Staff.People;

namespace Turnstone.Web.Staff.Ledger;

/// <summary>Pulling from NetSuite by hand: the same pull and matching as the server's own round.</summary>
internal static class LedgerActs
{
    public static void MapLedgerActs(this IEndpointRouteBuilder app) => app.MapPost("/sync",
        async ([FromForm] string? back, Visit visit, Told told) =>
        {
            var pulled = await visit.Do(new SyncNetSuite(), "pulling from NetSuite");
            var failed = pulled.Refusal ?? await FileActs.MatchAll(visit);
            told.Say(visit.Http, failed?.Sentence ?? string.Create(CultureInfo.InvariantCulture,
                $"In step: {pulled.Value.Customers} customers and {pulled.Value.Documents} documents, and matched."),
                good: failed is null);
            return PersonActs.Went(visit.Http, PersonActs.Local(back));
        });
}
