using System.Globalization;
using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles;

/// <summary>
/// Drafts a mapping from the first rows of a table, for a person to look at: by the header words that are known, else
/// by what the cells look like. It is a proposal; nothing is read by it before somebody says that its lines are right.
/// </summary>
public static class MappingDrafter
{
    private const int FewestGaps = 2;

    /// <summary>The draft of a text with separators, or of a sheet.</summary>
    /// <param name="rows">The first rows, what stands above the header included.</param>
    /// <param name="name">Name the mapping goes by.</param>
    /// <param name="separator">What stands between its cells; null for a sheet.</param>
    public static Mapping Of(IReadOnlyList<TableRow> rows, string name, char? separator = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var found = Columns.Find(rows, null);
        var (header, columns) = found is { HeaderRow: >= 0 } ? (found.HeaderRow, found.All) : CellGuess.Of(rows);
        var names = header >= 0 ? rows[header].Cells : [];
        var entries = rows.Skip(header + 1).ToList();
        return new()
        {
            Name = name, Separator = separator, Header = header >= 0,
            Columns = [.. columns.Select(column => (column.Field, NameOf(names, column.Index)))],
            DateForms = Dates(entries, columns), Decimal = DecimalOf(entries, columns, separator),
            Currency = found?.Currency,
        };
    }

    /// <summary>
    /// The draft of a text whose columns stand at fixed places: they end where all its lines are blank.
    /// </summary>
    public static Mapping OfFixed(IReadOnlyList<string> lines, string name)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var places = Places(lines);
        var rows = lines.Select((line, at) => new TableRow(at + 1,
            [.. places.Select(place => Cut(line, place).Trim())])).ToList();
        var (_, guessed) = CellGuess.Of(rows);
        // A column that nobody has named stays in the draft as text, so that its place is not lost.
        var fields = places.Select((_, at) => guessed.Any(one => one.Index == at)
            ? guessed.First(one => one.Index == at).Field : Field.Text).ToList();
        return new()
        {
            Name = name, Header = false, Widths = places,
            Columns = [.. fields.Select((field, at) => (field, NumberOf(at)))],
            DateForms = Dates(rows, [.. fields.Select((field, at) => (field, at))]),
            Decimal = DecimalOf(rows, [.. fields.Select((field, at) => (field, at))], separator: null),
        };
    }

    /// <summary>
    /// True where lines look like columns at fixed places: as long as each other, with blanks between.
    /// </summary>
    public static bool LooksFixed(IReadOnlyList<string> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        return lines.Count > 1 && Places(lines).Count > FewestGaps;
    }

    private static List<Range> Places(IReadOnlyList<string> lines)
    {
        var width = lines.Max(line => line.Length);
        var places = new List<Range>();
        var start = -1;
        for (var at = 0; at <= width; at++)
        {
            var blank = at == width || lines.All(line => at >= line.Length || line[at] == ' ');
            if (!blank && start < 0)
                start = at;
            if (blank && start >= 0)
            {
                places.Add(start..at);
                start = -1;
            }
        }

        return places;
    }

    private static string Cut(string line, Range place)
    {
        var start = Math.Min(place.Start.Value, line.Length);
        return line[start..Math.Clamp(place.End.Value, start, line.Length)];
    }

    private static string NameOf(IReadOnlyList<string> names, int index)
    {
        if (index >= names.Count || HeaderWords.Normalise(names[index]) is not { Length: > 0 } plain
            || names.Count(one => HeaderWords.Normalise(one) == plain) > 1)
            return NumberOf(index);
        return names[index].Trim();
    }

    private static string NumberOf(int index) => string.Create(CultureInfo.InvariantCulture, $"#{index + 1}");

    private static string[] Dates(List<TableRow> rows, IReadOnlyList<(Field Field, int Index)> columns)
    {
        var form = DateForm.Find(Cells(rows, columns, Field.Date), [], dayFirst: true);
        return form.Taken == "none" ? [] : [form.Taken];
    }

    private static char? DecimalOf(
        List<TableRow> rows, IReadOnlyList<(Field Field, int Index)> columns, char? separator)
    {
        Field[] money = [Field.Amount, Field.Credit, Field.Debit, Field.Balance, Field.Net, Field.Gross];
        var cells = money.SelectMany(field => Cells(rows, columns, field)).ToList();
        return cells.Exists(cell => cell.AsSpan().ContainsAny(',', '.'))
            ? AmountForm.Find(cells, mapping: null, separator ?? ',').Decimal : null;
    }

    private static IEnumerable<string> Cells(
        List<TableRow> rows, IReadOnlyList<(Field Field, int Index)> columns, Field field) =>
        columns.Where(column => column.Field == field).SelectMany(column => rows
            .Where(row => column.Index < row.Cells.Count).Select(row => row.Cells[column.Index].Trim())
            .Where(cell => cell.Length > 0));
}
