namespace Turnstone.BankFiles.Tables;

/// <summary>Rows of a text whose columns stand at fixed places; a line that ends early has empty cells.</summary>
internal sealed class FixedRows(Stream file, Mapping mapping, ReadSettings settings)
{
    public IEnumerable<TableRow> Read()
    {
        using var lines = new TableLines(file, settings);
        while (lines.Read())
        {
            var text = lines.Text;
            if (text.Length == 0)
                continue;
            if (mapping.EntriesBegin is { } mark && !text.StartsWith(mark, StringComparison.Ordinal))
            {
                // A head or a trailer: one cell of words, which is no entry and is said to be none.
                yield return new(lines.Line, [$"# {text}"]);
                continue;
            }

            var widths = mapping.Widths;
            var cells = new string[widths.Count];
            for (var at = 0; at < cells.Length; at++)
            {
                var start = Math.Min(widths[at].Start.Value, text.Length);
                cells[at] = text[start..Math.Clamp(widths[at].End.Value, start, text.Length)].Trim();
            }

            yield return new(lines.Line, cells);
        }
    }
}
