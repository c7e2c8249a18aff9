using Turnstone.Domain.Kernel;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>Everybody with their roles in the connection, by name.</summary>
public sealed record ListPeople : IQuery<PersonRoleRow[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ManagePeople;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<PersonRoleRow[]>> Run(ReadSession session) =>
        (await RoleRows.People(session.Db, session.Connection)).ToArray();
}

/// <summary>Who one is here: name and roles of this moment, for the frame of every page.</summary>
public sealed record WhoAmI : IQuery<Person>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public Task<Result<Person>> Run(ReadSession session) => Task.FromResult<Result<Person>>(session.Person);
}
