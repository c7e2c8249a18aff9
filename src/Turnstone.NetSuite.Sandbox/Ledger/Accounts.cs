using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Ledger;

/// <summary>The accounts that NetSuite itself posts to, by the mark it gives them.</summary>
internal static class Accounts
{
    public const string Receivables = "AcctRec";
    public const string Undeposited = "UndepFunds";
    public const string Deposits = "CustDep";
    public const string Gain = "RealizedFxGain";
    public const string Discount = "SalesDisc";
    public const string Tax = "SalesTaxPay";
    public const string Income = "Income";

    public static long Special(this Store store, string mark) =>
        store.Entries("account").FirstOrDefault(account => account.Text("sSpecAcct") == mark)?.Id
        ?? throw RestFault.Rule($"The account has no '{mark}' account in its chart of accounts.");

    public static string AccountType(this Store store, long account) =>
        store.Find("account", account)?.Text("acctType") ?? "";

    public static bool IsReceivable(this Store store, long account) => store.AccountType(account) == "AcctRec";

    /// <summary>The AR account of a document of this customer that names none.</summary>
    public static long ReceivableOf(this Store store, Entry? customer) =>
        customer?.Reference("receivablesAccount") ?? store.Special(Receivables);

    /// <summary>The topmost parent.</summary>
    public static long Family(this Store store, long customer)
    {
        // A customer may not be its own ancestor; the bound only keeps a broken file from hanging.
        for (var depth = 0; depth < 50 && store.Entry(Store.Entities,
            customer)?.Reference("parent") is { } parent; depth++)
            customer = parent;
        return customer;
    }
}
