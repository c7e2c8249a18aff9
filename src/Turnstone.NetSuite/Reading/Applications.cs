using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>
/// Which documents are paid by what. NetSuite dates no application; the time it was seen first has to do.
/// </summary>
public static class Applications
{
    private const int IdsAtOnce = 500;

    internal static IReadOnlyList<KeyColumn> Key { get; } =
    [
        new("l.nextdoc", "nextdoc"), new("l.nextline", "nextline"), new("l.previousdoc", "previousdoc"),
        new("l.previousline", "previousline"),
    ];

    internal static IReadOnlyList<SelectedColumn> Columns { get; } =
    [
        new("l.previousdoc", "previousdoc"), new("l.previousline", "previousline"),
        new("l.previoustype", "previoustype"), new("l.nextdoc", "nextdoc"), new("l.nextline", "nextline"),
        new("l.nexttype", "nexttype"), new("l.linktype", "linktype"), new("l.foreignamount", "foreignamount"),
    ];

    /// <summary>
    /// All applications that one of these documents has a part in, on either side. What is not among them any more was
    /// taken off, so a
    /// reader replaces what it knew of these documents.
    /// </summary>
    public static async Task<Result<IReadOnlyList<ApplicationRow>>> Of(
        INetSuite netSuite, IReadOnlyCollection<string> documents, CancellationToken stop)
    {
        var all = new HashSet<ApplicationRow>();
        foreach (var ids in documents.Distinct(StringComparer.Ordinal).Chunk(IdsAtOnce))
            foreach (var side in (IReadOnlyList<string>)["l.nextdoc", "l.previousdoc"])
            {
                var read = await OfSide(netSuite, side, ids, stop);
                if (!read.Is(out var rows, out var refusal))
                    return refusal;
                all.UnionWith(rows);
            }

        return all.ToList();
    }

    internal static ApplicationRow Read(QueryRow row) => new(
        new(row.Needed("previousdoc"), Line(row, "previousline"), row.Text("previoustype") ?? ""),
        new(row.Needed("nextdoc"), Line(row, "nextline"), row.Text("nexttype") ?? ""),
        row.Needed("linktype"),
        row.Decimal("foreignamount") ?? 0m);

    private static async Task<Result<IReadOnlyList<ApplicationRow>>> OfSide(
        INetSuite netSuite, string side, IReadOnlyList<string> ids, CancellationToken stop)
    {
        var marks = string.Join(", ", ids.Select(_ => "?"));
        var columns = string.Join(", ", Columns.Select(column => column.ToSql()));
        var text = $"SELECT {columns} FROM nexttransactionlinelink l WHERE l.linktype IN ('Payment', 'DepAppl')"
            + $" AND {side} IN ({marks}) ORDER BY {Keyset.Order(Key)}";
        if (!(await netSuite.QueryAll(new SuiteQl(text, ids), stop)).Is(out var rows, out var refusal))
            return refusal;
        try
        {
            return rows.Select(Read).ToList();
        }
        catch (FormatException fault)
        {
            return new Refusal(
                Refusals.Answer, $"An application is not understood: {fault.Message}", RefusalKind.Outside);
        }
    }

    private static int Line(QueryRow row, string column) => (int)(row.Number(column) ?? 0);
}
