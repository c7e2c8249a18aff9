using Turnstone.Domain.Kernel;
using Turnstone.Storage.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Approvals;

/// <summary>A different person's word on a request: approving does it, in the same transaction.</summary>
/// <param name="Request">Id of the request.</param>
/// <param name="Approve">True does it; false declines it.</param>
/// <param name="Reason">Why; must be given where it is declined.</param>
public sealed record AnswerRequest(long Request, bool Approve, string? Reason = null) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (!(await Opened.Of(session, Request)).Is(out var row, out var refusal))
            return refusal;
        var act = TwoPersonActs.Read(row.Kind, row.Payload);
        if (await Asking.MayNot(session, act.Answers, act.Company) is { } notAllowed)
            return notAllowed;
        if (row.AskedBy == session.Person.Id)
            return Refusals.Own(session.Person.Name);
        if (!Approve && string.IsNullOrWhiteSpace(Reason))
            return Refusals.NoReason();
        if (Approve && await act.MayAnswer(session) is { } barred)
            return barred;

        await ApprovalRows.Answer(session.Db, row with
        {
            State = Approve ? "approved" : "declined", AnsweredBy = session.Person.Id, AnsweredAt = session.At,
            Reason = Reason,
        });
        Asking.Note(session, Approve ? "approved" : "declined", row, Reason);
        if (!Approve)
            return Done.It;
        var check = await act.Check(session);
        return check.Refusal is { } stale ? stale
            : await act.Apply(session, new(row.Id, row.AskedBy, session.Person.Id, row.Why));
    }
}

/// <summary>Takes a request back; only who asked can.</summary>
/// <param name="Request">Id of the request.</param>
public sealed record WithdrawRequest(long Request) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (!(await Opened.Of(session, Request)).Is(out var row, out var refusal))
            return refusal;
        if (row.AskedBy != session.Person.Id)
            return Refusals.NotOwn();
        await ApprovalRows.Answer(session.Db, row with
        {
            State = "withdrawn", AnsweredBy = session.Person.Id, AnsweredAt = session.At,
        });
        Asking.Note(session, "withdrawn", row, why: null);
        return Done.It;
    }
}

internal static class Opened
{
    public static async Task<Result<ApprovalRow>> Of(Session session, long id) =>
        await ApprovalRows.Of(session.Db, session.Connection, id) is not { } row ? Refusals.NoRequest(id)
            : row.State == "open" ? row : Refusals.Answered(id, row.State);
}
