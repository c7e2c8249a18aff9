namespace Turnstone.Storage.Reporting;

/// <summary>One receipt and how it was matched.</summary>
public sealed record MatchedRow
{
    /// <summary>Day it was booked.</summary>
    public DateOnly BookedOn { get; init; }

    /// <summary>Minor units that came in.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Where it came in.</summary>
    public string BankAccount { get; init; } = "";

    /// <summary>Format of the file its line came in.</summary>
    public string Format { get; init; } = "";

    /// <summary>The bank's code of its line; null where it gave none.</summary>
    public string? TypeCode { get; init; }

    /// <summary>Who paid; null where nobody is known.</summary>
    public string? CustomerId { get; init; }

    /// <summary>Code of how it was matched.</summary>
    public string How { get; init; } = "";

    /// <summary>Documents its shares pay.</summary>
    public int Documents { get; init; }
}

/// <summary>Receipts by how they were matched.</summary>
public static class MatchedRows
{
    /// <summary>
    /// Receipts booked between two days; without those before the start of posting, which people enter themselves, and
    /// those settled with their return.
    /// </summary>
    /// <param name="db">Where.</param>
    /// <param name="connection">Which NetSuite account.</param>
    /// <param name="companies">Whose receipts.</param>
    /// <param name="days">First and last day.</param>
    /// <param name="service">The person the automatic decisions are signed with.</param>
    public static Task<IReadOnlyList<MatchedRow>> Of(
        Db db, long connection, string[] companies, (DateOnly From, DateOnly To) days, long service) =>
        db.Rows<MatchedRow>($"""
            select r.booked_on, r.amount, r.currency, r.bank_account, f.format, b.type_code, r.customer_id,
              case when r.queue_state = 'found' then 'in_the_books' when r.queue_state = 'undecided' then 'waiting'
                when d.origin = 'person' then 'by_hand' when s.decided_by = @service then 'unseen'
                else 'as_proposed' end as how,
              coalesce(s.documents, 0) as documents
            from receipt r
            join bank_line b on b.id = r.bank_line_id
            join file_arrival f on f.id = b.arrival_id
            left join decision d on d.id = r.decision_id
            left join (
              select t.receipt_id, max(t.decided_by) as decided_by, count(a.share_id) as documents
              from receipt q
              join share t on t.receipt_id = q.id
              left join share_application a on a.share_id = t.id and a.cash > 0
              where q.connection_id = @connection and q.booked_on between @From and @To
              group by t.receipt_id) s on s.receipt_id = r.id
            where r.connection_id = @connection and {db.Dialect.AnyOf("r.company_id", "companies")}
              and r.booked_on between @From and @To and r.kind = 'receipt'
              and r.queue_state not in ('before_start', 'excluded', 'paired')
            order by r.id
            """, new { connection, companies, days.From, days.To, service });
}
