namespace Turnstone.Storage.CashApplication;

/// <summary>A receipt as its row.</summary>
public sealed record ReceiptRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The bank line it came on.</summary>
    public long BankLineId { get; init; }

    /// <summary>The detail it is; null where it is a whole line or its remainder.</summary>
    public long? DetailItemId { get; init; }

    /// <summary>Identity within its line: empty for the whole line.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>receipt, return, undecided or excluded.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Booking date.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Amount; negative for a return.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The bank's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Further references as JSON.</summary>
    public string FurtherReferences { get; init; } = "{}";

    /// <summary>Payer's name.</summary>
    public string? PayerName { get; init; }

    /// <summary>Payer's account.</summary>
    public string? PayerAccount { get; init; }

    /// <summary>Payer's bank.</summary>
    public string? PayerBank { get; init; }

    /// <summary>Text.</summary>
    public string Text { get; init; } = "";

    /// <summary>File it came in, without a folder.</summary>
    public string FileName { get; init; } = "";

    /// <summary>Physical line in it.</summary>
    public long FileLine { get; init; }

    /// <summary>The most urgent posting state among its shares.</summary>
    public string QueueState { get; init; } = "undecided";

    /// <summary>Code of its match status; null before it was matched.</summary>
    public string? MatchStatus { get; init; }

    /// <summary>Applied, and its documents are not settled whole.</summary>
    public bool Short { get; init; }

    /// <summary>Code of the engine's verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>Hundredths of a percent.</summary>
    public int Confidence { get; init; }

    /// <summary>Who pays; null for nobody or for several unrelated.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The decision that holds.</summary>
    public long? DecisionId { get; init; }

    /// <summary>A return's receipt, or the receipt's return.</summary>
    public long? LinkedReceiptId { get; init; }

    /// <summary>What links them, or why nothing does.</summary>
    public string LinkNote { get; init; } = "";

    /// <summary>Day until which a person set it aside.</summary>
    public DateOnly? SetAsideUntil { get; init; }

    /// <summary>Why.</summary>
    public string SetAsideWhy { get; init; } = "";

    /// <summary>Whose work it is.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>Rises with every change, so that nobody decides on an old picture.</summary>
    public int Version { get; init; }
}

/// <summary>Receipts.</summary>
public static class ReceiptRows
{
    /// <summary>All columns of a receipt.</summary>
    public const string All = """
        r.id, r.company_id, r.bank_line_id, r.detail_item_id, r.identity, r.bank_account, r.kind, r.booked_on, r.amount,
        r.currency, r.reference, r.further_references, r.payer_name, r.payer_account, r.payer_bank, r.text, r.file_name,
        r.file_line, r.queue_state, r.match_status, r.short, r.verdict, r.confidence, r.customer_id, r.decision_id,
        r.linked_receipt_id, r.link_note, r.set_aside_until, r.set_aside_why, r.assigned_to, r.version
        """;

