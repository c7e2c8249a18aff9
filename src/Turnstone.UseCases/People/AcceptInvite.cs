using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>Uses a one-time link: the person chooses a password.</summary>
/// <param name="Token">The link's secret part.</param>
/// <param name="Password">The password they chose.</param>
public sealed record AcceptInvite(string Token, string Password) : IUseCase<SignedIn>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SignedIn>> Run(Session session)
    {
        if (await AccountRows.InviteOf(session.Db, Accounts.HashOf(Token)) is not { } invite
            || invite.UsedAt is not null || invite.ExpiresAt.ToInstant() <= session.Now
            || await AccountRows.Of(session.Db, invite.PersonId) is not { LeftAt: null } account)
            return Refusals.NoInvite();
        if (Password.Contains(account.Email, StringComparison.OrdinalIgnoreCase)
            || Password.Contains(account.Name, StringComparison.OrdinalIgnoreCase))
            return Refusals.WeakPassword();

        using var manager = Accounts.Manager(session.Db);
        account.PasswordHash = null;
        if (Accounts.Refused(await manager.AddPasswordAsync(account, Password)) is { } refusal)
            return refusal;
        await AccountRows.UseInvite(session.Db, invite.Id, session.At);
        session.Audit(new("person.accepted", $"person {account.Id}") { House = true, After = new { account.Name } });
        return SignedIn.Of(account);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(AcceptInvite)} {{ }}";
}
