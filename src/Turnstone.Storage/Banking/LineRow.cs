namespace Turnstone.Storage.Banking;

/// <summary>A booked bank line as its row.</summary>
public sealed record LineRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Its statement.</summary>
    public long StatementId { get; init; }

    /// <summary>The arrival it came in.</summary>
    public long ArrivalId { get; init; }

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Code of the role.</summary>
    public string Role { get; init; } = "";

    /// <summary>Key of the source.</summary>
    public string Source { get; init; } = "";

    /// <summary>Identity of the line.</summary>
    public string Identity { get; init; } = "";

    /// <summary>0 for the first of equal lines.</summary>
    public int Ordinal { get; init; }

    /// <summary>Booking date.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Value date.</summary>
    public DateOnly? ValueOn { get; init; }

    /// <summary>Signed amount.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The bank's reference in its normal form; empty where none.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The bank's code.</summary>
    public string? TypeCode { get; init; }

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

    /// <summary>Physical line of the file.</summary>
    public long FileLine { get; init; }

    /// <summary>Code of what it is to receivables.</summary>
    public string Kind { get; init; } = "";

    /// <summary>The rule that said so.</summary>
    public string Rule { get; init; } = "";

    /// <summary>True where it waits for its details.</summary>
    public bool AwaitsDetail { get; init; }

    /// <summary>How many details are attached.</summary>
    public int Details { get; init; }
}

/// <summary>Where else a booked line was seen.</summary>
/// <param name="BankLineId">The line.</param>
/// <param name="FileLine">Physical line in the other file.</param>
/// <param name="Reference">Reference it has there.</param>
public sealed record SightingRow(long BankLineId, long FileLine, string Reference);

/// <summary>Booked bank lines.</summary>
public static class LineRows
{
    /// <summary>All columns of a line.</summary>
    public const string All = """
        l.id, l.company_id, l.statement_id, l.arrival_id, l.bank_account, l.role, l.source, l.identity, l.ordinal,
        l.booked_on, l.value_on, l.amount, l.currency, l.reference, l.type_code, l.further_references, l.payer_name,
        l.payer_account, l.payer_bank, l.text, l.file_line, l.kind, l.rule, l.awaits_detail, l.details
        """;

    /// <summary>Lines of an account and role on days.</summary>
    public static Task<IReadOnlyList<LineRow>> OnDays(
        Db db, long connection, string account, string role, (DateOnly From, DateOnly To) days) =>
        db.Rows<LineRow>($"""
            select {All} from bank_line l
            where l.connection_id = @connection and l.bank_account = @account and l.role = @role
              and l.booked_on >= @from and l.booked_on <= @to
            order by l.booked_on, l.id
            """, new { connection, account, role, from = days.From, to = days.To });

    /// <summary>A line by id; null where there is none.</summary>
    public static Task<LineRow?> Of(Db db, long connection, long id) => db.Maybe<LineRow>(
        $"select {All} from bank_line l where l.connection_id = @connection and l.id = @id", new { connection, id });

    /// <summary>Lines of a statement.</summary>
    public static Task<IReadOnlyList<LineRow>> OfStatement(Db db, long statement) => db.Rows<LineRow>(
        $"select {All} from bank_line l where l.statement_id = @statement order by l.id", new { statement });

    /// <summary>Money in on days that has no details yet: what a batch of details may belong to.</summary>
    public static Task<IReadOnlyList<LineRow>> WithoutDetails(
        Db db, long connection, long amount, (DateOnly From, DateOnly To) days) => db.Rows<LineRow>($"""
            select {All} from bank_line l
            where l.connection_id = @connection and l.role = 'statement' and l.amount = @amount and l.details = 0
              and l.booked_on >= @from and l.booked_on <= @to
            order by l.booked_on, l.id
            """, new { connection, amount, from = days.From, to = days.To });

    /// <summary>Lines of an account on days that have details: what a repeated batch may be attached to.</summary>
    public static Task<IReadOnlyList<LineRow>> WithDetails(
        Db db, long connection, string account, long amount, (DateOnly From, DateOnly To) days) =>
        db.Rows<LineRow>($"""
            select {All} from bank_line l
            where l.connection_id = @connection and l.bank_account = @account and l.role = 'statement'
              and l.amount = @amount and l.details > 0 and l.booked_on >= @from and l.booked_on <= @to
            order by l.booked_on, l.id
            """, new { connection, account, amount, from = days.From, to = days.To });

    /// <summary>Lines that still wait for their details.</summary>
    public static Task<IReadOnlyList<LineRow>> Awaiting(Db db, long connection) => db.Rows<LineRow>($"""
        select {All} from bank_line l
        where l.connection_id = @connection and l.awaits_detail and l.details = 0 order by l.booked_on, l.id
        """, new { connection });

    /// <summary>Adds lines.</summary>
    public static Task<long> Add(Db db, long connection, IEnumerable<LineRow> rows) => db.Bulk("bank_line",
        [
            "id", "connection_id", "company_id", "statement_id", "arrival_id", "bank_account", "role", "source",
            "identity", "ordinal", "booked_on", "value_on", "amount", "currency", "reference", "type_code",
            "further_references", "payer_name", "payer_account", "payer_bank", "text", "file_line", "kind", "rule",
            "awaits_detail", "details",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, row.CompanyId, row.StatementId, row.ArrivalId, row.BankAccount, row.Role, row.Source,
            row.Identity, row.Ordinal, row.BookedOn, row.ValueOn, row.Amount, row.Currency, row.Reference,
            row.TypeCode, row.FurtherReferences, row.PayerName, row.PayerAccount, row.PayerBank, row.Text,
            row.FileLine, row.Kind, row.Rule, row.AwaitsDetail, row.Details,
        }));

    /// <summary>Says what a line is after a person decided it.</summary>
    public static Task<int> SetKind(Db db, long id, string kind, string rule) =>
        db.Execute("update bank_line set kind = @kind, rule = @rule where id = @id", new { id, kind, rule });

    /// <summary>Notes how many details a line has now, and that it waits no longer.</summary>
    public static Task<int> SetDetails(Db db, long id, int details) => db.Execute(
        "update bank_line set details = @details, awaits_detail = false where id = @id", new { id, details });

    /// <summary>Notes where else booked lines were seen.</summary>
    public static Task<long> AddSightings(Db db, long connection, long arrival, IEnumerable<SightingRow> rows) =>
        db.Upsert("line_sighting", new(["bank_line_id", "arrival_id", "file_line"], ["connection_id", "reference"]),
            rows.Select(row => new object?[] { row.BankLineId, arrival, row.FileLine, connection, row.Reference }));
}
