using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Ledger;

/// <summary>A document's status: the letter, and what NetSuite's pages call it. Both follow from its amounts.</summary>
internal static class Status
{
    public static (string Letter, string Label) Of(Transaction transaction) => transaction switch
    {
        { Voided: true } => ("V", "Voided"),
        { Kind: Kind.Invoice, Approval: Approval.Pending } => ("D", "Pending Approval"),
        { Kind: Kind.Invoice, Approval: Approval.Rejected } => ("E", "Rejected"),
        { Kind: Kind.Invoice } => IsOpen(transaction) ? ("A", "Open") : ("B", "Paid In Full"),
        { Kind: Kind.CreditMemo } => IsOpen(transaction) ? ("A", "Open") : ("B", "Fully Applied"),
        { Kind: Kind.Payment, Approval: Approval.Approved } => IsDeposited(transaction)
            ? ("C", "Deposited")
            : ("B", "Not Deposited"),
        { Kind: Kind.Payment, Approval: Approval.Rejected } => ("R", "Rejected"),
        { Kind: Kind.Payment } => ("A", "Unapproved Payment"),
        { Kind: Kind.CustomerDeposit } => Deposit(transaction),
        { Kind: Kind.Journal, Approval: Approval.Pending } => ("A", "Pending Approval"),
        { Kind: Kind.Journal, Approval: Approval.Rejected } => ("C", "Rejected"),
        { Kind: Kind.Journal } => ("B", "Approved for Posting"),
        { Kind: Kind.SalesOrder } => Order(transaction),
        _ => ("", ""),
    };

    public static bool IsDeposited(Transaction transaction) => transaction.GatheredBy is not null
        || transaction.Value("undepFunds") is "F";

    private static bool IsOpen(Transaction transaction) => transaction.OpenLines.Any();

    private static (string, string) Deposit(Transaction transaction) => !IsOpen(transaction)
        ? ("C", "Fully Applied")
        : IsDeposited(transaction) ? ("B", "Deposited") : ("A", "Not Deposited");

    private static (string, string) Order(Transaction order) => order switch
    {
        { Approval: Approval.Pending } => ("A", "Pending Approval"),
        _ when order.Flag("billed") => ("G", "Billed"),
        _ when order.Flag("closed") => ("H", "Closed"),
        _ => ("F", "Pending Billing"),
    };
}
