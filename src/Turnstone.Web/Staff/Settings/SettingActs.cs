using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Settings;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Staff.Settings;

/// <summary>Proposing settings and answering proposals; a second person decides.</summary>
internal static class SettingActs
{
    public static void MapSettingActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/settings/propose", async (
            [FromForm] string? text, [FromForm] string? why, Visit visit, Told told) =>
        {
            var result = await visit.Do(new ImportSettings(text ?? "", why ?? ""));
            told.Say(visit.Http, result, result.Refusal is null && result.Value.Changes.Count == 0
                ? "Nothing differs from what holds."
                : "Proposed: a second person approves it here.");
            return WayOut.Went(visit.Http, "/settings");
        });
        app.MapPost("/settings/requests/{id:long}", async (long id, [FromForm] string? answer,
            [FromForm] string? reason, Visit visit, Told told) =>
        {
            var approve = answer == "approve";
            var why = string.IsNullOrWhiteSpace(reason) ? null : reason;
            var result = await visit.Do(new AnswerRequest(id, approve, why));
            told.Say(visit.Http, result, approve ? "Approved." : "Declined.");
            return WayOut.Went(visit.Http, "/settings");
        });
        app.MapPost("/settings/tokens", async (
            [FromForm] string? source, [FromForm] string? note, Visit visit, Told told) =>
        {
            var made = await visit.Do(new MakeSourceToken(source ?? "", note ?? ""));
            told.Say(visit.Http, made, made.Refusal is null
                ? $"The token for files of {source}, shown this once: {made.Value.Token}" : "");
            return WayOut.Went(visit.Http, "/settings");
        });
        app.MapPost("/settings/tokens/{id:long}/revoke", async (long id, Visit visit, Told told) =>
        {
            told.Say(visit.Http, await visit.Do(new RevokeSourceToken(id)),
                "Revoked: nothing is taken with it any more.");
            return WayOut.Went(visit.Http, "/settings");
        }).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapGet("/settings/export", async (Visit visit) =>
            (await visit.Ask(new ExportSettings())).Is(out var text, out var refusal)
                ? Results.File(Encoding.UTF8.GetBytes(text), "application/yaml", "turnstone-settings.yaml")
                : Results.Text(refusal.Sentence, statusCode: Visit.Status(refusal.Kind)));
    }
}
