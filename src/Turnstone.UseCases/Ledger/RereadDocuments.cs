using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Reads documents once more with their applications and brings them to what NetSuite states; what our events did not
/// explain is named as a drift of the run.
/// </summary>
internal sealed class RereadDocuments(Work work, INetSuite netSuite, long run)
{
    /// <summary>How many of them drifted, or why they could not be read.</summary>
    public async Task<Result<int>> Read(IReadOnlyList<string> ids, IReadOnlyDictionary<string, TermRow> terms)
    {
        if (!(await Feeds.Transactions().ReadThese(netSuite, ids, work.Cancel)).Is(out var documents, out var refusal)
            || !(await Feeds.JournalLines.ReadThese(netSuite, ids, work.Cancel)).Is(out var lines, out refusal)
            || !(await PageAround.Read(netSuite, [.. documents, .. lines], ids, work.Cancel)).Is(
                out var around, out refusal))
            return refusal;
        // None of them is shown: gone one by one, or all at once with a permission. Only what NetSuite says was deleted
        // may all go.
        IReadOnlyList<TransactionRow> rows = [.. documents, .. lines];
        if (rows.Count == 0 && await Blind() is { } blind)
            return blind;
        return await work.Write(session => Reconcile(session, ids, rows, (around, terms)));
    }

    private async Task<Refusal?> Blind()
    {
        var seen = await netSuite.Query(
            new("SELECT t.id FROM transaction t ORDER BY t.id FETCH FIRST 1 ROWS ONLY"), work.Cancel);
        return !seen.Is(out var page, out var refusal) ? refusal
            : page.Rows.Count == 0 ? Refusals.NothingShown() : null;
    }

    private async Task<Result<int>> Reconcile(
        Session session, IReadOnlyList<string> ids, IReadOnlyList<TransactionRow> rows,
        (PageAround Around, IReadOnlyDictionary<string, TermRow> Terms) known)
    {
        var items = rows.Select(row => NetSuiteArrivals.Of(row, known.Terms)).OfType<ArrivingItem>().ToList();
        var batch = await LedgerIntake.Take(session, items, known.Around.Links);
        // A document NetSuite does not show any more is gone, whether or not its deletion may be read.
        foreach (var id in ids.Except(rows.Select(row => row.Id), StringComparer.Ordinal))
            batch.TakeOff(id, session.Today);
        var drifts = batch.ReconcileStated(ids, session.Today);
        await batch.Save();
        await known.Around.Keep(session);
        await RunRows.SaveDrifts(session.Db, session.Connection, run, drifts);
        await RunRows.Count(session.Db, new()
        {
            Id = run, Documents = batch.Documents, Applications = batch.Applications, Drifts = drifts.Count,
        });
        return drifts.Count;
    }
}
