using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Posting;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>
/// What a person does on the bench: each posts a form, goes through the door, and comes back to the bench.
/// </summary>
internal static class ReceiptActs
{
    private const int MostSuggested = 12;

    public static void MapReceiptActs(this IEndpointRouteBuilder app)
    {
        app.MapGet("/receipts/customers", async (string? customer, Visit visit) =>
        {
            var found = await visit.Ask(new FindCustomers(customer, visit.Company, MostSuggested));
            return found.Is(out var rows, out var refusal)
                ? new RazorComponentResult<CustomerOptions>(new { Rows = rows })
                : Results.Text(refusal.Sentence, statusCode: Visit.Status(refusal.Kind));
        });
        var receipts = app.MapGroup("/receipts/{id:long}");
        receipts.MapPost("/accept", async (long id, [FromForm] int version, Bench bench) =>
            bench.Next(id, await bench.Visit.Do(new AcceptProposal(id, version)), "Accepted."));
        receipts.MapPost("/aside", async (long id, [FromForm] AsideForm form, Bench bench) =>
            FormDay.Read(form.Until) is { } until
                ? bench.Next(id, await bench.Visit.Do(new SetAside(id, until, form.Why ?? "")
                {
                    Version = form.Version,
                }),
                    "Set aside.")
                : bench.Stay(id, PageRefusals.NoDay("Until", form.Until)));
        receipts.MapPost("/assign", async (long id, [FromForm] long? to, Bench bench) => bench.Back(id,
            await bench.Visit.Do(new AssignReceipt(id, to)), to is null ? "Given back to all." : "Given."));
        receipts.MapPost("/comment", async (long id, [FromForm] string? text, Bench bench) =>
            bench.Back(id, await bench.Visit.Do(new Comment(id, text ?? "")), "Kept."));
        receipts.MapPost("/undo", async (long id, [FromForm] UndoForm form, Bench bench) =>
            bench.Back(id, await bench.Visit.Do(new UndoApplication(id, form.Why ?? "")), "Taken back."));
        receipts.MapPost("/return", async (long id, [FromForm] ReturnForm form, Bench bench) =>
        {
            var settled = await bench.Visit.Do(new SettleReturn(id, form.Why ?? "")
            {
                Of = long.TryParse(form.Of, NumberStyles.None, CultureInfo.InvariantCulture, out var of) ? of : null,
                Version = form.Version,
            });
            var isPair = settled.Is(out var done, out _) && done.Posting is null;
            return bench.Next(id, settled, isPair ? "Settled as a pair: nothing is posted."
                : "Planned: a second person agrees in Postings.");
        });
        receipts.MapPost("/choose", async (long id, HttpRequest request, Bench bench) =>
        {
            if (!ChosenForm.Read(id, await request.ReadFormAsync()).Is(out var chosen, out var refusal))
                return bench.Stay(id, refusal);
            var decided = await bench.Visit.Do(chosen);
            return bench.Next(id, decided, decided.Is(out var done, out _) && done.Teaches > 0
                ? "Decided. What this could teach waits under Learned." : "Decided.");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    /// <summary>The form of setting aside.</summary>
    internal sealed record AsideForm(int Version, string? Until, string? Why);

    /// <summary>The form of settling a return.</summary>
    internal sealed record ReturnForm(int Version, string? Of, string? Why);

    /// <summary>The form of undoing.</summary>
    internal sealed record UndoForm(int Version, string? Why);
}
