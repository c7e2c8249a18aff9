using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Banking;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Staff.Banking;

/// <summary>Examining a file that was dropped; nothing is booked, and nothing of it kept.</summary>
internal static class DoctorActs
{
    public static void MapDoctorActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/doctor/examine", Examine).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/doctor/copy", Copy).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/doctor/tolerate", Tolerate).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> Tolerate(HttpRequest request, Visit visit, Told told)
    {
        var form = await request.ReadFormAsync();
        Quirks[] quirks = [.. form["quirk"]
            .Select(word => Enum.TryParse<Quirks>(word, out var one) ? one : Quirks.None)
            .Where(one => one != Quirks.None)];
        var asked = await visit.Do(
            new ProposeReading(form["source"].ToString(), Of: null, form["why"].ToString()) { Quirks = quirks });
        told.Say(visit.Http, asked, asked.Refusal is null && asked.Value.Done
            ? "The source tolerates it from now on."
            : "Proposed: a second person approves it in Settings.");
        return WayOut.Went(visit.Http, "/doctor");
    }

    private static async Task<IResult> Examine(HttpRequest request, Visit visit)
    {
        var form = await request.ReadFormAsync();
        var source = form["source"].ToString();
        var sources = await visit.Ask(new ListSources { ByHandToo = true });
        Result<ExaminedFile> examined = FileActs.NoFile;
        if (form.Files is [var file, ..])
        {
            var (name, content) = await FileActs.Received(file);
            examined = await visit.Do(new ExamineFile(name, content) { Source = source }, $"examining {name}");
        }

        // The answer is the card; what was refused is said in it.
        request.HttpContext.Response.StatusCode = StatusCodes.Status200OK;
        return new RazorComponentResult<ExaminedCard>(new
        {
            File = examined.Is(out var done, out var refusal) ? done : null, Refusal = refusal, Chosen = source,
            Sources = sources.Is(out var known, out _) ? known : [],
        });
    }

    private static async Task<IResult> Copy(HttpRequest request, Visit visit, Told told)
    {
        var form = await request.ReadFormAsync();
        Result<byte[]> copied = FileActs.NoFile;
        var name = "";
        if (form.Files is [var file, ..])
        {
            (name, var content) = await FileActs.Received(file);
            copied = await visit.Do(
                new AnonymiseFile(name, content) { Source = form["source"].ToString() }, $"copying {name}");
        }

        if (copied.Is(out var copy, out var refusal))
            return Results.File(copy, "application/octet-stream", "anonymous-" + name);
        told.Say(visit.Http, refusal.Sentence, good: false);
        return WayOut.Went(visit.Http, "/doctor");
    }
}
