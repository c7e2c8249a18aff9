using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;
using LineRow = Turnstone.NetSuite.Reading.DocumentLineRow;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// What a page of transactions does not say itself: all applications, the lines of what is open, and where documents
/// came from.
/// </summary>
internal sealed class PageAround
{
    private const decimal QuantityScale = 1_000_000m;
    private const decimal PercentScale = 10_000m;

    private readonly IReadOnlyList<TransactionRow> _rows;
    private readonly IReadOnlyCollection<string> _lined;
    private readonly IReadOnlyList<LineRow> _lines;

    private PageAround(IReadOnlyList<TransactionRow> rows, IReadOnlyCollection<string> lined,
        IReadOnlyList<LineRow> lines, LinkBook links) => (_rows, _lined, _lines, Links) = (rows, lined, lines, links);

    /// <summary>The applications.</summary>
    public LinkBook Links { get; }

    /// <summary>Asks NetSuite for all of it.</summary>
    public static Task<Result<PageAround>> Read(
        INetSuite netSuite, IReadOnlyList<TransactionRow> rows, CancellationToken stop) =>
        Read(netSuite, rows, [.. rows.Select(row => row.Id).Distinct(StringComparer.Ordinal)], stop);

    /// <summary>The same with the applications of documents that may have no row any more.</summary>
    public static async Task<Result<PageAround>> Read(
        INetSuite netSuite, IReadOnlyList<TransactionRow> rows, IReadOnlyList<string> ids, CancellationToken stop)
    {
        if (!(await LinkBook.Read(netSuite, ids, stop)).Is(out var links, out var refusal))
            return refusal;
        // What is settled has no line that anybody decides about; a first load would be mostly that.
        string[] lined = [.. rows.Where(row => row is { Type: "CustInvc" or "CustCred", Open.IsZero: false })
            .Select(row => row.Id).Distinct(StringComparer.Ordinal)];
        if (lined.Length == 0)
            return new PageAround(rows, lined, [], links);
        return (await Feeds.DocumentLines.ReadThese(netSuite, lined, stop)).Is(out var lines, out refusal)
            ? new PageAround(rows, lined, lines, links) : refusal;
    }

    /// <summary>Keeps lines and origins; the applications belong to the documents' own intake.</summary>
    public async Task Keep(Session session)
    {
        var (db, connection) = (session.Db, session.Connection);
        if (_lined.Count > 0)
        {
            await AroundRows.ReplaceLines(db, connection, _lined,
                _lines.Where(line => !line.IsCost).OrderBy(line => line.Document, StringComparer.Ordinal)
                    .ThenBy(line => line.Line).Select(Row));
        }

        await AroundRows.SaveOrigins(db, connection, _rows
            .Where(row => row.Type is "CustInvc" or "CustCred" && (row.From ?? row.SalesRep) is not null)
            .GroupBy(row => row.Id, StringComparer.Ordinal).Select(group => group.Last())
            .OrderBy(row => row.Id, StringComparer.Ordinal).Select(row => (row.Id, row.From, row.SalesRep)));
    }

    private static Storage.Ledger.DocumentLineRow Row(LineRow line) => new()
    {
        DocumentId = line.Document, Line = line.Line, ItemId = line.Item, Item = line.ItemName, Text = line.Text,
        Quantity = line.Quantity is { } quantity ? (long)(quantity * QuantityScale) : null,
        Amount = line.Amount.Minor, IsTax = line.IsTax, TaxCode = line.TaxCode,
        TaxPercent = line.TaxPercent is { } percent ? (long)(percent * PercentScale) : null, Account = line.Account,
    };
}
