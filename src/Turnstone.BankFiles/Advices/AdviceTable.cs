using System.Buffers;
using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>
/// A table drawn with blanks, tabs, bars or semicolons within a letter: columns by their header words, cells by where
/// they stand beneath them.
/// </summary>
internal sealed class AdviceTable
{
    private const int MostColumns = 20;

    private static readonly SearchValues<char> Figures = SearchValues.Create("0123456789(-$€£:");
    private static readonly SearchValues<char> Frames = SearchValues.Create(" \t|-=_+*;");

    private static readonly Field[] Wanted =
        [Field.Document, Field.Net, Field.Gross, Field.Discount, Field.Deduction, Field.Reason, Field.Date];

    private readonly List<(Cell Cell, Field? Field)> _columns;
    private readonly char? _separator;
    private readonly bool _hasOuterBars;
    private (int Start, int End)[]? _places;

    private AdviceTable(List<(Cell, Field?)> columns, char? separator, bool hasOuterBars) =>
        (_columns, _separator, _hasOuterBars) = (columns, separator, hasOuterBars);

    internal readonly record struct Cell(int Start, string Text)
    {
        public int End => Start + Text.Length;
    }

    public bool Has(Field field) => _columns.Exists(column => column.Field == field);

    /// <summary>The currency that the head of an amount names: "Betrag (EUR)"; null where it names none.</summary>
    public string? Currency => _columns.Select(column => HeaderWords.CurrencyOf(column.Cell.Text)).FirstOrDefault(
        code => code is not null);

    /// <summary>The table a line is the header of; null where it is none.</summary>
    public static AdviceTable? Begin(string line, AdviceLexicon words)
    {
        var separator = SeparatorOf(line);
        var cells = Split(line, separator, hasOuterBars: IsBarred(line));
        if (cells.Count < 2 || cells.Count > MostColumns || cells.Exists(cell => LetterAmount.Is(cell.Text)))
            return null;
        var columns = Assigned(cells, words, separator is null);
        var table = new AdviceTable(columns, separator, IsBarred(line));
        // A column called reference holds the documents where none is called by a document's name.
        if (!table.Has(Field.Document) && columns.FindIndex(column => IsReference(column.Cell.Text)) is var at and >= 0)
            columns[at] = (columns[at].Cell, Field.Document);
        return table.Has(Field.Document) && (table.Has(Field.Net) || table.Has(Field.Gross)) ? table : null;
    }

    /// <summary>The second line of a table's head: names beneath names; null where a line is none.</summary>
    public static AdviceTable? Second(string line, AdviceTable above, AdviceLexicon words)
    {
        var cells = Split(line, SeparatorOf(line), above._hasOuterBars);
        if (cells.Count > MostColumns || line.Any(char.IsAsciiDigit))
            return null;
        var columns = Assigned(cells, words, above._separator is null);
        return columns.Exists(column => column.Field is { } field && !above.Has(field) && field is Field.Reason
            or Field.Deduction or Field.Discount or Field.Net or Field.Gross)
            ? new(columns, above._separator, above._hasOuterBars) : null;
    }

    /// <summary>
    /// A row that is a sum by its first words: all that is paid, or what is carried over from page to page (no total);
    /// null where it is none.
    /// </summary>
    public static (bool IsTotal, string Amount)? SumOf(string line)
    {
        var cells = Split(line, SeparatorOf(line)).FindAll(cell => cell.Text.Length > 0);
        if (cells.Count == 0)
            return null;
        var first = cells[0].Text;
        var digit = first.AsSpan().IndexOfAny(Figures);
        var name = (digit < 0 ? first : first[..digit]).Trim();
        var amount = cells.Count > 1 ? cells[^1].Text : digit < 0 ? "" : first[digit..].Trim(' ', ':');
        if (!LetterAmount.Is(amount) && AdviceWords.CurrencyIn(amount) is not null)
            amount = amount.Trim();
        return !LetterAmount.Is(amount) ? null : AdviceWords.IsTotal(name) ? (true, amount)
            : AdviceWords.IsCarried(name) ? (false, amount) : null;
    }

    /// <summary>True for a line of nothing but blanks, bars and rules.</summary>
    public static bool IsEmpty(string line) => !line.AsSpan().ContainsAnyExcept(Frames);

    /// <summary>True where a cell of the line is an amount with two decimals.</summary>
    public static bool HasAmount(string line) => Split(line, SeparatorOf(line)).Exists(cell =>
        cell.Text.Split(' ') is [.., var last] && ListRows.IsMoney(last.Trim('(', ')', '-')));

    private static List<(Cell Cell, Field? Field)> Assigned(List<Cell> cells, AdviceLexicon words, bool isDrawn)
    {
        var columns = new List<(Cell Cell, Field? Field)>();
        foreach (var cell in isDrawn ? cells.SelectMany(cell => Parted(cell, words)) : cells)
        {
            var field = FieldOf(cell.Text, columns, words);
            // "Your document" beside "Document": the surer name takes the place of the weaker.
            if (field is { } known && columns.FindIndex(column => column.Field == known) is var weaker and >= 0)
                columns[weaker] = (columns[weaker].Cell, null);
            columns.Add((cell, field));
        }

        return columns;
    }

