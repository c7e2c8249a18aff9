using static Turnstone.NetSuite.Sandbox.Records.Catalog;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>The documents; they share one sequence of ids and one table.</summary>
internal static class CatalogOfTransactions
{
    private static readonly Field[] Header =
    [
        Text("tranId", "Transaction Number"), Text("transactionNumber", "Transaction Number").Shown(),
        Date("tranDate", "Date"), To("accountingPeriod", "postingPeriod", "Posting Period"),
        To("subsidiary", "subsidiary", "Subsidiary"), To("currency", "currency", "Currency"),
        Number("exchangeRate", "Exchange Rate"), Text("memo", "Memo"), Number("total", "Total").Shown(),
        Choice("status", "Status").Shown(), Flag("void", "Voided").Shown(), Flag("toBeEmailed", "To Be E-mailed"),
        Choice("approvalStatus", "Approval Status", ("1", "Pending Approval"), ("2", "Approved"), ("3", "Rejected")),
        To("department", "department", "Department"), To("classification", "class", "Class"),
        To("location", "location", "Location"), Text("customForm", "Custom Form"),
        Instant("createdDate", "Date Created"), Instant("lastModifiedDate", "Last Modified Date"),
        Number("applied", "Applied").Shown(), Number("unapplied", "Unapplied").Shown(),
    ];

    private static readonly Field[] OfCustomer =
        [To("customer", "entity", "Customer"), Text("otherRefNum", "PO/Check Number"), Text("email", "Email")];

    private static readonly Field[] OfMoney =
    [
        To("customer", "customer", "Customer"), Number("payment", "Payment Amount"),
            To("account", "account", "Account"),
        Choice("undepFunds", "Undep. Funds", ("T", "Undeposited Funds"), ("F", "Account")),
            Text("checkNumber", "Check #"),
        Text("checkNum", "Check #"), To("paymentMethod", "paymentMethod", "Payment Method"),
        Text("paymentOption", "Payment Option"), Text("paymentOperation", "Payment Operation"),
        Text("handlingMode", "Handling Mode"),
    ];

    private static readonly Field[] ItemLine =
    [
        Whole("line", "Line"), To("serviceSaleItem", "item", "Item"), Number("quantity", "Quantity"),
            Number("rate", "Rate"),
        Number("amount", "Amount"), Text("description", "Description"), To("salesTaxItem", "taxCode", "Tax Code"),
        Number("taxRate1", "Tax Rate"), Number("tax1Amt", "Tax Amt"), To("account", "account", "Account"),
        To("department", "department", "Department"), To("classification", "class", "Class"),
        To("location", "location", "Location"), Flag("isClosed", "Closed").Shown(),
    ];

    private static readonly Field[] ApplyLine =
    [
        Whole("doc", "Document"), Flag("apply", "Apply"), Number("amount", "Payment"), Whole("line", "Line"),
        Date("applyDate", "Date"), Number("due", "Amt. Due"), Number("total", "Orig. Amt."), Text("refNum", "Ref No."),
        Text("type", "Type"), Text("createdFrom", "Order"), Text("currency", "Currency"), Text("job", "Job"),
        Text("jobName", "Job Name"), Number("disc", "Disc. Taken"), Number("discAmt", "Disc. Avail."),
        Date("discDate", "Disc. Date"),
    ];

    private static readonly Field[] CreditLine =
    [
        Whole("doc", "Document"), Flag("apply", "Apply"), Number("amount", "Payment"), Whole("line", "Line"),
        Date("creditDate", "Date"), Number("due", "Remaining"), Number("total", "Amount"), Text("refNum", "Ref No."),
        Text("type", "Type"), Text("appliedTo", "Applied To"), Text("currency", "Currency"),
    ];

    private static readonly Field[] DepositLine =
    [
        Whole("doc", "Document"), Flag("apply", "Apply"), Number("amount", "Payment"), Whole("line", "Line"),
        Date("depositDate", "Date"), Number("remaining", "Remaining"), Number("total", "Amount"),
            Text("refNum", "Ref No."),
        Text("currency", "Currency"),
    ];

    private static readonly Field[] GlLine =
    [
        Whole("line", "Line"), To("account", "account", "Account"), Number("debit", "Debit"),
            Number("credit", "Credit"),
        To("customer", "entity", "Name"), Text("memo", "Memo"), To("department", "department", "Department"),
        To("classification", "class", "Class"), To("location", "location", "Location"),
    ];

    private static readonly Field[] BankLine =
    [
        Whole("line", "Line"), Whole("doc", "Payment"), Whole("id", "Payment"), Whole("payment", "Payment"),
        Flag("deposit", "Deposit"), Number("paymentAmount", "Payment Amount"),
            Number("transactionAmount", "Transaction Amount"),
        Number("amount", "Amount"), To("account", "account", "Account"), To("customer", "entity", "Name"),
            Text("memo", "Memo"),
        Text("refNum", "Ref No."), Text("type", "Type"), Text("currency", "Currency"), Date("docDate", "Date"),
        To("department", "department", "Department"), To("classification", "class", "Class"),
        To("location", "location", "Location"), To("paymentMethod", "paymentMethod", "Payment Method"),
    ];

