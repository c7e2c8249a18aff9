using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>A person at a customer.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Customer">Internal id of the company it belongs to; null where it belongs to none.</param>
/// <param name="Name">First and last name.</param>
/// <param name="ModifiedAt">Last change, in the session's zone, to the second.</param>
public sealed record ContactRow(string Id, string? Customer, string Name, string ModifiedAt)
{
    /// <summary>Job title.</summary>
    public string? Title { get; init; }

    /// <summary>What it is to the customer, e.g. its accounts payable.</summary>
    public string? Role { get; init; }

    /// <summary>Address for mail.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>True once it is made inactive.</summary>
    public bool IsInactive { get; init; }
}

/// <summary>One of our own people.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Name">First and last name.</param>
/// <param name="ModifiedAt">Last change, in the session's zone, to the second.</param>
public sealed record EmployeeRow(string Id, string Name, string ModifiedAt)
{
    /// <summary>Job title.</summary>
    public string? Title { get; init; }

    /// <summary>Address for mail.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>Internal id of the employee who approves for it.</summary>
    public string? Supervisor { get; init; }

    /// <summary>True once it is made inactive.</summary>
    public bool IsInactive { get; init; }
}

/// <summary>A sales order: what will be invoiced.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Number">The number printed on it.</param>
/// <param name="Total">What it amounts to, with tax.</param>
/// <param name="Date">Its date.</param>
/// <param name="ModifiedAt">Last change, in the session's zone, to the second.</param>
public sealed record OrderRow(string Id, string Number, Money Total, DateOnly Date, string ModifiedAt)
{
    /// <summary>Internal id of the customer.</summary>
    public string? Customer { get; init; }

    /// <summary>Internal id of the subsidiary; null where it is not shown.</summary>
    public string? Subsidiary { get; init; }

    /// <summary>Status letter.</summary>
    public string Status { get; init; } = "";

    /// <summary>Status in NetSuite's words, e.g. Pending Billing.</summary>
    public string StatusName { get; init; } = "";

    /// <summary>The customer's own order number.</summary>
    public string? OtherReference { get; init; }

    /// <summary>Internal id of the employee who sold it.</summary>
    public string? SalesRep { get; init; }
}

/// <summary>A line of a document beside its main line: something sold, or a tax.</summary>
/// <param name="Document">Internal id of the document.</param>
/// <param name="Line">Transaction line.</param>
/// <param name="Amount">What the customer owes for it, without tax; the tax where it is a tax line.</param>
public sealed record DocumentLineRow(string Document, int Line, Money Amount)
{
    /// <summary>Internal id of the item.</summary>
    public string? Item { get; init; }

    /// <summary>The item's name.</summary>
    public string? ItemName { get; init; }

    /// <summary>Text of the line.</summary>
    public string? Text { get; init; }

    /// <summary>Quantity sold.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>True where the line is a tax.</summary>
    public bool IsTax { get; init; }

    /// <summary>True for a line of cost of goods sold, which is nothing the customer owes.</summary>
    public bool IsCost { get; init; }

    /// <summary>Internal id of the tax code; null where the account does not show it.</summary>
    public string? TaxCode { get; init; }

    /// <summary>The code's rate in percent; null where the account does not show it.</summary>
    public decimal? TaxPercent { get; init; }

    /// <summary>Internal id of the GL account.</summary>
    public string? Account { get; init; }
}
