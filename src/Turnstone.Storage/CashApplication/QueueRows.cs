namespace Turnstone.Storage.CashApplication;

/// <summary>A receipt as a list shows it.</summary>
public sealed record QueueRow
{
    /// <summary>Number of the receipt.</summary>
    public long Id { get; init; }

    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>receipt, return, undecided or excluded.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Booking date.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Amount.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>The bank's reference.</summary>
    public string Reference { get; init; } = "";

    /// <summary>Payer's name.</summary>
    public string? PayerName { get; init; }

    /// <summary>Text.</summary>
    public string Text { get; init; } = "";

    /// <summary>The most urgent posting state among its shares.</summary>
    public string QueueState { get; init; } = "";

    /// <summary>Code of its match status.</summary>
    public string? MatchStatus { get; init; }

    /// <summary>Applied, and its documents are not settled whole.</summary>
    public bool Short { get; init; }

    /// <summary>Code of the verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>Hundredths of a percent.</summary>
    public int Confidence { get; init; }

    /// <summary>Who pays.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Their name.</summary>
    public string? CustomerName { get; init; }

    /// <summary>Day until which it is set aside.</summary>
    public DateOnly? SetAsideUntil { get; init; }

    /// <summary>Whose work it is.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>Its version.</summary>
    public int Version { get; init; }
}

/// <summary>How many receipts stand where, and with how much money; currencies are never summed.</summary>
public sealed record QueueCount
{
    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Key of our bank account.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>receipt, return, undecided or excluded.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Posting state.</summary>
    public string QueueState { get; init; } = "";

    /// <summary>Code of the match status; null before it was matched.</summary>
    public string? MatchStatus { get; init; }

    /// <summary>Code of the verdict; null before it was matched.</summary>
    public string? Verdict { get; init; }

    /// <summary>How many are applied and short.</summary>
    public long Short { get; init; }

    /// <summary>How many receipts.</summary>
    public long Receipts { get; init; }

    /// <summary>Their money.</summary>
    public long Amount { get; init; }
}

/// <summary>Which receipts a list shows; null filters nothing.</summary>
public sealed record QueueFilter
{
    /// <summary>Whose money.</summary>
    public string? Company { get; init; }

    /// <summary>Posting state; <c>open</c> means undecided, waiting and refused.</summary>
    public string State { get; init; } = "open";

    /// <summary>Match status.</summary>
    public string? Status { get; init; }

    /// <summary>Verdict.</summary>
    public string? Verdict { get; init; }

    /// <summary>True shows what the engine proposes, sure of it or not; what it holds is left out.</summary>
    public bool Proposed { get; init; }

    /// <summary>receipt, return or undecided.</summary>
    public string? Kind { get; init; }

    /// <summary>Key of our bank account.</summary>
    public string? Account { get; init; }

    /// <summary>Who pays.</summary>
    public string? Customer { get; init; }

    /// <summary>Whose work it is.</summary>
    public long? AssignedTo { get; init; }

    /// <summary>Booked on or after.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Booked on or before.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Part of payer, text or reference, in capitals or not.</summary>
    public string? Words { get; init; }

    /// <summary>True shows what is set aside, too.</summary>
    public bool SetAside { get; init; }
}

/// <summary>Lists and counts of receipts.</summary>
public static class QueueRows
{
    // The list of open states stands literally in every query: only then is the partial index used.
    private const string Open = "r.queue_state in ('undecided', 'waiting', 'refused')";

    private const string Columns = """
        r.id, r.company_id, r.bank_account, r.kind, r.booked_on, r.amount, r.currency, r.reference, r.payer_name,
        r.text, r.queue_state, r.match_status, r.short, r.verdict, r.confidence, r.customer_id, c.name as customer_name,
        r.set_aside_until, r.assigned_to, r.version
        """;

    /// <summary>A page of receipts after one, oldest first.</summary>
    public static Task<IReadOnlyList<QueueRow>> Page(
        Db db, long connection, QueueFilter filter, (DateOnly BookedOn, long Id) after,
            (int Count, DateOnly Today) page) =>
        db.Rows<QueueRow>(PageSql(filter), Parameters(connection, filter, after, page));

    internal static string PageSql(QueueFilter filter) => $"""
        select {Columns} from receipt r
        left join customer c on c.connection_id = r.connection_id and c.id = r.customer_id
        where {Where(filter)} and (r.booked_on, r.id) > (@bookedOn, @id)
        order by r.booked_on, r.id limit @count
        """;

    /// <summary>Counts by where receipts stand, within the filter.</summary>
    public static Task<IReadOnlyList<QueueCount>> Counts(
        Db db, long connection, QueueFilter filter, DateOnly today) => db.Rows<QueueCount>($"""
            select r.company_id, r.bank_account, r.currency, r.kind, r.queue_state, r.match_status, r.verdict,
              cast(sum(case when r.short then 1 else 0 end) as bigint) as short, count(*) as receipts,
              cast(sum(r.amount) as bigint) as amount
            from receipt r where {Where(filter)}
            group by r.company_id, r.bank_account, r.currency, r.kind, r.queue_state, r.match_status, r.verdict
            order by r.company_id, r.bank_account, r.currency, r.kind, r.queue_state, r.match_status, r.verdict
            """, Parameters(connection, filter, default, (0, today)));

    private static string Where(QueueFilter filter)
    {
        var parts = new List<string> { "r.connection_id = @connection" };
        Add(filter.Company, "r.company_id = @company");
        parts.Add(filter.State switch
        {
            "open" => Open,
            "undecided" or "waiting" or "refused" => $"{Open} and r.queue_state = @state",
            "all" => "1 = 1",
            _ => "r.queue_state = @state",
        });
        Add(filter.Status, "r.match_status = @status");
        Add(filter.Verdict, "r.verdict = @verdict");
        Add(filter.Kind, "r.kind = @kind");
        if (filter.Proposed)
            parts.Add("r.verdict in ('auto', 'propose')");
        Add(filter.Account, "r.bank_account = @account");
        Add(filter.Customer, "r.customer_id = @customer");
        Add(filter.AssignedTo, "r.assigned_to = @assignedTo");
        Add(filter.From, "r.booked_on >= @from");
        Add(filter.To, "r.booked_on <= @to");
        Add(filter.Words,
            "(lower(r.text) like @words or lower(r.payer_name) like @words or lower(r.reference) like @words)");
        if (!filter.SetAside)
            parts.Add("(r.set_aside_until is null or r.set_aside_until <= @today)");
        return string.Join(" and ", parts);

        void Add(object? given, string condition)
        {
            if (given is not null)
                parts.Add(condition);
        }
    }

    private static object Parameters(
        long connection, QueueFilter filter, (DateOnly BookedOn, long Id) after, (int Count, DateOnly Today) page) =>
            new
        {
            connection, company = filter.Company, state = filter.State, status = filter.Status,
            verdict = filter.Verdict, kind = filter.Kind, account = filter.Account, customer = filter.Customer,
            assignedTo = filter.AssignedTo, from = filter.From,
            to = filter.To, words = filter.Words is { } words ? $"%{words.ToLowerInvariant()}%" : null,
            bookedOn = after.BookedOn, id = after.Id, count = page.Count, today = page.Today,
        };
}
