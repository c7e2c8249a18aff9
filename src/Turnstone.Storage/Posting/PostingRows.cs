namespace Turnstone.Storage.Posting;

/// <summary>A posting as its row: one payment with the records it needs, a deposit, a change, or a return.</summary>
public sealed record PostingRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>The bank line.</summary>
    public long BankLineId { get; init; }

    /// <summary>The receipt; null for the deposit of a line.</summary>
    public long? ReceiptId { get; init; }

    /// <summary>payment, deposit, change or return.</summary>
    public string Kind { get; init; } = "";

    /// <summary>waiting, approved, posting, held, posted, refused or withdrawn.</summary>
    public string State { get; init; } = "";

    /// <summary>Stable code of the refusal; null where there is none.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why it stands where it stands.</summary>
    public string Why { get; init; } = "";

    /// <summary>Booking date of the line.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Whose payment; null for a deposit.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Its money.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Documents as the decision saw them, as JSON.</summary>
    public string Seen { get; init; } = "[]";

    /// <summary>Who decided.</summary>
    public long AskedBy { get; init; }

    /// <summary>The second person; null where none was needed.</summary>
    public long? ApprovedBy { get; init; }

    /// <summary>When it was handed over.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When its outcome was known.</summary>
    public long? EndedAt { get; init; }
}

/// <summary>Postings.</summary>
public static class PostingRows
{
    /// <summary>All columns of a posting.</summary>
    public const string All = """
        p.id, p.company_id, p.bank_account, p.bank_line_id, p.receipt_id, p.kind, p.state, p.refusal, p.why,
        p.booked_on, p.customer_id, p.amount, p.currency, p.seen, p.asked_by, p.approved_by, p.created_at, p.ended_at
        """;

    /// <summary>Adds a posting.</summary>
    public static Task<int> Add(Db db, long connection, PostingRow row) => db.Execute("""
        insert into posting (id, connection_id, company_id, bank_account, bank_line_id, receipt_id, kind, state,
          refusal, why, booked_on, customer_id, amount, currency, seen, asked_by, approved_by, created_at, ended_at)
        values (@Id, @connection, @CompanyId, @BankAccount, @BankLineId, @ReceiptId, @Kind, @State, @Refusal,
          @Why, @BookedOn, @CustomerId, @Amount, @Currency, @Seen, @AskedBy, @ApprovedBy, @CreatedAt, @EndedAt)
        """, new
    {
        connection, row.Id, row.CompanyId, row.BankAccount, row.BankLineId, row.ReceiptId, row.Kind, row.State,
        row.Refusal, row.Why, row.BookedOn, row.CustomerId, row.Amount, row.Currency, row.Seen, row.AskedBy,
        row.ApprovedBy, row.CreatedAt, row.EndedAt,
    });

    /// <summary>Says which shares a posting serves.</summary>
    public static async Task AddShares(Db db, long connection, PostingRow row, IEnumerable<long> shares)
    {
        foreach (var share in shares)
        {
            await db.Execute("""
                insert into posting_share (posting_id, share_id, connection_id, company_id)
                values (@posting, @share, @connection, @company)
                """, new { posting = row.Id, share, connection, company = row.CompanyId });
        }
    }

    /// <summary>Shares a posting serves.</summary>
    public static Task<IReadOnlyList<long>> Shares(Db db, long posting) => db.Rows<long>(
        "select share_id from posting_share where posting_id = @posting order by share_id", new { posting });

    /// <summary>A posting by id; null where there is none.</summary>
    public static Task<PostingRow?> Of(Db db, long connection, long id) => db.Maybe<PostingRow>(
        $"select {All} from posting p where p.connection_id = @connection and p.id = @id", new { connection, id });

    /// <summary>A posting by id, locked until commit; null where there is none.</summary>
    public static Task<PostingRow?> Locked(Db db, long connection, long id) => db.Maybe<PostingRow>($"""
        select {All} from posting p where p.connection_id = @connection and p.id = @id {db.Dialect.ForUpdate}
        """, new { connection, id });

    /// <summary>Postings that serve any of the shares, oldest first, locked until commit.</summary>
    public static Task<IReadOnlyList<PostingRow>> OfShares(Db db, IReadOnlyCollection<long> shares) =>
        db.Rows<PostingRow>($"""
            select {All} from posting p where p.id in (
              select posting_id from posting_share where {db.Dialect.AnyOf("share_id", "shares")})
            order by p.id {db.Dialect.ForUpdate}
            """, new { shares = shares.ToArray() });

