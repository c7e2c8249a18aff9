using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Reporting;

/// <summary>How much waits at each place of the app; counting stops at <see cref="Most"/>.</summary>
/// <param name="Receipts">Receipts nobody has decided, without those set aside.</param>
/// <param name="Files">Files in quarantine and lines that a person must place.</param>
/// <param name="Postings">Decisions that wait for a second person, and postings refused.</param>
/// <param name="Requests">Acts of two persons that the person may answer.</param>
/// <param name="Pull">The last pull from NetSuite; null where there was none.</param>
public sealed record WaitingCounts(int Receipts, int Files, int Postings, int Requests, LastPull? Pull)
{
    /// <summary>Where counting stops: beyond it the number says nothing any more, and counting costs.</summary>
    public const int Most = 999;
}

/// <summary>The last pull from NetSuite that ended.</summary>
/// <param name="Went">False where it failed.</param>
/// <param name="Why">Why it failed; empty where it went well.</param>
/// <param name="Age">How long ago it ended.</param>
public sealed record LastPull(bool Went, string Why, TimeSpan Age);

/// <summary>What waits, for the frame of every page: numbers of the companies the person may see, no money.</summary>
/// <param name="Of">The company to look at; null for all the person may see.</param>
public sealed record CountWaiting(CompanyId? Of) : IQuery<WaitingCounts>
{
    private const int RunsBack = 20;

    /// <inheritdoc/>
    public Permission Needs => Permission.Anyone;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<WaitingCounts>> Run(ReadSession session)
    {
        if (!(await new ListCompanies().Run(session)).Is(out var companies, out var refusal))
            return refusal;
        var seen = companies.Select(company => company.Id).Where(id => Of is null || Of.Value.Value == id).ToList();
        // A file and a line of an account nobody mapped belong to no company yet.
        if (Of is null && session.Person.MayEverywhere(Permission.See))
            seen.Add("");
        var numbers = await session.Db.One<Numbers>($"""
            select
              (select count(*) from (select 1 from receipt r where {Mine(session, "r")}
                and r.queue_state in ('undecided', 'waiting', 'refused') and r.queue_state = 'undecided'
                and (r.set_aside_until is null or r.set_aside_until <= @Today) limit @limit) as counted) as receipts,
              (select count(*) from (select 1 from receipt r where {Mine(session, "r")}
                and r.queue_state in ('undecided', 'waiting', 'refused') and r.queue_state <> 'undecided'
                limit @limit) as counted) as postings,
              (select count(*) from (select 1 from held_line h where {Mine(session, "h")} and h.state = 'open'
                and h.reason <> 'quarantined' limit @limit) as counted) as held,
              (select count(*) from file_arrival f where f.connection_id = @Connection and f.state = 'quarantined')
                as quarantined
            """, new { session.Connection, session.Today, companies = seen.ToArray(), limit = WaitingCounts.Most + 1 });
        var requests = (await new ListRequests().Run(session)).Is(out var waiting, out _)
            ? waiting.Count(request => request.MayAnswer) : 0;
        return new WaitingCounts(numbers.Receipts, numbers.Held + (seen.Count > 0 ? numbers.Quarantined : 0),
            numbers.Postings, requests, await LastPull(session));
    }

    private static string Mine(ReadSession session, string row) =>
        $"{row}.connection_id = @Connection and {session.Db.Dialect.AnyOf(row + ".company_id", "companies")}";

    private static async Task<LastPull?> LastPull(ReadSession session) =>
        (await RunRows.LatestWhole(session.Db, session.Connection, RunsBack))
            .FirstOrDefault(run => run is { Kind: "sync", EndedAt: not null }) is { EndedAt: { } ended } last
            ? new(last.State == "done", last.Why, session.Now - ended.ToInstant()) : null;

    internal sealed record Numbers
    {
        public int Receipts { get; init; }

        public int Postings { get; init; }

        public int Held { get; init; }

        public int Quarantined { get; init; }
    }
}
