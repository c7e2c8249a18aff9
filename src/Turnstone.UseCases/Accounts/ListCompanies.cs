using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Accounts;

/// <summary>A company of the connection.</summary>
public sealed record CompanyRow
{
    /// <summary>Its id.</summary>
    public string Id { get; init; } = "";

    /// <summary>Its name.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its base currency.</summary>
    public string Currency { get; init; } = "";
}

/// <summary>The companies a person may look at, by name.</summary>
public sealed record ListCompanies : IQuery<IReadOnlyList<CompanyRow>>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<CompanyRow>>> Run(ReadSession session) =>
        (await session.Db.Rows<CompanyRow>("""
            select id, name, currency from company where connection_id = @Connection and active order by name, id
            """, new { session.Connection }))
        .Where(company => session.Person.May(Permission.See, new CompanyId(company.Id))).ToArray();
}
