using Turnstone.Domain.Kernel;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>
/// Names who stands in for oneself between two dates. The deputy has one's rights, but not the administrator's, and
/// still approves nothing they decided themselves; the log says for whom they acted.
/// </summary>
/// <param name="Deputy">Who stands in.</param>
/// <param name="FromOn">First day.</param>
/// <param name="UntilOn">Last day.</param>
/// <param name="For">Company; null for every company.</param>
public sealed record NameDeputy(long Deputy, DateOnly FromOn, DateOnly UntilOn, CompanyId? For = null) : IUseCase<Done>
{
    private const int LongestDays = 92;

    /// <inheritdoc/>
    public Permission Needs => Permission.Approve;

    /// <inheritdoc/>
    public CompanyId? Company => For;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (await AccountRows.Of(session.Db, Deputy) is not { LeftAt: null } account)
            return Refusals.NoPerson(Deputy);
        if (Deputy == session.Person.Id)
            return Refusals.NotOneself();
        if (FromOn < session.Today || UntilOn < FromOn || UntilOn.DayNumber - FromOn.DayNumber >= LongestDays)
            return Refusals.DeputyDates(LongestDays);
        // A right that is only lent is not lent on.
        if (session.Person.InsteadOf(Needs, For) is not null)
            return Refusals.LentOn(session.Person.Name);
        await RoleRows.Name(session.Db, new()
        {
            Id = await session.NewId(), ConnectionId = session.Connection, CompanyId = For?.Value ?? "",
            PersonId = session.Person.Id, DeputyId = Deputy, FromOn = FromOn, UntilOn = UntilOn, NamedAt = session.At,
        });
        session.Audit(new("deputy.named", $"person {Deputy}")
        {
            Company = For, After = new { account.Name, FromOn, UntilOn },
        });
        return Done.It;
    }
}
