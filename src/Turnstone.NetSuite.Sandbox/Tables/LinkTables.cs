using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Records;
using Turnstone.NetSuite.Sandbox.SuiteQl;

namespace Turnstone.NetSuite.Sandbox.Tables;

/// <summary>One link between two documents, from the earlier to the later.</summary>
internal sealed record LinkRow(Transaction Previous, int PreviousLine, Transaction Next, int NextLine)
{
    public required string Type { get; init; }

    public long? Amount { get; init; }

    public DateTimeOffset Modified { get; init; }
}

/// <summary>The link tables: the same rows seen from either side.</summary>
internal static class LinkTables
{
    public static IEnumerable<MemoryTable> All(Store store) =>
    [
        Table(store, "nexttransactionlinelink", true), Table(store, "previoustransactionlinelink", true),
        Table(store, "nexttransactionlink", false), Table(store, "previoustransactionlink", false),
    ];

    private static MemoryTable Table(Store store, string name, bool withLines)
    {
        List<Column> columns =
        [
            Of("previousdoc", ColumnType.Integer, row => row.Previous.Id),
            Of("previoustype", ColumnType.Text, row => row.Previous.Kind.Code()),
            Of("nextdoc", ColumnType.Integer, row => row.Next.Id),
            Of("nexttype", ColumnType.Text, row => row.Next.Kind.Code()),
            Of("linktype", ColumnType.Text, row => row.Type),
            Of("foreignamount", ColumnType.Number, row =>
                row.Amount is { } amount ? store.ToMajor(amount, row.Previous.Currency) : null),
            Of("lastmodifieddate", ColumnType.Instant, row => row.Modified),
            Of("previousdate", ColumnType.Date, row => row.Previous.Date),
            Of("nextdate", ColumnType.Date, row => row.Next.Date),
        ];
        if (withLines)
        {
            columns.Insert(1, Of("previousline", ColumnType.Integer, row => (long)row.PreviousLine));
            columns.Insert(4, Of("nextline", ColumnType.Integer, row => (long)row.NextLine));
        }

        return new MemoryTable(name, columns, () => store.AllTransactions.SelectMany(document => From(store, document)))
            .WithSeek("previousdoc", value => One(store, value).SelectMany(document => From(store, document)))
            .WithSeek("nextdoc", value => One(store, value).SelectMany(document => To(store, document)))
            .WithOrder("previousdoc", from => store.Space(Store.Transactions).From(MemoryTable.Id(from) ?? 1)
                .Cast<Transaction>().SelectMany(document => From(store, document)));
    }

    private static Column Of(string name, ColumnType type, Func<LinkRow, object?> read) =>
        new(name, type, row => read((LinkRow)row));

    private static IEnumerable<Transaction> One(Store store, object value) =>
        MemoryTable.Id(value) is { } id && store.Transaction(id) is { } document ? [document] : [];

    /// <summary>The links in which a document is the earlier one.</summary>
    private static IEnumerable<LinkRow> From(Store store, Transaction document) =>
        Applications(store, document).Where(row => row.Previous.Id == document.Id).Concat(Later(store, document));

    private static IEnumerable<LinkRow> To(Store store, Transaction document)
    {
        var links = Applications(store, document).Where(row => row.Next.Id == document.Id);
        if (document.CreatedFrom is { } id && store.Transaction(id) is { } source
            && document.Kind is Kind.Invoice or Kind.CreditMemo)
            links = links.Append(Made(source, document, "OrdBill"));
        return document.Kind != Kind.BankDeposit ? links : links.Concat(document.Lines
            .Where(line => line.Gathers is not null).Select(line => store.Transaction(line.Gathers ?? 0))
                .OfType<Transaction>()
            .Select(payment => Made(payment, document, "Deposit")));
    }

    private static IEnumerable<LinkRow> Applications(Store store, Transaction document)
    {
        foreach (var id in document.Links)
        {
            if (store.Find(Store.Links, id) is not Link link || store.Transaction(link.Debit) is not { } debit
                || store.Transaction(link.Credit) is not { } credit)
                continue;
            // A refund follows what it pays back, a deposit application its deposit; otherwise the credit follows the
            // debit.
            yield return debit.Kind is Kind.Refund or Kind.DepositApplication
                ? new(credit, link.CreditLine, debit, link.DebitLine)
                {
                    Type = debit.Kind == Kind.DepositApplication ? "DepAppl" : "Payment",
                    Amount = link.Amount,
                    Modified = link.Modified,
                }
                : new(debit, link.DebitLine, credit, link.CreditLine)
                {
                    Type = "Payment",
                    Amount = link.Amount,
                    Modified = link.Modified,
                };
        }
    }

    /// <summary>A payment's bank deposit, an order's invoices.</summary>
    private static IEnumerable<LinkRow> Later(Store store, Transaction document)
    {
        if (document.GatheredBy is { } id && store.Transaction(id) is { } deposit)
            yield return Made(document, deposit, "Deposit");
        if (document.Kind is not (Kind.SalesOrder or Kind.Invoice) || document.Entity is not { } entity)
            yield break;
        if (document.Kind == Kind.SalesOrder && !document.Flag("billed"))
            yield break;
        foreach (var made in store.ByEntity(entity).Select(store.Transaction).OfType<Transaction>()
            .Where(made => made.CreatedFrom == document.Id && made.Kind is Kind.Invoice or Kind.CreditMemo
                && made.CreatedFrom == document.Id))
            yield return Made(document, made, "OrdBill");
    }

    private static LinkRow Made(Transaction previous, Transaction next, string type) =>
        new(previous, 0, next, 0) { Type = type, Amount = type == "OrdBill" ? next.Total : previous.Total,
            Modified = next.Modified };
}
