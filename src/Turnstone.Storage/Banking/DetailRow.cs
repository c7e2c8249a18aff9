namespace Turnstone.Storage.Banking;

/// <summary>A detail item as its row.</summary>
public sealed record DetailRow
{
    /// <summary>Identity of the row.</summary>
    public long Id { get; init; }

    /// <summary>Whose money.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>The line it belongs to.</summary>
    public long BankLineId { get; init; }

    /// <summary>The arrival it came in.</summary>
    public long ArrivalId { get; init; }

    /// <summary>Identity within its line: amount, reference, ordinal among equals.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Amount.</summary>
    public long Amount { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Reference.</summary>
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

    /// <summary>Physical line of the file.</summary>
    public long FileLine { get; init; }
}

/// <summary>An advice as its row.</summary>
public sealed record AdviceRow
{
    /// <summary>Identity.</summary>
    public long Id { get; init; }

    /// <summary>Payer's name.</summary>
    public string? Payer { get; init; }

    /// <summary>Reference of the payment.</summary>
    public string? Reference { get; init; }

    /// <summary>Payment date.</summary>
    public DateOnly? DatedOn { get; init; }

    /// <summary>ISO code; null where neither file nor settings say one.</summary>
    public string? Currency { get; init; }

    /// <summary>Amount of the payment.</summary>
    public long? Total { get; init; }

    /// <summary>Its lines as JSON.</summary>
    public string Lines { get; init; } = "[]";

    /// <summary>Physical line of the file.</summary>
    public long FileLine { get; init; }
}

/// <summary>What lines are made of, and what payers say they pay.</summary>
public static class DetailRows
{
    /// <summary>Adds detail items.</summary>
    public static Task<long> Add(Db db, long connection, IEnumerable<DetailRow> rows) => db.Bulk("detail_item",
        [
            "id", "connection_id", "company_id", "bank_line_id", "arrival_id", "identity", "amount", "currency",
            "reference", "further_references", "payer_name", "payer_account", "payer_bank", "text", "file_line",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, row.CompanyId, row.BankLineId, row.ArrivalId, row.Identity, row.Amount, row.Currency,
            row.Reference, row.FurtherReferences, row.PayerName, row.PayerAccount, row.PayerBank, row.Text,
            row.FileLine,
        }));

    /// <summary>Detail items of a line.</summary>
    public static Task<IReadOnlyList<DetailRow>> OfLine(Db db, long line) => db.Rows<DetailRow>("""
        select id, company_id, bank_line_id, arrival_id, identity, amount, currency, reference, further_references,
          payer_name, payer_account, payer_bank, text, file_line
        from detail_item where bank_line_id = @line order by id
        """, new { line });

    /// <summary>Adds advices.</summary>
    public static Task<long> AddAdvices(
        Db db, long connection, long arrival, DateOnly arrivedOn, IEnumerable<AdviceRow> rows) => db.Bulk("advice",
        [
            "id", "connection_id", "arrival_id", "payer", "reference", "dated_on", "currency", "total", "lines",
            "file_line", "arrived_on",
        ],
        rows.Select(row => new object?[]
        {
            row.Id, connection, arrival, row.Payer, row.Reference, row.DatedOn, row.Currency, row.Total, row.Lines,
            row.FileLine, arrivedOn,
        }));

    /// <summary>Advices that arrived since a day.</summary>
    public static Task<IReadOnlyList<AdviceRow>> AdvicesSince(Db db, long connection, DateOnly day) =>
        db.Rows<AdviceRow>("""
            select id, payer, reference, dated_on, currency, total, lines, file_line from advice
            where connection_id = @connection and arrived_on >= @day order by id
            """, new { connection, day });

    /// <summary>How many advices an arrival brought.</summary>
    public static Task<long> Advices(Db db, long arrival) =>
        db.One<long>("select count(*) from advice where arrival_id = @arrival", new { arrival });
}
