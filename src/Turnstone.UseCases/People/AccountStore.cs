using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Turnstone.Storage;
using Turnstone.Storage.People;

namespace Turnstone.UseCases.People;

/// <summary>
/// People for ASP.NET Core Identity, within the transaction of the act. Lockout is not here: the framework asks the
/// machine's clock for it, ours is the door's.
/// </summary>
internal sealed class AccountStore(Db db) : IUserPasswordStore<AccountRow>, IUserSecurityStampStore<AccountRow>,
    IUserTwoFactorStore<AccountRow>, IUserAuthenticatorKeyStore<AccountRow>,
    IUserTwoFactorRecoveryCodeStore<AccountRow>
{
    public void Dispose()
    {
    }

    public Task<string> GetUserIdAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.Id.ToString(CultureInfo.InvariantCulture));

    public Task<string?> GetUserNameAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.Email);

    public Task SetUserNameAsync(AccountRow user, string? userName, CancellationToken cancellationToken) =>
        Set(() => user.Email = userName ?? "");

    public Task<string?> GetNormalizedUserNameAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.EmailKey);

    public Task SetNormalizedUserNameAsync(
        AccountRow user, string? normalizedName, CancellationToken cancellationToken) =>
        Set(() => user.EmailKey = normalizedName ?? "");

    public Task<IdentityResult> CreateAsync(AccountRow user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People are invited.");

    public Task<IdentityResult> UpdateAsync(AccountRow user, CancellationToken cancellationToken) => Keep(user);

    public Task<IdentityResult> DeleteAsync(AccountRow user, CancellationToken cancellationToken) =>
        throw new NotSupportedException("People leave; the log keeps their name.");

    public Task<AccountRow?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        AccountRows.Of(db, long.Parse(userId, CultureInfo.InvariantCulture));

    public Task<AccountRow?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        AccountRows.OfEmail(db, normalizedUserName);

    public Task SetPasswordHashAsync(AccountRow user, string? passwordHash, CancellationToken cancellationToken) =>
        Set(() => user.PasswordHash = passwordHash);

    public Task<string?> GetPasswordHashAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash);

    public Task<bool> HasPasswordAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.PasswordHash is not null);

    public Task SetSecurityStampAsync(AccountRow user, string stamp, CancellationToken cancellationToken) =>
        Set(() => user.SecurityStamp = stamp);

    public Task<string?> GetSecurityStampAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(user.SecurityStamp);

    public Task SetTwoFactorEnabledAsync(AccountRow user, bool enabled, CancellationToken cancellationToken) =>
        Set(() => user.TwoFactor = enabled);

    public Task<bool> GetTwoFactorEnabledAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.TwoFactor);

    public Task SetAuthenticatorKeyAsync(AccountRow user, string key, CancellationToken cancellationToken) =>
        Set(() => user.AuthenticatorKey = key);

    public Task<string?> GetAuthenticatorKeyAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(user.AuthenticatorKey);

    public Task ReplaceCodesAsync(
        AccountRow user, IEnumerable<string> recoveryCodes, CancellationToken cancellationToken) =>
        Set(() => user.RecoveryCodes = string.Join(' ', recoveryCodes.Select(Hash)));

    public Task<bool> RedeemCodeAsync(AccountRow user, string code, CancellationToken cancellationToken)
    {
        var left = Codes(user);
        var used = left.Remove(Hash(code));
        user.RecoveryCodes = string.Join(' ', left);
        return Task.FromResult(used);
    }

    public Task<int> CountCodesAsync(AccountRow user, CancellationToken cancellationToken) =>
        Task.FromResult(Codes(user).Count);

    private static Task Set(Action set)
    {
        set();
        return Task.CompletedTask;
    }

    private async Task<IdentityResult> Keep(AccountRow user)
    {
        var before = user.ConcurrencyStamp;
        user.ConcurrencyStamp = Accounts.NewStamp();
        return await AccountRows.Update(db, user, before) ? IdentityResult.Success
            : IdentityResult.Failed(new IdentityErrorDescriber().ConcurrencyFailure());
    }

    private static List<string> Codes(AccountRow user) =>
        [.. (user.RecoveryCodes ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string Hash(string code) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(code.Trim().ToUpperInvariant())));
}
