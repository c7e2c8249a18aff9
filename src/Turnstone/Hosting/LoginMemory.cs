using System.Security.Cryptography;
using System.Text;
using Turnstone.NetSuite.Access;
using Turnstone.UseCases.Connections;
using Turnstone.UseCases.Door;

namespace Turnstone.Hosting;

/// <summary>
/// Remembers refused logins in the database, which all processes of an installation share. A database that does not
/// answer is no reason to log in less carefully or not at all: then this process remembers alone.
/// </summary>
internal sealed class LoginMemory(string account, string credentials) : ILoginMemory
{
    private readonly LoginOf _of = new(account,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(credentials))));
    private RefusedLogins? _own;

    /// <summary>The door; known once the database is open, before anything is sent.</summary>
    public UseCases.Door.UseCases? Door { get; set; }

    /// <inheritdoc/>
    public async ValueTask<RefusedLogins?> Recall(CancellationToken stop) => Door is { } door
        && (await door.Run(new RecallLogins(_of), Actor.Service(0), stop)).Is(out var refused, out _) ? refused : _own;

    /// <inheritdoc/>
    public async ValueTask Keep(RefusedLogins? refused, CancellationToken stop)
    {
        _own = refused;
        if (Door is { } door)
            _ = await door.Run(new RememberLogins(_of, refused), Actor.Service(0), stop);
    }
}
