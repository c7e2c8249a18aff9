using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>What a message says for all of its payments: header, message it answers, batch it is within.</summary>
internal sealed class PaymentGroup
{
    private ReferenceList? _batch;
    private string? _batchId;
    private string? _batchStatus;
    private bool _pending;
    private bool _inBatch;
    private long _batchLine;

    /// <summary>Identification of the message.</summary>
    public string? Message { get; private set; }

    /// <summary>Settlement day, else the day the message was made.</summary>
    public DateOnly? Date { get; private set; }

    /// <summary>Stated number of payments.</summary>
    public string? Count { get; private set; }

    /// <summary>Stated sum of payments.</summary>
    public Money? Sum { get; private set; }

    /// <summary>Name of the message that is answered or returned, e.g. <c>pacs.003.001.08</c>.</summary>
    public string? OriginalName { get; private set; }

    public string? OriginalMessage { get; private set; }

    public string? GroupStatus { get; private set; }

    public string Reason { get; private set; } = "";

    public void Take(XmlTree.Node header)
    {
        foreach (var child in header.Children)
            TakeLeaf(child);
    }

    public void TakeLeaf(XmlTree.Node leaf)
    {
        switch (leaf.Tag)
        {
            case Tag.MsgId: Message = leaf.Text; break;
            case Tag.CreDtTm when Date is null && Bytes.TryIsoDate(leaf.Span, out var made): Date = made; break;
            case Tag.IntrBkSttlmDt when Bytes.TryIsoDate(leaf.Span, out var settled): Date = settled; break;
            case Tag.NbOfTxs: Count = leaf.Text; break;
            case Tag.TtlIntrBkSttlmAmt or Tag.TtlRtrdIntrBkSttlmAmt: Sum = Stated(leaf); break;
            case Tag.OrgnlMsgId: OriginalMessage = leaf.Text; break;
            case Tag.OrgnlMsgNmId: OriginalName = leaf.Text; break;
            case Tag.GrpSts: GroupStatus = leaf.Text; break;
            case Tag.OrgnlPmtInfId: _batchId = leaf.Text; break;
            case Tag.PmtInfSts: _batchStatus = leaf.Text; break;
            case Tag.StsRsnInf when _inBatch:
                ReferenceList.Add(ref _batch, "status_reason", PaymentEntry.ReasonOf(leaf));
                break;
            case Tag.StsRsnInf: Reason = $"{PaymentEntry.ReasonOf(leaf)} {leaf[Tag.AddtlInf].Text}".Trim(); break;
            default: break;
        }
    }

    private static Money? Stated(XmlTree.Node leaf) => Currency.TryParse(leaf.CurrencyCode, out var currency)
        ? CamtAmount.Optional(leaf, currency) : null;

    public void BeginBatch(long line)
    {
        (_batch, _batchId, _batchStatus, _batchLine) = (null, null, null, line);
        (_pending, _inBatch) = (true, true);
    }

    public void EndBatch() => _inBatch = false;

    public void ClearStatus() => (GroupStatus, Reason) = (null, "");

    public void Clear() => (Count, Sum, Date) = (null, null, null);

    /// <summary>The batch itself as an entry without money, once and in front of its payments.</summary>
    public BankTransaction? TakeBatch(Currency currency)
    {
        if (!_pending)
            return null;
        _pending = false;
        ReferenceList.Add(ref _batch, "batch", _batchId);
        ReferenceList.Add(ref _batch, "status", _batchStatus);
        ReferenceList.Add(ref _batch, "original_message", OriginalMessage);
        return new()
        {
            Date = Date ?? default, Amount = Money.Zero(currency), TypeCode = _batchStatus, Reference = _batchId,
            Kind = _batchStatus == "RJCT" ? LineKind.Undecided : LineKind.Excluded, Line = _batchLine,
            References = _batch ?? ReferenceList.Empty,
        };
    }
}
