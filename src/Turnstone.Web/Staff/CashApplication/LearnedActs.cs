using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.CashApplication.Learning;
using Turnstone.Web.Hosting;
using Turnstone.Web.Staff.Layout;

namespace Turnstone.Web.Staff.CashApplication;

/// <summary>What people do with what corrections teach: try it, ask, approve, refuse, take back.</summary>
internal static class LearnedActs
{
    public static void MapLearnedActs(this IEndpointRouteBuilder app)
    {
        var learned = app.MapGroup("/learned/{id:long}");
        learned.MapPost("/replay", async (long id, [FromForm] string? nothing, Visit visit, Told told) =>
        {
            if (!(await visit.Ask(new FindLearned(id))).Is(out var view, out var refusal))
                return Back(visit, told, id, refusal);
            var replayed = await visit.Do(
                new ReplayLearned(id, new CompanyId(view.Row.CompanyId)), "Trying what was learned on the past");
            told.Say(visit.Http, replayed, "Tried on past receipts: see what it would have changed.");
            return Back(visit, id);
        });
        learned.MapPost("/ask", async (long id, [FromForm] AskForm form, Visit visit, Told told) =>
        {
            var until = FormDay.Read(form.Until);
            if (form.Until is { Length: > 0 } && until is null)
                return Back(visit, told, id, PageRefusals.NoDay("Until", form.Until));
            var asked = await visit.Do(new AskToLearn(id, form.Why ?? "", until));
            told.Say(visit.Http, asked, asked.Is(out var done, out _) && done.Done
                ? "Approved by a single person." : "Asked: a second person approves it here.");
            return Back(visit, id);
        });
        learned.MapPost("/approve", async (long id, [FromForm] long request, Visit visit, Told told) =>
        {
            told.Say(visit.Http, await visit.Do(new AnswerRequest(request, Approve: true)),
                "Approved: matching uses it from today on.");
            return Back(visit, id);
        });
        learned.MapPost("/end", async (long id, [FromForm] string? why, Visit visit, Told told) =>
        {
            var ended = await visit.Do(new EndLearned(id, why ?? ""));
            told.Say(visit.Http, ended, ended.Is(out var uses, out _) && uses.Length > 0
                ? $"Ended. Receipts decided by it: {uses.Length}; they are listed below."
                : "Ended: nothing was decided by it.");
            return Back(visit, id);
        });
    }

    private static IResult Back(Visit visit, Told told, long id, Refusal refusal)
    {
        told.Say(visit.Http, refusal.Sentence, good: false);
        return Back(visit, id);
    }

    private static IResult Back(Visit visit, long id) => WayOut.Went(
        visit.Http, string.Create(CultureInfo.InvariantCulture, $"/learned#learned-{id}"));

    /// <summary>The form of asking for approval.</summary>
    internal sealed record AskForm(string? Why, string? Until);
}
