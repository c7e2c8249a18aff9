using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Ledger;

/// <summary>
/// Looks at a whole change before it is kept: a document whose ledger lines moved needs an open period, one whose
/// credit was only used elsewhere needs one that allows such changes.
/// </summary>
internal static class PeriodGuard
{
    public static void Check(Change change, Periods periods)
    {
        foreach (var draft in change.Drafts.OfType<Transaction>())
        {
            var before = change.Store.Transaction(draft.Id);
            if (before is null)
                continue;

            if (!Ledger(before).SequenceEqual(Ledger(draft)) || before.Period != draft.Period)
            {
                if (before.IsPosting)
                    periods.DemandOpen(change, before.Kind, before.Period);
                if (draft.IsPosting)
                    periods.DemandOpen(change, draft.Kind, draft.Period);
            }
            else if (!Credits(before).SequenceEqual(Credits(draft)))
            {
                periods.DemandApplications(change, draft.Kind, draft.Period);
            }
        }
    }

    private static IEnumerable<(long, long, long)> Ledger(Transaction transaction) => transaction.IsPosting
        ? transaction.Lines.Where(line => line.Amount != 0 || line.Posted != 0)
            .Select(line => (line.Account, line.Amount, line.Posted))
        : [];

    private static IEnumerable<long> Credits(Transaction transaction) =>
        transaction.Lines.Where(line => line is { IsOpenable: true, Amount: < 0 }).Select(line => line.Settled);
}
