using Turnstone.Domain.Kernel;
using Turnstone.Storage.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Approvals;

/// <summary>What asking came to.</summary>
/// <param name="Request">Id of the request.</param>
/// <param name="Done">True where it is done already, since the company has one person only.</param>
public sealed record Asked(long Request, bool Done);

/// <summary>The steps of asking and doing, for acts that ask as part of their own work.</summary>
internal static class Asking
{
    public const string SinglePersonMark = "single person";

    public static async Task<Result<Asked>> Ask(Session session, ITwoPersonAct act, string why)
    {
        if (string.IsNullOrWhiteSpace(why))
            return Refusals.NoReason();
        if (await MayNot(session, [act.Asks], act.Company) is { } notAllowed)
            return notAllowed;
        if ((await act.Check(session)).Refusal is { } impossible)
            return impossible;

        var alone = await IsAlone(session, act.Company);
        var row = new ApprovalRow
        {
            Id = await session.NewId(), ConnectionId = session.Connection, CompanyId = act.Company?.Value ?? "",
            Kind = TwoPersonActs.KindOf(act), Subject = act.Subject, Payload = TwoPersonActs.Write(act), Why = why,
            State = alone ? "approved" : "open", AskedBy = session.Person.Id, AskedAt = session.At,
            AnsweredBy = alone ? session.Person.Id : null, AnsweredAt = alone ? session.At : null,
            SinglePerson = alone,
        };
        await ApprovalRows.Add(session.Db, row);
        if (alone)
            session.Mark = SinglePersonMark;
        Note(session, "asked", row, why);
        if (!alone)
            return new Asked(row.Id, Done: false);

        var done = await act.Apply(session, new(row.Id, row.AskedBy, row.AskedBy, why));
        return done.Refusal is { } refusal ? refusal : new Asked(row.Id, Done: true);
    }

    /// <summary>
    /// True where the company said once that it has one person, and this is still so, and it is this one.
    /// </summary>
    public static async Task<bool> IsAlone(ReadSession session, CompanyId? company)
    {
        var id = company?.Value ?? "";
        return await ApprovalRows.SinglePersonSince(session.Db, session.Connection, id) is not null
            && await ApprovalRows.Deciders(session.Db, session.Connection, id) is [var only]
            && only == session.Person.Id;
    }

    /// <summary>
    /// Refuses who has none of the rights in the company, or, of the whole connection, not everywhere.
    /// </summary>
    public static async Task<Refusal?> MayNot(
        ReadSession session, IReadOnlyList<Permission> rights, CompanyId? company)
    {
        foreach (var right in rights)
        {
            if (company is null ? session.Person.MayEverywhere(right) : session.Person.May(right, company))
                return await session.MayNot(right, company);
        }

        return await session.MayNot(rights[0], company) ?? Door.Refusals.NotEverywhere(session.Person, rights[0]);
    }

    public static void Note(Session session, string verb, ApprovalRow row, string? why) =>
        session.Audit(new($"{row.Kind}.{verb}", row.Subject)
        {
            Company = row.CompanyId.Length == 0 ? null : new CompanyId(row.CompanyId), Why = why,
            After = new { Request = row.Id, row.Payload },
        });
}
