using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Lockbox;

/// <summary>Walks the records: 5 begins a batch, 6 is a check, 4 goes on with it, 7, 8 and 9 are totals.</summary>
internal sealed class LockboxReader(Stream file, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private readonly LockboxLayout _layout = settings.Lockbox;
    private readonly Currency _currency = settings.DefaultCurrency ?? Currency.Usd;
    private LockboxCheck? _check;
    private string? _lockbox;
    private DateOnly? _date;
    private DateOnly? _created;
    private long _transactions;
    private long _records;
    private bool _trailer;
    private (long Count, Int128 Cents) _batch;
    private (long Count, Int128 Cents) _box;

    public IEnumerable<FileItem> Read() => LineByLine.Read(new Lines(file, settings), _findings, Take, AtEnd);

    private void AtEnd(Lines lines)
    {
        EndCheck();
        EndStatement();
        if (!_trailer)
            _findings.Problem(Severity.Error, "lockbox.no_trailer", lines.Line,
                "The file ends without its trailer record 9: checks may be missing.");
    }

    private void Take(Lines lines)
    {
        var line = lines.Current;
        if (line.Trim(" \u001A"u8).IsEmpty)
            return;
        _records++;
        if (lines.Cut)
            _findings.Problem(Severity.Error, "lockbox.too_long", lines.Line,
                "The line is longer than the limit and was cut.", line);
        // Offsets count characters; one byte is one.
        var record = new FixedRecord(Encoding.Latin1.GetString(line), lines.Line, lines.Offset);
        if (line[0] != '4')
            EndCheck();
        switch (line[0])
        {
            case (byte)'1' when LockboxDates.TryRead(record[23..29], out var created): _created = created; break;
            case (byte)'1' or (byte)'2': break;
            case (byte)'4': Overflow(record); break;
            case (byte)'5': Batch(record); break;
            case (byte)'6': Check(record); break;
            case (byte)'7': Total(record, "batch", ref _batch, (_layout.BatchCount, _layout.BatchAmount)); break;
            case (byte)'8': Total(record, "lockbox", ref _box, (_layout.LockboxCount, _layout.LockboxAmount)); break;
            case (byte)'9': Trailer(record); break;
            default:
                _findings.Problem(Severity.Error, "lockbox.record", lines.Line, "No such record type.", line);
                break;
        }
    }

    private void Batch(FixedRecord record)
    {
        _batch = default;
        Begin(record);
    }

    private void Begin(FixedRecord record)
    {
        _date = LockboxDates.TryRead(record[_layout.DepositDate], out var date) ? date : _created;
        var lockbox = record[_layout.Lockbox];
        if (string.Equals(lockbox, _lockbox, StringComparison.Ordinal))
            return;
        EndStatement();
        (_lockbox, _transactions) = (lockbox, 0);
        _findings.Add(new StatementBegan(new(lockbox, _currency, _date, Opening: null, Closing: null, Number: null,
            record.Line)));
    }

    private void Check(FixedRecord record)
    {
        if (_lockbox is null)
        {
            _findings.Problem(Severity.Warning, "lockbox.no_batch", record.Line,
                "A check stands outside a batch (record 5): the lockbox is not known.");
            _lockbox = "";
            _findings.Add(new StatementBegan(new("", _currency, _created, null, null, null, record.Line)));
        }

        if (!FixedRecord.TryNumber(record[_layout.Amount], out var cents))
        {
            _findings.Problem(Severity.Error, "lockbox.amount", record.Line,
                "The amount of the check cannot be read: set the source's layout if its offsets differ.",
                Encoding.UTF8.GetBytes(record.Text));
            return;
        }

        var date = _date ?? _created;
        if (date is null)
            _findings.Problem(Severity.Warning, "lockbox.date", record.Line, "Neither batch nor file has a date.");
        _check = new(record, _layout, date ?? default, new(cents, _currency));
        _batch = (_batch.Count + 1, _batch.Cents + cents);
        _box = (_box.Count + 1, _box.Cents + cents);
    }

    private void Overflow(FixedRecord record)
    {
        if (_check?.Owns(record) == true)
            _check.Take(record);
        else
            _findings.Problem(Severity.Error, "lockbox.overflow", record.Line,
                "The overflow record does not belong to the check before it.", Encoding.UTF8.GetBytes(record.Text));
    }

    private void EndCheck()
    {
        if (_check is not { } check)
            return;
        _check = null;
        _transactions++;
        var transaction = check.Make(_lockbox ?? "");
        _findings.Add(new TransactionRead(transaction));
        if (check.Remittance(transaction) is not { } remittance)
            return;
        _findings.Add(new RemittanceRead(remittance));
        RemittanceSums.Check(_findings, remittance);
    }

    private void Total(
        FixedRecord record, string of, ref (long Count, Int128 Cents) read, (Range Count, Range Cents) at)
    {
        // A file of a day without checks has no batch.
        if (of == "lockbox" && _lockbox is null)
            Begin(record);
        var counts = FixedRecord.TryNumber(record[at.Count], out var count);
        var sums = FixedRecord.TryNumber(record[at.Cents], out var cents);
        if (counts)
            _findings.Total($"lockbox.{of}_count", record.Line, (Int128)count, read.Count);
        if (sums)
            _findings.Total($"lockbox.{of}_total", record.Line, new Money(cents, _currency), read.Cents);
        if (counts && count != read.Count)
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, $"lockbox.{of}_count", record.Line,
                string.Create(CultureInfo.InvariantCulture,
                    $"The {of} states {count} checks, {read.Count} were read."));
        }

        if (sums && cents != read.Cents)
        {
            _findings.Problem(Severity.Error, Quirks.WrongTotals, $"lockbox.{of}_total", record.Line,
                $"The {of} states {new Money(cents, _currency)}, its checks make " +
                $"{new Money(long.CreateSaturating(read.Cents), _currency)}.");
        }

        read = default;
    }

    private void Trailer(FixedRecord record)
    {
        _trailer = true;
        if (!FixedRecord.TryNumber(record[_layout.Records], out var stated))
            return;
        _findings.Total("lockbox.records", record.Line, (Int128)stated, _records);
        if (stated != _records)
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, "lockbox.records", record.Line,
                string.Create(CultureInfo.InvariantCulture, $"The trailer states {stated} records, {_records} came."));
        }
    }

    private void EndStatement()
    {
        if (_lockbox is not null)
            _findings.Add(new StatementEnded(new(Closing: null, _transactions)));
    }
}
