namespace Turnstone.BankFiles.Advices;

/// <summary>
/// Rows of the tables of a letter. Tables go on over pages: their head stands again, sums are carried over, feet of
/// pages lie between. Rows may have a second line, under a head of two lines or without one.
/// </summary>
internal sealed class TableRows(IReadOnlyList<LetterLine> lines, AdviceLexicon words)
{
    // So much of a page's foot and next head may stand between two rows of one table.
    private const int LongestGap = 25;

    private const int MostLearned = 60;

    private readonly LetterRows _found = new();
    private readonly List<LetterLine> _between = [];
    private AdviceTable? _table;
    private AdviceTable? _second;
    private bool _isHead;

    public LetterRows Read()
    {
        for (var at = 0; at < lines.Count; at++)
        {
            var line = lines[at];
            if (AdviceTable.IsEmpty(line.Text))
                continue;
            if (AdviceTable.Begin(line.Text, words) is { } begun)
            {
                begun.Learn(lines.Skip(at + 1).Take(MostLearned).Select(next => next.Text));
                Begin(begun, line);
            }
            else if (_table is not null)
                Within(_table, line);
        }

        return _found;
    }

    private void Begin(AdviceTable table, LetterLine line)
    {
        (_table, _second, _isHead) = (table, null, true);
        _between.Clear();
        _found.Currency ??= table.Currency;
        _found.Used.Add(line.Number);
    }

    private void Within(AdviceTable table, LetterLine line)
    {
        // The second line of the head: names of columns and nothing else.
        if (_isHead && AdviceTable.Second(line.Text, table, words) is { } second)
        {
            (_second, _isHead) = (second, false);
            _found.Used.Add(line.Number);
            return;
        }

        _isHead = false;
        if (AdviceTable.SumOf(line.Text) is var (isTotal, amount))
        {
            _found.Used.Add(line.Number);
            if (!isTotal)
                return;
            _found.Sums.Add((amount, line.Number));
            (_table, _second) = (null, null);
            return;
        }

        var row = table.Row(line.Text);
        if (IsRow(table, row))
            Row(row, line);
        else if (_second is not null && _found.Rows.Count > 0)
            Beneath(_second.Row(line.Text), line);
        else
            Between(row, line);
    }

    private bool IsRow(AdviceTable table, Dictionary<Field, string> row)
    {
        var amount = row.GetValueOrDefault(Field.Net)
            ?? (_second is null || !table.Has(Field.Net) ? row.GetValueOrDefault(Field.Gross) : null);
        return row.GetValueOrDefault(Field.Document) is { Length: > 0 } document && amount is not null
            && LetterAmount.Is(amount) && document.Any(char.IsAsciiDigit);
    }

    private void Row(Dictionary<Field, string> row, LetterLine line)
    {
        _found.Add(row, line);
        // Lines between two rows were part of the table; one with an amount was meant as something.
        foreach (var between in _between.Where(one => AdviceTable.HasAmount(one.Text)))
            _found.Unread.Add((between.Text, between.Number));
        _between.Clear();
    }

    private void Beneath(Dictionary<Field, string> row, LetterLine line)
    {
        var above = _found.Rows[^1].Cells;
        _found.Used.Add(line.Number);
        foreach (var (field, cell) in row)
        {
            if (field != Field.Document)
                above.TryAdd(field, cell);
        }
    }

    // Words right beneath a row are its reason where something was taken off; what else stands there waits for more.
    private void Between(Dictionary<Field, string> row, LetterLine line)
    {
        if (_between.Count == 0 && _found.Rows.Count > 0 && _found.Rows[^1].Line == line.Number - 1
            && !line.Text.Any(char.IsAsciiDigit) && line.Text.StartsWith("  ", StringComparison.Ordinal)
            && _found.Rows[^1].Cells.ContainsKey(Field.Deduction))
        {
            _found.Rows[^1].Cells.TryAdd(Field.Reason, line.Text.Trim());
            return;
        }

        _between.Add(line);
        if (row.Values.Any(LetterAmount.Is) && AdviceTable.HasAmount(line.Text) && IsNext(line))
            _found.Unread.Add((line.Text, line.Number));
        if (_between.Count > LongestGap)
            _table = null;
    }

    // Directly beneath a row, an amount without a document was meant as one.
    private bool IsNext(LetterLine line)
    {
        if (_found.Rows.Count == 0 || _found.Rows[^1].Line != line.Number - 1)
            return false;
        _between.RemoveAt(_between.Count - 1);
        return true;
    }
}
