using Turnstone.Domain.Accounts;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>The files of a ledger that <c>turnstone match</c> works on.</summary>
/// <param name="Customers">Customers as CSV.</param>
/// <param name="OpenItems">Open items as CSV.</param>
/// <param name="History">Receipts settled before as CSV; null for none.</param>
/// <param name="Policy">The policy as JSON; null for none: nothing is written off and ties stay open.</param>
public sealed record PlainDesk(string Customers, string OpenItems, string? History, string? Policy)
{
    /// <summary>
    /// Reads ledger and bank files at once, each by a processor of its own where there are several. Of several refusals
    /// the first in the order customers, open items, history, policy is given, however they were read.
    /// </summary>
    /// <param name="bank">Reads the bank files beside.</param>
    public Result<MatchingInput> Read(Action bank)
    {
        Result<List<Customer>> customers = default;
        Result<List<OpenItem>> items = default;
        Result<List<SettledReceipt>> history = new List<SettledReceipt>();
        Parallel.Invoke(() => items = PlainLedger.OpenItems(OpenItems), () =>
        {
            customers = PlainLedger.Customers(Customers);
            history = History is null ? history : PlainLedger.History(History);
            bank();
        });
        if (!customers.Is(out var people, out var refusal) || !items.Is(out var open, out refusal)
            || !history.Is(out var settled, out refusal))
            return refusal;
        Result<MatchingPolicy> stated = Policy is null ? new MatchingPolicy { AsOf = DateOnly.MaxValue }
            : PlainPolicy.Read(Policy);
        return stated.Is(out var policy, out refusal)
            ? new MatchingInput
            {
                Customers = people, OpenItems = open, History = settled, Policy = policy, Receipts = [],
            } : refusal;
    }
}
