namespace Turnstone.Storage.Ledger;

/// <summary>A document on an AR account as its row.</summary>
public sealed record ItemRow
{
    /// <summary>Internal id of the document, or its number without NetSuite.</summary>
    public string Id { get; init; } = "";

    /// <summary>Transaction line: 0 for all but journals.</summary>
    public int Line { get; init; }

    /// <summary>Whose books.</summary>
    public string CompanyId { get; init; } = "";

    /// <summary>Printed number.</summary>
    public string Number { get; init; } = "";

    /// <summary>Its digits, or all of it where it has none: what a citation is looked up by.</summary>
    public string DigitsKey { get; init; } = "";

    /// <summary>Last group of its digits; null where that is all of them.</summary>
    public string? LastKey { get; init; }

    /// <summary>Code of its kind.</summary>
    public string Kind { get; init; } = "";

    /// <summary>Whose account.</summary>
    public string CustomerId { get; init; } = "";

    /// <summary>AR account; empty without NetSuite.</summary>
    public string ArAccount { get; init; } = "";

    /// <summary>Document date.</summary>
    public DateOnly DatedOn { get; init; }

    /// <summary>Due date.</summary>
    public DateOnly DueOn { get; init; }

    /// <summary>ISO code.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Signed total; 0 while it is not on the books.</summary>
    public long Total { get; init; }

    /// <summary>Signed open amount.</summary>
    public long OpenAmount { get; init; }

    /// <summary>What decisions not yet posted take of it, with the sign of the open amount.</summary>
    public long Claimed { get; init; }

    /// <summary>What the source last said is open; null where it says nothing.</summary>
    public long? Stated { get; init; }

    /// <summary>Discount percent times 10,000; null where none.</summary>
    public long? DiscountPercent { get; init; }

    /// <summary>Last day of the discount.</summary>
    public DateOnly? DiscountUntil { get; init; }

    /// <summary>The customer's order.</summary>
    public string? PurchaseOrder { get; init; }

    /// <summary>The order's key.</summary>
    public string? OrderKey { get; init; }

    /// <summary>Base units for one unit, times 10^10.</summary>
    public long ExchangeRate { get; init; }

    /// <summary>External id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>NetSuite's status letter.</summary>
    public string Status { get; init; } = "";

    /// <summary>False while it is not approved, and once it is void.</summary>
    public bool OnBooks { get; init; }

    /// <summary>True once its applications were read with it for the first time.</summary>
    public bool ApplicationsRead { get; init; }

    /// <summary>NetSuite's time of its last change.</summary>
    public string ModifiedAt { get; init; } = "";
}
