using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.UseCases.Audit;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.Simulation;

/// <summary>
/// Looks at the end of a day whether everything is as it must be: our books against NetSuite's, record by record and in
/// their sums, the log against its anchor, the calls against the account's limit.
/// </summary>
internal sealed class SimulatedEvening(Installation installation, SandboxAccount sandbox)
{
    private readonly List<string> _findings = [];

    /// <summary>A payment that somebody changed by hand may be held for a person, and stands all the same.</summary>
    public bool MayHold { get; init; }

    /// <summary>Payments of ours that stand.</summary>
    public int Payments { get; private set; }

    /// <summary>Of each payment of ours what it is on: invoices with their amounts.</summary>
    public IReadOnlyDictionary<string, string> Applied { get; private set; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What is not as it must be; empty where everything is.</summary>
    public async Task<IReadOnlyList<string>> Look(string? anchor, CancellationToken stop)
    {
        var sync = Needed(await installation.Door.Run(new SyncNetSuite(), installation.Service, stop));
        if (sync.Drifts > 0)
            _findings.Add($"{sync.Drifts} open amounts are not explained by our own events");
        var ties = Needed(await installation.Door.Run(new ComputeTieOuts(), installation.Service, stop));
        if (ties.Failed > 0)
            _findings.Add($"{ties.Failed} tie-outs fail: {await Failing(stop)}");
        var log = Needed(await installation.Door.Run(new VerifyAudit(anchor), installation.Service, stop));
        if (!log.Sound)
            _findings.Add("the audit log does not verify");
        await States(stop);
        await Effects(stop);
        Applied = await AppliedMoney.Of(NetSuite, stop);
        _findings.AddRange(Repeated().Select(name => $"{name} was written more than once"));
        Turns();
        return _findings;
    }

    private async Task<string> Failing(CancellationToken stop) => string.Join("; ",
        Needed(await installation.Door.Run(new ListTieOuts(DateOnly.MinValue), installation.Service, stop))
            .Where(tie => tie.Row.State == "failed").Select(tie => $"{tie.Row.Kind} of {tie.Row.Subject} "
                + string.Join(", ", tie.Differences.Select(one => $"{one.Name} {one.Ours} against {one.Theirs}"))));

    /// <summary>In the evening every payment is at an end, and as many are posted as stand.</summary>
    private async Task States(CancellationToken stop)
    {
        var counts = Needed(await installation.Door.Run(new CountPostings(), installation.Service, stop));
        foreach (var count in counts.Where(count => count.State is not ("posted" or "refused" or "withdrawn")
            && !(MayHold && count.State == "held")))
            _findings.Add($"{count.Number} payments are still {count.State} in the evening");
        var posted = counts.Where(count => count.State is "posted" || MayHold && count.State == "held")
            .Sum(count => count.Number);
        var page = Needed(await NetSuite.Query(new(
            "SELECT COUNT(*) AS payments FROM transaction WHERE type = 'CustPymt' AND externalid LIKE 'ts-%'"), stop));
        Payments = (int)(page.Rows[0].Number("payments") ?? 0);
        if (posted != Payments)
            _findings.Add($"{posted} payments are posted and {Payments} stand in NetSuite");
    }

    /// <summary>Each write that is done made one record, and no record of ours is there without its write.</summary>
    private async Task Effects(CancellationToken stop)
    {
        var made = new Dictionary<string, string>(StringComparer.Ordinal);
        for (string? after = null, more = ""; more is not null; after = more)
        {
            var page = Needed(await installation.Door.Run(new ListPostings(State: null, after, 500),
                installation.Service, stop));
            foreach (var row in page.Rows)
                await Made(row.Id, made, stop);
            more = page.Next;
        }

        var standing = Needed(await NetSuite.Query(new(
            "SELECT t.id, t.externalid FROM transaction t WHERE t.externalid LIKE 'ts-%' ORDER BY t.id"), stop)).Rows;
        foreach (var twice in standing.GroupBy(row => row.Needed("externalid"), StringComparer.Ordinal)
            .Where(group => group.Count() > 1))
            _findings.Add($"{twice.Key} stands {twice.Count()} times");
        var there = standing.Select(row => row.Needed("externalid")).ToHashSet(StringComparer.Ordinal);
        _findings.AddRange(made.Keys.Where(name => !there.Contains(name))
            .Select(name => $"{made[name]} {name} is done here and does not stand there"));
        _findings.AddRange(there.Where(name => !made.ContainsKey(name))
            .Select(name => $"{name} stands there and nobody here made it"));
    }

    private async Task Made(long posting, Dictionary<string, string> made, CancellationToken stop)
    {
        var view = Needed(await installation.Door.Run(new ShowPosting(posting), installation.Service, stop));
        // What a person changed by hand is held, and is there all the same.
        foreach (var write in view.Writes.Select(write => write.Row).Where(row => row is
        {
            State: "done" or "held", Kind: not "application_change", RecordId: not null,
        }))
        {
            if (!made.TryAdd(write.ExternalId, write.Kind))
                _findings.Add($"{write.ExternalId} was made by two writes");
        }
    }

    /// <summary>Names under which more than one create was done: the account answered both with success.</summary>
    private IEnumerable<string> Repeated() => sandbox.Calls.Last
        .Where(call => call is { Method: "POST", Status: >= 200 and < 300, Body.Length: > 0 }
            && call.Target.Contains("/record/v1/", StringComparison.Ordinal)
            && call.Fault is not FaultKind.DropBefore)
        .Select(call => NameOf(call.Body)).OfType<string>()
        .GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key);

    private static string? NameOf(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.TryGetProperty("externalId", out var name) ? name.GetString() : null;
    }

    /// <summary>No call came when the account had no room for it.</summary>
    private void Turns()
    {
        if (sandbox.Calls.TurnedAway > 0)
            _findings.Add($"{sandbox.Calls.TurnedAway} calls went beyond the account's limit");
    }

    private INetSuite NetSuite => installation.NetSuite
        ?? throw new InvalidOperationException("The simulation has no NetSuite.");

    private static T Needed<T>(Result<T> result) => SimulationRun.Needed(result);
}