    /// <summary>The cells of a row by field.</summary>
    public Dictionary<Field, string> Row(string line)
    {
        var row = new Dictionary<Field, string>();
        var cells = Split(line, _separator, _hasOuterBars);
        for (var i = 0; i < cells.Count; i++)
        {
            var column = cells.Count == _columns.Count || _separator is not null ? i : Beneath(cells[i]);
            var field = column < _columns.Count ? _columns[column].Field : Field.Reason;
            // Words among amounts, or behind the last column, are the reason of what was taken off.
            if (field is Field.Net or Field.Gross or Field.Discount or Field.Deduction
                && !LetterAmount.Is(cells[i].Text))
                field = Field.Reason;
            // A dash for none, a currency beside its amount.
            if (field == Field.Reason && (!cells[i].Text.Any(char.IsLetterOrDigit)
                || AdviceWords.IsCurrency(cells[i].Text)))
                continue;
            if (field is { } known && cells[i].Text.Length > 0)
                row[known] = row.TryGetValue(known, out var before) ? $"{before} {cells[i].Text}" : cells[i].Text;
        }

        return row;
    }

    /// <summary>The cells of a line, cut where two blanks or a separator stand.</summary>
    public static List<Cell> Split(string line, char? separator, bool hasOuterBars = true)
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
            // A bar in front of the first cell or behind the last draws the frame.
            var isFrame = separator == '|' && (cells.Count == 0 ? hasOuterBars : end >= line.Length);
            if (text.Length > 0 || (separator is not null && !isFrame))
                cells.Add(new(at, text));
            at = separator is null ? end : end + 1;
        }

        return cells;
    }

    public static char? SeparatorOf(string line) =>
        line.Contains('|', StringComparison.Ordinal) ? '|' : line.Contains('\t', StringComparison.Ordinal) ? '\t'
            : line.Count(sign => sign == ';') >= 2 ? ';' : null;

    private static bool Gap(string line, int at) => line[at] == ' ' && at + 1 < line.Length && line[at + 1] == ' ';

    /// <summary>Learns from rows that fill every column where their cells begin and end.</summary>
    public void Learn(IEnumerable<string> lines)
    {
        if (_separator is not null)
            return;
        foreach (var line in lines)
        {
            var cells = Split(line, separator: null);
            if (cells.Count != _columns.Count || cells.Where((cell, at) => _columns[at].Field is { } field
                && (IsMoney(field) != LetterAmount.Is(cell.Text)) && field is not Field.Reason
                    and not Field.Document).Any())
                continue;
            _places = [.. cells.Select(cell => (cell.Start, cell.End))];
            return;
        }
    }

    private static bool IsMoney(Field field) => field is Field.Net or Field.Gross or Field.Discount or Field.Deduction;

    // Numbers stand under the end of their header, words under its beginning: the nearer of both.
    private int Beneath(Cell cell)
    {
        var (best, nearest) = (0, int.MaxValue);
        for (var i = 0; i < _columns.Count; i++)
        {
            var (start, end) = _places is { } learned ? learned[i]
                : (_columns[i].Cell.Start, _columns[i].Cell.End);
            var distance = Math.Min(Math.Abs(start - cell.Start), Math.Abs(end - cell.End));
            if (distance < nearest)
                (best, nearest) = (i, distance);
        }

        return best;
    }

    // Names that only a blank parts, or nothing: "Gross Discount", "DateAmount"; the longest known name goes first.
    private static List<Cell> Parted(Cell cell, AdviceLexicon words)
    {
        if (words.FieldsOf(cell.Text).Count > 0)
            return [cell];
        for (var at = cell.Text.Length - 1; at > 0; at--)
        {
            var isSeam = cell.Text[at] == ' ' || (char.IsUpper(cell.Text[at]) && char.IsLower(cell.Text[at - 1]));
            if (!isSeam || words.FieldsOf(cell.Text[..at]).Count == 0)
                continue;
            var next = cell.Text[at] == ' ' ? at + 1 : at;
            var rest = Parted(new(cell.Start + next, cell.Text[next..]), words);
            if (rest.TrueForAll(name => words.FieldsOf(name.Text).Count > 0))
                return [new(cell.Start, cell.Text[..at]), .. rest];
        }

        return [cell];
    }

    private static Field? FieldOf(string header, List<(Cell Cell, Field? Field)> taken, AdviceLexicon words)
    {
        foreach (var field in words.FieldsOf(header))
        {
            var wanted = field == Field.Amount ? Field.Net : field;
            var before = taken.FindIndex(column => column.Field == wanted);
            if (Wanted.Contains(wanted) && (before < 0 || words.Rank(wanted, header) > words.Rank(wanted,
                taken[before].Cell.Text)))
                return wanted;
        }

        return null;
    }

    private static bool IsBarred(string line) => line.TrimStart().StartsWith('|');

    private static bool IsReference(string header) => HeaderWords.FieldsOf(header) is var fields
        && (fields.Contains(Field.Reference) || fields.Contains(Field.CustomerReference));
}
