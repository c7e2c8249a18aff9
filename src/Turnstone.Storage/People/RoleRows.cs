namespace Turnstone.Storage.People;

/// <summary>A role given to somebody, as its row.</summary>
public sealed record RoleRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Connection; 0 for every connection.</summary>
    public long ConnectionId { get; init; }

    /// <summary>Company; empty for every company.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Who has it.</summary>
    public long PersonId { get; init; }

    /// <summary>The role's code.</summary>
    public string Role { get; init; } = "";

    /// <summary>When it was given.</summary>
    public long GrantedAt { get; init; }

    /// <summary>Who gave it.</summary>
    public long GrantedBy { get; init; }

    /// <summary>Who approved it, where it needed two.</summary>
    public long? ApprovedBy { get; init; }
}

/// <summary>Somebody who stands in for somebody, as its row.</summary>
public sealed record DeputyRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Connection.</summary>
    public long ConnectionId { get; init; }

    /// <summary>Company; empty for every company.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Whom they stand in for.</summary>
    public long PersonId { get; init; }

    /// <summary>Who stands in.</summary>
    public long DeputyId { get; init; }

    /// <summary>First day.</summary>
    public DateOnly FromOn { get; init; }

    /// <summary>Last day.</summary>
    public DateOnly UntilOn { get; init; }

    /// <summary>When they were named.</summary>
    public long NamedAt { get; init; }
}

/// <summary>A person with one of their roles, for the list of people.</summary>
public sealed record PersonRoleRow
{
    /// <summary>Id of the person.</summary>
    public long Id { get; init; }

    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>E-mail address.</summary>
    public string Email { get; init; } = "";

    /// <summary>True once an invitation was accepted.</summary>
    public bool Accepted { get; init; }

    /// <summary>True where a code is asked for beside the password.</summary>
    public bool TwoFactor { get; init; }

    /// <summary>When they left.</summary>
    public long? LeftAt { get; init; }

    /// <summary>Role's code; null for a person without any.</summary>
    public string? Role { get; init; }

    /// <summary>Company of the role; empty for every company.</summary>
    public string? CompanyId { get; init; }
}

/// <summary>Rows of roles and deputies.</summary>
public static class RoleRows
{
    /// <summary>Adds a role.</summary>
    public static Task<int> Add(Db db, RoleRow row) => db.Execute("""
        insert into role_grant (id, connection_id, company_id, person_id, role, granted_at, granted_by, approved_by)
        values (@Id, @ConnectionId, @CompanyId, @PersonId, @Role, @GrantedAt, @GrantedBy, @ApprovedBy)
        """, row);

    /// <summary>The role as the person has it now; null where they do not.</summary>
    public static Task<RoleRow?> Of(Db db, RoleRow key) => db.Maybe<RoleRow>("""
        select * from role_grant where connection_id in (0, @ConnectionId) and company_id = @CompanyId
          and person_id = @PersonId and role = @Role and revoked_at is null order by connection_id desc limit 1
        """, key);

    /// <summary>All roles a person has in a connection, and those for every connection.</summary>
    public static Task<IReadOnlyList<RoleRow>> All(Db db, long connection, long person) => db.Rows<RoleRow>("""
        select * from role_grant where person_id = @person and connection_id in (0, @connection)
          and revoked_at is null order by id
        """, new { connection, person });

    /// <summary>Takes a role away.</summary>
    public static Task<int> Revoke(Db db, long id, long at, long by) =>
        db.Execute("update role_grant set revoked_at = @at, revoked_by = @by where id = @id", new { id, at, by });

    /// <summary>How many administrators a connection has.</summary>
    public static Task<long> Administrators(Db db, long connection) => db.One<long>("""
        select count(distinct g.person_id) from role_grant g join person p on p.id = g.person_id
        where g.role = 'administrator' and g.revoked_at is null and p.left_at is null
          and g.connection_id in (0, @connection)
        """, new { connection });

    /// <summary>Names a deputy.</summary>
    public static Task<int> Name(Db db, DeputyRow row) => db.Execute("""
        insert into deputy (id, connection_id, company_id, person_id, deputy_id, from_on, until_on, named_at)
        values (@Id, @ConnectionId, @CompanyId, @PersonId, @DeputyId, @FromOn, @UntilOn, @NamedAt)
        """, row);

    /// <summary>Everybody, with every role they have in a connection, by name.</summary>
    public static Task<IReadOnlyList<PersonRoleRow>> People(Db db, long connection) => db.Rows<PersonRoleRow>("""
        select p.id, p.name, p.email, p.password_hash is not null as accepted, p.two_factor, p.left_at, g.role,
          g.company_id
        from person p left join role_grant g on g.person_id = p.id and g.revoked_at is null
          and g.connection_id in (0, @connection)
        where p.kind = 'person' order by p.name, p.id, g.role, g.company_id
        """, new { connection });
}
