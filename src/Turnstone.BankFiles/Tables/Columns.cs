using Turnstone.BankFiles.Advices;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Tables;

/// <summary>Which column of a table holds what, by its header words and by what its first cells look like.</summary>
internal sealed class Columns
{
    // A header stands within the first lines, after what the bank says about the account.
    private const int DeepestHeader = 40;

    private static readonly Field[] AdviceOnly =
        [Field.PaymentReference, Field.PaymentAmount, Field.Document, Field.Gross, Field.Discount, Field.Deduction,
            Field.Reason, Field.Net];

    private static readonly Field[] StatementOnly =
    [
        Field.ValueDate, Field.Amount, Field.Credit, Field.Debit, Field.Direction, Field.Balance, Field.Reference,
        Field.CustomerReference, Field.Type, Field.Account, Field.PayerAccount, Field.PayerBank,
    ];

    private static readonly Field[] Money =
    [
        Field.Amount, Field.Credit, Field.Debit, Field.Balance, Field.Net, Field.Gross, Field.Discount, Field.Deduction,
        Field.PaymentAmount,
    ];

    private static readonly string[] Iberian =
    [
        "fecha", "descripcion", "cargos", "abonos", "cargo", "abono", "importe", "monto", "concepto", "historico",
        "movimiento", "debito", "credito", "lancamento", "fecha operacion", "deposito", "retiro",
    ];

    private static readonly int Fields = (int)Enum.GetValues<Field>().Max() + 1;

    private readonly List<(Field Field, int Index)> _columns;

    // Indexes by field: every cell of every row asks.
    private readonly int[][] _byField;

    private Columns(List<(Field Field, int Index)> columns, int headerRow, string? currency)
    {
        _columns = columns;
        _byField = [.. Enumerable.Range(0, Fields).Select(field =>
            columns.Where(column => (int)column.Field == field).Select(column => column.Index).ToArray())];
        HeaderRow = headerRow;
        Currency = currency;
    }

    /// <summary>Index of the header among the first rows; −1 where there is none.</summary>
    public int HeaderRow { get; }

    /// <summary>Line of the header for a finding; the first where there is none.</summary>
    public long HeaderLine => Math.Max(1, HeaderRow + 1);

    /// <summary>Currency that the header of an amount column names.</summary>
    public string? Currency { get; }

    /// <summary>The names are Spanish or Portuguese: a dollar sign need not mean US dollars.</summary>
    public bool IsIberian { get; private init; }

    /// <summary>It is a payment provider's list of what it paid, with its fees.</summary>
    public bool IsPayout { get; init; }

    /// <summary>Which column holds what.</summary>
    public IReadOnlyList<(Field Field, int Index)> All => _columns;

    public bool Has(Field field) => _byField[(int)field].Length > 0;

    /// <summary>What such a table is to the books.</summary>
    public SourceRole Role => IsPayout ? SourceRole.Detail
        : Has(Field.Document) ? SourceRole.Advice : SourceRole.Statement;

    public string Cell(TableRow row, Field field)
    {
        var indexes = _byField[(int)field];
        return indexes.Length > 0 && indexes[0] < row.Cells.Count ? row.Cells[indexes[0]].Trim() : "";
    }

    /// <summary>The cells of all columns of a field.</summary>
    public IEnumerable<string> Cells(TableRow row, Field field) =>
        _byField[(int)field].Where(index => index < row.Cells.Count).Select(index => row.Cells[index].Trim());

    /// <summary>The cells of all columns of a field, joined by a blank.</summary>
    public string Joined(TableRow row, Field field)
    {
        var text = "";
        foreach (var index in _byField[(int)field])
        {
            if (index < row.Cells.Count && row.Cells[index].Trim() is { Length: > 0 } cell)
                text = text.Length == 0 ? cell : $"{text} {cell}";
        }

        return text;
    }

    public IEnumerable<string> CellsOf(IEnumerable<TableRow> rows, Field field) =>
        rows.Select(row => Cell(row, field)).Where(cell => cell.Length > 0);

    /// <summary>True where the column of the day surely means the payment's, and not its document's.</summary>
    public bool IsPaymentDay { get; private init; } = true;

