using System.Globalization;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>What is open on an AR account of the documents of one day, in one currency and subsidiary.</summary>
/// <param name="Day">Date of the documents.</param>
/// <param name="Subsidiary">Internal id; null where the account has only one company.</param>
/// <param name="ArAccount">Internal id of the AR account.</param>
/// <param name="Documents">How many documents or journal lines have an open amount.</param>
/// <param name="Open">Their open amounts, debits positive and credits negative.</param>
public sealed record OpenTotalRow(DateOnly Day, string? Subsidiary, string ArAccount, long Documents, Money Open);

/// <summary>One of those documents.</summary>
/// <param name="Id">Internal id of the transaction.</param>
/// <param name="Line">0 for a document, the transaction line for a journal.</param>
/// <param name="Open">What of it is neither paid nor used, debits positive and credits negative.</param>
public sealed record OpenDocumentRow(string Id, int Line, Money Open);

/// <summary>
/// The whole sub-ledger in as few rows as it has days: added up by NetSuite, to be compared with ours.
/// </summary>
public static class OpenTotals
{

    // A header carries the open amount of a document, a line that of a journal's part.
    private const string Open =
        "CASE WHEN t.type = 'Journal' THEN NVL(tl.foreignamountunpaid, 0) - NVL(tl.foreignpaymentamountunused, 0)"
        + " ELSE NVL(t.foreignamountunpaid, 0) - NVL(t.foreignpaymentamountunused, 0) END";

    private const string From =
        "transaction t JOIN transactionaccountingline tal ON tal.transaction = t.id AND tal.accountingbook = 1"
        + " JOIN account a ON a.id = tal.account JOIN transactionline tl ON tl.transaction = t.id"
        + " AND tl.id = tal.transactionline JOIN currency c ON c.id = t.currency";

    private const string OfDocuments =
        "a.accttype = 'AcctRec' AND t.posting = 'T' AND t.voided = 'F'"
        + " AND t.type IN ('CustInvc', 'CustPymt', 'CustCred', 'CustRfnd') AND t.entity IS NOT NULL";

    // A journal's customer stands on its line.
    private const string OfJournals =
        "a.accttype = 'AcctRec' AND t.posting = 'T' AND t.voided = 'F' AND t.type = 'Journal'"
        + " AND tl.entity IS NOT NULL";

    /// <summary>All days with an open amount, NetSuite's sums.</summary>
    public static async Task<Result<IReadOnlyList<OpenTotalRow>>> Days(INetSuite netSuite, CancellationToken stop)
    {
        var days = await Days(netSuite, "tl.subsidiary, ", stop);
        // An account of one company has no subsidiaries to group by.
        return days.Refusal?.Code == Refusals.UnknownField ? await Days(netSuite, "", stop) : days;
    }

    private static async Task<Result<IReadOnlyList<OpenTotalRow>>> Days(
        INetSuite netSuite, string subsidiary, CancellationToken stop)
    {
        var by = $"TO_CHAR(t.trandate, 'YYYY-MM-DD'), {subsidiary}tal.account, c.symbol";
        var all = new List<OpenTotalRow>();
        foreach (var where in new[] { OfDocuments, OfJournals })
        {
            var read = await Pages(netSuite, new(
                $"SELECT TO_CHAR(t.trandate, 'YYYY-MM-DD') AS day, {subsidiary}tal.account, c.symbol, COUNT(*) AS n,"
                + $" SUM({Open}) AS open FROM {From} WHERE {where} AND {Open} <> 0 GROUP BY {by} ORDER BY {by}"),
                row => new OpenTotalRow(
                    row.Date("day") ?? throw new FormatException("A day has no date."), row.Text("subsidiary"),
                    row.Needed("account"), row.Number("n") ?? 0, row.Money("open", Currency.Of(row.Needed("symbol")))),
                stop);
            if (!read.Is(out var rows, out var refusal))
                return refusal;
            all.AddRange(rows);
        }

        return all.GroupBy(row => (row.Day, row.Subsidiary, row.ArAccount, row.Open.Currency)).Select(group =>
            group.Aggregate((one, other) => one with
            {
                Documents = one.Documents + other.Documents, Open = one.Open + other.Open,
            })).ToList();
    }

    /// <summary>The open documents of one of these days.</summary>
    public static async Task<Result<IReadOnlyList<OpenDocumentRow>>> Documents(
        INetSuite netSuite, OpenTotalRow day, CancellationToken stop)
    {
        var all = new List<OpenDocumentRow>();
        var subsidiary = day.Subsidiary is null ? "" : " AND tl.subsidiary = ?";
        foreach (var where in new[] { OfDocuments, OfJournals })
        {
            string[] parameters =
            [
                day.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), day.ArAccount, day.Open.Currency.Code,
                .. day.Subsidiary is { } id ? new[] { id } : [],
            ];
            var read = await Pages(netSuite, new(
                $"SELECT t.id, tl.id AS line, t.type, {Open} AS open FROM {From} WHERE {where} AND {Open} <> 0"
                + " AND t.trandate = TO_DATE(?, 'YYYY-MM-DD') AND tal.account = ? AND c.symbol = ?"
                + $"{subsidiary} ORDER BY t.id, tl.id", parameters),
                row => new OpenDocumentRow(row.Needed("id"),
                    row.Text("type") == "Journal" ? (int)(row.Number("line") ?? 0) : 0,
                    row.Money("open", day.Open.Currency)),
                stop);
            if (!read.Is(out var rows, out var refusal))
                return refusal;
            all.AddRange(rows);
        }

        return all.Distinct().ToList();
    }

    private static async Task<Result<IReadOnlyList<T>>> Pages<T>(
        INetSuite netSuite, SuiteQl query, Func<QueryRow, T> read, CancellationToken stop)
    {
        if (!(await netSuite.QueryAll(query, stop)).Is(out var rows, out var refusal))
            return refusal;
        try
        {
            return rows.Select(read).ToList();
        }
        catch (FormatException fault)
        {
            return new Refusal(Refusals.Answer, $"An open total is not understood: {fault.Message}",
                RefusalKind.Outside);
        }
    }
}
