using System.Globalization;

namespace Turnstone.Storage.Ledger;

/// <summary>A comparison of the ledger with NetSuite's own sums.</summary>
public sealed record ComparisonRow
{
    /// <summary>The run its repairs are kept under.</summary>
    public long RunId { get; init; }

    /// <summary>When.</summary>
    public long ComparedAt { get; init; }

    /// <summary>Days compared, one for each day, AR account, currency and company.</summary>
    public int Days { get; init; }

    /// <summary>Documents that were read once more.</summary>
    public long Documents { get; init; }
}

/// <summary>Both sides of one day's documents on an AR account, in a currency and company.</summary>
public sealed record ComparedDayRow
{
    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>AR account.</summary>
    public string ArAccount { get; init; } = "";

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Date of the documents.</summary>
    public DateOnly DatedOn { get; init; }

    /// <summary>Documents open by our ledger.</summary>
    public int OurDocuments { get; init; }

    /// <summary>What is open of them by our ledger.</summary>
    public long OurOpen { get; init; }

    /// <summary>Documents open by NetSuite.</summary>
    public int TheirDocuments { get; init; }

    /// <summary>What is open of them by NetSuite.</summary>
    public long TheirOpen { get; init; }

    /// <summary>True where both say the same.</summary>
    public bool Agrees => (OurDocuments, OurOpen) == (TheirDocuments, TheirOpen);

    /// <summary>Which day, account, currency and company it is, in this order.</summary>
    public string Key =>
        string.Create(CultureInfo.InvariantCulture, $"{DatedOn:yyyy-MM-dd}|{ArAccount}|{Currency}|{CompanyId}");
}

/// <summary>Comparisons of the ledger with NetSuite.</summary>
public static class ComparisonRows
{
    /// <summary>What is open here by day, AR account, currency and company; deposits are on no AR account.</summary>
    public static Task<IReadOnlyList<ComparedDayRow>> OurDays(Db db, long connection) => db.Rows<ComparedDayRow>("""
        select company_id, ar_account, currency, dated_on, cast(count(*) as integer) as our_documents,
          cast(sum(open_amount) as bigint) as our_open
        from open_item
        where connection_id = @connection and open_amount <> 0 and kind <> 'customer_deposit'
        group by company_id, ar_account, currency, dated_on
        """, new { connection });

    /// <summary>The documents of such a day.</summary>
    public static Task<IReadOnlyList<(string Id, int Line, long Open)>> OurDocuments(
        Db db, long connection, ComparedDayRow day) => db.Rows<(string Id, int Line, long Open)>("""
        select id, line, open_amount from open_item
        where connection_id = @connection and company_id = @CompanyId and ar_account = @ArAccount
          and currency = @Currency and dated_on = @DatedOn and open_amount <> 0 and kind <> 'customer_deposit'
        order by id, line
        """, new { connection, day.CompanyId, day.ArAccount, day.Currency, day.DatedOn });

    /// <summary>Keeps a comparison with what differed.</summary>
    public static async Task Save(
        Db db, long connection, ComparisonRow comparison, IEnumerable<ComparedDayRow> differing)
    {
        await db.Execute("""
            insert into ledger_comparison (run_id, connection_id, compared_at, days, documents)
            values (@RunId, @connection, @ComparedAt, @Days, @Documents)
            """, new { connection, comparison.RunId, comparison.ComparedAt, comparison.Days, comparison.Documents });
        await db.Bulk("ledger_comparison_day",
            [
                "run_id", "company_id", "ar_account", "currency", "dated_on", "our_documents", "our_open",
                "their_documents", "their_open",
            ],
            differing.Select(day => new object?[]
            {
                comparison.RunId, day.CompanyId, day.ArAccount, day.Currency, day.DatedOn, day.OurDocuments,
                day.OurOpen, day.TheirDocuments, day.TheirOpen,
            }));
    }

    /// <summary>The latest comparison; null before the first.</summary>
    public static Task<ComparisonRow?> Latest(Db db, long connection) => db.Maybe<ComparisonRow>("""
        select run_id, compared_at, days, documents from ledger_comparison
        where connection_id = @connection order by compared_at desc, run_id desc limit 1
        """, new { connection });

    /// <summary>What differed in a comparison.</summary>
    public static Task<IReadOnlyList<ComparedDayRow>> Differing(Db db, long run, int most) =>
        db.Rows<ComparedDayRow>("""
            select company_id, ar_account, currency, dated_on, our_documents, our_open, their_documents, their_open
            from ledger_comparison_day where run_id = @run
            order by dated_on, ar_account, currency, company_id limit @most
            """, new { run, most });
}
