using System.Globalization;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.NetSuite.Records;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// What NetSuite's books say right now of documents, periods, records and money: read before and after writes.
/// </summary>
internal sealed class NetSuiteBooks(INetSuite netSuite, CancellationToken stop)
{
    /// <summary>Documents as they stand now, with the periods asked for.</summary>
    public async Task<Result<LedgerSnapshot>> Documents(
        IReadOnlyList<LedgerDocument> seen, IReadOnlyCollection<string> periods)
    {
        var journals = seen.Where(document => IsJournal(document.Item.Kind)).Select(document =>
            document.Item.Id.Value).ToArray();
        var others = seen.Where(document => !IsJournal(document.Item.Kind)).Select(document =>
            document.Item.Id.Value).ToArray();
        var rows = new List<TransactionRow>();
        if (others.Length > 0 && Add(rows, await Feeds.Transactions().ReadThese(netSuite, others, stop)) is { } one)
            return one;
        if (journals.Length > 0 && Add(rows, await Feeds.JournalLines.ReadThese(netSuite, journals, stop)) is { } two)
            return two;
        if (!(await Feeds.Periods.ReadThese(netSuite, periods, stop)).Is(out var months, out var refusal))
            return refusal;
        return new LedgerSnapshot(rows.Where(row => !row.IsVoided).Select(Document).OfType<LedgerDocument>(), [],
            [.. months.Select(month => new AccountingPeriod(month.Id, month.Name, month.Start, month.End,
                month.Locks.Closed, month.Locks.Receivables, month.Locks.All, month.Locks.AllowsNonGl))]);
    }

    /// <summary>
    /// The same with what only their customers say: a hold stands on the customer, not on its documents.
    /// </summary>
    public async Task<Result<(LedgerSnapshot Now, IReadOnlyList<CustomerId> Inactive)>> Standing(
        IReadOnlyList<LedgerDocument> seen, CustomerId payer, IReadOnlyCollection<string> periods)
    {
        if (!(await Documents(seen, periods)).Is(out var now, out var refusal))
            return refusal;
        string[] ids = [.. now.Documents.Select(document => document.Item.Customer.Value).Append(payer.Value)
            .Distinct(StringComparer.Ordinal)];
        if (!(await Feeds.Customers.ReadThese(netSuite, ids, stop)).Is(out var rows, out refusal))
            return refusal;
        var held = rows.Where(row => Items.IsOnHold(row.Hold)).Select(row => new CustomerId(row.Id)).ToHashSet();
        // One that is gone, because it was merged into another, can be paid for as little as an inactive one.
        var active = rows.Where(row => !row.IsInactive).Select(row => row.Id).ToHashSet(StringComparer.Ordinal);
        return (now.With(held), ids.Where(id => !active.Contains(id)).Select(id => new CustomerId(id)).ToList());
    }

    /// <summary>The record that carries an external id; null where there is none.</summary>
    public async Task<Result<NetSuiteRecord?>> Find(PlannedWrite write)
    {
        var found = await netSuite.Get(
            RecordRef.ByExternalId(WriteBodies.TypeOf(write.Kind), write.ExternalId.Value), stop);
        return found.Is(out var record, out var refusal) ? record
            : refusal.Code == NetSuite.Refusals.NotFound ? (Result<NetSuiteRecord?>)(NetSuiteRecord?)null : refusal;
    }

    /// <summary>A record as the read-back compares it.</summary>
    public async Task<Result<RecordRead>> Read(PlannedWrite write, string id, Currency baseCurrency)
    {
        var type = WriteBodies.TypeOf(write.Kind);
        if (!(await netSuite.Get(new(type, id), stop)).Is(out var record, out var refusal))
            return refusal;
        var currency = write.Amount.Currency;
        // GL lines come in base currency; a change of applications is compared by its lines alone.
        IReadOnlyList<GlLine>? gl = null;
        if (write is not ApplicationChange && !(await Ledger(id, baseCurrency)).Is(out gl, out refusal))
            return refusal;
        return Understood(write, record, currency) with { Gl = gl };
    }

