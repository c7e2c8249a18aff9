using System.Globalization;
using System.Text;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// Reads messages about single payments: pacs.008 and pacs.009 (transfers), pacs.004 (returns), pacs.002 and pain.002
/// (status). Each payment is an entry; in pain.002 each group of payments is one too, in front of its own.
/// </summary>
internal sealed class PaymentReader(Stream file, Recognition found, ReadSettings settings)
{
    private readonly Findings _findings = new(settings);
    private readonly PaymentGroup _group = new();
    private (string Account, Currency Currency)? _open;
    private long _inStatement;
    private long _transactions;
    private Int128 _sum;

    public IEnumerable<FileItem> Read()
    {
        using var records = new XmlRecords(file, _findings, Tag.FIToFICstmrCdtTrf, Tag.FICdtTrf, Tag.PmtRtr,
            Tag.FIToFIPmtStsRpt, Tag.OrgnlPmtInfAndSts, Tag.OrgnlGrpInfAndSts, Tag.GrpHdr);
        for (var at = records.Read(); at != RecordEvent.None; at = records.Read())
        {
            Take(records, at);
            foreach (var item in _findings.Items)
                yield return item;
            _findings.Items.Clear();
        }

        if (records.Fault is { } fault)
        {
            var raw = records.Tree.Count > 0 ? Encoding.UTF8.GetBytes(records.Tree.Raw()) : [];
            _findings.Problem(Severity.Error, "pacs.broken", records.Line,
                $"The file cannot be read on from here: {fault}. Payments may be missing.", raw);
        }

        EndStatement();
        _findings.End();
        foreach (var item in _findings.Items)
            yield return item;
    }

    private void Take(XmlRecords records, RecordEvent at)
    {
        switch (at)
        {
            case RecordEvent.Begin when records.Tag == Tag.OrgnlPmtInfAndSts:
                _group.BeginBatch(records.Line);
                break;
            case RecordEvent.End when records.Tag == Tag.OrgnlPmtInfAndSts:
                Batch();
                _group.EndBatch();
                break;
            case RecordEvent.End when records.Tag == Tag.OrgnlGrpInfAndSts:
                Answer(records.Line);
                break;
            case RecordEvent.End when records.Tag is not Tag.GrpHdr:
                CheckGroup(records.Line);
                break;
            case RecordEvent.Record:
                Record(records.Tree);
                break;
            default:
                break;
        }
    }

    private void Record(XmlTree tree)
    {
        var root = tree.Root;
        switch (root.Tag)
        {
            case Tag.GrpHdr or Tag.OrgnlGrpInf: _group.Take(root); break;
            case Tag.CdtTrfTxInf: Payment(tree, root[Tag.IntrBkSttlmAmt], root); break;
            case Tag.TxInf: Payment(tree, root[Tag.RtrdIntrBkSttlmAmt], root[Tag.OrgnlTxRef]); break;
            case Tag.TxInfAndSts:
                Batch();
                Payment(tree, AmountOf(root[Tag.OrgnlTxRef]), root[Tag.OrgnlTxRef]);
                break;
            case Tag.OrgnlGrpInfAndSts:
                foreach (var child in root.Children)
                    _group.TakeLeaf(child);
                Answer(tree.Line);
                break;
            default: _group.TakeLeaf(root); break;
        }
    }

    // A status need not repeat the amount it speaks of.
    private static XmlTree.Node AmountOf(XmlTree.Node original) =>
        original[Tag.IntrBkSttlmAmt].Exists ? original[Tag.IntrBkSttlmAmt] : original[Tag.Amt][Tag.InstdAmt];

    private void Payment(XmlTree tree, XmlTree.Node amount, XmlTree.Node parties)
    {
        var isStatus = tree.Root.Tag == Tag.TxInfAndSts;
        Money? read = isStatus && !amount.Exists ? Money.Zero(NoCurrency)
            : CamtAmount.Read(_findings, tree, amount, otherwise: null, "payment");
        if (read is not { } money)
            return;
        var transaction = PaymentEntry.Make(tree, parties, money, _group);
        var account = CamtParties.Side(parties, Tag.Cdtr, Tag.CdtrAcct, Tag.CdtrAgt, Tag.UltmtCdtr).Account ?? "";
        Begin(isStatus ? "" : account, transaction);
        if (transaction.Date == default && !isStatus)
            _findings.Problem(Severity.Warning, "pacs.date", tree.Line, "The payment has no date.");
        Add(transaction);
        _sum += money.Minor;
        ReferenceChecks.Check(_findings, transaction);
        if (CamtRemittances.Read(parties, transaction, tree.Line) is not { } remittance)
            return;
        _findings.Add(new RemittanceRead(remittance));
        RemittanceSums.Check(_findings, remittance);
    }

    private void Batch()
    {
        if (_group.TakeBatch(NoCurrency) is not { } batch)
            return;
        Begin("", batch);
        Add(batch);
    }

    private void Begin(string account, BankTransaction transaction)
    {
        if (_open is { } open && open.Account == account && open.Currency == transaction.Amount.Currency)
            return;
        EndStatement();
        (_open, _inStatement) = ((account, transaction.Amount.Currency), 0);
        _findings.Add(new StatementBegan(new(account, transaction.Amount.Currency, transaction.Date, Opening: null,
            Closing: null, _group.Message, transaction.Line)));
    }

    private void Add(BankTransaction transaction)
    {
        _inStatement++;
        _transactions++;
        _findings.Add(new TransactionRead(transaction));
    }

    private void EndStatement()
    {
        if (_open is not null)
            _findings.Add(new StatementEnded(new(Closing: null, _inStatement)));
        _open = null;
    }

    // The status of the whole message we sent: a rejection there has no payment beneath it.
    private void Answer(long line)
    {
        if (_group.GroupStatus is not { } status)
            return;
        _findings.Problem(status == "RJCT" ? Severity.Warning : Severity.Note, "pacs.group_status", line,
            $"Message {_group.OriginalMessage ?? "(not named)"} has status {status} {_group.Reason}".TrimEnd() + ".");
        _group.ClearStatus();
    }

    private void CheckGroup(long line)
    {
        if (found.Format is "pacs.002" or "pain.002")
            return;
        if (_group.Count is { } told)
            _findings.Total("pacs.count", line, System.Text.Encoding.UTF8.GetBytes(told), _transactions);
        if (_group.Sum is { } total)
            _findings.Total("pacs.sum", line, total, _sum);
        if (_group.Count is { } count && count != _transactions.ToString(CultureInfo.InvariantCulture))
        {
            _findings.Problem(Severity.Warning, Quirks.Miscounts, "pacs.count", line, string.Create(
                CultureInfo.InvariantCulture, $"The message states {count} payments, {_transactions} were read."));
        }

        if (_group.Sum is { } sum && sum.Minor != _sum)
        {
            _findings.Problem(Severity.Error, Quirks.WrongTotals, "pacs.sum", line,
                $"The message states {sum}, its payments make " +
                $"{new Money(long.CreateSaturating(_sum), sum.Currency)}.");
        }

        (_transactions, _sum) = (0, 0);
        _group.Clear();
    }

    private Currency NoCurrency => settings.DefaultCurrency ?? Currency.None;
}
