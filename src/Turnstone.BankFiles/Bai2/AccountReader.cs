using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Bai2;

/// <summary>Reads one account: its balances and summaries, then its entries.</summary>
internal sealed class AccountReader(Findings findings, Totals totals, string number, Currency currency, DateOnly? date)
{
    // A lockbox deposit holds its items back until they are complete; more than these are never one deposit.
    private const int MostItems = 100_000;

    private Money? _opening;
    private Money? _closing;
    private long _transactions;
    private Int128 _net;
    private BankTransaction? _deposit;
    private string? _depositItemCode;
    private readonly List<BankTransaction> _items = [];

    public void Begin(LogicalRecords record, Fields fields)
    {
        while (!fields.Ended)
        {
            var code = fields.Next();
            if (code.IsEmpty)
                continue;
            var amount = fields.Next();
            fields.Next();
            var (_, broken) = Funds.Read(ref fields);
            if (broken)
                Problem(Severity.Warning, "bai2.funds", record, $"The funds type after code {Bytes.Raw(code)} " +
                    $"cannot be read.");
            Summary(record, code, amount);
        }

        findings.Add(new StatementBegan(new(number, currency, date, _opening, _closing, Number: null, record.Line)));
        if (date is null)
            Problem(Severity.Error, "bai2.no_date", record, "Neither group nor file has a date; entries are dated " +
                "0001-01-01.");
    }

    private void Summary(LogicalRecords record, ReadOnlySpan<byte> code, ReadOnlySpan<byte> amount)
    {
        if (code.Length != 3 || !Bytes.TryDigits(code, out var type))
        {
            Problem(Severity.Error, "bai2.type_code", record, $"\"{Bytes.Raw(code)}\" stands where a type code " +
                $"belongs.");
            totals.Unreadable();
            return;
        }

        if (amount.IsEmpty)
            return;
        if (!Bytes.TrySignedOrDecimal(amount, currency.Exponent, out var minor))
        {
            totals.Unreadable();
            Problem(Severity.Error, "bai2.amount", record, $"The amount \"{Bytes.Raw(amount)}\" of code {type} is " +
                $"no number.");
            return;
        }

        totals.Amount(minor, TypeCodes.Of((int)type).Sign);
        if (type == 10)
            _opening ??= new Money(minor, currency);
        else if (type == 15)
            _closing ??= new Money(minor, currency);
    }

    public void Entry(LogicalRecords record)
    {
        var entry = Bai2.Entry.Parse(record.Body);
        if (entry.Code < 0)
        {
            totals.Unreadable();
            Problem(Severity.Error, "bai2.type_code", record, "The entry has no type code of three digits and is " +
                "not read.");
            return;
        }

        if (entry.Code == 890)
        {
            Problem(Severity.Note, "bai2.text_only", record, "Code 890 is a message without money.");
            return;
        }

        if (entry.FundsBroken)
            Problem(Severity.Error, "bai2.funds", record, "The funds type of the entry cannot be read; references " +
                "may be wrong.");
        if (AmountOf(record, entry.Amount) is not { } minor)
            return;
        var type = TypeCodes.Of(entry.Code);
        totals.Amount(minor, type.Sign);
        Emit(Make(record, entry, type, minor));
    }

    private long? AmountOf(LogicalRecords record, ReadOnlySpan<byte> written)
    {
        if (written.IsEmpty)
        {
            // Optional by the specification: the default is zero.
            Problem(Severity.Note, "bai2.no_amount", record, "The entry has no amount; it is taken as zero.");
            return 0;
        }

        if (Bytes.TrySigned(written, out var minor))
            return minor;
        if (Bytes.TrySignedOrDecimal(written, currency.Exponent, out minor))
        {
            Problem(Severity.Warning, "bai2.decimal_point", record,
                $"The amount {Bytes.Raw(written)} has a decimal point; it is read as {new Money(minor, currency)}.");
            return minor;
        }

        totals.Unreadable();
        Problem(Severity.Error, "bai2.amount", record, $"The amount \"{Bytes.Raw(written)}\" is no number; the " +
            $"entry is not read.");
        return null;
    }

