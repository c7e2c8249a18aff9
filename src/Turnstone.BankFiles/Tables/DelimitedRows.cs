using System.Text;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// Rows of a delimited text. A quoted cell may hold separators, doubled quotes and line breaks; where a quote does not
/// close within a few lines it was no quote, and the lines are read one by one.
/// </summary>
internal sealed class DelimitedRows(Stream file, char separator, ReadSettings settings)
{
    // A cell of more lines than this is a broken quote, not a cell.
    private const int MostLinesOfCell = 50;

    private readonly Queue<(string Text, long Line)> _pushedBack = [];
    private readonly List<string> _cells = [];
    private readonly TextPool _texts = new();

    public IEnumerable<TableRow> Read()
    {
        using var lines = new TableLines(file, settings);
        while (Next(lines) is var (text, line) && text is not null)
        {
            if (text.Length == 0)
                continue;
            yield return Row(text, line, lines);
        }
    }

    private (string? Text, long Line) Next(TableLines lines)
    {
        if (_pushedBack.TryDequeue(out var held))
            return held;
        return lines.Read() ? (lines.Text, lines.Line) : (null, 0);
    }

    private TableRow Row(string text, long line, TableLines lines)
    {
        if (!IsOpen(text))
            return new(line, Split(text, quotes: true));
        var whole = new StringBuilder(text);
        var held = new List<(string, long)>();
        while (held.Count < MostLinesOfCell && _pushedBack.Count == 0 && Next(lines) is var (more,
            at) && more is not null)
        {
            held.Add((more, at));
            whole.Append('\n').Append(more);
            // Only a line that holds a quote can close one.
            if (more.Contains('"', StringComparison.Ordinal) && !IsOpen(whole.ToString()))
                return new(line, Split(whole.ToString(), quotes: true));
        }

        held.ForEach(_pushedBack.Enqueue);
        return new(line, Split(text, quotes: false), Broken: true);
    }

    // True where a cell begins with a quote that does not end.
    private bool IsOpen(string text)
    {
        if (!text.Contains('"', StringComparison.Ordinal))
            return false;
        var (quoted, cellStart) = (false, true);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '"' && (quoted || cellStart))
                quoted = !quoted || (i + 1 < text.Length && text[i + 1] == '"' && SkipOne(ref i));
            cellStart = !quoted && c == separator;
        }

        return quoted;
    }

    private static bool SkipOne(ref int at)
    {
        at++;
        return true;
    }

    private string[] Split(string text, bool quotes)
    {
        if (!quotes || !text.Contains('"', StringComparison.Ordinal))
            return Plain(text);
        _cells.Clear();
        for (var at = 0; at <= text.Length;)
        {
            var rest = text.AsSpan(at);
            // Most quoted cells hold no quote of their own and end before a separator.
            var quote = rest.Length > 1 && rest[0] == '"' ? rest[1..].IndexOf('"') : -1;
            var end = quote >= 0 ? quote + 2 : rest.IndexOf(separator) is var found && found < 0 ? rest.Length : found;
            if ((quote < 0 && rest[..end].Contains('"')) || (end < rest.Length && rest[end] != separator))
                return Careful(text);
            _cells.Add(CellOf(quote >= 0 ? rest.Slice(1, quote) : rest[..end]));
            at += end + 1;
        }

        return [.. _cells];
    }

    private string[] Plain(string text)
    {
        _cells.Clear();
        var rest = text.AsSpan();
        for (var end = rest.IndexOf(separator); end >= 0; end = rest.IndexOf(separator))
        {
            _cells.Add(CellOf(rest[..end]));
            rest = rest[(end + 1)..];
        }

        _cells.Add(CellOf(rest));
        return [.. _cells];
    }

    // Dates, names and codes repeat; the pool looks at short ones only.
    private string CellOf(ReadOnlySpan<char> cell) => _texts.Text(cell.Trim());

    // Quotes within cells, doubled or alone.
    private string[] Careful(string text)
    {
        var cells = new List<string>();
        var cell = new StringBuilder();
        var (quoted, wasQuoted) = (false, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                cell.Append(text[++i]);
            else if (c == '"' && (quoted || (cell.Length == 0 && !wasQuoted)))
                (quoted, wasQuoted) = (!quoted, true);
            else if (c == separator && !quoted)
                (wasQuoted, _) = (false, Take(cells, cell));
            else if (quoted || cell.Length > 0 || c != ' ')
                cell.Append(c);
        }

        Take(cells, cell);
        return [.. cells];
    }

    private static bool Take(List<string> cells, StringBuilder cell)
    {
        cells.Add(cell.ToString().Trim());
        cell.Clear();
        return true;
    }
}
