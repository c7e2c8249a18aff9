using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Coda;

/// <summary>Walks the records: 0 header, 1 old balance, 2 and 3 movements, 4 messages, 8 new balance, 9 sums.</summary>
internal sealed class CodaReader(Stream file, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private Currency _currency = settings.DefaultCurrency ?? Currency.Eur;
    private CodaEntry? _entry;
    private CodaEntry? _part;
    private Money? _opening;
    private Money? _closing;
    private DateOnly? _day;
    private string? _account;
    private long _line;
    private long _transactions;
    private long _records;
    private Int128 _net;
    private Int128 _debits;
    private Int128 _credits;
    private Int128 _parts;
    private long _partCount;
    private bool _ended = true;
    private bool _unread;

    public IEnumerable<FileItem> Read() => LineByLine.Read(new Lines(file, settings), _findings, Take, AtEnd);

    private void AtEnd(Lines lines)
    {
        EndStatement();
        if (!_ended)
            _findings.Problem(Severity.Error, "coda.no_trailer", lines.Line,
                "The file ends without its record 9: movements may be missing.");
    }

    private void Take(Lines lines)
    {
        var line = lines.Current;
        if (line.Trim(" \u001A"u8).IsEmpty)
            return;
        if (lines.Cut)
            _findings.Problem(Severity.Error, "coda.too_long", lines.Line,
                "The line is longer than the limit and was cut.", line);
        var record = FixedRecord.Of(lines);
        _records++;
        switch (line[0])
        {
            case (byte)'0': (_records, _ended, _debits, _credits) = (0, false, 0, 0); break;
            case (byte)'1': Opening(record); break;
            case (byte)'2' when record[1..2] == "1": Movement(record); break;
            case (byte)'2' or (byte)'3' when _unread:
                _findings.Problem(Severity.Note, "coda.unread", lines.Line,
                    "The record belongs to the movement that could not be read.", line);
                break;
            case (byte)'2' or (byte)'3' when (_part ?? _entry) is { } entry: entry.Take(record); break;
            case (byte)'4': break;
            case (byte)'8': Closing(record); break;
            case (byte)'9': Trailer(record); break;
            default:
                _findings.Problem(Severity.Error, "coda.record", lines.Line,
                    "The record is of no known type or belongs to no movement.", line);
                break;
        }
    }

    private void Opening(FixedRecord record)
    {
        EndStatement();
        // Up to structure 1 the currency of a Belgian number stands within its field, else behind it.
        var belgian = record[1..2] == "0";
        _account = belgian ? record[5..17] : record[5..39];
        if (Currency.TryParse(belgian ? record[18..21] : record[39..42], out var currency))
            _currency = currency;
        _opening = Balance(record, 42, 43..58);
        (_day, _line, _closing) = (record.Day(58..64), record.Line, null);
        (_transactions, _net) = (0, 0);
        _findings.Add(new StatementBegan(new(_account, _currency, _day, _opening, Closing: null, record[2..5], _line)));
    }

    private void Movement(FixedRecord record)
    {
        EndPart();
        if (_account is null)
        {
            _account = "";
            _findings.Problem(Severity.Warning, "coda.no_opening", record.Line, "Movements stand before a record 1.");
            _findings.Add(new StatementBegan(new("", _currency, null, null, null, null, record.Line)));
        }

        var detail = record[6..10] is not ("0000" or "") && _entry is not null && _entry.Sequence == record[2..6];
        if (!detail)
            EndEntry();
        _unread = true;
        if (Balance(record, 31, 32..47) is not { } amount)
            return;
        _unread = false;
        var entry = new CodaEntry(record, amount);
        if (detail)
            _part = entry;
        else
            _entry = entry;
    }

    // Sign (1 is debit) and twelve digits with three decimals.
    private Money? Balance(FixedRecord record, int sign, Range field)
    {
        var text = record[field];
        var unit = _currency.MinorPerMajor;
        if (FixedRecord.TryNumber(text, out var thousandths) && text.Length == 15 && thousandths * unit % 1000 == 0)
        {
            var minor = thousandths / 1000 * unit + thousandths % 1000 * unit / 1000;
            return new Money(record.Whole(sign..(sign + 1)) == "1" ? -minor : minor, _currency);
        }

        _findings.Problem(Severity.Error, "coda.amount", record.Line,
            $"\"{text}\" is no amount in {_currency.Code}; three decimals are written and the currency has " +
            string.Create(CultureInfo.InvariantCulture, $"{_currency.Exponent}."), record.Raw);
        return null;
    }

    private void EndPart()
    {
        if (_part is { } part && _entry is { } entry)
        {
            entry.Add(part.Make(_day));
            (_parts, _partCount) = (_parts + part.Amount.Minor, _partCount + 1);
        }

        _part = null;
    }

    private void EndEntry()
    {
        EndPart();
        if (_entry is not { } entry)
            return;
        _entry = null;
        if (_partCount > 0 && _parts != entry.Amount.Minor)
        {
            _findings.Problem(Severity.Note, "coda.details", entry.Line,
                $"The details do not add up to the entry of {entry.Amount}; the entry stands.");
        }

        (_parts, _partCount) = (0, 0);
        _transactions++;
        _net += entry.Amount.Minor;
        if (entry.Amount.IsNegative)
            _debits -= entry.Amount.Minor;
        else
            _credits += entry.Amount.Minor;
        var transaction = entry.Make(_day);
        if (transaction.Date == default)
            _findings.Problem(Severity.Warning, "coda.date", entry.Line, "The movement has no date that can be read.");
        _findings.Add(new TransactionRead(transaction));
        ReferenceChecks.Check(_findings, transaction, CreditorReference.IsBelgian);
    }

    private void Closing(FixedRecord record)
    {
        EndEntry();
        _closing = Balance(record, 41, 42..57);
        if (_opening is { } first && _closing is { } last && first.Currency == last.Currency)
            _findings.Total("coda.balance", record.Line, last, first.Minor + (Int128)_net);
        if (_opening is { } opening && _closing is { } closing && opening.Currency == closing.Currency
            && opening.Minor + _net != closing.Minor)
        {
            _findings.Problem(Severity.Error, Quirks.WrongBalances, "coda.balance", record.Line,
                $"Opening {opening.ToPlainString()} and the movements do not lead to closing {closing}.");
        }

        EndStatement();
    }

    private void EndStatement()
    {
        EndEntry();
        if (_account is null)
            return;
        _account = null;
        _findings.Add(new StatementEnded(new(_closing, _transactions)));
    }

    private void Trailer(FixedRecord record)
    {
        EndStatement();
        _ended = true;
        // The records between header and trailer.
        if (record.Number(16..22) is { } told)
            _findings.Total("coda.records", record.Line, (Int128)told, _records - 1);
        if (record.Number(16..22) is { } stated && stated != _records - 1)
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, "coda.records", record.Line,
                string.Create(CultureInfo.InvariantCulture,
                    $"The trailer states {stated} records, {_records - 1} came."));
        }

        Turnover(record, 22..37, _debits, "debits");
        Turnover(record, 37..52, _credits, "credits");
    }

    private void Turnover(FixedRecord record, Range field, Int128 read, string what)
    {
        if (record.Number(field) is { } told)
            _findings.Total($"coda.{what}", record.Line, (Int128)told, read * 1000 / _currency.MinorPerMajor);
        if (record.Number(field) is { } stated && (Int128)stated * _currency.MinorPerMajor != read * 1000)
        {
            _findings.Problem(Severity.Error, Quirks.WrongTotals, $"coda.{what}", record.Line,
                $"The {what} read make {new Money(long.CreateSaturating(read), _currency)}, the trailer states " +
                $"{record[field]} thousandths.");
        }
    }
}
