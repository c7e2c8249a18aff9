namespace Turnstone.NetSuite.Records;

/// <summary>A record by its type's REST name and its id; an external id stands as <c>eid:…</c>.</summary>
/// <param name="Type">REST name, e.g. <c>customerPayment</c>.</param>
/// <param name="Id">Internal id, or <c>eid:</c> and the external id.</param>
public readonly record struct RecordRef(string Type, string Id)
{
    /// <summary>A record by its external id.</summary>
    public static RecordRef ByExternalId(string type, string externalId) => new(type, "eid:" + externalId);

    /// <inheritdoc/>
    public override string ToString() => $"{Type}/{Id}";
}

/// <summary>
/// A record to be written, in the exact JSON that goes over the wire: what a dry run shows is what is sent.
/// </summary>
/// <param name="Type">REST name of the record's type.</param>
/// <param name="Json">The body.</param>
public sealed record RecordBody(string Type, string Json);

/// <summary>REST names of the record types in use.</summary>
public static class RecordTypes
{
    /// <summary>A customer's payment.</summary>
    public const string CustomerPayment = "customerPayment";

    /// <summary>A journal.</summary>
    public const string JournalEntry = "journalEntry";

    /// <summary>A bank deposit.</summary>
    public const string Deposit = "deposit";

    /// <summary>Money held for a customer, a liability.</summary>
    public const string CustomerDeposit = "customerDeposit";

    /// <summary>A deposit used on invoices; made by transform only.</summary>
    public const string DepositApplication = "depositApplication";

    /// <summary>A credit memo.</summary>
    public const string CreditMemo = "creditMemo";

    /// <summary>An invoice.</summary>
    public const string Invoice = "invoice";

    /// <summary>A refund.</summary>
    public const string CustomerRefund = "customerRefund";

    /// <summary>A customer.</summary>
    public const string Customer = "customer";

    /// <summary>A posting period.</summary>
    public const string AccountingPeriod = "accountingPeriod";
}
