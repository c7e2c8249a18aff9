using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>Which column of an advice's table holds what, by its names and by what its first cells look like.</summary>
internal sealed class AdviceColumns
{
    private static readonly Field[] Wanted =
    [
        Field.Document, Field.Gross, Field.Discount, Field.Deduction, Field.Reason, Field.Net, Field.PaymentReference,
        Field.PaymentAmount, Field.Date, Field.PayerName, Field.Currency,
    ];

    private readonly List<(Field Field, int Index, int Rank)> _columns = [];

    private AdviceColumns()
    {
    }

    /// <summary>The columns by field.</summary>
    public List<(Field Field, int Index)> Columns => [.. _columns.Select(column => (column.Field, column.Index))];

    /// <summary>The currency that the name of an amount says; null where none does.</summary>
    public string? Currency { get; private set; }

    /// <summary>True where documents and amounts have a column.</summary>
    public bool IsWhole => Has(Field.Document) && (Has(Field.Net) || Has(Field.Gross));

    /// <summary>True where the names say surely that these are documents and what is paid for them.</summary>
    public bool IsCertain => (Has(Field.Gross) && Has(Field.Net))
        || (_columns.Exists(column => column is { Field: Field.Document, Rank: >= 1 })
            && (Has(Field.Gross) || Has(Field.Discount) || Has(Field.PaymentReference) || Has(Field.PaymentAmount)));

    /// <summary>True where the column of the day is the payment's and not the document's.</summary>
    public bool IsPaymentDay => _columns.Exists(column => column is { Field: Field.Date, Rank: >= 2 });

    public static AdviceColumns Of(TableRow header, IReadOnlyList<TableRow> sample, AdviceLexicon words)
    {
        var found = new AdviceColumns();
        for (var index = 0; index < header.Cells.Count; index++)
            found.Add(header.Cells[index], index, sample, words);
        // One amount that could be the payment's is a line's where no other is.
        if (!found.Has(Field.Net)
            && found._columns.FindIndex(column => column.Field == Field.PaymentAmount) is var at and >= 0
            && (!found.Has(Field.Gross) || !found.IsRepeated(sample, found._columns[at].Index)))
            found._columns[at] = found._columns[at] with { Field = Field.Net };
        return found;
    }

    // What a payment comes to stands in each of its rows.
    private bool IsRepeated(IReadOnlyList<TableRow> sample, int index)
    {
        var by = _columns.FindIndex(column => column.Field == Field.PaymentReference);
        string At(TableRow row, int column) => column < row.Cells.Count ? row.Cells[column] : "";
        return sample.GroupBy(row => by < 0 ? "" : At(row, _columns[by].Index), StringComparer.Ordinal)
            .Where(group => group.Key.Length > 0 || by < 0)
            .All(group => group.Select(row => At(row, index)).Distinct(StringComparer.Ordinal).Count() == 1);
    }

    private bool Has(Field field) => _columns.Exists(column => column.Field == field);

    private void Add(string name, int index, IReadOnlyList<TableRow> sample, AdviceLexicon words)
    {
        foreach (var field in words.FieldsOf(name))
        {
            var wanted = field == Field.Amount ? Field.Net : field;
            var rank = words.Rank(wanted, name);
            var before = _columns.FindIndex(column => column.Field == wanted);
            if (!Wanted.Contains(wanted) || (before >= 0 && _columns[before].Rank >= rank)
                || !Fits(wanted, sample, index))
                continue;
            // A surer name takes the place of a weaker: "Payment date" beside "Date".
            if (before >= 0)
                _columns.RemoveAt(before);
            _columns.Add((wanted, index, rank));
            if (wanted is Field.Net or Field.Gross)
                Currency ??= HeaderWords.CurrencyOf(name);
            return;
        }
    }

    private static bool Fits(Field field, IReadOnlyList<TableRow> sample, int index)
    {
        var cells = sample.Where(row => index < row.Cells.Count && row.Cells[index].Trim().Length > 0)
            .Select(row => row.Cells[index].Trim()).ToList();
        return cells.Count == 0 || field switch
        {
            Field.Date => cells.Exists(cell => DateForm.IsDate(AdviceDates.Plain(cell))),
            Field.Currency => cells.Exists(cell => cell.Length == 3 && cell.All(char.IsAsciiLetter)),
            Field.Net or Field.Gross or Field.Discount or Field.Deduction or Field.PaymentAmount =>
                cells.Exists(LetterAmount.Is),
            _ => true,
        };
    }
}
