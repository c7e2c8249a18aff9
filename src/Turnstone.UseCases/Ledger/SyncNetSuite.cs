using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Ledger;

/// <summary>
/// Pulls customers, documents, applications and the frame of the books from NetSuite: all of them first, then what
/// changed.
/// Every page is kept with its place in one transaction, so that a kill at any instruction is taken up where it was,
/// and the
/// same page again changes nothing. At the end every open amount that our events do not explain is read once more, and
/// what
/// then differs is named.
/// </summary>
/// <param name="Overlap">How much of the time before is read again; five minutes at least.</param>
public sealed record SyncNetSuite(TimeSpan Overlap = default) : ILongUseCase<LedgerRun>
{
    /// <summary>Documents older than this and settled are left out of a first load; null loads all.</summary>
    public DateOnly? Since { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Sync;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<LedgerRun>> Run(Work work)
    {
        var begun = await work.Write<long>(async session =>
        {
            await LedgerRuns.BuryDead(session);
            return await LedgerRuns.Begin(session, "sync");
        });
        if (!begun.Is(out var run, out var refusal))
            return refusal;
        var sync = new SyncRun(work, work.Use<INetSuite>(), run, Overlap);
        if (await sync.Pull(Since) is { } stopped)
        {
            await work.Write<Done>(async session =>
            {
                await RunRows.End(session.Db, run, "failed", stopped.Sentence, session.At);
                session.Audit(new("ledger.sync_failed", $"ledger_run {run}") { Why = stopped.Sentence });
                return Done.It;
            });
            return stopped;
        }

        if ((await work.Write<int>(async session => await EnteredMeanwhile.Ask(session))).Refusal is { } unasked)
            return unasked;
        return await work.Write(session => LedgerRuns.End(session, run, company: null, sync.Notes));
    }
}
