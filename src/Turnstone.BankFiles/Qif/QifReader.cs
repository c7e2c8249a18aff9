using System.Text;
using Turnstone.BankFiles.Tables;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Qif;

/// <summary>Reads entries of lines that begin with their letter and end with <c>^</c>.</summary>
internal sealed class QifReader(Stream file, ReadSettings settings)
{
    private const int MostSplits = 10_000;

    private readonly Findings _findings = new(settings);
    private readonly QifDates _dates = new();
    private readonly Dictionary<char, string> _fields = [];
    private readonly List<(string Category, string Memo, string Amount)> _splits = [];
    private Currency _currency;
    private AmountForm _form = new('.');
    private string _section = "";
    private string _account = "";
    private bool _open;
    private long _line;
    private long _offset;
    private long _transactions;

    public IEnumerable<FileItem> Read()
    {
        if (settings.DefaultCurrency is { } known)
            _currency = known;
        else
        {
            _currency = Currency.None;
            _findings.Problem(Severity.Note, "qif.no_currency", 1,
                $"QIF states no currency; {_currency.Code} is taken: set the source's.");
        }

        using var lines = new Lines(file, settings);
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
        foreach (var item in _findings.Items)
            yield return item;
    }

    private void Take(Lines lines)
    {
        var line = lines.Current.Trim(" \u001A"u8);
        if (line.IsEmpty)
            return;
        if (lines.Cut)
            _findings.Problem(Severity.Error, "qif.too_long", lines.Line,
                "The line is longer than the limit and was cut.", line);
        if (line[0] == '!')
        {
            Section(line);
            return;
        }

        if (_fields.Count == 0)
            (_line, _offset) = (lines.Line, lines.Offset);
        if (line[0] == '^')
            Entry(lines.Offset + 1);
        else
            Field((char)line[0], Bytes.Text(line[1..]).Trim(), lines);
    }

