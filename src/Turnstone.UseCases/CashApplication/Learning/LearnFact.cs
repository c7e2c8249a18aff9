using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication.Learning;

/// <summary>
/// Lets matching use what a correction taught, from today on: on the word of two persons, of whom the second did not
/// make the correction (posting.md: Two persons).
/// </summary>
/// <param name="Learned">The proposal.</param>
/// <param name="Company">Its company.</param>
/// <param name="Until">Last day it shall hold; null without an end.</param>
public sealed record LearnFact(long Learned, CompanyId? Company, DateOnly? Until = null) : ITwoPersonAct
{
    /// <inheritdoc/>
    public string Subject => LearnedFacts.Subject(Learned);

    /// <inheritdoc/>
    public Permission Asks => Permission.Decide;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Answers => [Permission.Approve];

    /// <inheritdoc/>
    public async Task<Result<Done>> Check(Session session)
    {
        if (await LearnedRows.Of(session.Db, session.Connection, Learned) is not { } row
            || row.CompanyId != Company?.Value)
            return Refusals.NoLesson(Learned);
        if (row.State != "proposed")
            return Refusals.NotProposed(Learned, row.State);
        if (row.ReplayId is null)
            return Refusals.NotReplayed(Learned);
        return Until <= session.Today ? CashApplication.Refusals.PastDay(Until.Value) : Done.It;
    }

    /// <inheritdoc/>
    public async Task<Refusal?> MayAnswer(Session session) =>
        await LearnedRows.Of(session.Db, session.Connection, Learned) is { } row
            && row.ProposedBy == session.Person.Id ? Refusals.OwnCorrection(Learned) : null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Apply(Session session, Approval approval)
    {
        if (await LearnedRows.Of(session.Db, session.Connection, Learned) is not { } row)
            return Refusals.NoLesson(Learned);
        await LearnedRows.Save(session.Db, row with
        {
            State = "approved", ApprovedAt = session.At, ApprovedBy = approval.ApprovedBy, RequestId = approval.Request,
            ValidFrom = session.Today, ValidTo = Until,
        });
        session.Audit(new("learned.approved", Subject)
        {
            Company = Company, Why = approval.Why,
            After = new { row.Kind, row.Shown, row.CustomerId, row.Days, From = session.Today, Until, row.ReplayId },
        });
        return Done.It;
    }
}

/// <summary>Asks for a second person's word on what a correction teaches, once it was replayed.</summary>
/// <param name="Learned">The proposal.</param>
/// <param name="Why">The reason.</param>
/// <param name="Until">Last day it shall hold; null without an end.</param>
public sealed record AskToLearn(long Learned, string Why, DateOnly? Until = null) : IUseCase<Asked>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Asked>> Run(Session session)
    {
        if (await LearnedRows.Of(session.Db, session.Connection, Learned) is not { } row)
            return Refusals.NoLesson(Learned);
        if (row.IsAsked)
            return Refusals.AskedAlready(Learned);
        var asked = await Asking.Ask(session, new LearnFact(Learned, new CompanyId(row.CompanyId), Until), Why);
        if (!asked.Is(out var done, out var refusal))
            return refusal;
        // In a company of one it is approved already and names its request itself.
        if (!done.Done)
            await LearnedRows.Save(session.Db, row with { RequestId = done.Request });
        return done;
    }
}

/// <summary>Refuses what a correction could teach, or takes back what was approved. Both need a reason.</summary>
/// <param name="Learned">What was taught.</param>
/// <param name="Why">The reason.</param>
public sealed record EndLearned(long Learned, string Why) : IUseCase<LearnedUse[]>
{
    private const int MostListed = 200;

    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <summary>All that was decided by it, to be looked at again: it is not undone by itself.</summary>
    public async Task<Result<LearnedUse[]>> Run(Session session)
    {
        if (await LearnedRows.Of(session.Db, session.Connection, Learned) is not { } row)
            return Refusals.NoLesson(Learned);
        var company = new CompanyId(row.CompanyId);
        if (await session.MayNot(Needs, company) is { } notAllowed)
            return notAllowed;
        if (string.IsNullOrWhiteSpace(Why))
            return CashApplication.Refusals.NoReason("end what was learned");
        if (row.State is not ("proposed" or "approved"))
            return Refusals.NotProposed(Learned, row.State);
        var isTakenBack = row.State == "approved";
        var uses = (await LearnedRows.Uses(session.Db, row.Id, MostListed)).ToArray();
        await LearnedRows.Save(session.Db, row with
        {
            State = isTakenBack ? "taken_back" : "refused", EndedAt = session.At, EndedBy = session.Actor.Person,
            EndedWhy = Why.Trim(),
        });
        session.Audit(new(isTakenBack ? "learned.taken_back" : "learned.refused", LearnedFacts.Subject(row.Id))
        {
            Company = company, Why = Why, After = new { Receipts = uses.Select(use => use.ReceiptId).ToArray() },
        });
        return uses;
    }
}
