using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>What a sync or an import of open items came to.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Customers">Customers new or changed.</param>
/// <param name="Documents">Documents new or changed.</param>
/// <param name="Applications">Applications new, changed or taken off.</param>
/// <param name="Drifts">Documents whose open amount our events do not explain, each named in the run.</param>
public sealed record LedgerRun(long Id, long Customers, long Documents, long Applications, long Drifts);

/// <summary>Beginning and end of runs.</summary>
internal static class LedgerRuns
{
    public static async Task<long> Begin(Session session, string kind)
    {
        var id = await session.NewId();
        await RunRows.Begin(session.Db, session.Connection, new() { Id = id, Kind = kind, StartedAt = session.At },
            session.Actor.Person);
        return id;
    }

    /// <summary>
    /// Runs that began longer ago than they may live and never ended are dead. What they left of derived sums is added
    /// up anew from the events.
    /// </summary>
    public static async Task<Refusal?> BuryDead(Session session, TimeSpan mayLive)
    {
        var unfinished = await RunRows.Unfinished(session.Db, session.Connection);
        var alive = unfinished.FirstOrDefault(run => session.Now - run.StartedAt.ToInstant() < mayLive);
        if (alive is not null)
            return Refusals.AlreadyRunning(alive.StartedAt.ToInstant());
        foreach (var run in unfinished)
            await RunRows.End(session.Db, run.Id, "failed", "It stopped before its end.", session.At);
        if (unfinished.Any(run => run.Kind == "file"))
            await EventRows.Rebuild(session.Db, session.Connection, session.Today);
        return null;
    }

    public static async Task<Result<LedgerRun>> End(Session session, long id, CompanyId? company)
    {
        await RunRows.End(session.Db, id, "done", "", session.At);
        var row = await RunRows.Of(session.Db, id);
        session.Audit(new("ledger.read", string.Create(CultureInfo.InvariantCulture, $"ledger_run {id}"))
        {
            Company = company, After = new { row.Kind, row.Customers, row.Documents, row.Applications, row.Drifts },
        });
        return new LedgerRun(id, row.Customers, row.Documents, row.Applications, row.Drifts);
    }
}
