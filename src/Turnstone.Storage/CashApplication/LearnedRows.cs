namespace Turnstone.Storage.CashApplication;

/// <summary>What people taught: proposals, what holds, and which decisions rest on it.</summary>
public static class LearnedRows
{
    private const string Select = """
        select f.id, f.company_id, f.kind, f.fact_key, f.shown, f.customer_id, f.days, f.caution, f.cases, f.receipt_id,
          f.times, f.state, f.proposed_at, f.proposed_by, f.replay_id, f.request_id, f.approved_at, f.approved_by,
          f.valid_from, f.valid_to, f.ended_at, f.ended_by, f.ended_why, c.name as customer_name,
          f.called, f.called_on, p.name as proposer, a.name as approver,
          coalesce(q.state, '') = 'open' as is_asked, q.asked_by
        from learned_fact f
        left join customer c on c.connection_id = f.connection_id and c.id = f.customer_id
        left join person p on p.id = f.proposed_by
        left join person a on a.id = f.approved_by
        left join approval_request q on q.id = f.request_id
        """;

    /// <summary>Keeps a proposal.</summary>
    public static Task<int> Add(Db db, long connection, LearnedRow row) => db.Execute("""
        insert into learned_fact (id, connection_id, company_id, kind, fact_key, shown, customer_id, days, caution,
          cases, receipt_id, called, called_on, times, state, proposed_at, proposed_by, ended_why)
        values (@Id, @connection, @CompanyId, @Kind, @FactKey, @Shown, @CustomerId, @Days, @Caution, @Cases, @ReceiptId,
          @Called, @CalledOn, @Times, @State, @ProposedAt, @ProposedBy, '')
        """, new
    {
        connection, row.Id, row.CompanyId, row.Kind, row.FactKey, row.Shown, row.CustomerId, row.Days, row.Caution,
        row.Cases, row.ReceiptId, row.Called, row.CalledOn, row.Times, row.State, row.ProposedAt, row.ProposedBy,
    });

    /// <summary>Keeps what became of it.</summary>
    public static Task<int> Save(Db db, LearnedRow row) => db.Execute("""
        update learned_fact set days = @Days, caution = @Caution, cases = @Cases, receipt_id = @ReceiptId,
          called = @Called, called_on = @CalledOn, times = @Times, state = @State, replay_id = @ReplayId,
          request_id = @RequestId, approved_at = @ApprovedAt,
          approved_by = @ApprovedBy, valid_from = @ValidFrom, valid_to = @ValidTo, ended_at = @EndedAt,
          ended_by = @EndedBy, ended_why = @EndedWhy
        where id = @Id
        """, row);

    /// <summary>One of them; null where there is none.</summary>
    public static Task<LearnedRow?> Of(Db db, long connection, long id) => db.Maybe<LearnedRow>(
        $"{Select} where f.connection_id = @connection and f.id = @id", new { connection, id });

    /// <summary>The proposal or approved fact that says this already; null where none does.</summary>
    public static Task<LearnedRow?> Live(Db db, long connection, LearnedRow like) => db.Maybe<LearnedRow>($"""
        {Select} where f.connection_id = @connection and f.company_id = @CompanyId and f.kind = @Kind
          and f.fact_key = @FactKey and f.customer_id = @CustomerId and f.state in ('proposed', 'approved')
        """, new { connection, like.CompanyId, like.Kind, like.FactKey, like.CustomerId });

    /// <summary>All of one state, or all, the latest first.</summary>
    public static Task<IReadOnlyList<LearnedRow>> Latest(Db db, long connection, string? state, int count) =>
        db.Rows<LearnedRow>($"""
            {Select} where f.connection_id = @connection and (@state is null or f.state = @state)
            order by f.id desc limit @count
            """, new { connection, state, count });

    /// <summary>What the correction of one receipt teaches.</summary>
    public static Task<IReadOnlyList<LearnedRow>> OfReceipt(Db db, long receipt) => db.Rows<LearnedRow>(
        $"{Select} where f.receipt_id = @receipt order by f.id", new { receipt });

    /// <summary>What is approved for a company and not taken back; each says between which days it holds.</summary>
    public static Task<IReadOnlyList<LearnedRow>> Approved(Db db, long connection, string company) =>
        db.Rows<LearnedRow>($"""
            {Select} where f.connection_id = @connection and f.company_id = @company and f.state = 'approved'
            order by f.id
            """, new { connection, company });

    /// <summary>Notes which decisions rest on what.</summary>
    public static async Task AddUses(Db db, IEnumerable<(long Fact, long Decision, long Receipt)> uses)
    {
        foreach (var (fact, decision, receipt) in uses)
        {
            await db.Execute(
                "insert into learned_use (fact_id, decision_id, receipt_id) values (@fact, @decision, @receipt)",
                new { fact, decision, receipt });
        }
    }

    /// <summary>Receipts whose decision that holds rests on it, the latest first.</summary>
    public static Task<IReadOnlyList<LearnedUse>> Uses(Db db, long fact, int count) => db.Rows<LearnedUse>("""
        select r.id as receipt_id, r.reference as called, r.booked_on, r.amount, r.currency, r.queue_state
        from learned_use u join receipt r on r.id = u.receipt_id and r.decision_id = u.decision_id
        where u.fact_id = @fact order by r.booked_on desc, r.id desc limit @count
        """, new { fact, count });

    /// <summary>
    /// Numbers, due dates, discount dates and differences of documents that people settled late with something beside
    /// cash, for one customer, the latest first.
    /// </summary>
    public static Task<IReadOnlyList<(DateOnly Day, string Number, DateOnly Until, string Cause)>> LateDifferences(
        Db db, long connection, (string Company, string Customer) of, int count) =>
        db.Rows<(DateOnly, string, DateOnly, string)>("""
            select r.booked_on, a.number, i.discount_until, d.cause
            from receipt r
            join share s on s.receipt_id = r.id
            join share_application a on a.share_id = s.id
            join share_difference d on d.share_id = s.id and d.application = a.ordinal
            join open_item i on i.connection_id = a.connection_id and i.id = a.document_id and i.line = a.line
            where r.connection_id = @connection and r.customer_id = @Customer and r.company_id = @Company
              and s.state <> 'undecided' and i.discount_until is not null and r.booked_on > i.discount_until
            order by r.booked_on desc, a.number limit @count
            """, new { connection, of.Company, of.Customer, count });
}
