using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Mt940;

/// <summary>One message: account, balances, lines with their details, and the check that they close.</summary>
internal sealed class MtStatement(Findings findings, MtDetailsReader details, Recognition found, long line)
{
    private string _account = "";
    private string? _number;
    private Currency? _currency;
    private Money? _opening;
    private DateOnly? _openingDate;
    private Money? _closing;
    private DateOnly? _closingDate;
    private readonly MtLine _entry = new();
    private MtLine? _pending;
    private MtDetails? _pendingDetails;
    private MtDetails? _pendingStructured;
    private long _transactions;
    private Int128 _net;
    private Int128 _expected;
    private long _unread;
    private readonly List<(bool Debit, long Count, Money? Sum, long Line)> _stated = [];
    private long _credits;
    private long _debits;
    private Int128 _creditSum;
    private Int128 _debitSum;

    /// <summary>Its account or balance is known, so that another account begins another statement.</summary>
    public bool Begun { get; private set; }

    /// <summary>Its closing balance was read.</summary>
    public bool Closed { get; private set; }

    public void Take(MtTag tag, ReadOnlySpan<byte> content, long at, long offset, int length)
    {
        if (tag is not (MtTag.Details or MtTag.Structured))
            Release();
        switch (tag)
        {
            case MtTag.Account: Account(content); break;
            case MtTag.Number: _number = Bytes.Text(Bytes.Trim(content)); break;
            case MtTag.Opening: Opening(content, at); break;
            case MtTag.Closing: Closing(content, at); break;
            case MtTag.Floor: Floor(content); break;
            case MtTag.Line: Line(content, at, offset, length); break;
            case MtTag.Details when _pending is { } entry: _pendingDetails = details.Read(content, entry.IsIn); break;
            case MtTag.Structured when _pending is not null:
                _pendingStructured = NumberedDetails.Read(Bytes.Text(content));
                break;
            case MtTag.Debits or MtTag.Credits: Stated(tag == MtTag.Debits, content, at); break;
            default: break;
        }
    }

    public void End(Dictionary<string, Money> closings)
    {
        Release();
        Open();
        CheckBalance(closings);
        CheckStated();
        findings.Add(new StatementEnded(new(_closing, _transactions)));
    }

    private void Account(ReadOnlySpan<byte> content)
    {
        _account = Bytes.Text(Bytes.Trim(content)).Split('\n')[0].Trim();
        // Dutch banks write the currency behind the IBAN; it is no part of the number.
        if (_account.Length > 18 && CreditorReference.IsIban(_account[..^3].TrimEnd())
            && Currency.TryParse(_account[^3..], out var stated))
            (_account, _currency) = (_account[..^3].TrimEnd(), _currency ?? stated);
        // "20041111/0123456000EUR": some banks append the currency.
        if (_account.Length > 6 && char.IsAsciiDigit(_account[^4]) && Currency.TryParse(_account[^3..],
            out var currency)
            && _account[^3..].All(char.IsAsciiLetterUpper))
            _currency ??= currency;
        Begun = true;
    }

    private void Opening(ReadOnlySpan<byte> content, long at)
    {
        if (MtBalance.Read(content) is not { } balance)
        {
            findings.Problem(Severity.Error, "mt940.balance_form", at, "The opening balance cannot be read.", content);
            return;
        }

        (_opening, _openingDate) = (balance.Amount, balance.Date);
        _currency = balance.Amount.Currency;
        Begun = true;
    }

    private void Closing(ReadOnlySpan<byte> content, long at)
    {
        Closed = true;
        if (MtBalance.Read(content) is { } balance)
        {
            (_closing, _closingDate) = (balance.Amount, balance.Date);
            _currency ??= balance.Amount.Currency;
        }
        else
        {
            findings.Problem(Severity.Error, "mt940.balance_form", at, "The closing balance cannot be read.", content);
        }
    }

    private void Floor(ReadOnlySpan<byte> content)
    {
        if (content.Length >= 3 && Currency.TryParse(Bytes.Text(content[..3]), out var currency))
            _currency ??= currency;
    }

