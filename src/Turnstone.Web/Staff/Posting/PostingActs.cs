using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Posting;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Staff.Posting;

/// <summary>What a second person does, and what sends approved postings off.</summary>
internal static class PostingActs
{
    public static void MapPostingActs(this IEndpointRouteBuilder app)
    {
        app.MapPost("/postings/approve", Approve).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/postings/decline", Decline).WithMetadata(new RequireAntiforgeryTokenAttribute());
        app.MapPost("/postings/{id:long}/retry", async (long id, [FromForm] string? reason, Visit visit, Told told) =>
        {
            told.Say(visit.Http, await visit.Do(new RetryPosting(id)), "It will be tried again.");
            return WayOut.Went(visit.Http, "/postings?view=approved");
        });
        app.MapPost("/postings/{id:long}/answer", async (long id, [FromForm] string? agree, Visit visit, Told told) =>
        {
            told.Say(visit.Http, await visit.Do(new AnswerMove(id, agree == "yes")),
                agree == "yes" ? "Agreed: it goes out with the next posting." : "Declined.");
            return WayOut.Went(visit.Http, "/postings?view=waiting");
        });
        app.MapPost("/postings/findings/{id:long}", async (long id, [FromForm] string? same, Visit visit, Told told) =>
        {
            var result = await visit.Do(new AnswerFinding(id, same == "yes"));
            told.Say(visit.Http, result, same == "yes" ? "Kept as found: nothing is posted." : "Kept as other money.");
            return WayOut.Went(visit.Http, "/postings?view=refused");
        });
        app.MapPost("/ties/release", Release);
        app.MapPost("/postings/post", Post).WithMetadata(new RequireAntiforgeryTokenAttribute());
    }

    private static async Task<IResult> Release([FromForm] ReleaseForm form, Visit visit, Told told)
    {
        if (FormDay.Read(form.Day) is not { } day)
        {
            told.Say(visit.Http, PageRefusals.NoDay("The day", form.Day).Sentence, good: false);
            return WayOut.Went(visit.Http, "/ties");
        }

        var act = new ReleaseTieOut(new(form.Company ?? ""), form.Account ?? "", day);
        told.Say(visit.Http, await visit.Do(new AskForApproval<ReleaseTieOut>(act, form.Why ?? "")),
            "Asked: a second person answers it in Settings.");
        return WayOut.Went(visit.Http, "/ties");
    }

    private static async Task<IResult> Approve(HttpRequest request, Visit visit, Told told)
    {
        var shares = Shares(await request.ReadFormAsync());
        told.Say(visit.Http, await visit.Do(new ApproveShares(shares)), "Approved.");
        return WayOut.Went(visit.Http, "/postings?view=waiting");
    }

    private static async Task<IResult> Decline(HttpRequest request, Visit visit, Told told)
    {
        var form = await request.ReadFormAsync();
        told.Say(visit.Http, await visit.Do(new DeclineShares(Shares(form), form["why"].ToString())), "Sent back.");
        return WayOut.Went(visit.Http, "/postings?view=waiting");
    }

    private static async Task<IResult> Post(HttpRequest request, Visit visit, Told told)
    {
        await request.ReadFormAsync();
        var result = await visit.Do(new PostApproved { AtOnce = PostApproved.OfAServer }, "posting");
        var done = result.Is(out var report, out _)
            ? string.Create(CultureInfo.InvariantCulture,
                $"{report.Written} records written, {report.Posted} postings read back equal, "
                + $"{report.Refused} refused.")
            : "";
        told.Say(visit.Http, result, done);
        return WayOut.Went(visit.Http, "/postings?view=posted");
    }

    /// <summary>The form of asking for the release of a failed day.</summary>
    internal sealed record ReleaseForm(string? Company, string? Account, string? Day, string? Why);

    private static List<long> Shares(IFormCollection form) => [.. form["share"]
        .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
        .Where(id => id > 0)];
}
