using System.Globalization;
using System.Text;
using Turnstone.BankFiles.Iso20022;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Ofx;

/// <summary>
/// Takes elements in their order and keeps only what it is within: end tags may be missing, wrong or doubled, and what
/// begins next ends what was open.
/// </summary>
internal sealed class OfxReader(Stream file, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private OfxStatement? _statement;
    private readonly OfxEntry _entries = new();
    private OfxEntry? _entry;
    private OfxTag _inside;
    private OfxTag _leaf;
    private string? _value;
    private bool _closed;
    private long _statements;
    private long _investments;
    private OfxTag _kind;

    public IEnumerable<FileItem> Read()
    {
        using var scanner = new OfxScanner(file, settings);
        for (var token = scanner.Read(); token != OfxToken.None; token = scanner.Read())
        {
            Take(scanner, token);
            if (_findings.Items.Count == 0)
                continue;
            foreach (var item in _findings.Items)
                yield return item;
            _findings.Items.Clear();
        }

        End(scanner);
        foreach (var item in _findings.Items)
            yield return item;
    }

    private void Take(OfxScanner scanner, OfxToken token)
    {
        switch (token)
        {
            case OfxToken.Open:
                EndLeaf();
                if (OfxTags.Holds(scanner.Tag))
                    Open(scanner);
                else
                    _leaf = scanner.Tag;
                break;
            case OfxToken.Close:
                EndLeaf();
                Close(scanner);
                break;
            case OfxToken.Text when _leaf != OfxTag.Unknown:
                _value = _value is null ? ValueOf(scanner) : _value + ValueOf(scanner);
                break;
            default:
                break;
        }
    }

    private string ValueOf(OfxScanner scanner)
    {
        var text = scanner.Text.Trim(" \r\n\t"u8);
        if (scanner.IsRaw || !text.Contains((byte)'&'))
            return OfxEntry.IsOwn(_leaf) ? Bytes.Text(text) : _findings.Texts.Text(text);
        var plain = new byte[text.Length];
        return Bytes.Text(plain.AsSpan(0, XmlEntities.Decode(text, plain))).Replace("&nbsp;", " ",
            StringComparison.Ordinal);
    }

    private void Open(OfxScanner scanner)
    {
        switch (scanner.Tag)
        {
            case OfxTag.StmtRs or OfxTag.CcStmtRs or OfxTag.InvStmtRs:
                EndStatement(scanner.Offset);
                (_statement, _kind) = (new(_findings, scanner.Line), scanner.Tag);
                _statements++;
                break;
            case OfxTag.StmtTrn:
                EndEntry(scanner.Offset, closed: false);
                _entry = _entries.Begin(scanner.Line, scanner.Offset - "<STMTTRN>".Length);
                _statement ??= new(_findings, scanner.Line);
                break;
            case OfxTag.InvTran:
                _investments++;
                break;
            case OfxTag.LedgerBal or OfxTag.AvailBal:
                EndEntry(scanner.Offset, closed: false);
                break;
            default:
                break;
        }

        _inside = scanner.Tag;
    }

    private void Close(OfxScanner scanner)
    {
        switch (scanner.Tag)
        {
            case OfxTag.StmtTrn: EndEntry(scanner.Offset, closed: true); break;
            case OfxTag.BankTranList: EndEntry(scanner.Offset, closed: false); break;
            // Some close a card's statement as a bank's.
            case OfxTag.StmtRs or OfxTag.CcStmtRs or OfxTag.InvStmtRs: EndStatement(scanner.Offset); break;
            case OfxTag.Ofx: _closed = true; break;
            default: break;
        }

        if (OfxTags.Holds(scanner.Tag))
            _inside = _entry is not null ? OfxTag.StmtTrn : OfxTag.Unknown;
    }

    private void EndLeaf()
    {
        var (leaf, value) = (_leaf, _value?.Trim());
        (_leaf, _value) = (OfxTag.Unknown, null);
        if (leaf == OfxTag.Unknown || string.IsNullOrEmpty(value))
            return;
        if (_entry is not null)
            _entry.Take(_inside, leaf, value);
        else if (_inside == OfxTag.Status)
            Status(leaf, value);
        else
            _statement?.Take(_inside, leaf, value);
    }

    private string _code = "";

    // A bank that refuses says so in a status and sends no statement.
    private void Status(OfxTag leaf, string value)
    {
        if (leaf == OfxTag.Code)
            _code = value;
        if (leaf == OfxTag.Severity && string.Equals(value, "ERROR", StringComparison.OrdinalIgnoreCase))
            _findings.Problem(Severity.Warning, "ofx.status", 0, $"The bank answers with error {_code}.");
    }

    private void EndEntry(long offset, bool closed)
    {
        if (_entry is not { } entry)
            return;
        _entry = null;
        _inside = OfxTag.Unknown;
        if (!closed)
        {
            // End tags are optional in spirit: what has all that a transaction needs is whole.
            _findings.Problem(entry.IsWhole ? Severity.Note : Severity.Warning, "ofx.unclosed", entry.Line,
                "The transaction is not closed; it ends where the next element begins.",
                Encoding.UTF8.GetBytes(entry.Raw));
        }

        _statement?.Take(entry, offset);
    }

    private void EndStatement(long offset)
    {
        EndEntry(offset, closed: false);
        _statement?.End();
        _statement = null;
    }

    private void End(OfxScanner scanner)
    {
        EndLeaf();
        if (scanner.Cut)
            _findings.Problem(Severity.Error, "ofx.too_long", scanner.Line, "A text is longer than the limit.");
        if (!_closed)
        {
            var last = _entry is null ? [] : Encoding.UTF8.GetBytes(_entry.Raw);
            _findings.Problem(Severity.Error, "ofx.broken", scanner.Line,
                "The file ends before its OFX element does: transactions may be missing.", last);
        }

        EndStatement(scanner.Offset);
        if (_investments > 0)
        {
            _findings.Problem(Severity.Note, "ofx.investment", 0, string.Create(CultureInfo.InvariantCulture,
                $"{_investments} transactions in securities are not read: they are no money of an account."));
        }

        if (_statements == 0)
            _findings.Problem(Severity.Warning, "ofx.no_statement", 0, "The file holds no statement.");
        _findings.End();
    }
}
