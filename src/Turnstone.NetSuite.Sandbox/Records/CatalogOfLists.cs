using static Turnstone.NetSuite.Sandbox.Records.Catalog;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>The lists that documents refer to.</summary>
internal static class CatalogOfLists
{
    private static readonly Field Inactive = Flag("isInactive", "Inactive");

    public static IEnumerable<RecordType> All { get; } =
    [
        List("subsidiary", "Subsidiary",
            Text("name", "Name").Needed(), Text("legalName", "Legal Name"), Text("fullName", "Full Name").Shown(),
            To("subsidiary", "parent", "Parent"), To("currency", "currency", "Currency").Needed(),
            Text("country", "Country"), Flag("isElimination", "Elimination"), Inactive),
        List("currency", "Currency",
            Text("name", "Name").Needed(), Text("symbol", "ISO Code").Needed(), Text("displaySymbol", "Symbol"),
            Whole("currencyPrecision", "Currency Precision"), Number("exchangeRate", "Default Exchange Rate"),
            Flag("isBaseCurrency", "Base Currency"), Inactive),
        List("account", "Account",
            Text("acctNumber", "Number"), Text("acctName", "Name").Needed().As("accountsearchdisplayname"),
            Text("fullName", "Full Name").Shown(), Text("displayNameWithHierarchy", "Display Name").Shown(),
            AccountTypes.Field.Needed(), To("currency", "currency", "Currency"),
            To("subsidiary", "subsidiary", "Subsidiary"), To("account", "parent", "Subaccount of"),
            Text("description", "Description"), Text("sSpecAcct", "Special Account"), Inactive),
        List("accountingPeriod", "Accounting Period",
            Text("periodName", "Period Name").Needed(), Date("startDate", "Start Date").Needed(),
            Date("endDate", "End Date").Needed(), To("accountingPeriod", "parent", "Sub-Period Of"),
            Flag("closed", "Closed"), Flag("arLocked", "A/R Locked"), Flag("apLocked", "A/P Locked"),
            Flag("allLocked", "Locked"), Flag("allowNonGLChanges", "Allow Non-G/L Changes"),
            Flag("isPosting", "Posting"), Flag("isQuarter", "Quarter"), Flag("isYear", "Year"),
            Flag("isAdjust", "Adjustment"), Date("closedOnDate", "Closed On"), Inactive),
        List("term", "Term",
            Text("name", "Terms").Needed(), Whole("daysUntilNetDue", "Days Till Net Due"),
            Number("discountPercent", "% Discount"), Whole("daysUntilExpiry", "Days Till Discount Expires"),
            Flag("dateDriven", "Date Driven"), Whole("dayOfMonthNetDue", "Day of Month Net Due"),
            Whole("dueNextMonthIfWithinDays", "Due Next Month If Within Days"), Flag("preferred", "Preferred"),
                Inactive),
        List("department", "Department",
            Text("name", "Name").Needed(), To("department", "parent", "Subdepartment of"), Inactive),
        List("classification", "Class", Text("name", "Name").Needed(), To("classification", "parent", "Subclass of"),
            Inactive),
        List("location", "Location", Text("name", "Name").Needed(), To("location", "parent", "Sublocation of"),
            Inactive),
        Item("serviceSaleItem", "Service for Sale", "item"),
        Item("nonInventorySaleItem", "Non-Inventory Item for Sale", null),
        Item("inventoryItem", "Inventory Item", null),
        Item("discountItem", "Discount", null),
        List("salesTaxItem", "Tax Code",
            Text("itemId", "Tax Name").Needed(), Number("rate", "Rate"), To("account", "taxAccount", "Tax Account"),
                Inactive),
        List("paymentMethod", "Payment Method", Text("name", "Name").Needed(), Inactive),
        List("task", "Task",
            Text("title", "Title").Needed(), Text("message", "Message"), To("customer", "company", "Company"),
            Date("startDate", "Start Date"), Date("dueDate", "Due Date"), Text("status", "Status"),
            Text("priority", "Priority"), To("employee", "assigned", "Assigned To"), Flag("completed", "Completed")),
        List("phoneCall", "Phone Call",
            Text("title", "Subject").Needed(), Text("message", "Message"), Text("phone", "Phone Number"),
            To("customer", "company", "Company"), Date("startDate", "Date"), Text("status", "Status"),
            To("employee", "assigned", "Organizer")),
        List("message", "Message",
            Text("subject", "Subject").Needed(), Text("message", "Message"),
                To("customer", "entity", "Primary Recipient"),
            Text("recipientEmail", "Recipient Email"), Text("authorEmail", "Author Email"), Flag("emailed", "Emailed")),
        List("note", "Note",
            Text("title", "Title"), Text("note", "Memo").Needed(), To("customer", "entity", "Entity"),
            Whole("transaction", "Transaction"), Text("noteType", "Type")),
    ];

    private static RecordType List(string name, string label, params IReadOnlyList<Field> fields) =>
        new(name, name, label, fields);

    private static RecordType Item(string name, string label, string? table) => new(name, "item", label,
    [
        Text("itemId", "Item Name/Number").Needed(), Text("displayName", "Display Name"),
        To("account", "incomeAccount", "Income Account"), Number("rate", "Rate"), Text("description", "Description"),
            Inactive,
    ]) { Table = table };
}

/// <summary>Account types with the side that their balance is normally on.</summary>
internal static class AccountTypes
{
    public static Field Field { get; } = Choice("acctType", "Type",
        ("Bank", "Bank"), ("AcctRec", "Accounts Receivable"), ("OthCurrAsset", "Other Current Asset"),
        ("FixedAsset", "Fixed Asset"), ("OthAsset", "Other Asset"), ("AcctPay", "Accounts Payable"),
        ("CredCard", "Credit Card"), ("OthCurrLiab", "Other Current Liability"),
            ("LongTermLiab", "Long Term Liability"),
        ("Equity", "Equity"), ("Income", "Income"), ("COGS", "Cost of Goods Sold"), ("Expense", "Expense"),
        ("OthIncome", "Other Income"), ("OthExpense", "Other Expense"), ("NonPosting", "Non Posting")).As("accttype");
}
