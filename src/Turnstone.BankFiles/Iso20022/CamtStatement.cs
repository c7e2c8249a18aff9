using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>One statement, report or notification: its head, its entries, its sums.</summary>
internal sealed class CamtStatement(Findings findings, Recognition found, long line, DateOnly? fileCreated)
{
    private DateOnly? _created = fileCreated;
    private string _account = "";
    private string? _number;
    private Currency? _currency;
    private DateOnly? _asOf;
    private Money? _opening;
    private Money? _previous;
    private Money? _closing;
    private bool _begun;
    private CamtEntry? _reading;
    private long _transactions;
    private long _credits;
    private long _debits;
    private Int128 _creditSum;
    private Int128 _debitSum;
    private Int128 _booked;
    private readonly List<(string What, string? Count, string? Sum)> _stated = [];

    public void Take(XmlTree tree)
    {
        var root = tree.Root;
        switch (root.Tag)
        {
            case Tag.ElctrncSeqNb: _number ??= root.Text; break;
            case Tag.LglSeqNb: _number ??= root.Text; break;
            case Tag.CreDtTm: _created = Bytes.TryIsoDate(root.Span, out var day) ? day : _created; break;
            case Tag.FrToDt: Span(root); break;
            case Tag.Acct: Account(root); break;
            case Tag.Bal: Balance(tree, root); break;
            case Tag.TxsSummry: Summary(root); break;
            case Tag.Ntry: Entry(tree, root); break;
            default: break;
        }
    }

    public void End()
    {
        Begin();
        CheckBalance();
        CheckSummary();
        findings.Add(new StatementEnded(new(_closing, _transactions)));
    }

    private void Span(XmlTree.Node span)
    {
        var to = span[Tag.ToDtTm].Exists ? span[Tag.ToDtTm] : span[Tag.ToDt];
        if (Bytes.TryIsoDate(to.Span, out var day))
            _asOf = day;
    }

    private void Account(XmlTree.Node account)
    {
        var id = account[Tag.Id];
        _account = id[Tag.IBAN].Text ?? id[Tag.Othr][Tag.Id].Text ?? id.Text ?? "";
        if (Currency.TryParse(account[Tag.Ccy].Text, out var currency))
            _currency = currency;
    }

    private void Balance(XmlTree tree, XmlTree.Node balance)
    {
        var type = balance[Tag.Tp];
        var code = type[Tag.CdOrPrtry][Tag.Cd].Text ?? type[Tag.CdOrPrtry][Tag.Prtry].Text ?? type[Tag.Cd].Text;
        if (code is not ("OPBD" or "PRCD" or "CLBD"))
            return;
        if (CamtAmount.Read(findings, tree, balance[Tag.Amt], _currency, "balance") is not { } amount)
            return;
        if (balance[Tag.CdtDbtInd].Is("DBIT"u8))
            amount = -amount.Abs();
        _currency ??= amount.Currency;
        var date = balance[Tag.Dt][Tag.Dt].Exists ? balance[Tag.Dt][Tag.Dt] : balance[Tag.Dt][Tag.DtTm];
        switch (code)
        {
            case "OPBD": _opening ??= amount; break;
            case "PRCD": _previous ??= amount; break;
            default:
                _closing ??= amount;
                _asOf = Bytes.TryIsoDate(date.Span, out var day) ? day : _asOf;
                break;
        }
    }

    private void Summary(XmlTree.Node summary)
    {
        foreach (var (tag, what) in new[] { (Tag.TtlNtries, "entries"), (Tag.TtlCdtNtries, "credits"),
            (Tag.TtlDbtNtries, "debits") })
        {
            if (summary[tag].Exists)
                _stated.Add((what, summary[tag][Tag.NbOfNtries].Text, summary[tag][Tag.Sum].Text));
        }
    }

    private void Entry(XmlTree tree, XmlTree.Node entry)
    {
        if (CamtAmount.Read(findings, tree, entry[Tag.Amt], _currency, "entry") is not { } amount)
            return;
        _currency ??= amount.Currency;
        Begin();
        var reading = _reading ??= new(findings, tree, found.Role);
        var transaction = reading.Read(entry, amount, _asOf ?? _created);
        _transactions++;
        Count(transaction.Amount, CamtEntry.IsBooked(entry));
        findings.Add(new TransactionRead(transaction));
        foreach (var remittance in reading.Remittances)
            findings.Add(new RemittanceRead(remittance));
    }

    private void Count(Money amount, bool booked)
    {
        if (amount.IsNegative)
            (_debits, _debitSum) = (_debits + 1, _debitSum - amount.Minor);
        else
            (_credits, _creditSum) = (_credits + 1, _creditSum + amount.Minor);
        if (booked && amount.Currency == _currency)
            _booked += amount.Minor;
    }

    private void Begin()
    {
        if (_begun)
            return;
        _begun = true;
        _currency ??= findings.Settings.DefaultCurrency ?? Currency.None;
        findings.Add(new StatementBegan(new(_account, _currency.Value, _asOf ?? _created, _opening ?? _previous,
            _closing, _number, line)));
    }