    /// <summary>Finds the header in the first rows of a table; null where none of them is one.</summary>
    public static Columns? Find(IReadOnlyList<TableRow> rows, Mapping? mapping, AdviceLexicon? words = null)
    {
        if (mapping is not null)
            return Mapped(rows, mapping);
        for (var at = 0; at < Math.Min(rows.Count, DeepestHeader); at++)
        {
            if (rows[at].Cells.Count < 2 || rows[at].Broken)
                continue;
            var sample = rows.Skip(at + 1).Take(20).Where(row => !row.IsBlank && row.Cells.Count > 1).ToList();
            if (ByWords(rows[at], at, sample, words ?? AdviceLexicon.Global) is { } columns)
                return columns;
        }

        return WithoutHeader([.. rows.Where(row => !row.IsBlank).Take(20)]);
    }

    // Exports without a header begin with the day: "03 Jan 2024,CR ACME LTD,1500.00". All rows must agree on what
    // stands where; anything less certain needs a mapping.
    private static Columns? WithoutHeader(List<TableRow> rows)
    {
        if (rows.Count == 0 || rows[0].Cells.Count < 3 || rows.Exists(row => row.Broken
            || row.Cells.Count != rows[0].Cells.Count || !DateForm.IsDate(row.Cells[0])))
            return null;
        var columns = new List<(Field Field, int Index)> { (Field.Date, 0) };
        for (var index = 1; index < rows[0].Cells.Count; index++)
        {
            var cells = rows.Select(row => row.Cells[index]).ToList();
            var written = cells.FindAll(cell => cell.Length > 0);
            if (written.Count == cells.Count && cells.TrueForAll(DateForm.IsDate))
                columns.Add((Field.ValueDate, index));
            else if (written.Count == cells.Count && cells.TrueForAll(IsMoney))
                columns.Add((columns.Exists(column => column.Field == Field.Amount) ? Field.Balance : Field.Amount,
                    index));
            else if (written.Exists(IsMoney))
                return null;
            else if (written.Exists(cell => cell.Any(char.IsLetter)))
                columns.Add((Field.Text, index));
        }

        var found = new Columns(columns, -1, null);
        return found.Has(Field.Amount) && found.Has(Field.Text)
            && columns.Count(column => column.Field == Field.Balance) < 2 ? found : null;
    }

    // An amount and no number: it has decimals.
    private static bool IsMoney(string cell) =>
        AmountForm.IsAmount(cell) && !DateForm.IsDate(cell) && cell.AsSpan().ContainsAny(',', '.');

    private static Columns? ByWords(TableRow header, int at, List<TableRow> sample, AdviceLexicon words)
    {
        // A header has words and no amounts or dates.
        if (header.Cells.Any(cell => AmountForm.IsAmount(cell) || DateForm.IsDate(cell)))
            return null;
        if (PayoutColumns.Find(header) is { } payout)
            return new(payout, at, null) { IsPayout = true };
        var statement = Assign(header, at, sample, AdviceOnly);
        var advice = Assign(header, at, sample, StatementOnly);
        var isStatement = statement.Has(Field.Date)
            && (statement.Has(Field.Amount) || statement.Has(Field.Credit) || statement.Has(Field.Debit));
        var isAdvice = advice.Has(Field.Document) && (advice.Has(Field.Net) || advice.Has(Field.Gross))
            && !statement.Has(Field.Balance) && !statement.Has(Field.Credit) && !statement.Has(Field.Debit)
            && !statement.Has(Field.Direction) && !statement.Has(Field.PayerAccount) && !statement.Has(Field.ValueDate);
        var named = AdviceColumns.Of(header, sample, words);
        if (named.IsWhole && (isAdvice || (named.IsCertain && !statement.Has(Field.Balance)
            && !statement.Has(Field.Credit) && !statement.Has(Field.Debit) && !statement.Has(Field.PayerAccount))))
            return new(named.Columns, at, named.Currency) { IsPaymentDay = named.IsPaymentDay };
        return isAdvice ? advice : isStatement ? statement : null;
    }

