using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.People;

namespace Turnstone.Web.Staff.Banking;

/// <summary>Bringing files in by hand: the same import as the command line's, then matching of what is new.</summary>
internal static class FileActs
{
    /// <summary>Largest upload; larger files come by folder or command line.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    public static void MapFileActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/files/upload", Upload).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/files/{id:long}/release", async (long id, [FromForm] string? why, Visit visit, Told told) =>
        {
            var ask = new AskForApproval<ReleaseFile>(new(id, Company: null), why ?? "");
            told.Say(visit.Http, await visit.Do(ask), "Asked: a second person answers it in Settings.");
            return PersonActs.Went(visit.Http, string.Create(CultureInfo.InvariantCulture, $"/files/{id}"));
        });
        app.MapPost("/files/sources/look", async (Visit visit, Told told) =>
        {
            var looked = await visit.Do(new FetchDueSources { All = true });
            if (looked.Refusal is null && looked.Value.BroughtFiles && await Match(visit) is { } failed)
                looked = failed;
            told.Say(visit.Http, Sentence(looked), looked.Refusal is null && looked.Value.Failed.Count == 0);
            return PersonActs.Went(visit.Http, "/files");
        });
        app.MapPost("/files/held/{id:long}", async (long id, [FromForm] string? answer, [FromForm] string? why,
            Visit visit, Told told) =>
        {
            told.Say(visit.Http, await visit.Do(new PlaceHeldLine(id, answer == "book", why ?? "")), "Placed.");
            return PersonActs.Went(visit.Http, "/files");
        });
    }

    private static async Task<IResult> Upload(HttpRequest request, Visit visit, Told told)
    {
        var form = await request.ReadFormAsync();
        var said = new List<string>();
        var (good, last) = (true, 0L);
        foreach (var file in form.Files)
        {
            await using var stream = file.OpenReadStream();
            var content = new byte[file.Length];
            await stream.ReadExactlyAsync(content);
            var result = await visit.Do(new ImportFile(Path.GetFileName(file.FileName), content));
            good &= result.Refusal is null;
            said.Add(result.Is(out var done, out var refusal) ? Sentence(done) : refusal.Sentence);
            last = done?.Arrival ?? last;
        }

        if (last != 0 && await Match(visit) is { } failed)
            said.Add(failed.Sentence);
        told.Say(visit.Http, string.Join(' ', said), good);
        visit.Http.Response.Headers.Location = last != 0 && form.Files.Count == 1
            ? string.Create(CultureInfo.InvariantCulture, $"/files/{last}")
            : "/files";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>What came in is matched at once, company by company, as far as the person may.</summary>
    private static async Task<Refusal?> Match(Visit visit)
    {
        if (!(await visit.Ask(new ListCompanies())).Is(out var companies, out var refusal))
            return refusal;
        foreach (var company in companies)
        {
            if ((await visit.Do(new MatchReceipts(new CompanyId(company.Id)))).Refusal is { } failed)
                return failed;
        }

        return null;
    }

    private static string Sentence(Result<FetchedSources> looked) => looked.Refusal is { } refusal ? refusal.Sentence
        : string.Join(' ',
        [
            string.Create(CultureInfo.InvariantCulture,
                $"Files that came in: {looked.Value.Fetched.Sum(source => source.Files.Count)}."),
            .. looked.Value.Failed.Select(failed => failed.Sentence),
        ]);

    private static string Sentence(ImportedFile file) => file.State switch
    {
        "read" => string.Create(CultureInfo.InvariantCulture,
            $"{file.Name} is read: {file.NewLines} new lines, {file.SameLines} known already, {file.Clashes} at odds."),
        _ => $"{file.Name} is {file.State}: {file.Why}",
    };
}
