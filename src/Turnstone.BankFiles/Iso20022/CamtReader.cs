using System.Globalization;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// Reads camt.052, .053 and .054 in every version: statements, their balances and entries, checked by their sums.
/// </summary>
internal sealed class CamtReader(Stream file, Recognition found, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private CamtStatement? _statement;
    private DateOnly? _created;

    public IEnumerable<FileItem> Read()
    {
        using var records = new XmlRecords(file, _findings, Tag.Stmt, Tag.Rpt, Tag.Ntfctn, Tag.GrpHdr);
        for (var at = records.Read(); at != RecordEvent.None; at = records.Read())
        {
            Take(records, at);
            foreach (var item in _findings.Items)
                yield return item;
            _findings.Items.Clear();
        }

        if (records.Fault is { } fault)
        {
            var raw = records.Tree.Count > 0 ? System.Text.Encoding.UTF8.GetBytes(records.Tree.Raw()) : [];
            _findings.Problem(Severity.Error, "camt.broken", records.Line,
                $"The file cannot be read on from here: {fault}. Lines may be missing.", raw);
        }

        _statement?.End();
        _findings.End();
        foreach (var item in _findings.Items)
            yield return item;
    }

    private void Take(XmlRecords records, RecordEvent at)
    {
        switch (at)
        {
            case RecordEvent.Begin when records.Tag != Tag.GrpHdr:
                Unclosed(records.Line);
                _statement = new(_findings, found, records.Line, _created);
                break;
            case RecordEvent.End when records.Tag != Tag.GrpHdr:
                _statement?.End();
                _statement = null;
                break;
            case RecordEvent.Record when _statement is not null:
                _statement.Take(records.Tree);
                break;
            case RecordEvent.Record when records.Tag == Tag.Ntry:
                _findings.Problem(Severity.Error, "camt.no_statement", records.Tree.Line,
                    "The entry stands outside of a statement and belongs to none.",
                    System.Text.Encoding.UTF8.GetBytes(records.Tree.Raw()));
                break;
            case RecordEvent.Record:
                Header(records.Tree);
                break;
            default:
                break;
        }
    }

    // A statement within another: the one around it was not closed, and no entry of either is lost.
    private void Unclosed(long line)
    {
        if (_statement is null)
            return;
        _findings.Problem(Severity.Error, "camt.unclosed", line,
            "A statement begins before the one above it ends: something between them is missing.");
        _statement.End();
    }

    private void Header(XmlTree tree)
    {
        var root = tree.Root;
        if (root.Tag == Tag.CreDtTm && Bytes.TryIsoDate(root.Span, out var created))
            _created = created;
        if (root.Tag == Tag.MsgPgntn && root[Tag.LastPgInd].Text == "false")
        {
            _findings.Problem(Severity.Warning, "camt.page", tree.Line, string.Create(CultureInfo.InvariantCulture,
                $"This is page {root[Tag.PgNb].Text} of a message with more pages: the rest is in another file."));
        }
    }
}
