namespace Turnstone.NetSuite.Sandbox.Seeding;

/// <summary>A customer to load.</summary>
/// <param name="EntityId">Its number.</param>
/// <param name="Name">Its company name.</param>
public sealed record NewCustomer(string EntityId, string Name)
{
    /// <summary>An external id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Its parent's internal id.</summary>
    public long? Parent { get; init; }

    /// <summary>The primary subsidiary first.</summary>
    public IReadOnlyList<long> Subsidiaries { get; init; } = [1];

    /// <summary>ISO codes, the primary currency first.</summary>
    public IReadOnlyList<string> Currencies { get; init; } = ["USD"];

    /// <summary>The internal id of its terms.</summary>
    public long? Terms { get; init; } = 1;

    /// <summary>Its AR account, where it is not the usual one.</summary>
    public long? ReceivablesAccount { get; init; }

    /// <summary>The internal id of the employee who sells to it.</summary>
    public long? SalesRep { get; init; }

    /// <summary>E-mail.</summary>
    public string? Email { get; init; }

    /// <summary>Further body fields by REST name: text, long, decimal, bool or DateOnly.</summary>
    public IReadOnlyDictionary<string, object> Fields { get; init; } = new Dictionary<string,
        object>(StringComparer.Ordinal);

    /// <summary>When it was made and last changed; now where null.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>
/// An invoice, a credit memo or a sales order to load; it is in one subsidiary and has one item line, and a tax line
/// where it has tax.
/// </summary>
/// <param name="Customer">The customer's internal id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Date">Its date.</param>
/// <param name="Amount">Its total with tax, above zero.</param>
public sealed record NewDocument(long Customer, string Number, DateOnly Date, decimal Amount)
{
    /// <summary>ISO code; the customer's where null.</summary>
    public string? Currency { get; init; }

    /// <summary>The subsidiary; the customer's where null.</summary>
    public long? Subsidiary { get; init; }

    /// <summary>When it is due; by the terms where null.</summary>
    public DateOnly? Due { get; init; }

    /// <summary>The internal id of its terms; the customer's where null.</summary>
    public long? Terms { get; init; }

    /// <summary>Of the amount so much is tax.</summary>
    public decimal Tax { get; init; }

    /// <summary>The internal id of the sales order it came from.</summary>
    public long? CreatedFrom { get; init; }

    /// <summary>The internal id of the employee who sold it.</summary>
    public long? SalesRep { get; init; }

    /// <summary>Exchange rate to the subsidiary's currency; by the currency list where null.</summary>
    public decimal? Rate { get; init; }

    /// <summary>The customer's own order number.</summary>
    public string? OtherReference { get; init; }

    /// <summary>Memo.</summary>
    public string? Memo { get; init; }

    /// <summary>An external id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The AR account; the customer's where null.</summary>
    public long? ReceivablesAccount { get; init; }

    /// <summary>When it was made and last changed; now where null.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>So much on one document.</summary>
/// <param name="Document">The document's internal id.</param>
/// <param name="Amount">How much of it.</param>
public readonly record struct NewApplication(long Document, decimal Amount);

/// <summary>A payment to load.</summary>
/// <param name="Customer">The customer's internal id.</param>
/// <param name="Date">Its date.</param>
/// <param name="Amount">The money received.</param>
public sealed record NewPayment(long Customer, DateOnly Date, decimal Amount)
{
    /// <summary>ISO code; the customer's where null.</summary>
    public string? Currency { get; init; }

    /// <summary>The subsidiary; the customer's where null.</summary>
    public long? Subsidiary { get; init; }

    /// <summary>The bank account; undeposited funds where null.</summary>
    public long? Account { get; init; }

    /// <summary>What it is applied to; the rest stays on account.</summary>
    public IReadOnlyList<NewApplication> Applications { get; init; } = [];

    /// <summary>Exchange rate; by the currency list where null.</summary>
    public decimal? Rate { get; init; }

    /// <summary>Check number.</summary>
    public string? CheckNumber { get; init; }

    /// <summary>Memo.</summary>
    public string? Memo { get; init; }

    /// <summary>An external id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The AR account; the customer's where null.</summary>
    public long? ReceivablesAccount { get; init; }

    /// <summary>When it was made and last changed; now where null.</summary>
    public DateTimeOffset? At { get; init; }
}