    /// <summary>Adds receipts.</summary>
    public static Task<long> Add(Db db, long connection, IEnumerable<ReceiptRow> rows) => db.Bulk("receipt",
        [
            "id", "connection_id", "company_id", "bank_line_id", "detail_item_id", "identity", "bank_account", "kind",
            "booked_on", "amount", "currency", "reference", "further_references", "payer_name", "payer_account",
            "payer_bank", "text", "file_name", "file_line", "queue_state", "match_status", "short", "verdict",
            "confidence", "customer_id", "decision_id", "linked_receipt_id", "link_note", "set_aside_until",
            "set_aside_why", "assigned_to", "version",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, row.CompanyId, row.BankLineId, row.DetailItemId, row.Identity, row.BankAccount,
            row.Kind, row.BookedOn, row.Amount, row.Currency, row.Reference, row.FurtherReferences, row.PayerName,
            row.PayerAccount, row.PayerBank, row.Text, row.FileName, row.FileLine, row.QueueState, row.MatchStatus,
            row.Short, row.Verdict, row.Confidence, row.CustomerId, row.DecisionId, row.LinkedReceiptId, row.LinkNote,
            row.SetAsideUntil, row.SetAsideWhy, row.AssignedTo, row.Version,
        }));

    /// <summary>A receipt by id; null where there is none.</summary>
    public static Task<ReceiptRow?> Of(Db db, long connection, long id) => db.Maybe<ReceiptRow>(
        $"select {All} from receipt r where r.connection_id = @connection and r.id = @id", new { connection, id });

    /// <summary>A receipt by id, locked until commit; null where there is none.</summary>
    public static Task<ReceiptRow?> Locked(Db db, long connection, long id) => db.Maybe<ReceiptRow>($"""
        select {All} from receipt r where r.connection_id = @connection and r.id = @id {db.Dialect.ForUpdate}
        """, new { connection, id });

    /// <summary>Receipts of a bank line, in the order of the file.</summary>
    public static Task<IReadOnlyList<ReceiptRow>> OfLine(Db db, long line) => db.Rows<ReceiptRow>(
        $"select {All} from receipt r where r.bank_line_id = @line order by r.id", new { line });

    /// <summary>Receipts by id, locked until commit, in the order of their ids.</summary>
    public static Task<IReadOnlyList<ReceiptRow>> LockedAll(Db db, long connection, IReadOnlyCollection<long> ids) =>
        db.Rows<ReceiptRow>($"""
            select {All} from receipt r where r.connection_id = @connection and {db.Dialect.AnyOf("r.id", "ids")}
            order by r.id {db.Dialect.ForUpdate}
            """, new { connection, ids = ids.ToArray() });

    /// <summary>Receipts that nobody has decided and nobody set aside beyond a day, oldest first.</summary>
    public static Task<IReadOnlyList<ReceiptRow>> Undecided(
        Db db, long connection, string company, DateOnly today, int count) => db.Rows<ReceiptRow>($"""
            select {All} from receipt r
            where r.connection_id = @connection and r.company_id = @company and r.queue_state = 'undecided'
              and r.queue_state in ('undecided', 'waiting', 'refused') and r.kind = 'receipt'
              and (r.set_aside_until is null or r.set_aside_until <= @today)
            order by r.booked_on, r.id limit @count
            """, new { connection, company, today, count });

    /// <summary>Money of an account that came in since a day: what a return may take back.</summary>
    public static Task<IReadOnlyList<ReceiptRow>> Since(
        Db db, long connection, string account, DateOnly day, long atMost) => db.Rows<ReceiptRow>($"""
            select {All} from receipt r
            where r.connection_id = @connection and r.bank_account = @account and r.booked_on >= @day
              and r.kind = 'receipt' and r.amount > 0 and r.amount <= @atMost
            order by r.booked_on, r.id
            """, new { connection, account, day, atMost });

    /// <summary>Writes what is decided and where it stands; the version rises.</summary>
    public static Task<int> Save(Db db, ReceiptRow row) => db.Execute("""
        update receipt set kind = @Kind, queue_state = @QueueState, match_status = @MatchStatus, short = @Short,
          verdict = @Verdict, confidence = @Confidence, customer_id = @CustomerId, decision_id = @DecisionId,
          linked_receipt_id = @LinkedReceiptId, link_note = @LinkNote, set_aside_until = @SetAsideUntil,
          set_aside_why = @SetAsideWhy, assigned_to = @AssignedTo, version = version + 1
        where id = @Id
        """, row);

    /// <summary>
    /// Sets the queue state to the most urgent posting state among the receipt's shares; without shares it is
    /// undecided.
    /// States of the receipt itself (excluded, before start, a settled pair) stay.
    /// </summary>
    public static Task<int> SetQueueState(Db db, long id) => db.Execute("""
        update receipt set version = version + 1, queue_state = coalesce((
          select s.state from share s where s.receipt_id = receipt.id
          order by case s.state when 'refused' then 0 when 'undecided' then 1 when 'waiting' then 2
            when 'approved' then 3 when 'posting' then 4 when 'found' then 6 when 'before_start' then 7 else 5 end
          limit 1), 'undecided')
        where id = @id and queue_state not in ('excluded', 'before_start', 'paired')
        """, new { id });

    /// <summary>Writes what of a return line takes back a receipt; the rest is split off as a fee.</summary>
    public static Task<int> SetAmount(Db db, long id, long amount) => db.Execute(
        "update receipt set amount = @amount, version = version + 1 where id = @id", new { id, amount });

    /// <summary>Sets where the return of a bank line stands: it has no shares to say so.</summary>
    public static Task<int> SetReturn(Db db, long line, string state) => db.Execute("""
        update receipt set queue_state = @state, version = version + 1 where bank_line_id = @line and kind = 'return'
        """, new { line, state });

    /// <summary>Takes away a receipt nobody decided, with its proposals: its details take its place.</summary>
    public static async Task Remove(Db db, long id)
    {
        await ShareRows.Remove(db, id);
        await db.Execute("""
            delete from decision where receipt_id = @id;
            delete from receipt_comment where receipt_id = @id;
            delete from receipt where id = @id;
            """, new { id });
    }

    /// <summary>Adds a remark.</summary>
    public static Task<int> AddComment(Db db, long connection, CommentRow row) => db.Execute("""
        insert into receipt_comment (id, connection_id, company_id, receipt_id, at, person_id, text)
        values (@Id, @connection, @CompanyId, @ReceiptId, @At, @PersonId, @Text)
        """, new { row.Id, connection, row.CompanyId, row.ReceiptId, row.At, row.PersonId, row.Text });

    /// <summary>Remarks on a receipt, oldest first.</summary>
    public static Task<IReadOnlyList<CommentRow>> Comments(Db db, long receipt) => db.Rows<CommentRow>("""
        select c.id, c.company_id, c.receipt_id, c.at, c.person_id, p.name as person, c.text
        from receipt_comment c join person p on p.id = c.person_id where c.receipt_id = @receipt order by c.id
        """, new { receipt });
}

/// <summary>A remark on a receipt.</summary>
public sealed record CommentRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The receipt.</summary>
    public long ReceiptId { get; init; }

    /// <summary>When.</summary>
    public long At { get; init; }

    /// <summary>Who wrote it.</summary>
    public long PersonId { get; init; }

    /// <summary>Their name.</summary>
    public string Person { get; init; } = "";

    /// <summary>What they wrote.</summary>
    public string Text { get; init; } = "";
}
