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

    // What the rows above the table say of all of it.
    private readonly Dictionary<AdvicePart, string> _head = [];
    private readonly bool _hasDays;
    private Money? _sum;

    private readonly record struct Key(string Reference, DateOnly? Date, string Payer, Currency Currency, Money? Total);

    public AdviceRows(Columns columns, List<TableRow> first, (Findings Findings, AdviceLexicon Words) by,
        char separator)
    {
        (_columns, _findings) = (columns, by.Findings);
        var rows = first.Skip(columns.HeaderRow + 1).ToList();
        var above = first.Take(Math.Max(0, columns.HeaderRow)).ToList();
        foreach (var (part, value) in above.SelectMany(row => LetterLabels.OfCells(row.Cells, by.Words)))
            _head.TryAdd(part, value);
        _currency = TableCurrency.Of(columns, rows, above, _findings);
        var days = columns.CellsOf(rows, Field.Date).Select(AdviceDates.Plain).ToList();
        _hasDays = _findings.Settings.Mapping is not null || columns.IsPaymentDay
            || (!_head.ContainsKey(AdvicePart.Date) && days.Distinct(StringComparer.Ordinal).Count() == 1);
        var stated = _head.GetValueOrDefault(AdvicePart.Date) is { } day ? [AdviceDates.Plain(day)]
            : Array.Empty<string>();
        _dates = DateForm.Find(days.Concat(stated), _findings.Settings.Mapping?.DateForms ?? [],
            _currency != Currency.Usd || !first.Exists(row => row.Cells.Any(cell =>
                AdviceWords.IsEnglish(cell.ToLowerInvariant()))));
        _amounts = AmountForm.Find(columns.CellsOf(rows, Field.Net).Concat(columns.CellsOf(rows, Field.Gross))
            .Concat(columns.CellsOf(rows, Field.PaymentAmount)), _findings.Settings.Mapping, separator);
    }

    public void Take(TableRow row)
    {
        var document = _columns.Cell(row, Field.Document);
        var currency = Currency.TryParse(_columns.Cell(row, Field.Currency), out var stated) ? stated : _currency;
        if (row.Cells.FirstOrDefault(cell => cell.AsSpan().Trim().Length > 0) is { } first
            && (AdviceWords.IsTotal(document.Length > 0 ? document : first) || AdviceWords.IsCarried(first)))
        {
            TakeSum(row, currency, isTotal: !AdviceWords.IsCarried(first));
            return;
        }

        var (net, gross) = (Amount(row, Field.Net, currency), Amount(row, Field.Gross, currency));
        if (document.Length == 0 && net is null && gross is null)
        {
            Problem(Severity.Note, "advice.other_row", row, "The row names neither document nor amount.");
            return;
        }

        if (document.Length == 0 && !(_hasDays && TryDay(_columns.Cell(row, Field.Date), out _)))
        {
            TakeSum(row, currency, isTotal: true);
            return;
        }

        var (discount, deduction) = (Amount(row, Field.Discount, currency), Amount(row, Field.Deduction, currency));
        net ??= gross - (discount?.Abs() ?? Money.Zero(currency)) - (deduction?.Abs() ?? Money.Zero(currency));
        if (net is null)
            Problem(Severity.Error, "advice.amount", row, "The row names a document and no readable amount.");
        Group(row, currency).Add(new(document, gross, discount?.Abs(), deduction?.Abs(),
            _columns.Cell(row, Field.Reason) is { Length: > 0 } reason ? reason : null, net, row.Line));
    }

    // A sum beneath the rows states what is paid, where nothing else does.
    private void TakeSum(TableRow row, Currency currency, bool isTotal)
    {
        Problem(Severity.Note, "advice.total_row", row, "The row is a total: it names no document.");
        var cell = _columns.Cell(row, Field.Net) is { Length: > 0 } net ? net
            : row.Cells.LastOrDefault(one => AmountForm.IsAmount(one)) ?? "";
        if (isTotal && _amounts.TryRead(cell, currency, out var amount, out _))
            _sum = amount;
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
                Date = key.Date, Currency = key.Currency, Total = key.Total ?? (_order.Count == 1 ? _sum : null),
                Lines = lines, Line = _firstLines[key],
            };
            if (remittance.Total is null)
            {
                _findings.Problem(Severity.Note, "advice.no_total", remittance.Line, "Neither a column, a row nor a "
                    + "line above the table states what is paid in all: the sum of its lines cannot be checked.");
            }

            AdviceDoubts.Report(_findings, lines);
            RemittanceSums.Check(_findings, remittance);
            _findings.Add(new RemittanceRead(remittance));
        }
    }

    private List<RemittanceLine> Group(TableRow row, Currency currency)
    {
        var key = new Key(Cell(row, Field.PaymentReference, AdvicePart.Reference), DayOf(row),
            Cell(row, Field.PayerName, AdvicePart.Payer), currency, TotalOf(row, currency));
        if (_payments.TryGetValue(key, out var lines))
            return lines;
        _order.Add(key);
        _firstLines[key] = row.Line;
        return _payments[key] = [];
    }

    private string Cell(TableRow row, Field field, AdvicePart part) =>
        _columns.Cell(row, field) is { Length: > 0 } cell ? cell : _head.GetValueOrDefault(part) ?? "";

    private DateOnly? DayOf(TableRow row)
    {
        var cell = _hasDays ? Cell(row, Field.Date, AdvicePart.Date) : _head.GetValueOrDefault(AdvicePart.Date) ?? "";
        if (TryDay(cell, out var day))
            return day;
        if (cell.Length > 0)
            Problem(Severity.Warning, "advice.date", row, $"\"{cell}\" is no date of form {_dates.Taken}.");
        return null;
    }

    private bool TryDay(string cell, out DateOnly day) => _dates.TryRead(AdviceDates.Plain(cell), out day);

    private Money? TotalOf(TableRow row, Currency currency) =>
        Amount(row, Field.PaymentAmount, currency) ?? (_head.GetValueOrDefault(AdvicePart.Total) is { } stated
            && _amounts.TryRead(stated, currency, out var total, out _) ? total : null);

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
