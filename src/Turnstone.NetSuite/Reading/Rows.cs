using System.Collections.Frozen;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Reading;

/// <summary>A customer.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Number">Entity id: what people call it by.</param>
/// <param name="Name">Full name.</param>
/// <param name="CurrencyCode">ISO code of its usual currency; null where it has none.</param>
/// <param name="ModifiedAt">Last change, in the session's zone, to the second: never compare it with another
/// clock.</param>
public sealed record CustomerRow(string Id, string Number, string Name, string? CurrencyCode, string ModifiedAt)
{
    /// <summary>Internal id of the parent; null for a top customer.</summary>
    public string? Parent { get; init; }

    /// <summary>Internal id of its terms.</summary>
    public string? Terms { get; init; }

    /// <summary>Internal id of its own AR account; null where the company's default holds.</summary>
    public string? ArAccount { get; init; }

    /// <summary>Credit limit in its currency; null where there is none.</summary>
    public decimal? CreditLimit { get; init; }

    /// <summary>NetSuite's hold setting: AUTO, ON, OFF; null where it is not shown.</summary>
    public string? Hold { get; init; }

    /// <summary>Address for mail.</summary>
    public string? Email { get; init; }

    /// <summary>Telephone.</summary>
    public string? Phone { get; init; }

    /// <summary>Internal id of its sales representative.</summary>
    public string? SalesRep { get; init; }

    /// <summary>Language NetSuite writes to it in.</summary>
    public string? Language { get; init; }

    /// <summary>True once it is made inactive.</summary>
    public bool IsInactive { get; init; }

    /// <summary>External id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Custom fields that were asked for and have a value, by their lower-case names.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = FrozenDictionary<string, string>.Empty;
}

/// <summary>That a customer may be billed by a subsidiary.</summary>
/// <param name="Id">Internal id of the relation.</param>
/// <param name="Customer">Internal id of the customer.</param>
/// <param name="Subsidiary">Internal id of the subsidiary.</param>
/// <param name="IsPrimary">True for its first subsidiary.</param>
public sealed record CustomerSubsidiaryRow(string Id, string Customer, string Subsidiary, bool IsPrimary);

/// <summary>A legal entity.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Name">Name.</param>
/// <param name="Parent">Internal id of its parent; null for the root.</param>
/// <param name="CurrencyCode">ISO code of its base currency.</param>
public sealed record SubsidiaryRow(string Id, string Name, string? Parent, string CurrencyCode)
{
    /// <summary>Two letters; null where it is not shown.</summary>
    public string? Country { get; init; }

    /// <summary>True for an elimination subsidiary, which owns no money.</summary>
    public bool IsElimination { get; init; }

    /// <summary>True once it is made inactive.</summary>
    public bool IsInactive { get; init; }
}

/// <summary>A currency.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Name">Name.</param>
/// <param name="Code">ISO code.</param>
/// <param name="Precision">Decimals NetSuite keeps for it; null where it is not shown.</param>
/// <param name="IsBase">True for the root company's own.</param>
public sealed record CurrencyRow(string Id, string Name, string Code, int? Precision, bool IsBase)
{
    /// <summary>Base units for one unit, as last set; null where it is not shown.</summary>
    public decimal? Rate { get; init; }
}

/// <summary>A GL account.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Number">Account number; null where numbers are off.</param>
/// <param name="Name">Full name.</param>
/// <param name="Type">NetSuite's type, e.g. AcctRec, Bank.</param>
/// <param name="IsInactive">True once it is made inactive.</param>
public sealed record AccountRow(string Id, string? Number, string Name, string Type, bool IsInactive)
{
    /// <summary>Internal id of the currency a bank account is kept in; null elsewhere.</summary>
    public string? Currency { get; init; }
}

/// <summary>A posting period.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Name">Name, e.g. Nov 2026.</param>
/// <param name="Start">First day.</param>
/// <param name="End">Last day.</param>
/// <param name="Locks">What is shut.</param>
public sealed record PeriodRow(string Id, string Name, DateOnly Start, DateOnly End, PeriodLocks Locks)
{
    /// <summary>True for the extra period at a year's end.</summary>
    public bool IsAdjustment { get; init; }
}

/// <summary>What of a period is shut.</summary>
/// <param name="Closed">For everything.</param>
/// <param name="Receivables">For payments and credit memos.</param>
/// <param name="All">For journals and deposits too.</param>
/// <param name="AllowsNonGl">Whether changes without effect on the GL, such as applying, are allowed in a closed
/// one.</param>
public sealed record PeriodLocks(bool Closed, bool Receivables, bool All, bool AllowsNonGl);

