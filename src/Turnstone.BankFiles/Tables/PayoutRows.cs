using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// Rows of a payment provider as details of the payout the bank shows: each is what is left (net), made of what the
/// customer paid or got back and of the fee. The row of the payout itself is the control total of the rows with its id.
/// </summary>
internal sealed class PayoutRows : ITableRows
{
    private readonly Columns _columns;
    private readonly Findings _findings;
    private readonly DateForm _dates;
    private readonly AmountForm _amounts;
    private readonly Currency _currency;
    private (string Payout, Currency Currency)? _open;
    private (Money Amount, long Line)? _paidOut;
    private Int128 _sum;
    private long _transactions;

    public PayoutRows(Columns columns, List<TableRow> first, Findings findings, char separator)
    {
        (_columns, _findings) = (columns, findings);
        var rows = first.Skip(columns.HeaderRow + 1).ToList();
        _currency = findings.Settings.DefaultCurrency ?? columns.CellsOf(rows, Field.Currency)
            .Select(Parse).FirstOrDefault(found => found is not null) ?? TableCurrency.Of(columns, rows, [], findings);
        _dates = DateForm.Find(columns.CellsOf(rows, Field.Date), findings.Settings.Mapping?.DateForms ?? [],
            dayFirst: _currency != Currency.Usd);
        _amounts = AmountForm.Find(Money.SelectMany(field => columns.CellsOf(rows, field)),
            findings.Settings.Mapping, separator);
    }

    private static readonly Field[] Money =
        [Field.Net, Field.Amount, Field.Credit, Field.NetCredit, Field.NetDebit, Field.Fee];

    public void Take(TableRow row)
    {
        var currency = Parse(_columns.Cell(row, Field.Currency)) ?? _currency;
        var gross = Of(row, currency, Field.Amount) ?? Sided(row, currency, Field.Credit, Field.Debit);
        var net = Of(row, currency, Field.Net) ?? Sided(row, currency, Field.NetCredit, Field.NetDebit);
        if (!_dates.TryRead(DayOf(row), out var date) || (net ?? gross) is not { } amount)
        {
            var isEntry = gross is not null || net is not null;
            _findings.Problem(isEntry ? Severity.Error : Severity.Note, isEntry ? "payout.row" : "table.other_row",
                row.Line, "The row has no day or no amount and is not read.", Raw(row));
            return;
        }

        Begin(row, currency);
        if (PayoutKinds.IsPayout(TypeOf(row)))
        {
            PaidOut(row, amount);
            return;
        }

        var fee = Fee(row, (gross, net), currency);
        _transactions++;
        _sum += amount.Minor;
        var made = fee is { IsZero: false } ? (gross, fee) : (null, null);
        _findings.Add(new TransactionRead(Make(row, date, amount, made)));
    }

    public void End()
    {
        if (_open is null)
            Open(("", _currency), _columns.HeaderLine);
        Close();
    }

    private void Begin(TableRow row, Currency currency)
    {
        var statement = (_columns.Cell(row, Field.Payout), currency);
        if (_open == statement)
            return;
        if (_open is not null)
            Close();
        Open(statement, row.Line);
    }

    private void Open((string Payout, Currency Currency) statement, long line)
    {
        (_open, _sum, _transactions, _paidOut) = (statement, 0, 0, null);
        _findings.Add(new StatementBegan(new("", statement.Currency, null, null, null,
            statement.Payout.Length > 0 ? statement.Payout : null, line)));
    }

    private void Close()
    {
        if (_paidOut is { } paid && _open is { Payout.Length: > 0 })
        {
            _findings.Total("payout.total", paid.Line, paid.Amount, _sum);
            if (paid.Amount.Minor != _sum)
            {
                _findings.Problem(Severity.Warning, Quirks.WrongTotals, "payout.total", paid.Line,
                    $"The payout {_open?.Payout} is {paid.Amount}, its rows come to "
                    + $"{new Money(long.CreateSaturating(_sum), paid.Amount.Currency)}: some may be in another file.");
            }
        }

        _findings.Add(new StatementEnded(new(_paidOut?.Amount, _transactions)));
        _open = null;
    }

