using System.Globalization;
using Turnstone.BankFiles.Bai2;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Tables;

/// <summary>Rows of a bank portal's export as entries of statements.</summary>
internal sealed class StatementRows : ITableRows
{
    private readonly Columns _columns;
    private readonly Findings _findings;
    private readonly Mapping? _mapping;
    private readonly DateForm _dates;
    private readonly AmountForm _amounts;
    private readonly Currency _currency;
    private readonly string _account;
    private readonly RunningBalance _balance = new();
    private readonly TableTotals _totals;
    private (string Account, Currency Currency)? _open;
    private long _transactions;

    public StatementRows(Columns columns, List<TableRow> first, Findings findings, char separator)
    {
        _columns = columns;
        _findings = findings;
        _totals = new(findings);
        _mapping = findings.Settings.Mapping;
        var rows = first.Skip(columns.HeaderRow + 1).ToList();
        var before = first.Take(Math.Max(0, columns.HeaderRow)).ToList();
        _currency = TableCurrency.Of(columns, rows, before, findings);
        _account = _mapping?.Account ?? TableAccount.Of(before) ?? "";
        _dates = DateForm.Find(columns.CellsOf(rows, Field.Date), _mapping?.DateForms ?? [],
            dayFirst: _currency != Currency.Usd && !rows.Exists(IsAmerican));
        _amounts = AmountForm.Find(columns.CellsOf(rows, Field.Amount).Concat(columns.CellsOf(rows, Field.Credit))
            .Concat(columns.CellsOf(rows, Field.Debit)).Concat(columns.CellsOf(rows, Field.Balance)),
                _mapping, separator);
        if (columns.HeaderRow < 0 && _mapping is null)
        {
            findings.Problem(Severity.Warning, "table.no_header_row", 1,
                "No row names the columns; they are told apart by what they hold. Give a mapping to be sure.");
        }

        if (_dates.Ambiguous)
        {
            findings.Problem(Severity.Warning, "table.ambiguous_date", columns.HeaderLine,
                $"Day and month cannot be told apart in any of the first rows; {_dates.Taken} is taken. Give a " +
                $"mapping.");
        }
    }

    // The labels of ACH entries: who exports them writes the month first.
    private bool IsAmerican(TableRow row) => _columns.Joined(row, Field.Text) is var text
        && (text.Contains("INDN:", StringComparison.Ordinal) || text.Contains("ORIG CO NAME", StringComparison.Ordinal)
            || text.Contains("CO ENTRY DESCR", StringComparison.Ordinal));

    public void Take(TableRow row)
    {
        var dated = _dates.TryRead(_columns.Cell(row, Field.Date), out var date);
        var currency = CurrencyOf(row);
        var amount = AmountOf(row, currency, out var doubt);
        if (IsTotal(row, currency, dated, amount is not null))
            return;
        if (!dated || amount is null)
        {
            Unread(row, dated, amount is not null);
            return;
        }

        Begin(row, currency);
        _transactions++;
        _totals.Take(amount.Value);
        var transaction = Make(row, date, amount.Value, doubt);
        if (_columns.Has(Field.Balance) && _amounts.TryRead(_columns.Cell(row, Field.Balance), currency,
            out var balance, out _))
            _balance.Take(amount.Value, balance, row.Line);
        _findings.Add(new TransactionRead(transaction));
    }

    public void End()
    {
        if (_open is null)
            Open((_account, _currency), line: _columns.HeaderLine);
        Close();
        _totals.End();
    }

    // An amount and no day; or a day, a balance and no amount.
    private bool IsTotal(TableRow row, Currency currency, bool dated, bool hasAmount)
    {
        if (dated ? hasAmount || AmountCells(row).Length > 0
            : !hasAmount || _columns.Cell(row, Field.Date).Any(char.IsAsciiDigit))
            return false;
        return _totals.Takes(row, Of(_columns.Has(Field.Credit) ? Field.Credit : Field.Amount), Of(Field.Debit));

        Money? Of(Field field) =>
            _amounts.TryRead(_columns.Cell(row, field), currency, out var amount, out _) ? amount : null;
    }

    private void Begin(TableRow row, Currency currency)
    {
        var account = _columns.Cell(row, Field.Account) is { Length: > 0 } cell ? cell : _account;
        if (_open == (account, currency))
            return;
        Close();
        Open((account, currency), row.Line);
    }

    private void Open((string Account, Currency Currency) statement, long line)
    {
        _open = statement;
        _transactions = 0;
        _findings.Add(new StatementBegan(new(statement.Account, statement.Currency, AsOf: null, Opening: null,
            Closing: null,
            Number: null, line)));
    }

    private void Close()
    {
        if (_open is null)
            return;
        _findings.Add(new StatementEnded(new(_balance.End(_findings), _transactions)));
        _open = null;
    }

