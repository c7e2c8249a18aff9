using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication.Learning;
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

    /// <summary>What people taught and approved; what does not hold on the policy's day is left out.</summary>
    public IReadOnlyList<LearnedFact> Learned { get; init; } = [];

    /// <summary>What a slice cannot show of the whole ledger; null where what is given here is the whole.</summary>
    public WholeLedger? Whole { get; init; }
}

/// <summary>What holds of a ledger as a whole, beside a slice of it.</summary>
/// <param name="Grammar">How the company writes its numbers.</param>
/// <param name="NameWords">
/// Words of all customers' names (<see cref="MatchingKeys.NameWords"/>): what a misspelt word may mean.
/// </param>
/// <param name="OpenItems">How many documents are open: the more there are, the less a short number says.</param>
public sealed record WholeLedger(ReferenceGrammar Grammar, IReadOnlyCollection<string> NameWords, int OpenItems);