    private void Section(ReadOnlySpan<byte> line)
    {
        Entry(_offset);
        var name = Bytes.Text(line[1..]).Trim();
        if (name.StartsWith("Option", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("Clear", StringComparison.OrdinalIgnoreCase))
            return;
        EndStatement();
        _section = name.StartsWith("Type:", StringComparison.OrdinalIgnoreCase)
            ? name[5..].Trim().ToUpperInvariant() : name.ToUpperInvariant();
    }

    // S, E and $ are one part of a split entry: category, memo, amount.
    private void Field(char letter, string value, Lines lines)
    {
        switch (letter)
        {
            case 'S' when _splits.Count < MostSplits: _splits.Add((value, "", "")); break;
            case 'E' when _splits.Count > 0: _splits[^1] = _splits[^1] with { Memo = value }; break;
            case '$' when _splits.Count > 0: _splits[^1] = _splits[^1] with { Amount = value }; break;
            // Lines of an address follow each other.
            case 'A' when _fields.TryGetValue(letter, out var before): _fields[letter] = $"{before} {value}"; break;
            case 'M' when _fields.TryGetValue(letter, out var before): _fields[letter] = $"{before} {value}"; break;
            case 'D' when _fields.ContainsKey(letter): Unclosed(lines, value); break;
            default:
                if (!_fields.TryAdd(letter, value))
                {
                    _findings.Problem(Severity.Warning, "qif.repeated", lines.Line, "The entry has this field twice; "
                        + "the first one is taken.", lines.Current);
                }

                break;
        }
    }

    // Each entry has one day: a second one says that the ^ between two entries is missing.
    private void Unclosed(Lines lines, string day)
    {
        _findings.Problem(Severity.Warning, "qif.unclosed", _line, "The entry is not closed by ^; it ends where the "
            + "next day begins.");
        Entry(lines.Offset);
        (_line, _offset) = (lines.Line, lines.Offset);
        _fields['D'] = day;
    }

    private bool IsMoney => _section is "BANK" or "CASH" or "CCARD" or "OTH A" or "OTH L" or "";

    private void Entry(long end)
    {
        if (_fields.Count == 0)
            return;
        if (_section == "ACCOUNT")
            _account = _fields.GetValueOrDefault('N', "");
        else if (IsMoney)
            Money(end);
        _fields.Clear();
        _splits.Clear();
    }

    private void Money(long end)
    {
        var raw = Encoding.UTF8.GetBytes(string.Join(' ', _fields.Select(field => $"{field.Key}{field.Value}")));
        var text = _fields.GetValueOrDefault('T') ?? _fields.GetValueOrDefault('U', "");
        if (!TryAmount(text, out var amount))
        {
            _findings.Problem(Severity.Error, "qif.amount", _line, "The entry's amount cannot be read.", raw);
            return;
        }

        if (!_dates.TryRead(_fields.GetValueOrDefault('D', ""), out var date))
            _findings.Problem(Severity.Warning, "qif.date", _line, "The entry's date cannot be read.");
        var payee = _fields.GetValueOrDefault('P', "");
        // Quicken's first entry is the balance before all others.
        var opening = !_open && string.Equals(payee, "Opening Balance", StringComparison.OrdinalIgnoreCase);
        if (opening && _fields.TryGetValue('L', out var own))
            _account = own.Trim('[', ']');
        Open(opening ? amount : null, date);
        if (opening)
            return;
        _transactions++;
        _findings.Add(new TransactionRead(Make(amount, date, payee, end)));
    }

    private BankTransaction Make(Money amount, DateOnly date, string payee, long end)
    {
        ReferenceList? references = null;
        ReferenceList.Add(ref references, "check", _fields.GetValueOrDefault('N'));
        var memo = _fields.GetValueOrDefault('M', "");
        var text = memo.StartsWith(payee, StringComparison.OrdinalIgnoreCase) ? memo : $"{payee} {memo}".Trim();
        return new()
        {
            Date = date, Amount = amount, Kind = LineWords.KindOf(!amount.IsNegative, text), Text = text, Line = _line,
            TypeCode = _fields.GetValueOrDefault('L'), References = references ?? ReferenceList.Empty,
            Reference = _fields.GetValueOrDefault('N'), Payer = payee.Length > 0 ? new(payee) : Payer.Unknown,
            Offset = _offset, Length = (int)Math.Min(int.MaxValue, end - _offset), Parts = PartsOf(date),
        };
    }

    private BankTransaction[] PartsOf(DateOnly date)
    {
        var parts = new List<BankTransaction>(_splits.Count);
        foreach (var (category, memo, text) in _splits)
        {
            if (TryAmount(text, out var amount))
                parts.Add(new()
                {
                    Date = date, Amount = amount, Kind = LineKind.Undecided, TypeCode = category, Text = memo,
                    Line = _line,
                });
            else
                _findings.Problem(Severity.Warning, "qif.split", _line, $"The part {category} has no amount to read.");
        }

        return [.. parts];
    }

    private bool TryAmount(string text, out Money amount)
    {
        amount = default;
        if (text.Length == 0)
            return false;
        // A comma proves itself by what follows it; the file keeps to it.
        if (_form.Decimal == '.' && text.LastIndexOf(',') is var comma && comma > text.LastIndexOf('.')
            && text.Length - comma - 1 is 1 or 2)
            _form = new(',');
        return _form.TryRead(text, _currency, out amount, out _);
    }

    private void Open(Money? opening, DateOnly date)
    {
        if (_open)
            return;
        (_open, _transactions) = (true, 0);
        _findings.Add(new StatementBegan(new(_account, _currency, date, opening, null, null, _line)));
    }

    private void EndStatement()
    {
        if (_open)
            _findings.Add(new StatementEnded(new(Closing: null, _transactions)));
        _open = false;
    }

    private void End(Lines lines)
    {
        if (_fields.Count > 0)
        {
            _findings.Problem(Severity.Warning, "qif.unclosed", _line, "The last entry is not closed by ^.");
            Entry(lines.Offset);
        }

        EndStatement();
        if (_dates.Guessed)
            _findings.Problem(Severity.Note, "qif.date_order", 0,
                "No date proved whether the day or the month comes first; the month is taken.");
        _findings.End();
    }
}
