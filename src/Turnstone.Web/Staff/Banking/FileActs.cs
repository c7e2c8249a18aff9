using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Staff.Banking;

/// <summary>Bringing files in by hand: the same import as the command line's, then matching of what is new.</summary>
internal static class FileActs
{
    /// <summary>Largest upload; larger files come by folder or command line.</summary>
    public const long MostBytes = 256L * 1024 * 1024;

    /// <summary>A form that should hold a file came without one.</summary>
    internal static readonly Refusal NoFile = new("files.none", "No file was sent: choose one.");

    public static void MapFileActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/files/upload", Upload).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/files/{id:long}/release", async (long id, [FromForm] string? why, Visit visit, Told told) =>
        {
            var ask = new AskForApproval<ReleaseFile>(new(id, Company: null), why ?? "");
            told.Say(visit.Http, await visit.Do(ask), "Asked: a second person answers it in Settings.");
            return WayOut.Went(visit.Http, string.Create(CultureInfo.InvariantCulture, $"/files/{id}"));
        });
        app.MapPost("/files/sources/look", async (Visit visit, Told told) =>
        {
            var looked = await visit.Do(new FetchDueSources { All = true }, "looking at the sources");
            if (looked.Refusal is null && looked.Value.BroughtFiles && await MatchAll(visit) is { } failed)
                looked = failed;
            told.Say(visit.Http, Sentence(looked), looked.Refusal is null && looked.Value.Failed.Count == 0);
            return WayOut.Went(visit.Http, "/files");
        });
        app.MapPost("/files/held/{id:long}", async (long id, [FromForm] string? answer, [FromForm] string? why,
            Visit visit, Told told) =>
        {
            told.Say(visit.Http, await visit.Do(new PlaceHeldLine(id, answer == "book", why ?? "")), "Placed.");
            return WayOut.Went(visit.Http, "/files");
        });
    }

    /// <summary>With htmx the list is swapped in place; without script the person comes out at the file.</summary>
    private static async Task<IResult> Upload(HttpRequest request, Visit visit, Told told)
    {
        var became = new List<BroughtIn>();
        var form = await request.ReadFormAsync();
        var source = form["source"].ToString();
        foreach (var file in form.Files)
            became.Add(await BringIn(visit, file, source));
        if (became.Exists(one => one.Arrival is not null) && await MatchAll(visit) is { } failed)
            became.Add(new(failed.Sentence, Good: false, Arrival: null));
        if (request.Headers.ContainsKey("HX-Request"))
        {
            var listed = await visit.Ask(new ListFiles(Before: null, ArrivedCard.PageSize));
            // The answer is the list; what was refused in it is said there, file by file.
            request.HttpContext.Response.StatusCode = StatusCodes.Status200OK;
            return new RazorComponentResult<ArrivedCard>(new
            {
                Files = listed.Is(out var files, out var refusal) ? files : null, Refusal = refusal, Became = became,
            });
        }

        told.Say(visit.Http, string.Join(' ', became.Select(one => one.Sentence)), became.TrueForAll(one => one.Good));
        return WayOut.Went(visit.Http, became is [{ Arrival: { } only }]
            ? string.Create(CultureInfo.InvariantCulture, $"/files/{only}") : "/files");
    }

    /// <summary>What a form brings: the name without a folder, and the bytes.</summary>
    internal static async Task<(string Name, byte[] Content)> Received(IFormFile file)
    {
        await using var stream = file.OpenReadStream();
        var content = new byte[file.Length];
        await stream.ReadExactlyAsync(content);
        return (Path.GetFileName(file.FileName), content);
    }

    private static async Task<BroughtIn> BringIn(Visit visit, IFormFile file, string source)
    {
        var (name, content) = await Received(file);
        var result = await visit.Do(new ImportFile(name, content) { Source = source.Length == 0 ? null : source },
            $"keeping {name}");
        return result.Is(out var done, out var refusal)
            ? new(Sentence(done), done.State == "read", done.Arrival)
            : new(refusal.Sentence, Good: false, Arrival: null);
    }

    /// <summary>What came in is matched at once, company by company, as far as the person may.</summary>
    public static async Task<Refusal?> MatchAll(Visit visit)
    {
        if (!(await visit.Ask(new ListCompanies())).Is(out var companies, out var refusal))
            return refusal;
        foreach (var company in companies)
        {
            if ((await visit.Do(new MatchReceipts(new CompanyId(company.Id)), "matching")).Refusal is { } failed)
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
            $"{file.Name} is read: {file.NewLines} new lines, {file.SameLines} known already, {file.Clashes} at odds")
            + (file.WaitingLines == 0 ? "."
                : string.Create(CultureInfo.InvariantCulture, $"; {file.WaitingLines} wait for a person.")),
        _ => $"{file.Name} is {file.State}: {file.Why}",
    };
}
