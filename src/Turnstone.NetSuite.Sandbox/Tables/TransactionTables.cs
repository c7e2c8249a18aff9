using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Records;
using Turnstone.NetSuite.Sandbox.SuiteQl;

namespace Turnstone.NetSuite.Sandbox.Tables;

/// <summary>A line with its document: a row of the two line tables.</summary>
internal sealed record LineRow(Transaction Document, Line Line, int Sequence)
{
    public static IEnumerable<LineRow> Of(Transaction document) =>
        document.Lines.Select((line, index) => new LineRow(document, line, index));
}

/// <summary>The tables of documents: headers, lines, and what the lines post.</summary>
internal static class TransactionTables
{
    public static IEnumerable<MemoryTable> All(Store store) => [Headers(store), Lines(store), Postings(store)];

    private static MemoryTable Headers(Store store)
    {
        List<Column> columns = [.. HeaderColumns(store), .. AmountColumns(store), .. TextColumns()];
        return new MemoryTable("transaction", columns, () => store.AllTransactions)
            .WithSeek("id", value => One(store, value))
            .WithSeek("entity", value => MemoryTable.Id(value) is { } entity
                ? store.ByEntity(entity).Select(store.Transaction).OfType<Transaction>()
                : [])
            .WithSeek("externalid", value => store.External(Store.Transactions, $"{value}") is { } id ? One(store, id)
                : [])
            .WithOrder("id", from => store.Space(Store.Transactions).From(MemoryTable.Id(from) ?? 1))
            .WithOrder("lastmodifieddate", from => store.Space(Store.Transactions)
                .ChangedFrom(from is DateTimeOffset at ? at : DateTimeOffset.MinValue));
    }

    private static IEnumerable<Column> HeaderColumns(Store store) =>
    [
        On("id", ColumnType.Integer, document => document.Id),
        On("tranid", ColumnType.Text, document => document.Number),
        On("transactionnumber", ColumnType.Text, document => document.Number),
        On("trandisplayname", ColumnType.Text, document => RecordName.Of(document)),
        On("type", ColumnType.Text, document => document.Kind.Code()) with
        {
            Display = row => Catalog.Of(((Transaction)row).Kind).Label,
        },
        On("recordtype", ColumnType.Text, document => document.Type.ToLowerInvariant()),
        On("abbrevtype", ColumnType.Text, document => document.Kind.Code().ToUpperInvariant()),
        On("status", ColumnType.Text, document => Status.Of(document).Letter) with
        {
            Display = row => $"{Catalog.Of(((Transaction)row).Kind).Label} : {Status.Of((Transaction)row).Label}",
            Compound = row => $"{((Transaction)row).Kind.Code()}:{Status.Of((Transaction)row).Letter}",
        },
        On("trandate", ColumnType.Date, document => document.Date),
        On("duedate", ColumnType.Date, document => document.Due),
        On("closedate", ColumnType.Date, document => document.Closed),
        On("createddate", ColumnType.Instant, document => document.Created),
        On("lastmodifieddate", ColumnType.Instant, document => document.Modified),
        Reference(store, "entity", Store.Entities, document => document.Entity),
        Reference(store, "currency", "currency", document => document.Currency),
        Reference(store, "subsidiary", "subsidiary", document => document.Subsidiary),
        Reference(store, "postingperiod", "accountingPeriod", document => document.Period),
        Reference(store, "terms", "term", document => document.Terms),
        Reference(store, "employee", Store.Entities, document => document.Reference("salesRep")),
        Reference(store, "createdfrom", Store.Transactions, document => document.CreatedFrom),
        Reference(store, "paymentmethod", "paymentMethod", document => document.Reference("paymentMethod")),
        On("approvalstatus", ColumnType.Integer, document => (long)document.Approval) with
        {
            Display = row => ((Transaction)row).Approval.ToString(),
        },
        On("posting", ColumnType.Flag, document => document.IsPosting),
        On("voided", ColumnType.Flag, document => document.Voided),
        On("void", ColumnType.Flag, document => document.Voided),
        On("isreversal", ColumnType.Flag, document => document.Flag("isReversal")),
        On("reversal", ColumnType.Integer, document => document.Reference("reversalEntryId")),
        On("reversaldate", ColumnType.Date, document => document.Value("reversalDate")),
        On("createdby", ColumnType.Integer, _ => 3L),
        On("source", ColumnType.Text, _ => "REST Web Services"),
        On("billingaddress", ColumnType.Integer, _ => null),
    ];

