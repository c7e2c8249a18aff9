using Microsoft.AspNetCore.Identity;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>Somebody who has signed in; the stamp goes into the cookie and ends with it.</summary>
/// <param name="Person">Id.</param>
/// <param name="Name">Full name.</param>
/// <param name="Stamp">Changes when every sign-in must end.</param>
public sealed record SignedIn(long Person, string Name, string Stamp)
{
    internal static SignedIn Of(AccountRow account) => new(account.Id, account.Name, account.SecurityStamp);
}

/// <summary>What signing in came to. A failure is an outcome, not a refusal: it is kept and counted.</summary>
public enum SignInOutcome
{
    /// <summary>Signed in.</summary>
    Done,

    /// <summary>Address or password are wrong, or the person has left; which, is not said.</summary>
    Wrong,

    /// <summary>Too many wrong passwords: wait.</summary>
    Locked,

    /// <summary>The password is right; a code is needed.</summary>
    NeedsCode,
}

/// <summary>Outcome of signing in.</summary>
/// <param name="Outcome">What it came to.</param>
/// <param name="Who">Who has signed in; null where nobody has.</param>
/// <param name="LockedUntil">When another try makes sense; null where one does now.</param>
public sealed record SignInAnswer(SignInOutcome Outcome, SignedIn? Who = null, DateTimeOffset? LockedUntil = null);

/// <summary>Signs a person in with password and, where they use one, a code of their app or a recovery code.</summary>
/// <param name="Email">Address.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Six digits of the app, or a recovery code; null where none was asked for yet.</param>
public sealed record SignIn(string Email, string Password, string? Code = null) : IUseCase<SignInAnswer>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SignInAnswer>> Run(Session session)
    {
        using var manager = Accounts.Manager(session.Db);
        if (await AccountRows.OfEmail(session.Db, Accounts.Key(Email)) is not { LeftAt: null, PasswordHash: not null }
            account)
        {
            // The same work as for somebody who exists, so that the time does not tell.
            manager.PasswordHasher.HashPassword(new AccountRow(), Password);
            return new SignInAnswer(SignInOutcome.Wrong);
        }

        if (account.LockedUntil?.ToInstant() is { } until && until > session.Now)
            return new SignInAnswer(SignInOutcome.Locked, LockedUntil: until);
        if (!await manager.CheckPasswordAsync(account, Password))
            return await Failed(session, manager, account, "password");
        if (account.TwoFactor && string.IsNullOrWhiteSpace(Code))
            return new SignInAnswer(SignInOutcome.NeedsCode);
        if (account.TwoFactor && !await IsRight(manager, account, Code ?? ""))
            return await Failed(session, manager, account, "code");

        (account.FailedCount, account.LockedUntil) = (0, null);
        if (Accounts.Refused(await manager.UpdateAsync(account)) is { } refusal)
            return refusal;
        Note(session, "person.signed_in", account);
        return new SignInAnswer(SignInOutcome.Done, SignedIn.Of(account));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(SignIn)} {{ {nameof(Email)} = {Email} }}";

    private static async Task<bool> IsRight(UserManager<AccountRow> manager, AccountRow account, string code)
    {
        var plain = code.Replace(" ", "", StringComparison.Ordinal);
        return await manager.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, plain)
            || (await manager.RedeemTwoFactorRecoveryCodeAsync(account, code.Trim())).Succeeded;
    }

    private static async Task<Result<SignInAnswer>> Failed(
        Session session, UserManager<AccountRow> manager, AccountRow account, string what)
    {
        account.FailedCount++;
        var locked = account.FailedCount >= Accounts.WrongPasswords;
        if (locked)
            (account.FailedCount, account.LockedUntil) = (0, (session.Now + Accounts.Lockout).ToMicros());
        if (Accounts.Refused(await manager.UpdateAsync(account)) is { } refusal)
            return refusal;
        Note(session, locked ? "person.locked_out" : "person.sign_in_failed", account, new { Wrong = what });
        return locked ? new SignInAnswer(SignInOutcome.Locked, LockedUntil: session.Now + Accounts.Lockout)
            : new SignInAnswer(SignInOutcome.Wrong);
    }

    private static void Note(Session session, string act, AccountRow account, object? after = null) =>
        session.Audit(new(act, $"person {account.Id}") { House = true, After = after ?? new { account.Name } });
}

/// <summary>Whether a cookie still holds: the person is here and the stamp is theirs.</summary>
/// <param name="Person">Id from the cookie.</param>
/// <param name="Stamp">Stamp from the cookie.</param>
public sealed record CheckSignIn(long Person, string Stamp) : IQuery<bool>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<bool>> Run(ReadSession session) =>
        await AccountRows.Stamp(session.Db, Person) is { } stamp && stamp == Stamp;
}
