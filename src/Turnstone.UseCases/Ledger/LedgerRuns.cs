using System.Globalization;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>What a sync or an import of open items came to.</summary>
/// <param name="Id">Identity.</param>
/// <param name="Customers">Customers new or changed.</param>
/// <param name="Documents">Documents new or changed.</param>
/// <param name="Applications">Applications new, changed or taken off.</param>
/// <param name="Drifts">Documents whose open amount our events do not explain, each named in the run.</param>
public sealed record LedgerRun(long Id, long Customers, long Documents, long Applications, long Drifts)
{
    /// <summary>What could not be read, in sentences; empty where all could.</summary>
    public string Notes { get; init; } = "";
}

/// <summary>Beginning and end of runs.</summary>
internal static class LedgerRuns
{
    public static async Task<long> Begin(Session session, string kind, string reach = "all")
    {
        var id = await session.NewId();
        await RunRows.Begin(session.Db, session.Connection, new()
        {
            Id = id, Kind = kind, Reach = reach, StartedAt = session.At,
        }, session.Actor.Person);
        await MatchingKeyRows.Begin(session.Db, session.Connection, MatchingKeys.Version);
        return id;
    }

    /// <summary>
    /// Runs that began and never ended are dead, or overtaken by the one that begins: two at a time do no harm, since
    /// the same rows again change nothing. What a first load left of derived sums is added up anew from the events.
    /// </summary>
    public static async Task BuryDead(Session session)
    {
        var unfinished = await RunRows.Unfinished(session.Db, session.Connection);
        foreach (var run in unfinished)
            await RunRows.End(session.Db, run.Id, "failed", "It stopped before its end.", session.At);
        if (unfinished.Any(run => run.Kind == "file") || await AgingRows.IsUnpacked(session.Db, session.Connection))
            await Rebuild(session);
    }

    /// <summary>Adds up and packs anew all that follows from the events.</summary>
    public static async Task Rebuild(Session session)
    {
        await EventRows.RebuildBalances(session.Db, session.Connection, session.Today);
        await AgingRows.Rebuild(session.Db, session.Connection);
    }

    public static async Task<Result<LedgerRun>> End(Session session, long id, CompanyId? company, string notes = "")
    {
        await RunRows.End(session.Db, id, "done", notes, session.At);
        var row = await RunRows.Of(session.Db, id);
        session.Audit(new("ledger.read", string.Create(CultureInfo.InvariantCulture, $"ledger_run {id}"))
        {
            Company = company, After = new { row.Kind, row.Customers, row.Documents, row.Applications, row.Drifts },
            Why = notes.Length > 0 ? notes : null,
        });
        return new LedgerRun(id, row.Customers, row.Documents, row.Applications, row.Drifts) { Notes = notes };
    }
}