    private static IEnumerable<Column> AmountColumns(Store store) =>
    [
        On("exchangerate", ColumnType.Number, document => document.Rate),
        On("foreigntotal", ColumnType.Number, document => Major(store, document, Signed(document))),
        On("total", ColumnType.Number, document =>
            store.ToMajor(document.Lines.Count == 0 ? 0 : SignedBase(document),
                store.BaseCurrency(document.Subsidiary))),
        On("foreignamountpaid", ColumnType.Number, document =>
            Owed(document) is { } line ? Major(store, document, line.Settled) : null),
        On("foreignamountunpaid", ColumnType.Number, document =>
            Owed(document) is { } line ? Major(store, document, line.Open) : null),
        On("foreignpaymentamountused", ColumnType.Number, document =>
            Paid(document) is { } line ? Major(store, document, line.Settled) : null),
        On("foreignpaymentamountunused", ColumnType.Number, document =>
            Paid(document) is { } line ? Major(store, document, line.Open) : null),
        On("taxtotal", ColumnType.Number, document => document.First(Role.Tax) is null ? null
            : Major(store, document, Math.Abs(document.Lines.Where(line => line.Role == Role.Tax)
                .Sum(line => line.Amount)))),
    ];

    private static IEnumerable<Column> TextColumns() =>
    [
        On("externalid", ColumnType.Text, document => document.ExternalId),
        On("memo", ColumnType.Text, document => document.Text("memo")),
        On("otherrefnum", ColumnType.Text, document => document.Text("otherRefNum") ?? document.Text("checkNumber")),
        On("email", ColumnType.Text, document => document.Text("email")),
        On("userestimatedpaymentdate", ColumnType.Date, document => document.Value("userEstimatedPaymentDate")),
        .. CustomColumns.Of("custbody").Select(name => On(name, ColumnType.Text, document => document.Text(name))),
    ];

    private static MemoryTable Lines(Store store)
    {
        List<Column> columns = [.. LineColumns(store), .. LineAmounts(store)];
        return OfLines(store, "transactionline", columns, LineRow.Of);
    }

