using Turnstone.Domain.Kernel;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>What a first start came to.</summary>
/// <param name="Invitation">The link of the first administrator; null where somebody was invited already.</param>
public sealed record FirstStart(Invitation? Invitation);

/// <summary>
/// While nobody is there but the service, a one-time link for a first administrator. It is made anew at each start
/// until somebody uses it, and never again once anybody else was invited.
/// </summary>
public sealed record InviteFirst : IUseCase<FirstStart>
{
    /// <summary>The address the first administrator signs in with.</summary>
    public const string Email = "administrator@localhost";

    /// <inheritdoc/>
    public Permission Needs => Permission.Invite;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<FirstStart>> Run(Session session)
    {
        var people = await AccountRows.First(session.Db, limit: 2);
        if (people is [])
        {
            var invited = await new InvitePerson("Administrator", Email, Role.Administrator).Run(session);
            return invited.Is(out var invitation, out var refusal) ? new FirstStart(invitation) : refusal;
        }

        if (people is not [{ PasswordHash: null, LeftAt: null } waiting] || waiting.EmailKey != Accounts.Key(Email))
            return new FirstStart(Invitation: null);
        session.Audit(new("person.invited", $"person {waiting.Id}")
        {
            House = true, After = new { waiting.Name, waiting.Email }, Why = "nobody used the link before",
        });
        return new FirstStart(await Accounts.Invite(session, waiting));
    }
}
