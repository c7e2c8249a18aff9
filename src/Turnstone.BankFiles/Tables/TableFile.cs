using Turnstone.BankFiles.Advices;
using Turnstone.BankFiles.Tables;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>
/// Reads rows of any origin (delimited text here, spreadsheets and pages through Extraction) by one set of rules.
/// </summary>
public static class TableFile
{
    // So many rows are looked at before the first is read: they prove date form and decimal sign.
    private const int Sample = 300;

    /// <summary>
    /// What rows are to the books, by the first of them; null where they have no header that we know.
    /// </summary>
    public static SourceRole? Recognise(IReadOnlyList<TableRow> firstRows, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(firstRows);
        ArgumentNullException.ThrowIfNull(settings);
        return Columns.Find(firstRows, settings.Mapping, AdviceLexicon.For(settings, firstRows))?.Role;
    }

    /// <summary>Reads a table's rows as a statement or as remittances.</summary>
    public static IEnumerable<FileItem> Read(IEnumerable<TableRow> rows, ReadSettings settings, char separator = ',')
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(settings);
        using var source = rows.GetEnumerator();
        var first = new List<TableRow>();
        while (first.Count < Sample && source.MoveNext())
            first.Add(source.Current);

        var findings = new Findings(settings);
        var words = AdviceLexicon.For(settings, first);
        if (Columns.Find(first, settings.Mapping, words) is not { } columns)
        {
            yield return new ProblemFound(new(Severity.Error, "table.no_header", 0, settings.Mapping is { } mapping
                ? $"The table lacks columns that the mapping {mapping.Name} names."
                : "No row of the table is a header that is known; give a mapping."));
            yield break;
        }

        ITableRows reader = columns.Role switch
        {
            SourceRole.Advice => new AdviceRows(columns, first, (findings, words), separator),
            SourceRole.Detail => new PayoutRows(columns, first, findings, separator),
            _ => new StatementRows(columns, first, findings, separator),
        };
        foreach (var row in first.Take(Math.Max(0, columns.HeaderRow)).Where(IsEntry))
        {
            findings.Problem(Severity.Warning, "table.before_header", row.Line, "A row with a day and an amount stands "
                + "above the names of the columns and is not read.", System.Text.Encoding.UTF8.GetBytes(Cut(row.Raw)));
        }

        foreach (var row in first.Skip(columns.HeaderRow + 1).Concat(Rest(source)))
        {
            if (row.IsBlank)
                continue;
            if (row.Broken)
                findings.Problem(Severity.Warning, "table.quotes", row.Line, $"A quote does not close: {Cut(row.Raw)}");
            reader.Take(row);
            foreach (var item in findings.Items)
                yield return item;
            findings.Items.Clear();
        }

        reader.End();
        findings.End();
        foreach (var item in findings.Items)
            yield return item;
    }

    internal static string Cut(string text) => text.Length <= 500 ? text : text[..500];

    // Rows that were put in another order; what a bank says about the account has no such pair of cells.
    private static bool IsEntry(TableRow row) => row.Cells.Any(DateForm.IsDate)
        && row.Cells.Any(cell => cell.AsSpan().ContainsAny(',', '.') && AmountForm.IsAmount(cell)
            && !DateForm.IsDate(cell));

    private static IEnumerable<TableRow> Rest(IEnumerator<TableRow> source)
    {
        while (source.MoveNext())
            yield return source.Current;
    }
}

/// <summary>What a table's rows become.</summary>
internal interface ITableRows
{
    void Take(TableRow row);

    void End();
}