    private static IEnumerable<Column> LineColumns(Store store) =>
    [
        Of("transaction", ColumnType.Integer, row => row.Document.Id) with
        {
            Display = row => RecordName.Of(((LineRow)row).Document),
        },
        Of("id", ColumnType.Integer, row => (long)row.Line.Id),
        Of("linesequencenumber", ColumnType.Integer, row => (long)row.Sequence),
        Of("uniquekey", ColumnType.Integer, row => row.Document.Id * 1000 + row.Line.Id),
        Of("mainline", ColumnType.Flag, row => row.Sequence == 0),
        Of("taxline", ColumnType.Flag, row => row.Line.Role == Role.Tax),
        Of("iscogs", ColumnType.Flag, _ => false),
        Of("isfxvariance", ColumnType.Flag, row => row.Line.Role == Role.Gain),
        Of("isclosed", ColumnType.Flag, row => row.Line.IsOpenable && row.Line.Open == 0),
        Of("cleared", ColumnType.Flag, _ => false),
        OfList(store, "item", "item", row => row.Line.Item),
        Of("itemtype", ColumnType.Text, row => row.Line.Item is null ? null : "Service"),
        Of("quantity", ColumnType.Number, row => row.Line.Quantity),
        Of("rate", ColumnType.Number, row => row.Line.Quantity is { } quantity and not 0
            ? Math.Abs(Major(store, row.Document, row.Line.Amount) / quantity)
            : null),
        OfList(store, "taxcode", "salesTaxItem", row =>
            row.Line.Values?.GetValueOrDefault("taxCode") is Ref code ? code.Id : null),
        Of("taxrate1", ColumnType.Number, row => row.Line.Values?.GetValueOrDefault("taxRate1") switch
        {
            long whole => (decimal)whole,
            var rate => rate,
        }),
        OfList(store, "expenseaccount", "account", row => row.Line.Account),
        OfList(store, "subsidiary", "subsidiary", row => row.Document.Subsidiary),
        OfList(store, "department", "department", row => Own(row, "department")),
        OfList(store, "class", "classification", row => Own(row, "class")),
        OfList(store, "location", "location", row => Own(row, "location")),
        OfList(store, "entity", Store.Entities, row => row.Line.Entity ?? row.Document.Entity),
        OfList(store, "createdfrom", Store.Transactions, row => row.Document.CreatedFrom),
        Of("memo", ColumnType.Text, row => row.Line.Memo ?? (row.Sequence == 0 ? row.Document.Text("memo") : null)),
        Of("accountinglinetype", ColumnType.Text, row =>
            row.Line.Role == Role.Receivable ? "ACCOUNTSRECEIVABLE" : null),
        Of("transactionlinetype", ColumnType.Text, row => row.Line.Role.ToString().ToUpperInvariant()),
        Of("linelastmodifieddate", ColumnType.Instant, row => row.Document.Modified),
    ];

    private static IEnumerable<Column> LineAmounts(Store store) =>
    [
        Of("netamount", ColumnType.Number, row => Base(store, row, row.Line.Posted)),
        Of("foreignamount", ColumnType.Number, row => Major(store, row.Document, row.Line.Amount)),
        Of("debitforeignamount", ColumnType.Number, row =>
            row.Line.Amount > 0 ? Major(store, row.Document, row.Line.Amount) : null),
        Of("creditforeignamount", ColumnType.Number, row =>
            row.Line.Amount < 0 ? Major(store, row.Document, -row.Line.Amount) : null),
        Of("foreignamountpaid", ColumnType.Number, row =>
            Debit(row) ? Major(store, row.Document, row.Line.Settled) : null),
        Of("foreignamountunpaid", ColumnType.Number, row =>
            Debit(row) ? Major(store, row.Document, row.Line.Open) : null),
        Of("foreignpaymentamountused", ColumnType.Number, row =>
            Credit(row) ? Major(store, row.Document, row.Line.Settled) : null),
        Of("foreignpaymentamountunused", ColumnType.Number, row =>
            Credit(row) ? Major(store, row.Document, row.Line.Open) : null),
    ];

    private static MemoryTable Postings(Store store) => OfLines(store, "transactionaccountingline",
    [
        Of("transaction", ColumnType.Integer, row => row.Document.Id),
        Of("transactionline", ColumnType.Integer, row => (long)row.Line.Id),
        OfList(store, "account", "account", row => row.Line.Account),
        Of("accountingbook", ColumnType.Integer, _ => 1L),
        Of("accounttype", ColumnType.Text, row => store.AccountType(row.Line.Account)),
        Of("posting", ColumnType.Flag, row => row.Document.IsPosting),
        Of("exchangerate", ColumnType.Number, row => row.Document.Rate),
        Of("amount", ColumnType.Number, row => Base(store, row, row.Line.Posted)),
        Of("netamount", ColumnType.Number, row => Base(store, row, row.Line.Posted)),
        Of("debit", ColumnType.Number, row => row.Line.Posted > 0 ? Base(store, row, row.Line.Posted) : null),
        Of("credit", ColumnType.Number, row => row.Line.Posted < 0 ? Base(store, row, -row.Line.Posted) : null),
        Of("amountpaid", ColumnType.Number, row => Debit(row) ? Base(store, row, row.Line.SettledBase) : null),
        Of("amountunpaid", ColumnType.Number, row => Debit(row) ? Base(store, row, row.Line.OpenBase) : null),
        Of("paymentamountused", ColumnType.Number, row => Credit(row) ? Base(store, row, row.Line.SettledBase) : null),
        Of("paymentamountunused", ColumnType.Number, row => Credit(row) ? Base(store, row, row.Line.OpenBase) : null),
        Of("amountlinked", ColumnType.Number, row => row.Line.IsOpenable ? Base(store, row, row.Line.SettledBase)
            : null),
        Of("lastmodifieddate", ColumnType.Instant, row => row.Document.Modified),
    ], document => document.Approval == Approval.Approved ? LineRow.Of(document) : []);