    private BankTransaction Make(LogicalRecords record, Entry entry, TypeCode type, long minor)
    {
        if (type.Sign == 0)
        {
            Problem(Severity.Error, "bai2.custom_code", record,
                $"The specification gives code {type.Text} no direction; it is read as money in for a person to " +
                $"judge.");
        }
        else if (!TypeCodes.Knows(type.Code))
        {
            Problem(Severity.Warning, "bai2.unknown_code", record,
                $"The specification does not know code {type.Text}; its range says the direction.");
        }

        if (minor < 0)
            Problem(Severity.Warning, "bai2.signed_amount", record, "Entries carry no sign in BAI2; the minus " +
                "turns the direction of the code.");
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "customer", Bytes.Text(entry.CustomerReference));
        var text = Bytes.Text(entry.Text);
        var payer = text.Length == 0 ? Payer.Unknown : LabelledText.Read(text, ref references);
        var bank = Bytes.Text(entry.BankReference);
        return new BankTransaction
        {
            Date = date ?? default, ValueDate = entry.ValueDate, Amount = new(type.Sign < 0 ? -minor : minor, currency),
            Kind = minor < 0 ? LineKind.Undecided : type.Kind, TypeCode = type.Text,
                Reference = bank.Length == 0 ? null : bank,
            Payer = payer, Text = text, Line = record.Line, Offset = record.Offset, Length = record.Length,
            References = references ?? ReferenceList.Empty,
        };
    }

    // A deposit is followed by its items (115 by 116s): one entry with parts where they add up, never counted twice.
    private void Emit(BankTransaction transaction)
    {
        var code = transaction.TypeCode;
        if (_deposit is not null && code == _depositItemCode && _items.Count < MostItems)
        {
            _items.Add(transaction);
            return;
        }

        Release();
        _depositItemCode = code switch { "115" => "116", "135" => "136", "155" => "156", _ => null };
        if (_depositItemCode is null)
            Out(transaction);
        else
            _deposit = transaction;
    }

    private void Release()
    {
        if (_deposit is not { } deposit)
            return;
        _deposit = null;
        Int128 sum = 0;
        foreach (var item in _items)
            sum += item.Amount.Minor;
        if (_items.Count > 0 && sum == deposit.Amount.Minor)
        {
            Out(deposit with { Parts = [.. _items] });
        }
        else
        {
            if (_items.Count > 0)
            {
                findings.Problem(Severity.Warning, "bai2.deposit_items", deposit.Line, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{_items.Count} items of code {_items[0].TypeCode} do not add up to the deposit " +
                    $"{deposit.Amount} " +
                    $"before them; all are read as entries of their own."));
            }

            Out(deposit);
            foreach (var item in _items)
                Out(item);
        }

        _items.Clear();
    }

    private void Out(BankTransaction transaction)
    {
        _transactions++;
        _net += transaction.Amount.Minor;
        findings.Add(new TransactionRead(transaction));
    }

    public void End()
    {
        Release();
        if (_opening is { } first && _closing is { } last && _transactions > 0)
            findings.Total("bai2.balance", totals.Line, last, first.Minor + (Int128)_net);
        // Banks may leave out detail, so a gap here is a question, not proof of a lost line: the control totals are
        // that.
        if (_opening is { } opening && _closing is { } closing && _transactions > 0
            && opening.Minor + _net != closing.Minor)
        {
            findings.Problem(Severity.Warning, Quirks.WrongBalances, "bai2.balance", totals.Line,
                $"Account {number}: opening {opening.ToPlainString()} and its entries do not lead to closing " +
                $"{closing}; " +
                "the bank may report only part of them.");
        }

        findings.Add(new StatementEnded(new(_closing, _transactions)));
    }

    private void Problem(Severity severity, string rule, LogicalRecords record, string message) =>
        findings.Problem(severity, rule, record.Line, message, record.Body);
}
