namespace Turnstone.BankFiles.Iso20022;

/// <summary>What the records' walk stands on.</summary>
internal enum RecordEvent
{
    None, Begin, Record, End,
}

/// <summary>
/// Cuts a message into its containers (a statement, a group of transfers) and their direct children, each child a small
/// tree. Wrappers around the message (envelopes, business headers) are walked through.
/// </summary>
internal sealed class XmlRecords(Stream file, Findings findings, params Tag[] containers) : IDisposable
{
    // An element nested deeper than this is an attack, not a bank's.
    private const int Deepest = 100;

    private readonly XmlScanner _scanner = new(file, findings.Settings);
    private readonly Stack<Tag> _open = new();
    // An entry or payment that stands beside its container is no wrapper to walk through: it is money.
    private static readonly Tag[] OfPayments = [Tag.CdtTrfTxInf, Tag.TxInf, Tag.TxInfAndSts];
    private readonly bool _isStatements = containers.Contains(Tag.Stmt);

    private bool _inContainer;

    /// <summary>The container's name, or the record's.</summary>
    public Tag Tag { get; private set; }

    public XmlTree Tree { get; } = new(findings.Texts);

    public long Line => _scanner.Line;

    /// <summary>Why reading stopped before the end; null where it did not.</summary>
    public string? Fault { get; private set; }

    public RecordEvent Read()
    {
        while (true)
        {
            switch (_scanner.Read())
            {
                case XmlToken.Start:
                    var tag = _scanner.Tag;
                    if ((_inContainer && !Wraps(tag)) || IsStray(tag))
                        return Record(tag) ? RecordEvent.Record : RecordEvent.None;
                    if (Open(tag))
                        return RecordEvent.Begin;
                    break;
                case XmlToken.End when _inContainer:
                    _inContainer = false;
                    Tag = _open.Pop();
                    return RecordEvent.End;
                case XmlToken.End:
                    _open.TryPop(out _);
                    break;
                case XmlToken.None:
                    Fault ??= _scanner.Fault ?? (_open.Count > 0 ? "it ends before all of its elements do" : null);
                    return RecordEvent.None;
                default:
                    break;
            }

            if (_open.Count > Deepest)
            {
                Fault = "its elements are nested too deep";
                return RecordEvent.None;
            }
        }
    }

    public void Dispose() => _scanner.Dispose();

    private bool IsStray(Tag tag) => _isStatements ? tag == Tag.Ntry : OfPayments.Contains(tag);

    // Among statements: what is never a record, even where the element before it was not closed.
    private bool Wraps(Tag tag) => _isStatements && (containers.Contains(tag)
        || tag is Tag.Document or Tag.BkToCstmrStmt or Tag.BkToCstmrAcctRpt or Tag.BkToCstmrDbtCdtNtfctn);

    private bool Open(Tag tag)
    {
        _open.Push(tag);
        _inContainer = containers.Contains(tag);
        if (_inContainer)
            Tag = tag;
        return _inContainer;
    }

    private bool Record(Tag tag)
    {
        Tag = tag;
        Tree.Begin(tag, _scanner.Line);
        Span<int> path = stackalloc int[Deepest];
        var depth = 0;
        SetCurrency(0);
        while (depth >= 0)
        {
            switch (_scanner.Read())
            {
                case XmlToken.Start when depth == Deepest - 1:
                    Fault = "its elements are nested too deep";
                    return false;
                case XmlToken.Start:
                    path[depth + 1] = Tree.Add(path[depth], _scanner.Tag);
                    depth++;
                    SetCurrency(path[depth]);
                    break;
                case XmlToken.End:
                    depth--;
                    break;
                case XmlToken.Text:
                    Tree.AddText(path[depth], _scanner.Value, !_scanner.IsRaw);
                    break;
                default:
                    Fault = _scanner.Fault ?? "it ends before all of its elements do";
                    return false;
            }

            if (Tree.Size > findings.Settings.LongestRecord * 16L)
            {
                Fault = "one record in it is larger than the limit";
                return false;
            }
        }

        return true;
    }

    private void SetCurrency(int node)
    {
        var attributes = _scanner.Attributes;
        if (attributes.IsEmpty)
            return;
        var at = attributes.IndexOf("Ccy"u8);
        if (at < 0)
            return;
        // "Ccy="EUR"", in either quotes, blanks around the sign.
        var value = attributes[(at + 3)..].TrimStart(" =\r\n\t"u8);
        var end = value is [(byte)'"' or (byte)'\'', ..] ? value[1..].IndexOf(value[0]) : 0;
        if (end > 0)
            Tree.SetCurrency(node, value[1..(end + 1)]);
    }
}
