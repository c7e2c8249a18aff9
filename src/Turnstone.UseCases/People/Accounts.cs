using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>What the acts of people share: the framework's manager over our rows, links, stamps.</summary>
internal static class Accounts
{
    public const int WrongPasswords = 5;
    public static readonly TimeSpan Lockout = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan InviteHolds = TimeSpan.FromDays(7);

    public static UserManager<AccountRow> Manager(Db db)
    {
        var options = new IdentityOptions();
        // Length over rules about signs: NIST SP 800-63B.
        options.Password = new()
        {
            RequiredLength = 12, RequiredUniqueChars = 5, RequireDigit = false, RequireLowercase = false,
            RequireUppercase = false, RequireNonAlphanumeric = false,
        };
        var manager = new UserManager<AccountRow>(new AccountStore(db), Options.Create(options),
            new PasswordHasher<AccountRow>(), [], [new PasswordValidator<AccountRow>()],
            new UpperInvariantLookupNormalizer(), new IdentityErrorDescriber(), new NoServices(),
            NullLogger<UserManager<AccountRow>>.Instance);
        manager.RegisterTokenProvider(
            TokenOptions.DefaultAuthenticatorProvider, new AuthenticatorTokenProvider<AccountRow>());
        return manager;
    }

    public static string Key(string email) => email.Trim().ToUpperInvariant();

    public static string NewStamp() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>A new one-time token for a person; the earlier ones end.</summary>
    public static async Task<Invitation> Invite(Session session, AccountRow account)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var until = session.Now + InviteHolds;
        await AccountRows.Invite(session.Db, new()
        {
            Id = await session.NewId(), PersonId = account.Id, TokenHash = HashOf(token), ExpiresAt = until.ToMicros(),
            InvitedBy = session.Person.Id, CreatedAt = session.At,
        });
        return new(account.Id, token, until);
    }

    public static Refusal? Refused(IdentityResult result) => result.Succeeded ? null
        : result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure))
            ? Refusals.ChangedMeanwhile() : Refusals.WeakPassword();

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}

/// <summary>A link that works once.</summary>
/// <param name="Person">Whom it is for.</param>
/// <param name="Token">Its secret part; kept nowhere, so it cannot be shown again.</param>
/// <param name="Until">Until when it may be used.</param>
public sealed record Invitation(long Person, string Token, DateTimeOffset Until);
