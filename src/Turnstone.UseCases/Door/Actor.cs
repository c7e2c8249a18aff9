using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Door;

/// <summary>Who knocks at the door, and in which connection. What they may do, the door finds out each time.</summary>
/// <param name="Person">Id of the person.</param>
/// <param name="Connection">The connection they work in; 0 is the house itself.</param>
public readonly record struct Actor(long Person, long Connection)
{
    /// <summary>The connection every new database has, for work on files without NetSuite.</summary>
    public const long FilesConnection = 1;

    /// <summary>Somebody who has not signed in.</summary>
    public static Actor Nobody { get; } = new(0, 0);

    /// <summary>The command line and the jobs.</summary>
    public static Actor Service(long connection) => new(1, connection);
}

/// <summary>A role in a company.</summary>
/// <param name="Role">The role.</param>
/// <param name="Company">The company; null for every company.</param>
/// <param name="InsteadOf">Whom the person stands in for; null where it is their own role.</param>
public sealed record Grant(Role Role, CompanyId? Company, string? InsteadOf);

/// <summary>The person as the door found them: name and roles of this moment.</summary>
/// <param name="Id">Id.</param>
/// <param name="Name">Full name.</param>
/// <param name="Grants">Roles, own ones before those of a deputy.</param>
public sealed record Person(long Id, string Name, IReadOnlyList<Grant> Grants)
{
    /// <summary>True where a role of theirs holds the right; without a company, in any company.</summary>
    public bool May(Permission permission, CompanyId? company) => By(permission, company) is not null
        || permission == Permission.Anyone;

    /// <summary>True where a role of theirs holds the right in every company.</summary>
    public bool MayEverywhere(Permission permission) => Grants.Any(grant =>
        grant.Company is null && Roles.Rights(grant.Role).Contains(permission));

    /// <summary>Whom they stand in for when they use the right; null where it is their own or they have none.</summary>
    public string? InsteadOf(Permission permission, CompanyId? company) => By(permission, company)?.InsteadOf;

    private Grant? By(Permission permission, CompanyId? company) => Grants.FirstOrDefault(grant =>
        (company is null || grant.Company is null || grant.Company == company)
        && Roles.Rights(grant.Role).Contains(permission));
}
