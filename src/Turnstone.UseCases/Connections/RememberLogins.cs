using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Access;
using Turnstone.Storage;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Connections;

/// <summary>Whose logins are remembered: other credentials of the same account begin anew.</summary>
/// <param name="Account">Account id in NetSuite's own writing.</param>
/// <param name="Credentials">A digest of the credentials; never they themselves.</param>
public sealed record LoginOf(string Account, string Credentials);

/// <summary>
/// Remembers the logins NetSuite refused in a row, for whoever tries next, in whatever process; null forgets them,
/// since a login worked.
/// </summary>
/// <param name="Of">Whose.</param>
/// <param name="Refused">What was refused.</param>
public sealed record RememberLogins(LoginOf Of, RefusedLogins? Refused) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Connect;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        await session.Db.Execute("delete from login_refusal where account = @Account", new { Of.Account });
        if (Refused is { } refused)
        {
            await session.Db.Execute("""
                insert into login_refusal (account, credentials, failed, shuts, until, why)
                values (@Account, @Credentials, @Failed, @Shuts, @until, @Why)
                """, new
            {
                Of.Account, Of.Credentials, refused.Failed, refused.Shuts, until = refused.Until.ToMicros(),
                refused.Why,
            });
        }

        session.Audit(new(Refused is null ? "connection.login_works" : "connection.login_refused", Of.Account)
        {
            House = true, Why = Refused?.Why, After = Refused is { } now ? new { now.Failed, now.Until } : null,
        });
        return Done.It;
    }
}

/// <summary>
/// The logins that were refused in a row; null where the last one worked or the credentials are others.
/// </summary>
/// <param name="Of">Whose.</param>
public sealed record RecallLogins(LoginOf Of) : IQuery<RefusedLogins?>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Connect;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<RefusedLogins?>> Run(ReadSession session)
    {
        var rows = await session.Db.Rows<(int Failed, int Shuts, long Until, string Why)>("""
            select failed, shuts, until, why from login_refusal
            where account = @Account and credentials = @Credentials
            """, new { Of.Account, Of.Credentials });
        return rows is [var row]
            ? new RefusedLogins(row.Failed, row.Shuts, row.Until.ToInstant(), row.Why)
            : (Result<RefusedLogins?>)(RefusedLogins?)null;
    }
}
