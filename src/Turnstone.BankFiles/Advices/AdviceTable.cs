using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>
/// A table drawn with blanks, tabs, bars or semicolons within a letter: columns by their header words, cells by
/// where they
/// stand beneath them.
/// </summary>
internal sealed class AdviceTable
{
    private static readonly Field[] Wanted =
        [Field.Document, Field.Net, Field.Gross, Field.Discount, Field.Deduction, Field.Reason, Field.Date];

    private readonly List<(Cell Cell, Field? Field)> _columns;
    private readonly char? _separator;

    private AdviceTable(List<(Cell, Field?)> columns, char? separator) => (_columns, _separator) = (columns, separator);

    internal readonly record struct Cell(int Start, string Text)
    {
        public int End => Start + Text.Length;
    }

    public bool Has(Field field) => _columns.Exists(column => column.Field == field);

    /// <summary>The table a line is the header of; null where it is none.</summary>
    public static AdviceTable? Begin(string line)
    {
        var separator = SeparatorOf(line);
        var cells = Split(line, separator);
        if (cells.Count < 2 || cells.Count > 20 || cells.Exists(cell => AmountForm.IsAmount(cell.Text)))
            return null;
        var columns = new List<(Cell Cell, Field? Field)>();
        foreach (var cell in cells)
            columns.Add((cell, FieldOf(cell.Text, columns)));
        var table = new AdviceTable(columns, separator);
        // A column called reference holds the documents where none is called by a document's name.
        if (!table.Has(Field.Document) && columns.FindIndex(column => IsReference(column.Cell.Text)) is var at and >= 0)
            columns[at] = (columns[at].Cell, Field.Document);
        return table.Has(Field.Document) && (table.Has(Field.Net) || table.Has(Field.Gross)) ? table : null;
    }

    /// <summary>The cells of a row by field.</summary>
    public Dictionary<Field, string> Row(string line)
    {
        var row = new Dictionary<Field, string>();
        var cells = Split(line, _separator);
        for (var i = 0; i < cells.Count; i++)
        {
            var column = cells.Count == _columns.Count || _separator is not null ? i : Beneath(cells[i]);
            var field = column < _columns.Count ? _columns[column].Field : Field.Reason;
            // Words among amounts, or behind the last column, are the reason of what was taken off.
            if (field is Field.Net or Field.Gross or Field.Discount or Field.Deduction
                && !AmountForm.IsAmount(cells[i].Text))
                field = Field.Reason;
            if (field is { } known)
                row[known] = row.TryGetValue(known, out var before) ? $"{before} {cells[i].Text}" : cells[i].Text;
        }

        return row;
    }

    /// <summary>The cells of a line, cut where two blanks or a separator stand.</summary>
    public static List<Cell> Split(string line, char? separator)
    {
        var cells = new List<Cell>();
        for (var at = 0; at < line.Length;)
        {
            while (at < line.Length && line[at] == ' ')
                at++;
            var end = at;
            while (end < line.Length && (separator is { } sign ? line[end] != sign : !Gap(line, end)))
                end++;
            var text = line[at..end].Trim();
            if (text.Length > 0 || (separator is not null and not '|') || (separator == '|' && cells.Count > 0
                && end < line.Length))
                cells.Add(new(at, text));
            at = separator is null ? end : end + 1;
        }

        return cells;
    }

    public static char? SeparatorOf(string line) =>
        line.Contains('|', StringComparison.Ordinal) ? '|' : line.Contains('\t', StringComparison.Ordinal) ? '\t'
            : line.Count(sign => sign == ';') >= 2 ? ';' : null;

    private static bool Gap(string line, int at) => line[at] == ' ' && at + 1 < line.Length && line[at + 1] == ' ';

    // Numbers stand under the end of their header, words under its beginning: the nearer of both.
    private int Beneath(Cell cell)
    {
        var (best, nearest) = (0, int.MaxValue);
        for (var i = 0; i < _columns.Count; i++)
        {
            var header = _columns[i].Cell;
            var distance = Math.Min(Math.Abs(header.Start - cell.Start), Math.Abs(header.End - cell.End));
            if (distance < nearest)
                (best, nearest) = (i, distance);
        }

        return best;
    }

    private static Field? FieldOf(string header, List<(Cell Cell, Field? Field)> taken)
    {
        foreach (var field in HeaderWords.FieldsOf(header))
        {
            var wanted = field == Field.Amount ? Field.Net : field;
            if (Wanted.Contains(wanted) && !taken.Exists(column => column.Field == wanted))
                return wanted;
        }

        return null;
    }

    private static bool IsReference(string header) => HeaderWords.FieldsOf(header) is var fields
        && (fields.Contains(Field.Reference) || fields.Contains(Field.CustomerReference));
}
