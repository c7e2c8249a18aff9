using Turnstone.Domain.Kernel;
using Turnstone.Storage.Audit;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Audit;

/// <summary>A page of the log, newest first, of the companies whose log the person may read.</summary>
public sealed record ReadAuditLog : IQuery<AuditEntryRow[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ReadAudit;

    /// <inheritdoc/>
    public CompanyId? Company { get; init; }

    /// <summary>Only this subject, such as <c>receipt 4711</c>; null for all.</summary>
    public string? Subject { get; init; }

    /// <summary>Only this act; null for all.</summary>
    public string? Act { get; init; }

    /// <summary>Only this person; null for all.</summary>
    public long? PersonId { get; init; }

    /// <summary>Where the page before ended; null for the newest.</summary>
    public AuditPlace? Before { get; init; }

    /// <summary>At most so many.</summary>
    public int Limit { get; init; } = 50;

    /// <inheritdoc/>
    public async Task<Result<AuditEntryRow[]>> Run(ReadSession session)
    {
        var grants = session.Person.Grants.Where(grant => Roles.Rights(grant.Role).Contains(Permission.ReadAudit))
            .Select(grant => grant.Company?.Value).ToArray();
        string[] companies = Company is { } one ? [one.Value] : [.. grants.OfType<string>()];
        return (await AuditRows.Page(session.Db, new()
        {
            Connection = session.Connection, AllCompanies = Company is null && grants.Contains(null),
            Companies = companies, Subject = Subject, Act = Act, PersonId = PersonId, Before = Before,
            Limit = Math.Clamp(Limit, 1, 500),
        })).ToArray();
    }
}