    private void CheckBalance()
    {
        if ((_opening ?? _previous) is not { } opening || _closing is not { } closing
            || opening.Currency != closing.Currency)
            return;
        findings.Total("camt.balance", line, closing, opening.Minor + (Int128)_booked);
        if (opening.Minor + _booked == closing.Minor)
            return;
        findings.Problem(Severity.Error, Quirks.WrongBalances, "camt.balance", line,
            $"Statement of {_account}: opening {opening.ToPlainString()} and the booked entries lead to " +
            $"{Text(opening.Minor + _booked)}, the closing balance is {closing}.");
    }

    private void CheckSummary()
    {
        foreach (var (what, count, sum) in _stated)
        {
            var (counted, summed) = what switch
            {
                "credits" => (_credits, _creditSum),
                "debits" => (_debits, _debitSum),
                _ => (_credits + _debits, _creditSum + _debitSum),
            };
            if (count is not null)
                findings.Total("camt.summary_count", line, System.Text.Encoding.UTF8.GetBytes(count), counted);
            if (count is not null && !(long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture,
                out var number)
                && number == counted))
            {
                findings.Problem(Severity.Warning, Quirks.Miscounts, "camt.summary_count", line,
                    string.Create(CultureInfo.InvariantCulture, $"The statement states {count} {what}, {counted} " +
                        $"are there."));
            }

            if (sum is null)
                continue;
            var isAmount = Bytes.TryDecimal(System.Text.Encoding.UTF8.GetBytes(sum), _currency!.Value.Exponent,
                (byte)'.', out var minor);
            if (isAmount)
                findings.Total("camt.summary_sum", line, new Money(minor, _currency.Value), summed);
            if (!isAmount || minor != summed)
            {
                findings.Problem(Severity.Error, Quirks.WrongTotals, "camt.summary_sum", line,
                    $"The statement states a sum of {sum} for its {what}, they add up to {Text(summed)}.");
            }
        }
    }

    private string Text(Int128 minor) => new Money(long.CreateSaturating(minor), _currency!.Value).ToPlainString();
}

/// <summary>Amounts of ISO 20022: an unsigned decimal with its currency as attribute.</summary>
internal static class CamtAmount
{
    /// <summary>The amount, or null with a problem that carries the record.</summary>
    public static Money? Read(Findings findings, XmlTree tree, XmlTree.Node node, Currency? otherwise, string what)
    {
        var currency = Currency.TryParse(node.CurrencyCode, out var stated)
            ? stated : otherwise ?? findings.Settings.DefaultCurrency;
        if (currency is null)
        {
            currency = Currency.None;
            findings.Problem(Severity.Warning, "camt.currency", tree.Line,
                $"The {what} has an amount without a currency; XXX is taken.");
        }

        var text = node.Span;
        if (Minor(text, currency.Value) is { } minor)
            return new Money(minor, currency.Value);
        if (Tolerant(text, currency.Value) is { } read)
        {
            findings.Problem(read.IsNegative ? Severity.Warning : Severity.Note, "camt.amount_form", tree.Line,
                $"The {what} has \"{Bytes.Raw(text)}\" for an amount, which the standard does not allow; it is read " +
                $"as {read}.");
            return read;
        }

        Problem(findings, tree, "camt.amount",
            $"The {what} has \"{Bytes.Raw(node.Span)}\" for an amount in {currency.Value.Code} and is not read.");
        return null;
    }

    /// <summary>The amount without any problem; null where there is none.</summary>
    public static Money? Optional(XmlTree.Node node, Currency otherwise)
    {
        var currency = Currency.TryParse(node.CurrencyCode, out var stated) ? stated : otherwise;
        return Minor(node.Span, currency) is { } minor ? new Money(minor, currency) : null;
    }

    // A sign or a comma is against the standard. A plus says nothing; what a minus means depends on what has it.
    private static Money? Tolerant(ReadOnlySpan<byte> text, Currency currency)
    {
        var negative = text is [(byte)'-', ..];
        var plain = text.TrimStart("+-"u8);
        if (text.Length - plain.Length > 1)
            return null;
        var comma = plain.IndexOf((byte)',') is var at && at > 0 && plain.Length - at - 1 <= currency.Exponent;
        return Bytes.TryDecimal(plain, currency.Exponent, comma ? (byte)',' : (byte)'.', out var minor)
            ? new Money(negative ? -minor : minor, currency) : null;
    }

    private static long? Minor(ReadOnlySpan<byte> text, Currency currency) =>
        Bytes.TryDecimal(text, currency.Exponent, (byte)'.', out var minor) ? minor : null;

    private static void Problem(Findings findings, XmlTree tree, string rule, string message) => findings.Problem(
        Severity.Error, rule, tree.Line, message, System.Text.Encoding.UTF8.GetBytes(tree.Raw()));
}
