using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication.References;
using Turnstone.Domain.Ledger;

namespace Turnstone.Domain.CashApplication;

/// <summary>
/// All that one matching run knows. The order of customers, items, history and advices has no influence; decisions
/// come out in the order of the receipts.
/// </summary>
public sealed record MatchingInput
{
    /// <summary>Every customer that may pay or owe, with the parents of their families.</summary>
    public required IReadOnlyList<Customer> Customers { get; init; }

    /// <summary>Open items with the amount that is still available to this run.</summary>
    public required IReadOnlyList<OpenItem> OpenItems { get; init; }

    /// <summary>Receipts settled before: payer accounts, names and closed documents.</summary>
    public IReadOnlyList<SettledReceipt> History { get; init; } = [];

    /// <summary>The company's rules.</summary>
    public required MatchingPolicy Policy { get; init; }

    /// <summary>What came in.</summary>
    public required IReadOnlyList<Receipt> Receipts { get; init; }

    /// <summary>Remittances that came apart from the money.</summary>
    public IReadOnlyList<Advice> Advices { get; init; } = [];

    /// <summary>How this company writes its numbers; null learns it from the items and history given here.</summary>
    public ReferenceGrammar? Grammar { get; init; }
}
