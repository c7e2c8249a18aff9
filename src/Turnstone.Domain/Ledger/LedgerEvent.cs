using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Ledger;

/// <summary>Which open item is meant: a document, and its line where the document is a journal.</summary>
/// <param name="Document">The document.</param>
/// <param name="Line">Its transaction line, 0 for all but journals.</param>
public readonly record struct ItemKey(DocumentId Document, int Line)
{
    /// <summary>The key of an item.</summary>
    public static ItemKey Of(OpenItem item) => new(item.Id, item.Line);
}

/// <summary>What happened to an item's open amount.</summary>
public enum LedgerEventKind
{
    /// <summary>The item came into being with its total.</summary>
    Raised,

    /// <summary>A debit and a credit were set against each other.</summary>
    Applied,

    /// <summary>An application was taken off again.</summary>
    Unapplied,

    /// <summary>
    /// The document was changed, moved to another due date, voided, or differs from what we can explain.
    /// </summary>
    Restated,
}

/// <summary>Where an item stands on the customer's account.</summary>
public enum LedgerSide
{
    /// <summary>Owed to us: invoices and journal debits. Aged by its due date.</summary>
    Debit,

    /// <summary>Owed by us and on no document yet: credit memos, money on account, journal credits.</summary>
    Credit,

    /// <summary>A customer deposit: a liability, shown beside the balance and never in it.</summary>
    Deposit,
}

/// <summary>
/// One dated change of one item's open amount: the truth behind every balance. Events are only ever added, so that what
/// was said of an old day stays true.
/// </summary>
public sealed record LedgerEvent
{
    /// <summary>Whose open amount changed.</summary>
    public required ItemKey Item { get; init; }

    /// <summary>On whose account.</summary>
    public required CustomerId Customer { get; init; }

    /// <summary>In whose books.</summary>
    public required CompanyId Company { get; init; }

    /// <summary>Day it counts from.</summary>
    public required DateOnly On { get; init; }

    /// <summary>Due date of the item: the bucket it moves.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>Signed change; debits rise by positive amounts, credits by negative ones.</summary>
    public required Money Amount { get; init; }

    /// <summary>What happened.</summary>
    public required LedgerEventKind Kind { get; init; }

    /// <summary>Where the item stands: what is owed, what is credited, or beside the balance.</summary>
    public required LedgerSide Side { get; init; }
}

/// <summary>So much of a credit set against a debit, on a day.</summary>
/// <param name="Debit">The invoice or other debit.</param>
/// <param name="Credit">The payment, credit memo or other credit.</param>
/// <param name="Amount">How much, always positive.</param>
/// <param name="On">The day it counts from.</param>
public sealed record DatedApplication(ItemKey Debit, ItemKey Credit, Money Amount, DateOnly On);
