using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Banking;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Staff.Banking;

/// <summary>Mapping a table: dropped, drafted, mended beside what comes of it, saved with its test.</summary>
internal static class MappingActs
{
    public static void MapMappingActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/mappings/draft", Draft).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/mappings/preview", Preview).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/mappings/save", Save).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> Draft(HttpRequest request, Visit visit)
    {
        Result<MappingView> drafted = FileActs.NoFile;
        if ((await request.ReadFormAsync()).Files is [var file, ..])
        {
            var (name, content) = await FileActs.Received(file);
            drafted = await visit.Do(new DraftMapping(name, content), $"drafting a mapping of {name}");
        }

        return await Bench(visit, drafted, new MappingSaving("", "", ""));
    }

    private static async Task<IResult> Preview(HttpRequest request, Visit visit)
    {
        var form = await request.ReadFormAsync();
        return await Bench(visit,
            await visit.Ask(new PreviewMapping(MappingForm.Sample(form), MappingForm.Text(form))), Saving(form));
    }

    private static async Task<IResult> Save(HttpRequest request, Visit visit, Told told)
    {
        var form = await request.ReadFormAsync();
        var saving = Saving(form);
        var (sample, text) = (MappingForm.Sample(form), MappingForm.Text(form));
        CompanyId? company = saving.Company.Length == 0 ? null : new CompanyId(saving.Company);
        var saved = await visit.Do(new SaveMapping(saving.Source, company, text, saving.Why)
        {
            Right = form["right"] == "yes" ? sample : null,
        });
        if (saved.Is(out var asked, out var refusal))
        {
            told.Say(visit.Http, asked.Done ? $"Saved: files of {saving.Source} are read so from now on."
                : $"Saved with its test: it holds for {saving.Source} once a second person approves it in Settings.",
                good: true);
            if (!request.Headers.ContainsKey("HX-Request"))
                return WayOut.Went(visit.Http, "/mappings");
            // A redirect would be followed unseen; this one the page takes itself.
            visit.Http.Response.Headers["HX-Redirect"] = "/mappings";
            return Results.Ok();
        }

        return await Bench(visit, await visit.Ask(new PreviewMapping(sample, text)), saving with { Refused = refusal });
    }

    private static MappingSaving Saving(IFormCollection form) =>
        new(form["source"].ToString().Trim(), form["company"].ToString(), form["why"].ToString());

    private static async Task<IResult> Bench(Visit visit, Result<MappingView> view, MappingSaving saving)
    {
        var companies = await visit.Ask(new ListCompanies());
        // The answer is the bench; what was refused is said in it.
        visit.Http.Response.StatusCode = StatusCodes.Status200OK;
        return new RazorComponentResult<MappingBench>(new
        {
            View = view.Is(out var shown, out var refusal) ? shown : null, Refusal = refusal, Saving = saving,
            Companies = companies.Is(out var known, out _) ? known.Select(one => (one.Id, one.Name)).ToArray() : [],
        });
    }
}

/// <summary>What the person said of saving, and why it was refused.</summary>
/// <param name="Source">Key of the source.</param>
/// <param name="Company">Company of a new source.</param>
/// <param name="Why">The reason.</param>
public sealed record MappingSaving(string Source, string Company, string Why)
{
    /// <summary>Why it was not saved; null where nobody tried.</summary>
    public Refusal? Refused { get; init; }
}