    private BankTransaction Make(TableRow row, DateOnly date, Money amount, bool doubt)
    {
        var type = _columns.Cell(row, Field.Type) is { Length: > 0 } word ? word : _columns.Cell(row, Field.Direction);
        var text = _columns.Joined(row, Field.Text);
        ReferenceList? references = null;
        var given = _columns.Cell(row, Field.CustomerReference);
        ReferenceList.Add(ref references, "customer", given is "NOTPROVIDED" or "NONREF" ? null : given);
        var payer = _findings.Payers.Of(Optional(row, Field.PayerName), Optional(row, Field.PayerAccount),
            Optional(row, Field.PayerBank));
        var labelled = payer.Name is null && text.Length > 0 ? LabelledText.Read(text, ref references) : Payer.Unknown;
        return new()
        {
            Date = date, Amount = amount, Kind = doubt ? LineKind.Undecided : KindOf(amount, type, text),
            ValueDate = _dates.TryRead(_columns.Cell(row, Field.ValueDate), out var value) ? value : null,
            TypeCode = type.Length > 0 ? type : null, Reference = Optional(row, Field.Reference), Text = text,
            References = references ?? ReferenceList.Empty, Line = row.Line,
            Payer = payer == Payer.Unknown ? labelled : payer with { Name = payer.Name ?? labelled.Name },
        };
    }

    private static LineKind KindOf(Money amount, string type, string text)
    {
        // Portals of US banks export the BAI code.
        if (type.Length == 3 && int.TryParse(type, NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            var known = TypeCodes.Of(code);
            if (known.Sign != 0 && known.Sign > 0 == amount.IsPositive)
                return known.Kind;
        }

        return LineWords.KindOf(!amount.IsNegative, text, type);
    }

    private string? Optional(TableRow row, Field field) =>
        _columns.Cell(row, field) is { Length: > 0 } cell ? cell : null;

    private Currency CurrencyOf(TableRow row)
    {
        var cell = _columns.Cell(row, Field.Currency);
        if (cell.Length == 0)
            return _currency;
        if (Currency.TryParse(cell, out var currency))
            return currency;
        _findings.Problem(Severity.Error, "table.currency", row.Line, $"\"{cell}\" is no currency code; " +
            $"{_currency.Code} is taken.");
        return _currency;
    }

    // Signed from our view; null where no cell gives an amount. In doubt: sign and direction word contradict.
    private Money? AmountOf(TableRow row, Currency currency, out bool doubt)
    {
        doubt = false;
        if (_columns.Has(Field.Credit) || (_columns.Has(Field.Debit) && !_columns.Has(Field.Amount)))
            return TwoColumns(row, currency);
        if (!_amounts.TryRead(_columns.Cell(row, Field.Amount), currency, out var amount, out var debit))
            return null;
        var direction = debit ? -1 : Directions.Of(_columns.Cell(row, Field.Direction), _mapping?.CreditWords);
        if (direction < 0 && amount.IsPositive)
            return -amount;
        if (direction > 0 && amount.IsNegative)
        {
            doubt = true;
            _findings.Problem(Severity.Warning, "table.sign", row.Line,
                $"The row says credit and has the amount {amount.ToPlainString()}; the sign is taken and a person " +
                $"decides what it is.");
        }

        return direction == 0 && _mapping?.Sign == SignRule.Inverted ? -amount : amount;
    }

    private Money? TwoColumns(TableRow row, Currency currency)
    {
        var hasCredit = _amounts.TryRead(_columns.Cell(row, Field.Credit), currency, out var credit, out _);
        var hasDebit = _amounts.TryRead(_columns.Cell(row, Field.Debit), currency, out var debit, out _);
        if (!hasCredit && !hasDebit)
            return null;
        // A debit column is money out with or without its own minus; a negative credit takes money back.
        return (hasCredit ? credit : Money.Zero(currency)) - (hasDebit ? debit.Abs() : Money.Zero(currency));
    }

    private void Unread(TableRow row, bool dated, bool hasAmount)
    {
        // A footer or note has neither date nor amount; what has one of them was meant as an entry.
        var (severity, rule, what) = (dated, hasAmount) switch
        {
            (false, false) => (Severity.Note, "table.other_row", "The row is no entry"),
            (false, true) when !_columns.Cell(row, Field.Date).Any(char.IsAsciiDigit) =>
                (Severity.Warning, "table.other_row", "The row has an amount and no date"),
            (false, true) => (Severity.Error, "table.date", $"\"{_columns.Cell(row, Field.Date)}\" is no date of " +
                $"form {_dates.Taken}"),
            _ when AmountCells(row).Length == 0 => (Severity.Warning, "table.no_amount", "The row has a date and " +
                "no amount"),
            _ => (Severity.Error, "table.amount", $"\"{AmountCells(row)}\" is no amount in {CurrencyOf(row).Code}"),
        };
        _findings.Problem(severity, rule, row.Line, what + ".",
            System.Text.Encoding.UTF8.GetBytes(TableFile.Cut(row.Raw)));
    }

    private string AmountCells(TableRow row) =>
        $"{_columns.Cell(row, Field.Amount)}{_columns.Cell(row, Field.Credit)}{_columns.Cell(row, Field.Debit)}";
}