    // Out of the provider's balance and into the bank account; exports write it with either sign.
    private void PaidOut(TableRow row, Money amount)
    {
        _paidOut = (amount.Abs(), row.Line);
        _findings.Problem(Severity.Note, "payout.paid_out", row.Line,
            $"{amount.Abs()} is paid out to the bank account: the total of the rows it is made of.", Raw(row));
    }

    private Money? Fee(TableRow row, (Money? Gross, Money? Net) amounts, Currency currency)
    {
        Int128 written = 0;
        foreach (var cell in _columns.Cells(row, Field.Fee))
            written += _amounts.TryRead(cell, currency, out var part, out _) ? part.Minor : 0;
        if (amounts is not ({ } gross, { } net))
            return null;
        var fee = net - gross;
        // Providers write what they keep with either sign; net less gross says which.
        if (Int128.Abs(written) != Math.Abs(fee.Minor))
        {
            _findings.Problem(Severity.Warning, Quirks.WrongTotals, "payout.row_sum", row.Line,
                $"{gross} and its fee do not come to {net}.");
        }

        return fee;
    }

    private BankTransaction Make(TableRow row, DateOnly date, Money amount, (Money? Gross, Money? Fee) made)
    {
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "customer", _columns.Cell(row, Field.CustomerReference));
        ReferenceList.Add(ref references, "payout", _columns.Cell(row, Field.Payout));
        ReferenceList.Add(ref references, "status", _columns.Cell(row, Field.Status));
        var type = TypeOf(row);
        var whole = new BankTransaction
        {
            Date = date, Amount = amount, Line = row.Line, TypeCode = type.Length > 0 ? type : null,
            ValueDate = _dates.TryRead(_columns.Cell(row, Field.ValueDate), out var value) ? value : null,
            Kind = PayoutKinds.Of(type, _columns.Cell(row, Field.Status), made.Gross ?? amount),
            Reference = _columns.Cell(row, Field.Reference) is { Length: > 0 } id ? id : null,
            References = references ?? ReferenceList.Empty, Text = _columns.Joined(row, Field.Text),
            Payer = _columns.Cell(row, Field.PayerName) is { Length: > 0 } name ? new(name, null) : Payer.Unknown,
        };
        return made is not ({ } gross, { } fee) ? whole : whole with
        {
            Parts = [whole with { Amount = gross },
                whole with { Amount = fee, Kind = LineKind.Excluded, TypeCode = "fee", Payer = Payer.Unknown }],
        };
    }

    // "2026-06-14 10:00:00 -0400": the provider's own day.
    private string DayOf(TableRow row)
    {
        var cell = _columns.Cell(row, Field.Date);
        return cell.Length > 10 && cell[10] == ' ' ? cell[..10] : cell;
    }

    private string TypeOf(TableRow row) => _columns.Cell(row, Field.Type);

    private Money? Of(TableRow row, Currency currency, Field field) =>
        _amounts.TryRead(_columns.Cell(row, field), currency, out var amount, out _) ? amount : null;

    private Money? Sided(TableRow row, Currency currency, Field credit, Field debit) =>
        (Of(row, currency, credit), Of(row, currency, debit)) switch
        {
            (null, null) => null,
            ({ } received, null) => received,
            (null, { } taken) => -taken.Abs(),
            ({ } received, { } taken) => received - taken.Abs(),
        };

    private static Currency? Parse(string code) =>
        Currency.TryParse(code.ToUpperInvariant(), out var currency) ? currency : null;

    private static byte[] Raw(TableRow row) => System.Text.Encoding.UTF8.GetBytes(TableFile.Cut(row.Raw));
}
