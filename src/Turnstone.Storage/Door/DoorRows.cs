namespace Turnstone.Storage.Door;

/// <summary>A role somebody holds, in their own name or standing in for somebody.</summary>
public sealed record GrantRow
{
    /// <summary>The role's code.</summary>
    public string Role { get; init; } = "";

    /// <summary>The company; empty for every company.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Whom they stand in for; null where it is their own role.</summary>
    public string? InsteadOf { get; init; }
}

/// <summary>Who knocks.</summary>
public sealed record PersonRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>nobody, service or person.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Full name.</summary>
    public string Name { get; init; } = "";

    /// <summary>When they left; null while they are here.</summary>
    public long? LeftAt { get; init; }
}

/// <summary>What the door asks the database before it lets a request in.</summary>
public static class DoorRows
{
    /// <summary>The person; null where there is none.</summary>
    public static Task<PersonRow?> Person(Db db, long id) =>
        db.Maybe<PersonRow>("select id, kind, name, left_at from person where id = @id", new { id });

    /// <summary>The roles a person holds on a day, their own first.</summary>
    public static Task<IReadOnlyList<GrantRow>> Grants(Db db, long person, long connection, DateOnly today) =>
        db.Rows<GrantRow>("""
            select g.role, g.company_id, cast(null as text) as instead_of, g.id as grant_id
            from role_grant g
            where g.person_id = @person and g.connection_id in (0, @connection) and g.revoked_at is null
            union all
            select g.role, case when g.company_id = '' then d.company_id else g.company_id end, p.name, g.id
            from deputy d
            join role_grant g on g.person_id = d.person_id and g.revoked_at is null
              and g.connection_id in (0, @connection)
              and (d.company_id = '' or g.company_id = '' or g.company_id = d.company_id)
            join person p on p.id = d.person_id and p.left_at is null
            where d.deputy_id = @person and d.connection_id in (0, @connection) and d.revoked_at is null
              and d.from_on <= @today and d.until_on >= @today and g.role <> 'administrator'
            order by 3 nulls first, 4
            """, new { person, connection, today });

    /// <summary>Name of a company; null where the connection has none of that id.</summary>
    public static Task<string?> CompanyName(Db db, long connection, string company) => db.Maybe<string>(
        "select name from company where connection_id = @connection and id = @company", new { connection, company });

    /// <summary>True where the connection exists.</summary>
    public static async Task<bool> HasConnection(Db db, long connection) =>
        await db.One<long>("select count(*) from connection where id = @connection", new { connection }) > 0;

    /// <summary>The request and answer kept under an idempotency key.</summary>
    public static Task<(byte[] RequestHash, string Answer)?> Answered(
        Db db, long connection, long person, string key) => db.Maybe<(byte[], string)?>("""
            select request_hash, answer from idempotency_key
            where connection_id = @connection and person_id = @person and key = @key
            """, new { connection, person, key });

    /// <summary>
    /// Takes an idempotency key: false where it is taken. On PostgreSQL it waits for whoever is taking it.
    /// </summary>
    public static async Task<bool> TakeKey(Db db, KeyRow row) => await db.Execute("""
        insert into idempotency_key (connection_id, person_id, key, request_hash, answer, created_at)
        values (@ConnectionId, @PersonId, @Key, @RequestHash, '', @CreatedAt) on conflict do nothing
        """, row) == 1;

    /// <summary>Keeps the answer under the key taken before.</summary>
    public static Task<int> KeepAnswer(Db db, KeyRow row, string answer) => db.Execute("""
        update idempotency_key set answer = @answer
        where connection_id = @ConnectionId and person_id = @PersonId and key = @Key
        """, new { row.ConnectionId, row.PersonId, row.Key, answer });
}

/// <summary>An idempotency key as its row.</summary>
/// <param name="ConnectionId">Connection.</param>
/// <param name="PersonId">Who sent it.</param>
/// <param name="Key">The key they chose.</param>
/// <param name="RequestHash">Hash of the request it was first used for.</param>
/// <param name="CreatedAt">When.</param>
public sealed record KeyRow(long ConnectionId, long PersonId, string Key, byte[] RequestHash, long CreatedAt);
