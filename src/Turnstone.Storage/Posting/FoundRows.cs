namespace Turnstone.Storage.Posting;

/// <summary>A record of NetSuite that may be a receipt's money.</summary>
public sealed record FoundRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>Internal id of the record.</summary>
    public string RecordId { get; init; } = "";

    /// <summary>Code of its kind.</summary>
    public string RecordKind { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Number { get; init; } = "";

    /// <summary>Whose.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Its money.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Its date.</summary>
    public DateOnly DatedOn { get; init; }

    /// <summary>What makes it look like the receipt's money.</summary>
    public string Why { get; init; } = "";

    /// <summary>open, accepted or dismissed.</summary>
    public string State { get; init; } = "open";

    /// <summary>When it was found.</summary>
    public long FoundAt { get; init; }

    /// <summary>Who answered.</summary>
    public long? AnsweredBy { get; init; }

    /// <summary>When.</summary>
    public long? AnsweredAt { get; init; }
}

/// <summary>A share that waits, and a payment or customer deposit of its customer and amount.</summary>
public sealed record EnteredRow
{
    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The bank's day.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Whose account.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>AR account of the share.</summary>
    public string ArAccount { get; init; } = "";

    /// <summary>Money of the share and of the record.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Internal id of the record.</summary>
    public string RecordId { get; init; } = "";

    /// <summary>Code of its kind.</summary>
    public string RecordKind { get; init; } = "";

    /// <summary>What people call it.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its date.</summary>
    public DateOnly DatedOn { get; init; }

    /// <summary>Its external id.</summary>
    public string? ExternalId { get; init; }
}

/// <summary>Records that may be receipts' money.</summary>
public static class FoundRows
{
    private const string All = """
        f.id, f.company_id, f.receipt_id, f.record_id, f.record_kind, f.number, f.customer_id, f.amount, f.currency,
        f.dated_on, f.why, f.state, f.found_at, f.answered_by, f.answered_at
        """;

    /// <summary>Adds a finding; one that is there stays as it was answered.</summary>
    public static Task<int> Add(Db db, long connection, FoundRow row) => db.Execute("""
        insert into found_payment (id, connection_id, company_id, receipt_id, record_id, record_kind, number,
          customer_id, amount, currency, dated_on, why, state, found_at)
        values (@Id, @connection, @CompanyId, @ReceiptId, @RecordId, @RecordKind, @Number, @CustomerId,
          @Amount, @Currency, @DatedOn, @Why, 'open', @FoundAt)
        on conflict (receipt_id, record_id) do nothing
        """, new
    {
        connection, row.Id, row.CompanyId, row.ReceiptId, row.RecordId, row.RecordKind, row.Number, row.CustomerId,
        row.Amount, row.Currency, row.DatedOn, row.Why, row.FoundAt,
    });

    /// <summary>
    /// Payments and customer deposits in the ledger of the customer and amount of a share that nobody has decided or
    /// approved yet.
    /// </summary>
    public static Task<IReadOnlyList<EnteredRow>> Entered(Db db, long connection) => db.Rows<EnteredRow>("""
        select r.id as receipt_id, r.company_id, r.booked_on, s.customer_id, s.ar_account, s.amount, s.currency,
          i.id as record_id, i.kind as record_kind, i.number, i.dated_on, i.external_id
        from receipt r
        join share s on s.receipt_id = r.id
        join open_item i on i.connection_id = r.connection_id and i.company_id = r.company_id
          and i.customer_id = s.customer_id
        where r.connection_id = @connection and r.kind = 'receipt'
          and r.queue_state in ('undecided', 'waiting', 'refused') and r.queue_state <> 'refused'
          and s.state in ('undecided', 'waiting') and i.kind in ('unapplied_payment', 'customer_deposit')
          and i.on_books and i.currency = s.currency and i.total in (s.amount, -s.amount)
        order by r.id, i.id
        """, new { connection });

    /// <summary>Records that are another receipt's money, or that a person said are not this one's.</summary>
    public static async Task<IReadOnlySet<string>> NotThese(Db db, long connection, long receipt) =>
        (await db.Rows<string>("""
            select record_id from found_payment
            where connection_id = @connection and (state = 'accepted' or receipt_id = @receipt and state = 'dismissed')
            """, new { connection, receipt })).ToHashSet(StringComparer.Ordinal);

    /// <summary>A finding, locked until commit; null where there is none.</summary>
    public static Task<FoundRow?> Locked(Db db, long connection, long id) => db.Maybe<FoundRow>($"""
        select {All} from found_payment f where f.connection_id = @connection and f.id = @id {db.Dialect.ForUpdate}
        """, new { connection, id });

    /// <summary>Findings about a receipt.</summary>
    public static Task<IReadOnlyList<FoundRow>> OfReceipt(Db db, long receipt) => db.Rows<FoundRow>(
        $"select {All} from found_payment f where f.receipt_id = @receipt order by f.id", new { receipt });

    /// <summary>Findings nobody has answered.</summary>
    public static Task<IReadOnlyList<FoundRow>> Open(Db db, long connection, string? company) => db.Rows<FoundRow>($"""
        select {All} from found_payment f
        where f.connection_id = @connection and f.state = 'open' and (@company is null or f.company_id = @company)
        order by f.id
        """, new { connection, company });

    /// <summary>True where a record is accepted as some receipt's money.</summary>
    public static async Task<bool> IsTaken(Db db, long connection, string record) => (await db.Rows<int>("""
        select 1 from found_payment where connection_id = @connection and record_id = @record and state = 'accepted'
        """, new { connection, record })).Count > 0;

    /// <summary>Answers a finding.</summary>
    public static Task<int> Answer(Db db, FoundRow row) => db.Execute("""
        update found_payment set state = @State, answered_by = @AnsweredBy, answered_at = @AnsweredAt where id = @Id
        """, row);

    /// <summary>Answers all other open findings of a receipt at once.</summary>
    public static Task<int> DismissOthers(Db db, FoundRow row) => db.Execute("""
        update found_payment set state = 'dismissed', answered_by = @AnsweredBy, answered_at = @AnsweredAt
        where receipt_id = @ReceiptId and state = 'open' and id <> @Id
        """, row);
}
