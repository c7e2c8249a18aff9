using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Ledger;

/// <summary>What an item on the customer's account is: the first two are owed to us, the others by us.</summary>
public enum DocumentKind
{
    /// <summary>Invoice: debit.</summary>
    Invoice,

    /// <summary>Journal line that debits AR: debit.</summary>
    JournalDebit,

    /// <summary>Credit memo: credit.</summary>
    CreditMemo,

    /// <summary>The part of a payment that is on no document: credit.</summary>
    UnappliedPayment,

    /// <summary>Journal line that credits AR: credit.</summary>
    JournalCredit,

    /// <summary>Customer deposit: a liability, applicable but never part of AR.</summary>
    CustomerDeposit,
}

/// <summary>A discount for paying early, as the terms state it.</summary>
/// <param name="Percent">Percent of the document's total, e.g. 2 or 1.5.</param>
/// <param name="Until">Last day on which the discount is earned, before any grace.</param>
public sealed record DiscountTerms(decimal Percent, DateOnly Until)
{
    /// <summary>The discount on a total, rounded half a minor unit up.</summary>
    public Money On(Money total) => Money.Rounded(total.ToDecimal() * Percent / 100m, total.Currency);
}

/// <summary>
/// A document with its open amount on an AR account. Debits are positive and credits negative, in total and in open
/// amount alike, so that a balance is a plain sum.
/// </summary>
public sealed record OpenItem
{
    /// <summary>Identity of the document.</summary>
    public required DocumentId Id { get; init; }

    /// <summary>Transaction line of the item, 0 for all but journals: NetSuite's second key of an apply line.</summary>
    public int Line { get; init; }

    /// <summary>The number printed on the document: what payers cite.</summary>
    public required string Number { get; init; }

    /// <summary>What it is.</summary>
    public required DocumentKind Kind { get; init; }

    /// <summary>Whose account it is on.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>Whose books it is in.</summary>
    public required CompanyId Company { get; init; }

    /// <summary>AR account it stands on, by its internal id; empty without NetSuite.</summary>
    public string ArAccount { get; init; } = "";

    /// <summary>Document date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Due date; the document date for credits.</summary>
    public required DateOnly DueDate { get; init; }

    /// <summary>Signed total in the document's currency.</summary>
    public required Money Total { get; init; }

    /// <summary>Signed amount not yet applied, between zero and the total.</summary>
    public required Money Open { get; init; }

    /// <summary>The customer's purchase order; null where none.</summary>
    public string? PurchaseOrder { get; init; }

    /// <summary>Early-payment discount; null where the terms grant none.</summary>
    public DiscountTerms? Discount { get; init; }
}