    private static MemoryTable OfLines(
        Store store, string name, IReadOnlyList<Column> columns, Func<Transaction, IEnumerable<LineRow>> rows) =>
        new MemoryTable(name, columns, () => store.AllTransactions.SelectMany(rows))
            .WithSeek("transaction", value => One(store, value).SelectMany(rows))
            .WithOrder("transaction", from => store.Space(Store.Transactions).From(MemoryTable.Id(from) ?? 1)
                .Cast<Transaction>().SelectMany(rows));

    private static IEnumerable<Transaction> One(Store store, object value) =>
        MemoryTable.Id(value) is { } id && store.Transaction(id) is { } document ? [document] : [];

    private static Column On(string name, ColumnType type, Func<Transaction, object?> read) =>
        new(name, type, row => read((Transaction)row));

    private static Column Reference(Store store, string name, string space, Func<Transaction, long?> read) =>
        On(name, ColumnType.Integer, document => read(document)) with
        {
            Display = row => read((Transaction)row) is { } id ? RecordName.Of(store.Find(space, id)) : null,
        };

    private static Column Of(string name, ColumnType type, Func<LineRow, object?> read) =>
        new(name, type, row => read((LineRow)row));

    private static Column OfList(Store store, string name, string space, Func<LineRow, long?> read) =>
        Of(name, ColumnType.Integer, row => read(row)) with
        {
            Display = row => read((LineRow)row) is { } id ? RecordName.Of(store.Find(space, id)) : null,
        };

    private static long? Own(LineRow row, string name) =>
        (row.Line.Values?.GetValueOrDefault(name) ?? row.Document.Value(name)) is Ref reference ? reference.Id : null;

    /// <summary>The line of what is owed: of an invoice or refund. A journal's stand on its lines only.</summary>
    private static Line? Owed(Transaction document) =>
        document.Kind is Kind.Invoice or Kind.Refund ? document.Openable : null;

    private static Line? Paid(Transaction document) =>
        document.Kind is Kind.Payment or Kind.CreditMemo or Kind.CustomerDeposit or Kind.DepositApplication
            ? document.Lines.Find(line => line is { IsOpenable: true, Amount: <= 0 })
            : null;

    /// <summary>Documents that lower what is owed have totals below zero.</summary>
    private static long Signed(Transaction document) =>
        document.Kind == Kind.CreditMemo ? -document.Total : document.Total;

    private static long SignedBase(Transaction document) => document.Kind switch
    {
        Kind.Journal => document.Lines.Where(line => line.Base > 0).Sum(line => line.Base),
        _ => document.Lines[0].Base,
    };

    private static bool Debit(LineRow row) => row.Line is { IsOpenable: true, Amount: > 0 };

    private static bool Credit(LineRow row) => row.Line is { IsOpenable: true, Amount: < 0 };

    private static decimal Major(Store store, Transaction document, long minor) =>
        store.ToMajor(minor, document.Currency);

    private static decimal Base(Store store, LineRow row, long minor) =>
        store.ToMajor(minor, store.BaseCurrency(row.Document.Subsidiary));
}
