namespace Turnstone.BankFiles.Tables;

/// <summary>What columns hold, by their cells alone: for a draft that a person corrects.</summary>
internal static class CellGuess
{
    private const int CurrencyLetters = 3;

    /// <summary>Index of the likely header (−1: none) and what each column seems to hold.</summary>
    public static (int Header, IReadOnlyList<(Field Field, int Index)> Columns) Of(IReadOnlyList<TableRow> rows)
    {
        var first = -1;
        for (var at = 0; at < rows.Count && first < 0; at++)
        {
            if (rows[at].Cells.Any(DateForm.IsDate) && rows[at].Cells.Any(IsMoney))
                first = at;
        }

        if (first < 0)
            return (-1, []);
        var header = HeaderBefore(rows, first);
        var width = rows.Skip(first).Max(row => row.Cells.Count);
        var entries = rows.Skip(first).Where(row => row.Cells.Any(DateForm.IsDate)).ToList();
        var columns = new List<(Field Field, int Index)>();
        for (var index = 0; index < width; index++)
        {
            if (Plain([.. entries.Select(row => Cell(row, index))], columns) is { } field)
                columns.Add((field, index));
        }

        Money(entries, columns, width);
        Text(entries, columns, width);
        return (header, [.. columns.OrderBy(column => column.Index)]);
    }

    private static int HeaderBefore(IReadOnlyList<TableRow> rows, int first)
    {
        var entry = rows[first].Cells.Count;
        for (var at = first - 1; at >= 0; at--)
        {
            var named = rows[at].Cells.Count(cell => cell.Trim().Length > 0);
            if (named * 2 > entry && !rows[at].Cells.Any(cell => DateForm.IsDate(cell) || IsMoney(cell)))
                return at;
        }

        return -1;
    }

    private static Field? Plain(List<string> cells, List<(Field Field, int Index)> taken)
    {
        var written = cells.FindAll(cell => cell.Length > 0);
        if (written.Count == 0)
            return null;
        if (written.TrueForAll(DateForm.IsDate))
            return !Has(taken, Field.Date) ? Field.Date : !Has(taken, Field.ValueDate) ? Field.ValueDate : null;
        if (written.TrueForAll(cell => Directions.Of(cell) != 0))
            return Has(taken, Field.Direction) ? null : Field.Direction;
        return written.TrueForAll(cell => cell.Length == CurrencyLetters && cell.All(char.IsAsciiLetterUpper)
            && Domain.Kernel.Currency.TryParse(cell, out _)) && !Has(taken, Field.Currency) ? Field.Currency : null;
    }

    // One column of money is the amount; two of which each row has one are money out and in; a column that runs from
    // row to row is the balance.
    private static void Money(List<TableRow> entries, List<(Field Field, int Index)> columns, int width)
    {
        var money = Enumerable.Range(0, width).Where(index => !columns.Exists(column => column.Index == index)
            && IsMoneyColumn([.. entries.Select(row => Cell(row, index))])).ToList();
        switch (money)
        {
            case []: break;
            case [var only]: columns.Add((Field.Amount, only)); break;
            case [var debit, var credit, ..] when entries.TrueForAll(row =>
                Cell(row, debit).Length == 0 || Cell(row, credit).Length == 0):
                columns.AddRange([(Field.Debit, debit), (Field.Credit, credit)]);
                if (money.Count > 2)
                    columns.Add((Field.Balance, money[2]));
                break;
            case [var amount, var balance, ..]:
                columns.AddRange([(Field.Amount, amount), (Field.Balance, balance)]);
                break;
        }
    }

    private static void Text(List<TableRow> entries, List<(Field Field, int Index)> columns, int width)
    {
        var texts = Enumerable.Range(0, width).Where(index => !columns.Exists(column => column.Index == index)
            && entries.Exists(row => Cell(row, index).Any(char.IsLetter))).ToList();
        if (texts.Count > 0)
            columns.Add((Field.Text, texts.MaxBy(index => entries.Sum(row => Cell(row, index).Length))));
    }

    private static bool IsMoneyColumn(List<string> cells) => cells.Exists(IsMoney)
        && cells.TrueForAll(cell => cell.Length == 0 || AmountForm.IsAmount(cell));

    private static bool IsMoney(string cell) =>
        AmountForm.IsAmount(cell) && !DateForm.IsDate(cell) && cell.AsSpan().ContainsAny(',', '.');

    private static bool Has(List<(Field Field, int Index)> columns, Field field) =>
        columns.Exists(column => column.Field == field);

    private static string Cell(TableRow row, int index) => index < row.Cells.Count ? row.Cells[index].Trim() : "";
}
