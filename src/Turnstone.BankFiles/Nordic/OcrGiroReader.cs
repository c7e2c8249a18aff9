using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Nordic;

/// <summary>
/// OCR giro: 20 begins an account's payments, 30 and 31 are one payment, 32 its text, 88 and 89 are counts and sums.
/// </summary>
internal sealed class OcrGiroReader(Stream file, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private readonly Currency _currency = settings.DefaultCurrency ?? Currency.Of("NOK");
    private NordicPayment? _payment;
    private string? _account;
    private long _inAccount;
    private (long Payments, Int128 Sum) _assignment;
    private (long Payments, Int128 Sum) _file;
    private bool _ended;

    public IEnumerable<FileItem> Read() => LineByLine.Read(new Lines(file, settings), _findings, Take, AtEnd);

    private void AtEnd(Lines lines)
    {
        EndAccount();
        if (!_ended)
            _findings.Problem(Severity.Error, "ocr.no_trailer", lines.Line,
                "The file ends without its record 89: payments may be missing.");
    }

    private void Take(Lines lines)
    {
        if (lines.Current.Trim(" \u001A"u8).IsEmpty)
            return;
        if (lines.Cut)
            _findings.Problem(Severity.Error, "ocr.too_long", lines.Line,
                "The line is longer than the limit and was cut.", lines.Current);
        var record = FixedRecord.Of(lines);
        switch (record[6..8])
        {
            case "10": break;
            case "20": Begin(record, record[24..35]); break;
            case "30": Payment(record); break;
            case "31" when _payment is not null: Second(_payment, record); break;
            case "32" when _payment is not null: _payment.Add(record[15..55]); break;
            case "88": EndAccount(); Total(record, ref _assignment); break;
            case "89": EndAccount(); Total(record, ref _file); _ended = true; break;
            default:
                _findings.Problem(Severity.Error, "ocr.record", record.Line,
                    "The record is of no known type or belongs to no payment.", record.Raw);
                break;
        }
    }

    private void Begin(FixedRecord record, string account)
    {
        EndAccount();
        (_account, _inAccount, _assignment) = (account, 0, default);
        _findings.Add(new StatementBegan(new(account, _currency, null, null, null, null, record.Line)));
    }

    private void Payment(FixedRecord record)
    {
        EndPayment();
        if (_account is null)
            Begin(record, "");
        if (!FixedRecord.TryNumber(record[32..49], out var minor))
        {
            _findings.Problem(Severity.Error, "ocr.amount", record.Line, "The amount cannot be read.", record.Raw);
            return;
        }

        var date = record.Day(15..21);
        if (date is null)
            _findings.Problem(Severity.Warning, "ocr.date", record.Line, "The payment has no date that can be read.");
        var kid = record[49..74];
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "creditor", kid);
        _payment = new(record, new(record[31..32] == "-" ? -minor : minor, _currency))
        {
            Date = date, Code = record[4..6], References = references,
        };
        _payment.Add(kid);
    }

    private static void Second(NordicPayment payment, FixedRecord record)
    {
        payment.Reference = record[25..34].TrimStart('0') is { Length: > 0 } archive ? archive : null;
        payment.Account = record[47..58].TrimStart('0').Length > 0 ? record[47..58] : null;
    }

    private void EndPayment()
    {
        if (_payment is not { } payment)
            return;
        _payment = null;
        _inAccount++;
        _assignment = (_assignment.Payments + 1, _assignment.Sum + payment.Amount.Minor);
        _file = (_file.Payments + 1, _file.Sum + payment.Amount.Minor);
        var transaction = payment.Make(day: null);
        _findings.Add(new TransactionRead(transaction));
        ReferenceChecks.Check(_findings, transaction, CreditorReference.IsKid);
    }

    private void EndAccount()
    {
        EndPayment();
        if (_account is not null)
            _findings.Add(new StatementEnded(new(Closing: null, _inAccount)));
        _account = null;
    }

    private void Total(FixedRecord record, ref (long Payments, Int128 Sum) read)
    {
        if (record.Number(8..16) is { } told)
            _findings.Total("ocr.count", record.Line, (Int128)told, read.Payments);
        if (record.Number(24..41) is { } total)
            _findings.Total("ocr.sum", record.Line, new Money(total, _currency), read.Sum);
        if (record.Number(8..16) is { } count && count != read.Payments)
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, "ocr.count", record.Line,
                string.Create(CultureInfo.InvariantCulture,
                    $"{count} payments are stated, {read.Payments} were read."));
        }

        if (record.Number(24..41) is { } sum && sum != read.Sum)
        {
            _findings.Problem(Severity.Error, Quirks.WrongTotals, "ocr.sum", record.Line,
                $"The sum stated is {new Money(sum, _currency)}, the payments make " +
                $"{new Money(long.CreateSaturating(read.Sum), _currency)}.");
        }

        read = default;
    }
}
