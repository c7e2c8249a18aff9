using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite.Probing;

/// <summary>A table that is read.</summary>
/// <param name="Name">SuiteQL name.</param>
/// <param name="Permission">Permission that shows it, in NetSuite's words.</param>
/// <param name="Tab">Tab of the role's permissions it stands on.</param>
/// <param name="IsNeeded">False where we do without.</param>
internal sealed record TableNeed(string Name, string Permission, string Tab, bool IsNeeded = true);

/// <summary>A record type that is written.</summary>
/// <param name="Type">REST name.</param>
/// <param name="Permission">Permission that allows it, in NetSuite's words.</param>
/// <param name="IsNeeded">False where only some companies use it.</param>
internal sealed record RecordNeed(string Type, string Permission, bool IsNeeded = true);

/// <summary>Everything the product uses of an account; the SuiteApp's role grants exactly this.</summary>
internal static class Needs
{
    public const string Roles = "Setup > Users/Roles > Manage Roles > (the integration's role) > Permissions";

    public static IReadOnlyList<TableNeed> Tables { get; } =
    [
        new("currency", "Currency", "Lists"), new("subsidiary", "Subsidiaries", "Lists", IsNeeded: false),
        new("account", "Accounts", "Lists"), new("accountingperiod", "Manage Accounting Periods", "Setup"),
        new("customer", "Customers", "Lists"),
        new("customersubsidiaryrelationship", "Customers", "Lists", IsNeeded: false),
        new("contact", "Contacts", "Lists", IsNeeded: false), new("employee", "Employees", "Lists", IsNeeded: false),
        new("term", "Set Up Accounting", "Setup", IsNeeded: false),
        new("transaction", "Find Transaction", "Transactions"),
        new("transactionline", "Find Transaction", "Transactions"),
        new("transactionaccountingline", "Find Transaction", "Transactions"),
        new("nexttransactionlinelink", "Find Transaction", "Transactions"),
        new("deletedrecord", "Deleted Records", "Setup", IsNeeded: false),
    ];

    public static IReadOnlyList<RecordNeed> Records { get; } =
    [
        new(RecordTypes.CustomerPayment, "Customer Payment"), new(RecordTypes.JournalEntry, "Make Journal Entry"),
        new(RecordTypes.Deposit, "Deposit"), new(RecordTypes.CreditMemo, "Credit Memo", IsNeeded: false),
        new(RecordTypes.CustomerDeposit, "Customer Deposit", IsNeeded: false),
    ];
}
