using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.X12;

/// <summary>
/// Reads one 823 (lockbox): DEP begins a deposit, BAT a batch, BPR or BPS a payment, RMR beneath it a document. Stated
/// amounts and counts of deposit and batch are checked.
/// </summary>
internal sealed class LockboxDeposits(Findings findings, byte element)
{
    private readonly Currency _currency = findings.Settings.DefaultCurrency ?? Currency.Usd;
    private readonly List<RemittanceLine> _lines = [];
    private readonly Level _deposit = new("deposit");
    private readonly Level _batch = new("batch");
    private Level? _level;
    private BankTransaction? _payment;
    private DateOnly? _date;
    private string _lockbox = "";
    private string _batchNumber = "";
    private bool _open;
    private long _transactions;

    public void Take(ReadOnlySpan<byte> segment, long line)
    {
        var elements = Bytes.Text(segment).Split((char)element, StringSplitOptions.TrimEntries);
        string At(int index) => index < elements.Length ? elements[index] : "";
        switch (elements[0])
        {
            case "DEP": Deposit(At(1), At(2), At(8), line); break;
            case "BAT": Batch(At(3).Length > 0 ? At(3) : At(1), line); break;
            case "AMT" when _payment is null && _level is { } level: level.Amount = AmountOf(At(2)); break;
            case "QTY" when _payment is null && _level is { } level && At(1) == "42":
                level.Count = NumberOf(At(2));
                break;
            case "BPR": Payment(segment, AmountOf(At(2)), new(null, Some(At(9)), Some(At(7))), line); break;
            case "BPS": Payment(segment, AmountOf(At(2)), Payer.Unknown, line); break;
            case "REF" when _payment is { } paid && At(1) == "CK":
                _payment = paid with { Reference = Some(At(2)) };
                break;
            case "N1" when _payment is { } paid && At(1) == "PR":
                _payment = paid with { Payer = paid.Payer with { Name = Some(At(2)) } };
                break;
            case "RMR" when _payment is not null:
                _lines.Add(new(At(2), AmountOf(At(5)), AmountOf(At(6)), null, Some(At(7)), AmountOf(At(4)), line));
                break;
            case "RMR" or "ADX":
                findings.Problem(Severity.Error, "x12.structure", line, "It stands outside of a payment.", segment);
                break;
            default: break;
        }
    }

    public void End(long line)
    {
        EndBatch(line);
        Check(_deposit, line);
        if (_open)
            findings.Add(new StatementEnded(new(Closing: null, _transactions)));
        _open = false;
    }

    private void Deposit(string lockbox, string date, string account, long line)
    {
        End(line);
        (_lockbox, _batchNumber, _level) = (lockbox, "", _deposit);
        _deposit.Begin();
        _date = Ofx.OfxValues.TryDate(date, out var day) ? day : null;
        Open(account.Length > 0 ? account : lockbox, line);
    }

    private void Open(string account, long line)
    {
        (_open, _transactions) = (true, 0);
        findings.Add(new StatementBegan(new(account, _currency, _date, null, null, null, line)));
    }

    private void Batch(string number, long line)
    {
        EndBatch(line);
        (_batchNumber, _level) = (number, _batch);
        _batch.Begin();
    }

    private void Payment(ReadOnlySpan<byte> segment, Money? amount, Payer payer, long line)
    {
        EndPayment();
        if (amount is not { } paid)
        {
            findings.Problem(Severity.Error, "x12.amount", line, "The payment's amount cannot be read.", segment);
            return;
        }

        if (!_open)
            Open(_lockbox, line);
        if (_date is null)
            findings.Problem(Severity.Warning, "x12.date", line, "The deposit has no date.");
        _deposit.Add(paid);
        _batch.Add(paid);
        _payment = new()
        {
            Date = _date ?? default, Amount = paid, Kind = LineKind.Receipt, Line = line, Payer = payer,
        };
    }

    private void EndPayment()
    {
        if (_payment is not { } payment)
            return;
        _payment = null;
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "check", payment.Reference);
        ReferenceList.Add(ref references, "lockbox", _lockbox);
        ReferenceList.Add(ref references, "batch", _batchNumber);
        payment = payment with
        {
            References = references ?? ReferenceList.Empty,
            Text = string.Join(' ', _lines.Select(read => read.Document)),
        };
        _transactions++;
        findings.Add(new TransactionRead(payment));
        if (_lines.Count > 0)
        {
            var remittance = new Remittance
            {
                Payer = payment.Payer.Name, Reference = payment.Reference, Date = _date, Currency = _currency,
                Total = payment.Amount, Lines = [.. _lines], Line = payment.Line,
            };
            RemittanceSums.Check(findings, remittance);
            findings.Add(new RemittanceRead(remittance));
        }

        _lines.Clear();
    }

    private void EndBatch(long line)
    {
        EndPayment();
        Check(_batch, line);
        _level = null;
    }

    private void Check(Level level, long line)
    {
        if (level.Amount is { } total)
            findings.Total($"x12.{level.Name}_total", line, total, level.Sum);
        if (level.Count is { } told)
            findings.Total($"x12.{level.Name}_count", line, (Int128)told, level.Payments);
        if (level.Amount is { } stated && stated.Minor != level.Sum)
        {
            findings.Problem(Severity.Error, Quirks.WrongTotals, $"x12.{level.Name}_total", line,
                $"The {level.Name} states {stated}, its payments make " +
                $"{new Money(long.CreateSaturating(level.Sum), _currency)}.");
        }

        if (level.Count is { } count && count != level.Payments)
        {
            findings.Problem(Severity.Warning, Quirks.Miscounts, $"x12.{level.Name}_count", line, string.Create(
                CultureInfo.InvariantCulture,
                $"The {level.Name} states {count} payments, {level.Payments} were read."));
        }

        level.Begin();
    }

    private Money? AmountOf(string text) =>
        X12Amounts.TryRead(System.Text.Encoding.Latin1.GetBytes(text), _currency, out var amount, out _)
            ? amount : null;

    private static long? NumberOf(string text) => FixedRecord.TryNumber(text, out var number) ? number : null;

    private static string? Some(string text) => text.Length > 0 ? text : null;

    private sealed class Level(string name)
    {
        public string Name => name;

        public Money? Amount { get; set; }

        public long? Count { get; set; }

        public Int128 Sum { get; private set; }

        public long Payments { get; private set; }

        public void Begin() => (Amount, Count, Sum, Payments) = (null, null, 0, 0);

        public void Add(Money amount) => (Sum, Payments) = (Sum + amount.Minor, Payments + 1);
    }
}
