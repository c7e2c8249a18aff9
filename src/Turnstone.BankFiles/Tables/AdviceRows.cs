using Turnstone.BankFiles.Advices;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// Rows of an advice table as remittances: rows of one payment belong together wherever they stand. They are handed out
/// at the end, in the order of their first rows.
/// </summary>
internal sealed class AdviceRows : ITableRows
{
    private readonly Columns _columns;
    private readonly Findings _findings;
    private readonly DateForm _dates;
    private readonly AmountForm _amounts;
    private readonly Currency _currency;
    private readonly Dictionary<Key, List<RemittanceLine>> _payments = [];
    private readonly List<Key> _order = [];
    private readonly Dictionary<Key, long> _firstLines = [];

    private readonly record struct Key(string Reference, DateOnly? Date, string Payer, Currency Currency, Money? Total);

    public AdviceRows(Columns columns, List<TableRow> first, Findings findings, char separator)
    {
        (_columns, _findings) = (columns, findings);
        var rows = first.Skip(columns.HeaderRow + 1).ToList();
        _currency = TableCurrency.Of(columns, rows, first.Take(Math.Max(0, columns.HeaderRow)), findings);
        _dates = DateForm.Find(columns.CellsOf(rows, Field.Date), findings.Settings.Mapping?.DateForms ?? [],
            _currency != Currency.Usd);
        _amounts = AmountForm.Find(columns.CellsOf(rows, Field.Net).Concat(columns.CellsOf(rows, Field.Gross))
            .Concat(columns.CellsOf(rows, Field.PaymentAmount)), findings.Settings.Mapping, separator);
    }

    public void Take(TableRow row)
    {
        var document = _columns.Cell(row, Field.Document);
        var currency = Currency.TryParse(_columns.Cell(row, Field.Currency), out var stated) ? stated : _currency;
        var (net, gross) = (Amount(row, Field.Net, currency), Amount(row, Field.Gross, currency));
        if (document.Length == 0 && net is null && gross is null)
        {
            Problem(Severity.Note, "advice.other_row", row, "The row names neither document nor amount.");
            return;
        }

        if (AdviceWords.IsTotal(document)
            || (document.Length == 0 && _dates.TryRead(_columns.Cell(row, Field.Date), out _) is false))
        {
            Problem(Severity.Note, "advice.total_row", row, "The row is a total: it names no document.");
            return;
        }

        var (discount, deduction) = (Amount(row, Field.Discount, currency), Amount(row, Field.Deduction, currency));
        net ??= gross - (discount ?? Money.Zero(currency)) - (deduction ?? Money.Zero(currency));
        if (net is null)
            Problem(Severity.Error, "advice.amount", row, "The row names a document and no readable amount.");
        Group(row, currency).Add(new(document, gross, discount?.Abs(), deduction?.Abs(),
            _columns.Cell(row, Field.Reason) is { Length: > 0 } reason ? reason : null, net, row.Line));
    }

    public void End()
    {
        foreach (var key in _order)
        {
            var lines = _payments[key];
            var remittance = new Remittance
            {
                Payer = key.Payer.Length == 0 ? null : key.Payer,
                    Reference = key.Reference.Length == 0 ? null : key.Reference,
                Date = key.Date, Currency = key.Currency, Total = key.Total, Lines = lines, Line = _firstLines[key],
            };
            RemittanceSums.Check(_findings, remittance);
            _findings.Add(new RemittanceRead(remittance));
        }
    }

    private List<RemittanceLine> Group(TableRow row, Currency currency)
    {
        var reference = _columns.Cell(row, Field.PaymentReference);
        DateOnly? date = _dates.TryRead(_columns.Cell(row, Field.Date), out var read) ? read : null;
        if (date is null && _columns.Cell(row, Field.Date) is { Length: > 0 } cell)
            Problem(Severity.Warning, "advice.date", row, $"\"{cell}\" is no date of form {_dates.Taken}.");
        var key = new Key(reference, date, _columns.Cell(row, Field.PayerName), currency, Amount(row,
            Field.PaymentAmount, currency));
        if (_payments.TryGetValue(key, out var lines))
            return lines;
        _order.Add(key);
        _firstLines[key] = row.Line;
        return _payments[key] = [];
    }

    private Money? Amount(TableRow row, Field field, Currency currency)
    {
        var cell = _columns.Cell(row, field);
        if (cell.Length == 0)
            return null;
        if (_amounts.TryRead(cell, currency, out var amount, out _))
            return amount;
        Problem(Severity.Error, "advice.amount", row, $"\"{cell}\" is no amount in {currency.Code}.");
        return null;
    }

    private void Problem(Severity severity, string rule, TableRow row, string message) =>
        _findings.Problem(severity, rule,
        row.Line, message, System.Text.Encoding.UTF8.GetBytes(TableFile.Cut(row.Raw)));
}
