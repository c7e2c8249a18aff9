using System.Net.Mail;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>
/// Makes a one-time link for a person, the first person too. It may give a role without rights over money; those take
/// two persons (<see cref="GrantMoneyRole"/>).
/// </summary>
/// <param name="Name">Full name.</param>
/// <param name="Email">Address they will sign in with.</param>
/// <param name="Role">Role to give; null for none.</param>
/// <param name="For">Company of the role; null for every company.</param>
public sealed record InvitePerson(string Name, string Email, Role? Role = null, CompanyId? For = null)
    : IUseCase<Invitation>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Invite;

    /// <inheritdoc/>
    public CompanyId? Company => For;

    /// <inheritdoc/>
    public async Task<Result<Invitation>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > 200 || Name.Any(char.IsControl))
            return Refusals.NoName();
        if (!MailAddress.TryCreate(Email.Trim(), out var address) || address.Address != Email.Trim())
            return Refusals.NoEmail(Email);
        if (Role is { } role && (Roles.OverMoney(role) || role == Door.Role.Service))
            return Refusals.MoneyRole(Roles.Code(role));
        if (Role is not null && For is null && !session.Person.MayEverywhere(Needs))
            return Door.Refusals.NotEverywhere(session.Person, Needs);
        if (await AccountRows.OfEmail(session.Db, Accounts.Key(Email)) is { } known)
            return Refusals.AlreadyInvited(known.Name);

        var account = new AccountRow
        {
            Id = await session.NewId(), Name = Name.Trim(), Email = Email.Trim(), EmailKey = Accounts.Key(Email),
            SecurityStamp = Accounts.NewStamp(), ConcurrencyStamp = Accounts.NewStamp(),
        };
        await AccountRows.Add(session.Db, account, session.At);
        session.Audit(new("person.invited", $"person {account.Id}")
        {
            House = true, After = new { account.Name, account.Email, Role, Company = For?.Value },
        });
        // Whoever the command line invites is there before any NetSuite account is connected, and for all of them.
        var everywhere = session.Actor == Actor.Service(session.Connection) && For is null;
        if (Role is { } given)
            await RoleChanges.Give(session, RoleChanges.Key(session, account.Id, given, For) with
            {
                ConnectionId = everywhere ? 0 : session.Connection,
            }, approvedBy: null);
        return await Accounts.Invite(session, account);
    }
}

/// <summary>
/// A new one-time link for somebody who lost password or authenticator, or who comes back. Roles over money go, since
/// who hands out a link could use it: two persons give them again.
/// </summary>
/// <param name="Person">The person.</param>
/// <param name="Why">The reason.</param>
public sealed record RenewAccess(long Person, string Why) : IUseCase<Invitation>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ManagePeople;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Invitation>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Why))
            return Approvals.Refusals.NoReason();
        if (!session.Person.MayEverywhere(Needs))
            return Door.Refusals.NotEverywhere(session.Person, Needs);
        if (await AccountRows.Of(session.Db, Person) is not { } account)
            return Refusals.NoPerson(Person);
        if (session.Person.Id == Person)
            return Refusals.NotOneself();
        using var manager = Accounts.Manager(session.Db);
        (account.PasswordHash, account.AuthenticatorKey, account.RecoveryCodes) = (null, null, null);
        (account.TwoFactor, account.FailedCount, account.LockedUntil, account.LeftAt) = (false, 0, null, null);
        if (Accounts.Refused(await manager.UpdateSecurityStampAsync(account)) is { } refusal)
            return refusal;
        foreach (var row in await RoleRows.All(session.Db, session.Connection, Person))
        {
            if (Roles.Of(row.Role) is { } role && Roles.OverMoney(role))
                await RoleChanges.Take(session, row, Why);
        }

        session.Audit(new("person.renewed", $"person {Person}") { House = true, Why = Why });
        return await Accounts.Invite(session, account);
    }
}
