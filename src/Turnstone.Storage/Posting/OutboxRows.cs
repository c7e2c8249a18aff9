namespace Turnstone.Storage.Posting;

/// <summary>One write of a posting as its row.</summary>
public sealed record OutboxRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The posting it belongs to.</summary>
    public long PostingId { get; init; }

    /// <summary>Its place in the posting.</summary>
    public int Ordinal { get; init; }

    /// <summary>Code of its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Name of the record it makes, or changes.</summary>
    public string ExternalId { get; init; } = "";

    /// <summary>The planned write as JSON.</summary>
    public string Plan { get; init; } = "";

    /// <summary>blocked, ready, leased, done, held, refused or cancelled.</summary>
    public string State { get; init; } = "";

    /// <summary>Internal id of its record, once known.</summary>
    public string? RecordId { get; init; }

    /// <summary>Transaction line of a journal's AR side, once known.</summary>
    public int? RecordLine { get; init; }

    /// <summary>When it was last sent; kept before the call goes out.</summary>
    public long? SentAt { get; init; }

    /// <summary>How often it was taken up.</summary>
    public int Attempts { get; init; }

    /// <summary>Not taken up before.</summary>
    public long NotBefore { get; init; }

    /// <summary>Taken until.</summary>
    public long LeaseUntil { get; init; }

    /// <summary>Taken by.</summary>
    public string LeaseOwner { get; init; } = "";

    /// <summary>What happened last.</summary>
    public string Why { get; init; } = "";

    /// <summary>When it was read back equal.</summary>
    public long? DoneAt { get; init; }
}

/// <summary>What a worker writes of the write it holds.</summary>
/// <param name="State">State from now on.</param>
/// <param name="Why">What happened.</param>
/// <param name="NotBefore">Not taken up before.</param>
public sealed record OutboxChange(string State, string Why, long NotBefore = 0)
{
    /// <summary>Internal id of its record; null leaves what is known.</summary>
    public string? RecordId { get; init; }

    /// <summary>Line of a journal's AR side; null leaves what is known.</summary>
    public int? RecordLine { get; init; }

    /// <summary>When it was read back equal; null leaves it.</summary>
    public long? DoneAt { get; init; }
}

/// <summary>The outbox: writes claimed by lease and fenced by owner.</summary>
public static class OutboxRows
{
    /// <summary>All columns of a write.</summary>
    public const string All = """
        w.id, w.company_id, w.posting_id, w.ordinal, w.kind, w.external_id, w.plan, w.state, w.record_id, w.record_line,
        w.sent_at, w.attempts, w.not_before, w.lease_until, w.lease_owner, w.why, w.done_at
        """;

    /// <summary>Adds a write.</summary>
    public static Task<int> Add(Db db, long connection, OutboxRow row) => db.Execute("""
        insert into outbox_write (id, connection_id, company_id, posting_id, ordinal, kind, external_id, plan, state,
          attempts, not_before, lease_until, lease_owner, why)
        values (@Id, @connection, @CompanyId, @PostingId, @Ordinal, @Kind, @ExternalId, @Plan, @State,
          0, @NotBefore, 0, '', '')
        """, new
    {
        connection, row.Id, row.CompanyId, row.PostingId, row.Ordinal, row.Kind, row.ExternalId, row.Plan, row.State,
        row.NotBefore,
    });

    /// <summary>
    /// Claims writes that are due: ready, or left behind by a worker whose lease ran out. Only one worker gets each.
    /// </summary>
    public static Task<IReadOnlyList<long>> Claim(Db db, long connection, Lease lease, int count) => db.Rows<long>($"""
        with pick as materialized (
          select id from outbox_write
          where state in ('ready', 'leased') and not_before <= @Now and lease_until <= @Now
            and connection_id = @connection
          order by not_before, id limit @count {db.Dialect.SkipLocked})
        update outbox_write set state = 'leased', lease_until = @Until, lease_owner = @Owner, attempts = attempts + 1
        from pick where outbox_write.id = pick.id returning outbox_write.id
        """, new { connection, count, lease.Now, lease.Until, lease.Owner });

