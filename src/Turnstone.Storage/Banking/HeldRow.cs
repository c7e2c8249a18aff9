namespace Turnstone.Storage.Banking;

/// <summary>A line that a person must place, as its row.</summary>
public sealed record HeldRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Whose money; empty while nobody mapped the account.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The arrival it came in.</summary>
    public long ArrivalId { get; init; }

    /// <summary>Its statement.</summary>
    public long? StatementId { get; init; }

    /// <summary>Code of why it is held.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The booked line it is at odds with; null where none.</summary>
    public long? BankLineId { get; init; }

    /// <summary>Booking date.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Signed amount.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Payer's name.</summary>
    public string? PayerName { get; init; }

    /// <summary>Text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The whole line as the reader saw it, as JSON.</summary>
    public string Body { get; init; } = "";

    /// <summary>Physical line of the file.</summary>
    public long FileLine { get; init; }

    /// <summary>open, booked or dropped.</summary>
    public string State { get; init; } = "open";
}

/// <summary>Lines that a person must place.</summary>
public static class HeldRows
{
    private const string All = """
        id, company_id, arrival_id, statement_id, reason, bank_line_id, booked_on, amount, currency, reference,
        payer_name, text, body, file_line, state
        """;

    /// <summary>Adds held lines.</summary>
    public static Task<long> Add(Db db, long connection, IEnumerable<HeldRow> rows) => db.Bulk("held_line",
        [
            "id", "connection_id", "company_id", "arrival_id", "statement_id", "reason", "bank_line_id", "booked_on",
            "amount", "currency", "reference", "payer_name", "text", "body", "file_line", "state", "answered_by",
            "answered_at", "answer",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, row.CompanyId, row.ArrivalId, row.StatementId, row.Reason, row.BankLineId,
            row.BookedOn, row.Amount, row.Currency, row.Reference, row.PayerName, row.Text, row.Body, row.FileLine,
            "open", null, null, "",
        }));

    /// <summary>Held lines of an arrival.</summary>
    public static Task<IReadOnlyList<HeldRow>> OfArrival(Db db, long arrival) => db.Rows<HeldRow>(
        $"select {All} from held_line where arrival_id = @arrival order by id", new { arrival });

    /// <summary>All held lines that wait for a person.</summary>
    public static Task<IReadOnlyList<HeldRow>> Open(Db db, long connection) => db.Rows<HeldRow>(
        $"select {All} from held_line where connection_id = @connection and state = 'open' order by id",
        new { connection });

    /// <summary>A held line, locked until commit; null where there is none.</summary>
    public static Task<HeldRow?> Locked(Db db, long connection, long id) => db.Maybe<HeldRow>($"""
        select {All} from held_line where connection_id = @connection and id = @id {db.Dialect.ForUpdate}
        """, new { connection, id });

    /// <summary>Writes a person's answer.</summary>
    public static Task<int> Answer(Db db, long id, string state, string answer, (long Person, long At) by) =>
        db.Execute("""
            update held_line set state = @state, answer = @answer, answered_by = @person, answered_at = @at
            where id = @id
            """, new { id, state, answer, person = by.Person, at = by.At });
}
