using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ofx;

/// <summary>One statement: its account, its entries, and the ledger balance behind them.</summary>
internal sealed class OfxStatement(Findings findings, long line)
{
    private string? _account;
    private Currency? _currency;
    private DateOnly? _from;
    private DateOnly? _to;
    private Money? _closing;
    private DateOnly? _closingDate;
    private bool _open;
    private long _transactions;

    /// <summary>A leaf of the statement itself.</summary>
    public void Take(OfxTag inside, OfxTag leaf, string value)
    {
        switch (leaf)
        {
            case OfxTag.CurDef when Currency.TryParse(value, out var currency): _currency ??= currency; break;
            case OfxTag.AcctId when inside is OfxTag.BankAcctFrom or OfxTag.CcAcctFrom or OfxTag.InvAcctFrom:
                _account ??= value;
                break;
            // Cards of some banks have the account without its element.
            case OfxTag.AcctId: _account ??= value; break;
            case OfxTag.DtStart when OfxValues.TryDate(value, out var date): _from ??= date; break;
            case OfxTag.DtEnd when OfxValues.TryDate(value, out var date): _to ??= date; break;
            case OfxTag.BalAmt when inside == OfxTag.LedgerBal: Balance(value); break;
            case OfxTag.DtAsOf when inside == OfxTag.LedgerBal && OfxValues.TryDate(value, out var date):
                _closingDate ??= date;
                break;
            default: break;
        }
    }

    public void Take(OfxEntry entry, long end)
    {
        if (entry.IsEmpty)
            return;
        Open();
        var currency = Currency.TryParse(entry[OfxTag.CurSym], out var own) ? own : _currency!.Value;
        if (entry[OfxTag.TrnAmt] is not { } text || !OfxValues.TryAmount(text, currency, out var amount))
        {
            Problem(Severity.Error, "ofx.amount", entry, "The transaction's amount cannot be read.");
            return;
        }

        if (entry.Contradicts(amount))
            Problem(Severity.Note, "ofx.sign", entry, "Type and sign of the amount contradict; the sign stands.");
        if (entry[OfxTag.FitId] is null)
            Problem(Severity.Note, "ofx.no_id", entry, "It has no FITID; day, amount and order stand for it.");
        if (entry[OfxTag.CorrectFitId] is { } corrected)
        {
            Problem(Severity.Warning, "ofx.correction", entry,
                $"The transaction corrects {corrected} ({entry[OfxTag.CorrectAction] ?? "no action stated"}).");
        }

        _transactions++;
        findings.Add(new TransactionRead(entry.Make(amount, DateOf(entry), end, findings.Payers)));
    }

    public void End()
    {
        Open();
        findings.Add(new StatementEnded(new(_closing, _transactions)));
    }

    private void Balance(string value)
    {
        Open();
        if (OfxValues.TryAmount(value, _currency!.Value, out var amount))
            _closing ??= amount;
        else
            findings.Problem(Severity.Warning, "ofx.balance_form", line, $"Balance {Cut(value)} cannot be read.");
    }

    private DateOnly DateOf(OfxEntry entry)
    {
        if (OfxValues.TryDate(entry[OfxTag.DtPosted], out var date))
            return date;
        var found = OfxValues.TryDate(entry[OfxTag.DtUser], out date)
            || OfxValues.TryDate(entry[OfxTag.DtAvail], out date);
        date = found ? date : _to ?? _from ?? default;
        Problem(Severity.Warning, "ofx.date", entry, date == default
            ? "The transaction has no date that can be read, and nothing else in the statement has."
            : $"The transaction's booking date cannot be read; {date:yyyy-MM-dd} is taken from what stands beside it.");
        return date;
    }

    private void Open()
    {
        if (_open)
            return;
        _open = true;
        if (_currency is null)
        {
            _currency = findings.Settings.DefaultCurrency ?? Currency.None;
            findings.Problem(Severity.Warning, "ofx.no_currency", line,
                $"The statement states no currency; {_currency.Value.Code} is taken.");
        }

        findings.Add(new StatementBegan(new(_account ?? "", _currency.Value, _to ?? _closingDate, Opening: null,
            Closing: null, Number: null, line)));
    }

    private void Problem(Severity severity, string rule, OfxEntry entry, string message) =>
        findings.Problem(severity, rule, entry.Line, message, Encoding.UTF8.GetBytes(entry.Raw));

    private static string Cut(string value) => value.Length > 40 ? value[..40] : value;
}
