using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Connections;

/// <summary>
/// The connection of a NetSuite account, made on first sight: one account is one connection, whatever its address. An
/// account is production or sandbox by its own name, and is never changed from one to the other.
/// </summary>
/// <param name="Account">Account id in NetSuite's own writing, e.g. <c>123456_SB1</c>.</param>
/// <param name="Sandbox">True for one of NetSuite's sandbox accounts, and for the stand-in.</param>
/// <param name="Address">Where it answers.</param>
public sealed record KnowConnection(string Account, bool Sandbox, string Address) : IUseCase<long>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Connect;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<long>> Run(Session session)
    {
        var known = await session.Db.Rows<(long Id, string BaseUrl)>("""
            select id, base_url from connection where kind = 'netsuite' and account = @Account
            """, new { Account });
        if (known is [var row])
        {
            if (row.BaseUrl == Address)
                return row.Id;
            await session.Db.Execute("""
                update connection set base_url = @Address where id = @Id
                """, new { row.Id, Address });
            session.Audit(new("connection.moved", $"connection {row.Id}")
            {
                House = true, Before = row.BaseUrl, After = Address,
            });
            return row.Id;
        }

        var id = await session.NewId();
        await session.Db.Execute("""
            insert into connection (id, name, kind, environment, account, base_url, created_at)
            values (@id, @Account, 'netsuite', @environment, @Account, @Address, @At)
            """, new { id, Account, environment = Sandbox ? "sandbox" : "production", Address, session.At });
        session.Audit(new("connection.made", $"connection {id}")
        {
            House = true, After = new { Account, Sandbox, Address },
        });
        return id;
    }
}