    /// <summary>
    /// Whose documents each write moves, as the head of the customer's family: writes of one family are sent one after
    /// the other. A write of no customer, such as the deposit of a bank line, goes with its bank line.
    /// </summary>
    public static Task<IReadOnlyList<(long Write, string Lane)>> Lanes(
        Db db, long connection, IReadOnlyList<long> writes) => db.Rows<(long, string)>($"""
            select w.id, coalesce(c.root_id, p.customer_id, 'line ' || cast(p.bank_line_id as text)) as lane
            from outbox_write w join posting p on p.id = w.posting_id
            left join customer c on c.connection_id = p.connection_id and c.id = p.customer_id
            where w.connection_id = @connection and {db.Dialect.AnyOf("w.id", "writes")} order by w.id
            """, new { connection, writes = writes.ToArray() });

    /// <summary>Ends the leases of workers of another name, where only one process can run.</summary>
    public static Task<int> TakeOver(Db db, long connection, string worker) => db.Execute("""
        update outbox_write set lease_until = 0
        where connection_id = @connection and state = 'leased' and substr(lease_owner, 1, @length) <> @worker
        """, new { connection, worker, length = worker.Length });

    /// <summary>
    /// Says that the call goes out now, and prolongs the lease; false where another worker holds the write meanwhile.
    /// </summary>
    public static async Task<bool> Sending(Db db, long id, Lease lease) => await db.Execute("""
        update outbox_write set sent_at = @Now, lease_until = @Until
        where id = @id and state = 'leased' and lease_owner = @Owner
        """, new { id, lease.Now, lease.Until, lease.Owner }) == 1;

    /// <summary>
    /// Changes a write the worker holds and lets it go; false where another worker holds it meanwhile.
    /// </summary>
    public static async Task<bool> Change(Db db, long id, string owner, OutboxChange change) => await db.Execute("""
        update outbox_write set state = @State, why = @Why, not_before = @NotBefore, lease_until = 0, lease_owner = '',
          record_id = coalesce(@RecordId, record_id), record_line = coalesce(@RecordLine, record_line),
          done_at = coalesce(@DoneAt, done_at)
        where id = @id and state = 'leased' and lease_owner = @owner
        """, new
    {
        id, owner, change.State, change.Why, change.NotBefore, change.RecordId, change.RecordLine, change.DoneAt,
    }) == 1;

    /// <summary>A write; null where there is none.</summary>
    public static Task<OutboxRow?> Of(Db db, long id) => db.Maybe<OutboxRow>(
        $"select {All} from outbox_write w where w.id = @id", new { id });

    /// <summary>Writes of a posting in their order.</summary>
    public static Task<IReadOnlyList<OutboxRow>> OfPosting(Db db, long posting) => db.Rows<OutboxRow>(
        $"select {All} from outbox_write w where w.posting_id = @posting order by w.ordinal", new { posting });

    /// <summary>The write that makes a record, by its external id; null where none is planned.</summary>
    public static Task<OutboxRow?> Making(Db db, long connection, string externalId) => db.Maybe<OutboxRow>($"""
        select {All} from outbox_write w
        where w.connection_id = @connection and w.external_id = @externalId and w.kind <> 'application_change'
          and w.state not in ('cancelled', 'refused')
        """, new { connection, externalId });

    /// <summary>Makes the next write of a posting ready.</summary>
    public static Task<int> Unblock(Db db, long posting, int ordinal) => db.Execute("""
        update outbox_write set state = 'ready' where posting_id = @posting and ordinal = @ordinal and state = 'blocked'
        """, new { posting, ordinal });

    /// <summary>
    /// Takes back writes of a posting that were never sent; those sent, and reversals, are left as they are.
    /// </summary>
    public static Task<int> Cancel(Db db, long posting) => db.Execute("""
        update outbox_write set state = 'cancelled', lease_until = 0, lease_owner = ''
        where posting_id = @posting and sent_at is null and kind <> 'reversal'
          and state in ('blocked', 'ready', 'leased')
        """, new { posting });

    /// <summary>Lets the first reversal of a refused payment go; the others follow one by one.</summary>
    public static Task<int> ReadyReversal(Db db, long posting) => db.Execute("""
        update outbox_write set state = 'ready'
        where posting_id = @posting and ordinal = (select min(ordinal) from outbox_write
          where posting_id = @posting and kind = 'reversal' and state = 'blocked')
        """, new { posting });

