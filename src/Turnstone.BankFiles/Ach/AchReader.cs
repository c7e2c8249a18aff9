using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Ach;

/// <summary>
/// Walks the records of an ACH file: batches with entries and addenda, checked by hash, counts and amounts.
/// </summary>
internal sealed class AchReader(Stream file, ReadSettings settings)
{
    // Digits of a total in the file's control record; a file of advices (ADV) has wider ones.
    private const int TotalWidth = 12;
    private const int AdviceWidth = 20;

    private readonly Findings _findings = new(settings);
    private readonly AchTotals _file = new();
    private AchEntry? _entry;
    private AchBatch? _batch;
    private DateOnly? _created;
    private string? _statement;
    private long _transactions;
    private long _batches;
    private bool _headed;
    private bool _controlled;
    private bool _advises;

    public IEnumerable<FileItem> Read()
    {
        using var lines = new AchLines(file, settings);
        while (lines.Read())
        {
            Take(lines);
            if (_findings.Items.Count == 0)
                continue;
            foreach (var item in _findings.Items)
                yield return item;
            _findings.Items.Clear();
        }

        End(lines);
        _findings.End();
        foreach (var item in _findings.Items)
            yield return item;
    }

    private void Take(AchLines lines)
    {
        var record = lines.Current;
        if (lines.TooLong)
            _findings.Problem(Severity.Warning, "ach.length", lines.Line, "The record is longer than 94 characters.",
                record);
        switch ((char)record[0])
        {
            case '1': Header(record, lines.Line); break;
            case '5': BeginBatch(lines); break;
            case '6': Entry(lines); break;
            case '7': Addenda(lines); break;
            case '8': EndBatch(lines); break;
            case '9' when record.IndexOfAnyExcept((byte)'9') < 0 || record[1..].IndexOfAnyExcept((byte)' ') < 0: break;
            case '9': Control(lines); break;
            default:
                // What stands before the header is a mailbox's line and no record of the file.
                var within = _headed || _batch is not null;
                _findings.Problem(within ? Severity.Error : Severity.Note, "ach.unknown_record", lines.Line,
                    "The line is no record of ACH and is not read.", record);
                break;
        }
    }

    private void Header(ReadOnlySpan<byte> record, long line)
    {
        if (_headed && !_controlled)
            _findings.Problem(Severity.Error, "ach.no_control", line, "Another file begins before the control " +
                "record of this one.");
        (_headed, _controlled) = (true, false);
        _created = Bytes.TryDate6(record[23..29], out var date) ? date : null;
        if (_created is null)
            _findings.Problem(Severity.Warning, "ach.file_date", line, "The file header has no date.", record);
    }

    private void BeginBatch(AchLines lines)
    {
        CloseBatch(lines, "another batch begins");
        _batch = new(_findings, _entry ??= new(_findings), lines.Current, lines.Line, _created);
        _advises = _batch.EntryClass == "ADV";
        _batches++;
    }

    private void Entry(AchLines lines)
    {
        if (_batch is null)
        {
            _findings.Problem(Severity.Error, "ach.no_batch", lines.Line, "The entry stands outside of a batch; " +
                "its company and date are lost.");
            _batch = AchBatch.Lost(_findings, _entry ??= new(_findings), lines.Line, _created);
        }

        Release();
        _batch.Entry(lines);
    }

    private void Addenda(AchLines lines)
    {
        if (_batch?.Open is not { } entry)
        {
            _findings.Problem(Severity.Error, "ach.addenda", lines.Line, "The addenda belong to no entry.",
                lines.Current);
            return;
        }

        _batch.Totals.Addenda++;
        entry.Addenda(lines.Current, lines.Line);
    }

    private void EndBatch(AchLines lines)
    {
        if (_batch is null)
        {
            _findings.Problem(Severity.Error, "ach.no_batch", lines.Line, "A batch's control record stands without " +
                "a batch.", lines.Current);
            return;
        }

        Release();
        _batch.Check(lines.Current, lines.Line);
        _file.Add(_batch.Totals);
        _batch = null;
    }

    private void CloseBatch(AchLines lines, string why)
    {
        if (_batch is null)
            return;
        Release();
        if (!_batch.IsLost)
        {
            _findings.Problem(Severity.Error, "ach.no_batch_control", lines.Line,
                string.Create(CultureInfo.InvariantCulture,
                $"The batch that begins at line {_batch.Line} has no control record before {why}: entries may be " +
                $"missing."));
        }

        _file.Add(_batch.Totals);
        _batch = null;
    }

    private void Release()
    {
        if (_batch?.Close() is not { } read)
            return;
        if (_statement is null || (_batch.IsFirst && _statement != read.Account))
            BeginStatement(read.Account, read.Transaction);
        _batch.IsFirst = false;
        _transactions++;
        _findings.Add(new TransactionRead(read.Transaction));
        if (read.Remittance is { } remittance)
            _findings.Add(new RemittanceRead(remittance));
    }

    // The files of one receiver have one account; batches of another account are another statement.
    private void BeginStatement(string account, BankTransaction first)
    {
        EndStatement();
        (_statement, _transactions) = (account, 0);
        _findings.Add(new StatementBegan(new(account, first.Amount.Currency, first.Date, null, null, null,
            first.Line)));
    }

    private void EndStatement()
    {
        if (_statement is not null)
            _findings.Add(new StatementEnded(new(Closing: null, _transactions)));
        _statement = null;
    }

    private void Control(AchLines lines)
    {
        CloseBatch(lines, "the file's control record");
        _controlled = true;
        var record = lines.Current;
        var at = lines.Line;
        AchTotals.CheckCount(_findings, at, new("ach.file_batches", "batches", record[1..7]), _batches);
        AchTotals.CheckCount(_findings, at, new("ach.file_count", "entries and addenda", record[13..21]),
            _file.Entries + _file.Addenda);
        AchTotals.CheckCount(_findings, at, new("ach.file_hash", "as entry hash", record[21..31]), _file.Hash);
        var width = _advises ? AdviceWidth : TotalWidth;
        AchTotals.CheckSum(_findings, at, new("ach.file_debits", "debits", record.Slice(31, width)), _file.Debits);
        AchTotals.CheckSum(_findings, at, new("ach.file_credits", "credits", record.Slice(31 + width, width)),
            _file.Credits);
        // Ten records make a block; the filling behind this record is not read yet.
        var blocks = (lines.Records + 9) / 10;
        AchTotals.CheckCount(_findings, at, new("ach.file_blocks", "blocks", record[7..13]), blocks, Severity.Note);
        _file.Clear();
        _batches = 0;
    }

    private void End(AchLines lines)
    {
        CloseBatch(lines, "the file ends");
        if (_statement is null && _headed)
        {
            var currency = settings.DefaultCurrency ?? Currency.Usd;
            _findings.Add(new StatementBegan(new("", currency, _created, null, null, null, 1)));
            _statement = "";
        }

        EndStatement();
        if (!_headed)
            _findings.Problem(Severity.Error, "ach.no_header", 1, "The file has no header record: something before " +
                "it may be lost.");
        if (!_controlled)
            _findings.Problem(Severity.Error, "ach.no_control", lines.Line, "The file has no control record: " +
                "entries may be missing.");
    }
}
