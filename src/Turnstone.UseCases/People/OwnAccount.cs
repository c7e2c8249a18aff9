using Microsoft.AspNetCore.Identity;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>A person changes their own password; every other sign-in of theirs ends.</summary>
/// <param name="Old">The password until now.</param>
/// <param name="Young">The new one.</param>
public sealed record ChangePassword(string Old, string Young) : IUseCase<SignedIn>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SignedIn>> Run(Session session)
    {
        if (await AccountRows.Of(session.Db, session.Person.Id) is not { } account)
            return Refusals.NoPerson(session.Person.Id);
        using var manager = Accounts.Manager(session.Db);
        if (!await manager.CheckPasswordAsync(account, Old))
            return Refusals.WrongPassword();
        if (Accounts.Refused(await manager.ChangePasswordAsync(account, Old, Young)) is { } refusal)
            return refusal;
        session.Audit(new("person.password_changed", $"person {account.Id}") { House = true });
        return SignedIn.Of(account);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(ChangePassword)} {{ }}";
}

/// <summary>What an authenticator app is given.</summary>
/// <param name="Key">Key in base 32, for typing.</param>
/// <param name="Uri">Key as a link, for a QR code.</param>
public sealed record AuthenticatorSetup(string Key, string Uri);

/// <summary>Begins to use an authenticator app: a new key, not asked for until a code of it was seen.</summary>
public sealed record BeginTwoFactor : IUseCase<AuthenticatorSetup>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<AuthenticatorSetup>> Run(Session session)
    {
        if (await AccountRows.Of(session.Db, session.Person.Id) is not { } account)
            return Refusals.NoPerson(session.Person.Id);
        if (account.TwoFactor)
            return Refusals.TwoFactorOn();
        using var manager = Accounts.Manager(session.Db);
        if (Accounts.Refused(await manager.ResetAuthenticatorKeyAsync(account)) is { } refusal)
            return refusal;
        var key = account.AuthenticatorKey ?? throw new InvalidOperationException("The new key was not kept.");
        return new AuthenticatorSetup(key,
            $"otpauth://totp/Turnstone:{Uri.EscapeDataString(account.Email)}?secret={key}&issuer=Turnstone&digits=6");
    }
}

/// <summary>Proves that the app works; from now on a code is asked for.</summary>
/// <param name="Code">Six digits of the app.</param>
public sealed record FinishTwoFactor(string Code) : IUseCase<string[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <summary>Hands out ten recovery codes, once.</summary>
    public async Task<Result<string[]>> Run(Session session)
    {
        if (await AccountRows.Of(session.Db, session.Person.Id) is not { AuthenticatorKey: not null } account)
            return Refusals.NoPerson(session.Person.Id);
        using var manager = Accounts.Manager(session.Db);
        var plain = Code.Replace(" ", "", StringComparison.Ordinal);
        if (!await manager.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, plain))
            return Refusals.WrongCode();
        if (Accounts.Refused(await manager.SetTwoFactorEnabledAsync(account, enabled: true)) is { } refusal)
            return refusal;
        var codes = await manager.GenerateNewTwoFactorRecoveryCodesAsync(account, 10) ?? [];
        session.Audit(new("person.two_factor_on", $"person {account.Id}") { House = true });
        return codes.ToArray();
    }
}