/// <summary>Payment terms.</summary>
/// <param name="Id">Internal id.</param>
/// <param name="Name">Name, e.g. 2 % 10, net 30.</param>
/// <param name="NetDays">Days until due; null for date-driven terms.</param>
/// <param name="DiscountPercent">Discount for paying early; null where none.</param>
/// <param name="DiscountDays">Days within which it is earned.</param>
public sealed record TermsRow(string Id, string Name, int? NetDays, decimal? DiscountPercent, int? DiscountDays)
{
    /// <summary>True where due on a day of the month.</summary>
    public bool IsDateDriven { get; init; }
}

/// <summary>
/// A transaction on a customer's account: a document by its main line, or one AR line of a journal. Amounts are
/// positive in the
/// transaction's currency whatever its kind, but for a journal line, whose debit is positive and whose credit is
/// negative.
/// </summary>
/// <param name="Id">Internal id.</param>
/// <param name="Line">0 for a document, the transaction line for a journal.</param>
/// <param name="Type">NetSuite's code: CustInvc, CustPymt, CustCred, CustDep, DepAppl, CustRfnd, Journal.</param>
/// <param name="Total">What it amounts to.</param>
/// <param name="Open">What of it is neither paid nor used.</param>
public sealed record TransactionRow(string Id, int Line, string Type, Money Total, Money Open)
{
    /// <summary>Last change, in the session's zone, to the second: never compare it with another clock.</summary>
    public required string ModifiedAt { get; init; }

    /// <summary>The number printed on it.</summary>
    public string Number { get; init; } = "";

    /// <summary>Status letter, which means something else for each type.</summary>
    public string Status { get; init; } = "";

    /// <summary>Internal id of the customer; null on a journal line that names none.</summary>
    public string? Customer { get; init; }

    /// <summary>Internal id of the subsidiary; null where the account has only one company.</summary>
    public string? Subsidiary { get; init; }

    /// <summary>Internal id of the account of its main line; for a payment where its money went.</summary>
    public string? Account { get; init; }

    /// <summary>Internal id of the AR account it stands on; null for a customer deposit, which is on none.</summary>
    public string? ArAccount { get; init; }

    /// <summary>Internal id of the currency.</summary>
    public string Currency { get; init; } = "";

    /// <summary>Base units for one unit of its currency.</summary>
    public decimal ExchangeRate { get; init; } = 1m;

    /// <summary>Transaction date.</summary>
    public DateOnly Date { get; init; }

    /// <summary>Due date; null where it has none.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Date of creation, in the session's zone.</summary>
    public string? CreatedAt { get; init; }

    /// <summary>Internal id of its terms.</summary>
    public string? Terms { get; init; }

    /// <summary>Internal id of its posting period.</summary>
    public string? Period { get; init; }

    /// <summary>Purchase order of an invoice, check number of a payment.</summary>
    public string? OtherReference { get; init; }

    /// <summary>Text.</summary>
    public string? Memo { get; init; }

    /// <summary>External id.</summary>
    public string? ExternalId { get; init; }

    /// <summary>False while it is not approved: not on the books.</summary>
    public bool IsPosting { get; init; } = true;

    /// <summary>True once it is voided.</summary>
    public bool IsVoided { get; init; }

    /// <summary>Internal id of the employee who sold it.</summary>
    public string? SalesRep { get; init; }

    /// <summary>Internal id of the order or invoice it was made from; null where it is not shown.</summary>
    public string? From { get; init; }

    /// <summary>Custom fields that were asked for and have a value, by their lower-case names.</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = FrozenDictionary<string, string>.Empty;
}

/// <summary>One end of an application.</summary>
/// <param name="Id">Internal id of the transaction.</param>
/// <param name="Line">Its transaction line.</param>
/// <param name="Type">NetSuite's code of its type.</param>
public sealed record LinkEnd(string Id, int Line, string Type);

/// <summary>So much of one transaction on another.</summary>
/// <param name="Document">What is paid: the invoice, or the deposit that its application uses.</param>
/// <param name="By">What pays: payment, credit memo, deposit application, journal.</param>
/// <param name="LinkType">Payment, or DepAppl between a deposit and its application.</param>
/// <param name="Amount">Amount in the document's currency, as written; its currency stands on the document.</param>
public sealed record ApplicationRow(LinkEnd Document, LinkEnd By, string LinkType, decimal Amount);

/// <summary>A record that is no more.</summary>
/// <param name="Type">Its type, as NetSuite writes it.</param>
/// <param name="Id">Its internal id.</param>
/// <param name="Name">What it was called.</param>
/// <param name="DeletedAt">When, in the session's zone.</param>
public sealed record DeletedRow(string Type, string Id, string? Name, string DeletedAt);
