namespace Turnstone.Storage.Ledger;

/// <summary>An application as its row.</summary>
public sealed record ApplicationRow
{
    /// <summary>The credit.</summary>
    public string CreditId { get; init; } = "";

    /// <summary>Its line.</summary>
    public int CreditLine { get; init; }

    /// <summary>The debit.</summary>
    public string DebitId { get; init; } = "";

    /// <summary>Its line.</summary>
    public int DebitLine { get; init; }

    /// <summary>Company of the debit.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>How much, positive.</summary>
    public long Amount { get; init; }

    /// <summary>The day it counts from.</summary>
    public DateOnly AppliedOn { get; init; }
}

/// <summary>What is set against what.</summary>
public static class ApplicationRows
{
    private const string All =
        "a.credit_id, a.credit_line, a.debit_id, a.debit_line, a.company_id, a.currency, a.amount, a.applied_on";

    private static readonly Columns Written = new(
        ["connection_id", "credit_id", "credit_line", "debit_id", "debit_line"],
        ["company_id", "currency", "amount", "applied_on"]);

    /// <summary>Applications on either side of these documents.</summary>
    public static Task<IReadOnlyList<ApplicationRow>> Touching(
        Db db, long connection, IReadOnlyCollection<string> ids) => db.Rows<ApplicationRow>($"""
            select {All} from application a
            where a.connection_id = @connection and {db.Dialect.AnyOf("a.credit_id", "ids")}
            union
            select {All} from application a
            where a.connection_id = @connection and {db.Dialect.AnyOf("a.debit_id", "ids")}
            """, new { connection, ids = ids.ToArray() });

    /// <summary>Inserts applications that cannot exist yet, or overwrites their amounts.</summary>
    public static Task<long> Save(Db db, long connection, IEnumerable<ApplicationRow> rows) =>
        db.Upsert("application", Written, rows.Select(row => new object?[]
        {
            connection, row.CreditId, row.CreditLine, row.DebitId, row.DebitLine, row.CompanyId, row.Currency,
            row.Amount, row.AppliedOn,
        }));

    /// <summary>Takes an application off.</summary>
    public static Task<int> Remove(Db db, long connection, ApplicationRow row) => db.Execute("""
        delete from application where connection_id = @connection and credit_id = @CreditId
          and credit_line = @CreditLine and debit_id = @DebitId and debit_line = @DebitLine
        """, new { connection, row.CreditId, row.CreditLine, row.DebitId, row.DebitLine });
}
