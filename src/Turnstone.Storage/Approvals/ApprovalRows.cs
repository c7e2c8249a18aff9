namespace Turnstone.Storage.Approvals;

/// <summary>A request for a second person's word, as its row.</summary>
public sealed record ApprovalRow
{
    /// <summary>Id.</summary>
    public long Id { get; init; }

    /// <summary>Connection.</summary>
    public long ConnectionId { get; init; }

    /// <summary>Company it is about; empty for the whole connection.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Kind of act.</summary>
    public string Kind { get; init; } = "";

    /// <summary>What it is about, as the log says it.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The act, as JSON.</summary>
    public string Payload { get; init; } = "";

    /// <summary>Why it is asked for.</summary>
    public string Why { get; init; } = "";

    /// <summary>open, approved, declined or withdrawn.</summary>
    public string State { get; init; } = "open";

    /// <summary>Who asked.</summary>
    public long AskedBy { get; init; }

    /// <summary>When, in Unix microseconds.</summary>
    public long AskedAt { get; init; }

    /// <summary>Who answered; null while it is open.</summary>
    public long? AnsweredBy { get; init; }

    /// <summary>When it was answered.</summary>
    public long? AnsweredAt { get; init; }

    /// <summary>The answer's reason.</summary>
    public string? Reason { get; init; }

    /// <summary>True where a company of one person did it alone.</summary>
    public bool SinglePerson { get; init; }
}

/// <summary>Rows of requests for a second person's word.</summary>
public static class ApprovalRows
{
    /// <summary>Adds a request.</summary>
    public static Task<int> Add(Db db, ApprovalRow row) => db.Execute("""
        insert into approval_request (id, connection_id, company_id, kind, subject, payload, why, state, asked_by,
          asked_at, answered_by, answered_at, reason, single_person)
        values (@Id, @ConnectionId, @CompanyId, @Kind, @Subject, @Payload, @Why, @State, @AskedBy, @AskedAt,
          @AnsweredBy, @AnsweredAt, @Reason, @SinglePerson)
        """, row);

    /// <summary>The request, locked until commit; null where there is none.</summary>
    public static Task<ApprovalRow?> Of(Db db, long connection, long id) => db.Maybe<ApprovalRow>($"""
        select * from approval_request where connection_id = @connection and id = @id {db.Dialect.ForUpdate}
        """, new { connection, id });

    /// <summary>Requests that wait, oldest first.</summary>
    public static Task<IReadOnlyList<ApprovalRow>> Open(Db db, long connection) => db.Rows<ApprovalRow>(
        "select * from approval_request where connection_id = @connection and state = 'open' order by id",
        new { connection });

    /// <summary>Keeps the answer.</summary>
    public static Task<int> Answer(Db db, ApprovalRow row) => db.Execute("""
        update approval_request set state = @State, answered_by = @AnsweredBy, answered_at = @AnsweredAt,
          reason = @Reason where id = @Id and state = 'open'
        """, row);

    /// <summary>
    /// Since when a company, or every company of the connection, has one person only; null where it has more.
    /// </summary>
    public static Task<long?> SinglePersonSince(Db db, long connection, string company) => db.Maybe<long?>("""
        select case when count(*) = count(single_person_since) then max(single_person_since) end from company
        where connection_id = @connection and (@company = '' or id = @company)
        """, new { connection, company });

    /// <summary>
    /// Persons who manage people or approve for a company: more than one, and two persons are at hand.
    /// </summary>
    public static Task<IReadOnlyList<long>> Deciders(Db db, long connection, string company) => db.Rows<long>("""
        select distinct g.person_id from role_grant g join person p on p.id = g.person_id
        where g.revoked_at is null and p.left_at is null and g.connection_id in (0, @connection)
          and g.role in ('administrator', 'controller') and (@company = '' or g.company_id in ('', @company))
        order by g.person_id
        """, new { connection, company });

    /// <summary>Says that a company has one person only.</summary>
    public static Task<int> DeclareSinglePerson(Db db, (long Connection, string Company) key, long at, long by) =>
        db.Execute("""
            update company set single_person_since = @at, single_person_by = @by
            where connection_id = @Connection and id = @Company
            """, new { key.Connection, key.Company, at, by });
}
