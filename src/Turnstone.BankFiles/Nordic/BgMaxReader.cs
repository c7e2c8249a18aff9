using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Nordic;

/// <summary>
/// BgMax: 05 begins an account's payments, 20 is a payment, 21 a deduction, 22 to 29 tell of it, 15 is the deposit.
/// </summary>
internal sealed class BgMaxReader(Stream file, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private readonly List<NordicPayment> _section = [];
    private Currency _currency = settings.DefaultCurrency ?? Currency.Of("SEK");
    private string? _account;
    private DateOnly? _created;
    private long _line;
    private (long Payments, long Deductions, long References, long Deposits) _read;
    private bool _ended;

    public IEnumerable<FileItem> Read() => LineByLine.Read(new Lines(file, settings), _findings, Take, AtEnd);

    private void AtEnd(Lines lines)
    {
        if (!_ended)
            _findings.Problem(Severity.Error, "bgmax.no_trailer", lines.Line,
                "The file ends without its record 70: payments may be missing.");
        if (_account is not null)
            EndSection(_created, number: null);
    }

    private void Take(Lines lines)
    {
        if (lines.Current.Trim(" \u001A"u8).IsEmpty)
            return;
        if (lines.Cut)
            _findings.Problem(Severity.Error, "bgmax.too_long", lines.Line,
                "The line is longer than the limit and was cut.", lines.Current);
        var record = Expanded(FixedRecord.Of(lines));
        switch (record[0..2])
        {
            case "01": _created = Day(record[24..32]); break;
            case "05": Begin(record); break;
            case "15": Deposit(record); break;
            case "20" or "21": Payment(record); break;
            case "22" or "23" or "25" or "26" when _section.Count > 0: Tell(_section[^1], record); break;
            case "27" or "28" or "29" when _section.Count > 0: break;
            case "70": Trailer(record); break;
            default:
                _findings.Problem(Severity.Error, "bgmax.record", record.Line,
                    "The record is of no known type or belongs to no payment.", record.Raw);
                break;
        }
    }

    // An editor has put tabs in place of blanks in some files; columns stand at multiples of eight.
    private static FixedRecord Expanded(FixedRecord record)
    {
        if (!record.Text.Contains('\t', StringComparison.Ordinal))
            return record;
        var text = new StringBuilder();
        foreach (var letter in record.Text)
            text.Append(letter == '\t' ? ' ' : letter, letter == '\t' ? 8 - text.Length % 8 : 1);
        return record with { Text = text.ToString() };
    }

    private void Begin(FixedRecord record)
    {
        if (_account is not null)
        {
            _findings.Problem(Severity.Warning, "bgmax.no_deposit", record.Line,
                "The payments before have no deposit.");
            EndSection(_created, number: null);
        }

        _account = record[2..12].TrimStart('0') is { Length: > 0 } bankgiro ? bankgiro : record[12..22].TrimStart('0');
        _line = record.Line;
        if (Currency.TryParse(record[22..25], out var currency))
            _currency = currency;
    }

    private void Payment(FixedRecord record)
    {
        _account ??= "";
        var deduction = record[0..2] == "21";
        (_read.Payments, _read.Deductions) = deduction
            ? (_read.Payments, _read.Deductions + 1) : (_read.Payments + 1, _read.Deductions);
        if (!FixedRecord.TryNumber(record[37..55], out var minor))
        {
            _findings.Problem(Severity.Error, "bgmax.amount", record.Line, "The amount cannot be read.", record.Raw);
            return;
        }

        var payment = new NordicPayment(record, new(deduction ? -minor : minor, _currency))
        {
            Code = record[0..2], Reference = Some(record[57..69]), Account = Some(record[2..12].TrimStart('0')),
        };
        var reference = record[12..37];
        payment.Add(reference);
        // 2: one reference whose check digit the bank has checked.
        if (record[55..56] == "2")
        {
            ReferenceList? references = null;
            ReferenceList.Add(ref references, "creditor", reference);
            payment.References = references;
        }

        _section.Add(payment);
    }

    private void Tell(NordicPayment payment, FixedRecord record)
    {
        switch (record[0..2])
        {
            case "22" or "23":
                _read.References++;
                payment.Add(record[12..37]);
                break;
            case "25": payment.Add(record[2..52]); break;
            default: payment.Name = Some($"{record[2..37]} {record[37..72]}".Trim()); break;
        }
    }

    private void Deposit(FixedRecord record)
    {
        if (_account is null)
        {
            _findings.Problem(Severity.Error, "bgmax.record", record.Line, "A deposit stands without payments.",
                record.Raw);
            return;
        }

        _read.Deposits++;
        Int128 sum = 0;
        foreach (var payment in _section)
            sum += payment.Amount.Minor;
        if (record.Number(50..68) is { } told)
            _findings.Total("bgmax.deposit", record.Line, new Money(told, _currency), sum);
        if (record.Number(50..68) is { } stated && stated != sum)
        {
            _findings.Problem(Severity.Error, Quirks.WrongTotals, "bgmax.deposit", record.Line,
                $"The deposit states {new Money(stated, _currency)}, its payments make " +
                $"{new Money(long.CreateSaturating(sum), _currency)}.");
        }

        Count(record, "payments of the deposit", 71..79, _section.Count);
        EndSection(Day(record[37..45]) ?? _created, Some(record[45..50]));
    }

    private void EndSection(DateOnly? day, string? number)
    {
        if (day is null && _section.Count > 0)
            _findings.Problem(Severity.Warning, "bgmax.date", _line, "Neither deposit nor file has a date.");
        _findings.Add(new StatementBegan(new(_account ?? "", _currency, day, null, null, number, _line)));
        foreach (var payment in _section)
            _findings.Add(new TransactionRead(payment.Make(day)));
        _findings.Add(new StatementEnded(new(Closing: null, _section.Count)));
        _section.Clear();
        _account = null;
    }

    private void Trailer(FixedRecord record)
    {
        _ended = true;
        Count(record, "payments", 2..10, _read.Payments);
        Count(record, "deductions", 10..18, _read.Deductions);
        Count(record, "further references", 18..26, _read.References);
        Count(record, "deposits", 26..34, _read.Deposits);
    }

    private void Count(FixedRecord record, string what, Range place, long read)
    {
        if (record.Number(place) is not { } stated)
            return;
        _findings.Total("bgmax.count", record.Line, (Int128)stated, read);
        if (stated != read)
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, "bgmax.count", record.Line,
                string.Create(CultureInfo.InvariantCulture, $"The file states {stated} {what}, {read} were read."));
        }
    }

    private static DateOnly? Day(string text) => Ofx.OfxValues.TryDate(text, out var date) ? date : null;

    private static string? Some(string text) => text.Length > 0 ? text : null;
}