    // ":90D:2EUR12,5": count, currency, sum.
    private void Stated(bool debit, ReadOnlySpan<byte> content, long at)
    {
        var text = Bytes.Text(Bytes.Trim(content));
        var digits = 0;
        while (digits < text.Length && char.IsAsciiDigit(text[digits]))
            digits++;
        if (text.Length < digits + 3 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var count))
            return;
        Money? sum = Currency.TryParse(text.Substring(digits, 3), out var currency)
            && MtAmount.TryRead(System.Text.Encoding.ASCII.GetBytes(text[(digits + 3)..]), currency, out var minor)
            ? new Money(minor, currency) : null;
        _stated.Add((debit, count, sum, at));
    }

    private void Line(ReadOnlySpan<byte> content, long at, long offset, int length)
    {
        Open();
        if (_entry.Read(content, _currency!.Value, findings.Texts))
        {
            _pending = _entry;
            _entry.Stand(at, offset, length);
            return;
        }

        _unread++;
        findings.Problem(Severity.Error, "mt940.line", at, "The statement line cannot be read.", content);
    }

    private void Release()
    {
        if (_pending is not { } entry)
            return;
        _pending = null;
        var told = _pendingStructured ?? _pendingDetails ?? new();
        (_pendingDetails, _pendingStructured) = (null, null);
        if (entry.DateClamped)
        {
            findings.Problem(Severity.Warning, "mt940.date", entry.At,
                "The day does not exist in its month; the last day of the month is taken.");
        }

        var transaction = MtTransaction.Make(entry, told);
        _transactions++;
        if (entry.IsExpected)
            _expected += transaction.Amount.Minor;
        else
            _net += transaction.Amount.Minor;
        if (transaction.Amount.IsNegative)
            (_debits, _debitSum) = (_debits + 1, _debitSum - transaction.Amount.Minor);
        else
            (_credits, _creditSum) = (_credits + 1, _creditSum + transaction.Amount.Minor);
        findings.Add(new TransactionRead(transaction));
    }

    private bool _open;

    private void Open()
    {
        if (_open)
            return;
        _open = true;
        if (_currency is null)
        {
            _currency = findings.Settings.DefaultCurrency ?? Currency.None;
            findings.Problem(Severity.Warning, "mt940.no_opening", line,
                $"The statement has no opening balance and no currency; {_currency.Value.Code} is taken.");
        }

        findings.Add(new StatementBegan(new(_account, _currency.Value, _openingDate, _opening, Closing: null,
            _number, line)));
    }

    private void CheckBalance(Dictionary<string, Money> closings)
    {
        var key = $"{_account} {_currency}";
        if (_opening is { } opening && closings.TryGetValue(key, out var before) && before != opening)
        {
            findings.Problem(Severity.Warning, Quirks.WrongBalances, "mt940.chain", line,
                $"Account {_account}: the page opens with {opening.ToPlainString()}, the one before closed with " +
                $"{before}: " +
                "a page may be missing.");
        }

        if (_closing is { } closing)
            closings[key] = closing;
        else if (found.Role == SourceRole.Statement)
            findings.Problem(Severity.Warning, "mt940.no_closing", line, $"The statement of {_account} has no " +
                $"closing balance.");
        if (_opening is not { } start || _closing is not { } end || start.Currency != end.Currency)
            return;
        findings.Total("mt940.balance", line, end, start.Minor + (Int128)_net);
        // Some banks count what they expect as booked.
        if (start.Minor + _net == end.Minor || start.Minor + _net + _expected == end.Minor)
            return;
        var unread = _unread == 0 ? "" : $" {_unread.ToString(CultureInfo.InvariantCulture)} lines could not be read.";
        findings.Problem(Severity.Error, Quirks.WrongBalances, "mt940.balance", line,
            $"Statement of {_account}: opening {start.ToPlainString()} and its lines do not lead to closing " +
            $"{end}.{unread}");
    }

    private void CheckStated()
    {
        foreach (var (debit, count, sum, at) in _stated)
        {
            var (counted, summed) = debit ? (_debits, _debitSum) : (_credits, _creditSum);
            findings.Total("mt940.summary_count", at, (Int128)count, counted);
            if (sum is { } total)
                findings.Total("mt940.summary_sum", at, total, summed);
            if (count != counted)
            {
                findings.Problem(Severity.Warning, Quirks.Miscounts, "mt940.summary_count", at,
                    string.Create(CultureInfo.InvariantCulture, $"{count} lines are stated, {counted} are there."));
            }

            if (sum is { } stated && stated.Minor != summed)
            {
                findings.Problem(Severity.Error, Quirks.WrongTotals, "mt940.summary_sum", at,
                    $"The lines do not add up to the stated sum of {stated}.");
            }
        }
    }
}