    private static Columns Assign(TableRow header, int at, List<TableRow> sample, Field[] without)
    {
        var columns = new List<(Field Field, int Index)>();
        string? currency = null;
        for (var index = 0; index < header.Cells.Count; index++)
        {
            foreach (var field in HeaderWords.FieldsOf(header.Cells[index]))
            {
                var free = field == Field.Text || !columns.Exists(column => column.Field == field);
                // A bare "BIC" is the account's own where the other side's has its name.
                var isOther = field == Field.PayerBank && HeaderWords.Normalise(header.Cells[index]).Contains(' ');
                if (isOther || IsBetter(columns, field, sample, index))
                    free = columns.RemoveAll(column => column.Field == field) >= 0;
                if (!free || without.Contains(field) || !Fits(field, sample, index))
                    continue;
                columns.Add((field, index));
                if (Money.Contains(field))
                    currency ??= HeaderWords.CurrencyOf(header.Cells[index]);
                break;
            }
        }

        return new(columns, at, currency) { IsIberian = header.Cells.Any(IsIberianName) };
    }

    private static bool IsIberianName(string cell) => Iberian.Contains(HeaderWords.Normalise(cell));

    // A column that holds something, where the one taken before it for the same is empty.
    private static bool IsBetter(List<(Field Field, int Index)> columns, Field field, List<TableRow> sample, int index)
    {
        var taken = columns.FindIndex(column => column.Field == field);
        return taken >= 0 && !Holds(sample, columns[taken].Index) && Holds(sample, index);
    }

    private static bool Holds(List<TableRow> sample, int index) =>
        sample.Exists(row => index < row.Cells.Count && row.Cells[index].AsSpan().Trim().Length > 0);

    // Cells decide between meanings of one word: "Valuta" is a date in German and a currency in Danish.
    private static bool Fits(Field field, List<TableRow> sample, int index)
    {
        var cells = sample.Where(row => index < row.Cells.Count && row.Cells[index].Trim().Length > 0)
            .Select(row => row.Cells[index].Trim()).ToList();
        if (cells.Count == 0)
            return field != Field.Direction;
        return field switch
        {
            Field.Date or Field.ValueDate => cells.Exists(DateForm.IsDate),
            Field.Direction => cells.TrueForAll(cell => Directions.Of(cell) != 0),
            Field.Currency => cells.Exists(cell => cell.Length == 3 && cell.All(char.IsAsciiLetter)),
            _ when Money.Contains(field) => cells.Exists(AmountForm.IsAmount),
            _ => true,
        };
    }

    private static Columns? Mapped(IReadOnlyList<TableRow> rows, Mapping mapping)
    {
        var isPayout = mapping.Columns.Any(column => column.Field == Field.Fee);
        if (!mapping.Header)
            return new([.. mapping.Columns.Select(column =>
                (column.Field, Number(column.Column) ?? int.MaxValue))], -1, null) { IsPayout = isPayout };
        for (var at = 0; at < rows.Count; at++)
        {
            var names = rows[at].Cells.Select(HeaderWords.Normalise).ToList();
            var columns = mapping.Columns
                .Select(column => (column.Field,
                    Index: Number(column.Column) ?? names.IndexOf(HeaderWords.Normalise(column.Column))))
                .Where(column => column.Index >= 0).ToList();
            if (columns.Count == mapping.Columns.Count)
                return new(columns, at, null) { IsPayout = isPayout };
        }

        return null;
    }

    private static int? Number(string column) =>
        column.StartsWith('#') && int.TryParse(column.AsSpan(1), out var number) && number > 0 ? number - 1 : null;
}

/// <summary>The words and letters that say whether money came in.</summary>
internal static class Directions
{
    private static readonly HashSet<string> In = new(StringComparer.OrdinalIgnoreCase)
    {
        "CREDIT", "CR", "C", "CRDT", "H", "HABEN", "BIJ", "IN", "GUTSCHRIFT", "+", "INCOMING", "DEPOSIT", "ABONO",
            "AVERE", "KREDIT",
        "CREDITO", "A", "CREDITS", "MONEY IN",
    };

    private static readonly HashSet<string> Out = new(StringComparer.OrdinalIgnoreCase)
    {
        "DEBIT", "DR", "D", "DBIT", "S", "SOLL", "AF", "OUT", "LASTSCHRIFT", "-", "OUTGOING", "WITHDRAWAL", "CARGO",
            "DARE", "DEBET",
        "DEBITO", "DEBITS", "MONEY OUT",
    };

    /// <summary>+1 in, −1 out, 0 unknown.</summary>
    public static int Of(string word, IReadOnlyList<string>? further = null) =>
        In.Contains(word) || further?.Contains(word,
            StringComparer.OrdinalIgnoreCase) == true ? 1 : Out.Contains(word) ? -1 : 0;
}