    /// <summary>The line of a journal that credits or debits AR for a customer; null where there is none.</summary>
    public async Task<Result<int?>> ArLine(JournalWrite journal, string id)
    {
        var wanted = journal.Lines.FirstOrDefault(line => line.Customer is not null);
        if (!(await Feeds.JournalLines.ReadThese(netSuite, [id], stop)).Is(out var rows, out var refusal))
            return refusal;
        return rows.Where(row => wanted is not null && row.Customer == wanted.Customer?.Value
            && row.Total == wanted.Amount && row.ArAccount == wanted.Account).Select(row => (int?)row.Line)
            .FirstOrDefault();
    }

    private async Task<Result<IReadOnlyList<GlLine>>> Ledger(string id, Currency currency)
    {
        var answer = await netSuite.Query(new(
            "SELECT tal.account, SUM(COALESCE(tal.debit, 0)) AS debit, SUM(COALESCE(tal.credit, 0)) AS credit"
            + " FROM transactionaccountingline tal WHERE tal.transaction = ? AND tal.accountingbook = 1"
            + " GROUP BY tal.account ORDER BY tal.account", [id]), stop);
        return answer.Is(out var page, out var refusal)
            ? page.Rows.Where(row => row.Text("account") is not null).Select(row => new GlLine(row.Needed("account"),
                row.Money("debit", currency) - row.Money("credit", currency)))
                .Where(line => !line.Amount.IsZero).ToList()
            : refusal;
    }

    private static RecordRead Understood(PlannedWrite write, NetSuiteRecord record, Currency currency)
    {
        var read = new RecordRead
        {
            Id = record.Id, Date = record.Date("tranDate"), Period = record.Ref("postingPeriod"),
            Customer = (record.Ref("customer") ?? record.Ref("entity")) is { } customer ? new(customer) : null,
            Amount = write.Amount, AwaitsApproval = IsPending(write.Kind, record),
            IsVoid = record.Ref("status") is "V" || record.Flag("voided"),
        };
        return write switch
        {
            PaymentWrite or ApplicationChange => read with
            {
                Amount = record.Amount("payment", currency), Applied = record.Amount("applied", currency),
                Unapplied = record.Amount("unapplied", currency), Apply = Lines(record, "apply", currency),
                Credits = Lines(record, "credit", currency),
            },
            CreditMemoWrite => read with
            {
                Amount = record.Amount("total", currency), Applied = record.Amount("applied", currency),
                Apply = Lines(record, "apply", currency),
            },
            CustomerDepositWrite => read with { Amount = record.Amount("payment", currency) },
            DepositWrite => read with { Amount = record.Amount("total", currency) },
            _ => read with
            {
                Amount = record.Lines("line").Aggregate(Domain.Kernel.Money.Zero(currency), (sum, line) =>
                    sum + line.Amount("debit", currency)),
            },
        };
    }

    private static AppliedTo[] Lines(NetSuiteRecord record, string sublist, Currency currency) =>
        [.. record.Lines(sublist).Where(line => line.Flag("apply")).Select(line => new AppliedTo(
            new(line.Ref("doc") ?? ""), int.Parse(line.Text("line") ?? "0", CultureInfo.InvariantCulture),
            line.Text("refNum") ?? line.RefName("doc") ?? line.Ref("doc") ?? "", line.Amount("amount", currency)))];

    private static bool IsPending(WriteKind kind, NetSuiteRecord record) => kind switch
    {
        WriteKind.Payment => record.Ref("status") == "A",
        WriteKind.DifferenceJournal or WriteKind.ReturnJournal or WriteKind.Reversal =>
            record.Ref("approvalStatus") is "1" or "11",
        _ => false,
    };

    private static readonly Dictionary<string, Storage.Ledger.TermRow> NoTerms = [];

    private static LedgerDocument? Document(TransactionRow row) =>
        NetSuiteArrivals.Of(row, NoTerms) is { } arriving
            ? new(arriving.Item, row.Status) { ExchangeRate = row.ExchangeRate } : null;

    private static bool IsJournal(DocumentKind kind) =>
        kind is DocumentKind.JournalDebit or DocumentKind.JournalCredit;

    private static Refusal? Add(List<TransactionRow> rows, Result<IReadOnlyList<TransactionRow>> read)
    {
        if (!read.Is(out var some, out var refusal))
            return refusal;
        rows.AddRange(some);
        return null;
    }
}