    public static IReadOnlyDictionary<Kind, RecordType> ByKind { get; } = new RecordType[]
    {
        Document(Kind.Invoice, "invoice", "Invoice",
            [.. OfCustomer, To("account", "account", "Account"), To("term", "terms", "Terms"),
                Date("dueDate", "Due Date"),
                Date("discountDate", "Disc. Exp. Date").Shown(), Number("discountAmount", "Discount Amount").Shown(),
                Number("amountPaid", "Amount Paid").Shown(), Number("amountRemaining", "Amount Remaining").Shown(),
                Number("subtotal", "Subtotal").Shown(), Number("taxTotal", "Tax Total").Shown(),
                Date("userEstimatedPaymentDate", "Customer Promised Payment Date"),
                To("salesOrder", "createdFrom", "Created From"), To("employee", "salesRep", "Sales Rep")],
            ("item", ItemLine)),
        Document(Kind.CreditMemo, "creditMemo", "Credit Memo",
            [.. OfCustomer, To("account", "account", "Account"), Flag("autoApply", "Auto Apply"),
                Number("amountPaid", "Amount Used").Shown(), Number("amountRemaining", "Amount Remaining").Shown(),
                Number("subtotal", "Subtotal").Shown(), Number("taxTotal", "Tax Total").Shown(),
                To("invoice", "createdFrom", "Created From"), To("employee", "salesRep", "Sales Rep")],
            ("item", ItemLine), ("apply", ApplyLine)),
        Document(Kind.Payment, "customerPayment", "Customer Payment",
            [.. OfMoney, To("account", "arAcct", "A/R Account"), Flag("autoApply", "Auto Apply"),
                Number("pending", "Pending").Shown(), Number("balance", "Balance").Shown(),
                Number("consolidateBalance", "Consolidated Balance").Shown()],
            ("apply", ApplyLine), ("credit", CreditLine), ("deposit", DepositLine)),
        Document(Kind.Journal, "journalEntry", "Journal Entry",
            [Flag("approved", "Approved"), Date("reversalDate", "Reversal Date"), Text("reversalEntry", "Reversal #"),
                Flag("isReversal", "Reversal").Shown()],
            ("line", GlLine)),
        Document(Kind.BankDeposit, "deposit", "Deposit", [To("account", "account", "Account")],
            ("payment", BankLine), ("other", BankLine), ("cashBack", BankLine)),
        Document(Kind.CustomerDeposit, "customerDeposit", "Customer Deposit",
            [.. OfMoney, To("salesOrder", "salesOrder", "Sales Order")], ("apply", ApplyLine)),
        Document(Kind.DepositApplication, "depositApplication", "Deposit Application",
            [To("customer", "customer", "Customer"), To("customerDeposit", "deposit", "Deposit"),
                To("account", "arAcct", "A/R Account")],
            ("apply", ApplyLine)),
        Document(Kind.Refund, "customerRefund", "Customer Refund",
            [.. OfMoney, To("account", "arAcct", "A/R Account"), Text("tranIdOfCheck", "Check #"),
                Number("balance", "Balance").Shown()],
            ("apply", ApplyLine), ("deposit", DepositLine)),
        Document(Kind.SalesOrder, "salesOrder", "Sales Order",
            [.. OfCustomer, To("term", "terms", "Terms"), Choice("orderStatus", "Order Status",
                    ("A", "Pending Approval"), ("B", "Pending Fulfillment")),
                Number("subtotal", "Subtotal").Shown(), Number("taxTotal", "Tax Total").Shown(),
                To("employee", "salesRep", "Sales Rep")],
            ("item", ItemLine)),
    }.ToDictionary(type => type.Kind ?? default);

    public static IEnumerable<RecordType> All => ByKind.Values;

    /// <summary>The code of SuiteQL's type column.</summary>
    public static string Code(this Kind kind) => kind switch
    {
        Kind.Invoice => "CustInvc",
        Kind.CreditMemo => "CustCred",
        Kind.Payment => "CustPymt",
        Kind.Journal => "Journal",
        Kind.BankDeposit => "Deposit",
        Kind.CustomerDeposit => "CustDep",
        Kind.DepositApplication => "DepAppl",
        Kind.Refund => "CustRfnd",
        Kind.SalesOrder => "SalesOrd",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private static RecordType Document(
        Kind kind, string name, string label, Field[] own, params (string Name, Field[] Fields)[] sublists) =>
        new(name, Store.Transactions, label, [.. Header, .. own])
        {
            Kind = kind,
            Table = null,
            Sublists = sublists.ToDictionary(
                sublist => sublist.Name, sublist => (IReadOnlyList<Field>)sublist.Fields, StringComparer.Ordinal),
        };
}