    /// <summary>
    /// Makes held or refused writes of a posting due again; of a payment that NetSuite refused and that is being taken
    /// back only what takes it back, never the payment itself.
    /// </summary>
    public static Task<int> Retry(Db db, long posting) => db.Execute("""
        update outbox_write set state = 'ready', not_before = 0, why = ''
        where posting_id = @posting and state in ('held', 'refused') and (kind = 'reversal' or not exists (
          select 1 from outbox_write r where r.posting_id = @posting and r.kind = 'reversal'))
        """, new { posting });

    /// <summary>How many writes wait to be sent or looked up, and when the next is due.</summary>
    public static Task<(long Number, long? Next)> Due(Db db, long connection) => db.One<(long, long?)>("""
        select count(*), min(case when lease_until > not_before then lease_until else not_before end)
        from outbox_write where connection_id = @connection and state in ('ready', 'leased')
        """, new { connection });

    /// <summary>Remembers what a write moved of a document.</summary>
    public static Task<int> AddEffect(Db db, long connection, EffectRow row) => db.Execute("""
        insert into write_effect (write_id, document_id, line, connection_id, company_id, settled, currency, done_at)
        values (@WriteId, @DocumentId, @Line, @connection, @CompanyId, @Settled, @Currency, @DoneAt)
        on conflict (write_id, document_id, line) do nothing
        """, new
    {
        connection, row.WriteId, row.DocumentId, row.Line, row.CompanyId, row.Settled, row.Currency, row.DoneAt,
    });

    /// <summary>What our own writes moved of documents after an instant.</summary>
    public static Task<IReadOnlyList<EffectRow>> Effects(
        Db db, long connection, IReadOnlyCollection<string> documents, long since) => db.Rows<EffectRow>($"""
            select write_id, document_id, line, company_id, settled, currency, done_at from write_effect
            where connection_id = @connection and {db.Dialect.AnyOf("document_id", "documents")} and done_at > @since
            """, new { connection, documents = documents.ToArray(), since });

    /// <summary>Keeps a look at a record.</summary>
    public static Task<int> AddReadBack(Db db, long connection, ReadBackRow row) => db.Execute("""
        insert into read_back (id, connection_id, company_id, write_id, record_id, outcome, mismatches, read_at)
        values (@Id, @connection, @CompanyId, @WriteId, @RecordId, @Outcome, @Mismatches, @ReadAt)
        """, new
    {
        connection, row.Id, row.CompanyId, row.WriteId, row.RecordId, row.Outcome, row.Mismatches, row.ReadAt,
    });

    /// <summary>When a look at a write's record first found it different; null where none did.</summary>
    public static Task<long?> DifferentSince(Db db, long write) => db.One<long?>(
        "select min(read_at) from read_back where write_id = @write and outcome = 'different'", new { write });

    /// <summary>The looks at a write's record, oldest first.</summary>
    public static Task<IReadOnlyList<ReadBackRow>> ReadBacks(Db db, long posting) => db.Rows<ReadBackRow>("""
        select r.id, r.company_id, r.write_id, r.record_id, r.outcome, r.mismatches, r.read_at from read_back r
        join outbox_write w on w.id = r.write_id where w.posting_id = @posting order by r.id
        """, new { posting });
}

/// <summary>Who takes writes, and until when.</summary>
/// <param name="Owner">The worker.</param>
/// <param name="Now">This moment.</param>
/// <param name="Until">When another worker may take over.</param>
public sealed record Lease(string Owner, long Now, long Until);

/// <summary>What one of our writes moved of a document.</summary>
public sealed record EffectRow
{
    /// <summary>The write.</summary>
    public long WriteId { get; init; }

    /// <summary>The document.</summary>
    public string DocumentId { get; init; } = "";

    /// <summary>Its line.</summary>
    public int Line { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>By how much the open amount shrank, signed as it.</summary>
    public long Settled { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>When it was read back.</summary>
    public long DoneAt { get; init; }
}

/// <summary>A look at a record after its write.</summary>
public sealed record ReadBackRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The write.</summary>
    public long WriteId { get; init; }

    /// <summary>Internal id of the record.</summary>
    public string RecordId { get; init; } = "";

    /// <summary>equal, awaits_approval or different.</summary>
    public string Outcome { get; init; } = "";

    /// <summary>Every difference as a sentence, as JSON.</summary>
    public string Mismatches { get; init; } = "[]";

    /// <summary>When.</summary>
    public long ReadAt { get; init; }
}