    /// <summary>Postings of a receipt, oldest first.</summary>
    public static Task<IReadOnlyList<PostingRow>> OfReceipt(Db db, long receipt) => db.Rows<PostingRow>(
        $"select {All} from posting p where p.receipt_id = @receipt order by p.id", new { receipt });

    /// <summary>Postings of a bank line, oldest first.</summary>
    public static Task<IReadOnlyList<PostingRow>> OfLine(Db db, long line) => db.Rows<PostingRow>(
        $"select {All} from posting p where p.bank_line_id = @line order by p.id", new { line });

    /// <summary>A page of a company's postings, latest first; state null is every state.</summary>
    public static Task<IReadOnlyList<PostingListed>> Page(
        Db db, long connection, PostingFilter filter) => db.Rows<PostingListed>($"""
            select {All}, c.name as customer, r.reference, r.payer_name, a.name as asked, b.name as approved,
              (select count(*) from outbox_write w where w.posting_id = p.id and w.state <> 'cancelled') as writes,
              (select count(*) from outbox_write w where w.posting_id = p.id and w.state = 'done') as done
            from posting p left join receipt r on r.id = p.receipt_id
              left join customer c on c.connection_id = p.connection_id and c.id = p.customer_id
              join person a on a.id = p.asked_by left join person b on b.id = p.approved_by
            where p.connection_id = @connection and (@company is null or p.company_id = @company)
              and (@state is null or p.state = @state) and p.id < @before
            order by p.id desc limit @count
            """, new
        {
            connection, company = filter.Company, state = filter.State, before = filter.Before, count = filter.Count,
        });

    /// <summary>How many postings are in each state, and their money by currency.</summary>
    public static Task<IReadOnlyList<StateSumRow>> Sums(Db db, long connection, string? company) =>
        db.Rows<StateSumRow>("""
            select state, currency, count(*) as number, cast(sum(amount) as bigint) as amount from posting
            where connection_id = @connection and (@company is null or company_id = @company) and kind = 'payment'
            group by state, currency order by state, currency
            """, new { connection, company });

    /// <summary>Writes where a posting stands.</summary>
    public static Task<int> SetState(Db db, PostingRow row) => db.Execute("""
        update posting set state = @State, refusal = @Refusal, why = @Why, approved_by = @ApprovedBy,
          ended_at = @EndedAt where id = @Id
        """, row);
}

/// <summary>A posting as a list shows it.</summary>
public sealed record PostingListed
{
    /// <summary>Identity of the posting.</summary>
    public long Id { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>The bank line.</summary>
    public long BankLineId { get; init; }

    /// <summary>The receipt; null for a deposit.</summary>
    public long? ReceiptId { get; init; }

    /// <summary>payment, deposit, change or return.</summary>
    public string Kind { get; init; } = "";

    /// <summary>waiting, approved, posting, held, posted, refused or withdrawn.</summary>
    public string State { get; init; } = "";

    /// <summary>Stable code of the refusal.</summary>
    public string? Refusal { get; init; }

    /// <summary>Why it stands where it stands.</summary>
    public string Why { get; init; } = "";

    /// <summary>Booking date of the line.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Whose payment.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Their name.</summary>
    public string? Customer { get; init; }

    /// <summary>The bank's reference of the receipt.</summary>
    public string? Reference { get; init; }

    /// <summary>The payer as the bank names it.</summary>
    public string? PayerName { get; init; }

    /// <summary>Its money in minor units.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Number of who decided.</summary>
    public long AskedBy { get; init; }

    /// <summary>Who decided.</summary>
    public string Asked { get; init; } = "";

    /// <summary>The second person.</summary>
    public string? Approved { get; init; }

    /// <summary>Its writes.</summary>
    public int Writes { get; init; }

    /// <summary>Those read back equal.</summary>
    public int Done { get; init; }

    /// <summary>When it was handed over.</summary>
    public long CreatedAt { get; init; }

    /// <summary>When its outcome was known.</summary>
    public long? EndedAt { get; init; }
}

/// <summary>Which postings a page shows.</summary>
/// <param name="Company">Whose; null for every company.</param>
/// <param name="State">Code of their state; null for every state.</param>
/// <param name="Before">Only those with a lower id: where the page before ended.</param>
/// <param name="Count">At most so many.</param>
public sealed record PostingFilter(string? Company, string? State, long Before, int Count);

/// <summary>Postings of one state and currency.</summary>
public sealed record StateSumRow
{
    /// <summary>Code of the state.</summary>
    public string State { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>How many.</summary>
    public long Number { get; init; }

    /// <summary>Their money.</summary>
    public long Amount { get; init; }
}
