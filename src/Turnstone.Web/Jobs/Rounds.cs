using Microsoft.Extensions.Logging;
using Quartz;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Audit;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;
using Turnstone.Web.Hosting;

namespace Turnstone.Web.Jobs;

/// <summary>What every round has in hand: the door, its connection, and where it says what went wrong.</summary>
/// <param name="Door">The one door.</param>
/// <param name="Settings">Settings of the host.</param>
/// <param name="Board">Where pages see how far it is.</param>
/// <param name="Log">The program's log.</param>
public sealed record RoundTools(
    UseCases.Door.UseCases Door, WebSettings Settings, WorkBoard Board, ILogger<RoundTools> Log)
{
    /// <summary>The service person in the connection.</summary>
    public Actor Service => Actor.Service(Settings.Connection);

    /// <summary>Does long work as the service person, in view of the pages.</summary>
    public async Task<bool> Do<T>(ILongUseCase<T> work, string what, CancellationToken cancel)
    {
        using var under = Board.Begin(person: 0, what);
        return Went(await Door.Run(work, Service, under, cancel));
    }

    /// <summary>A refusal stops the round and is logged; the next round tries again.</summary>
    public bool Went<T>(Result<T> result)
    {
        if (result.Refusal is { } refusal)
            Log.LogWarning("{Code}: {Sentence}", refusal.Code, refusal.Sentence);
        return result.Refusal is null;
    }
}

/// <summary>Pulls what changed in NetSuite and matches what is undecided; one at a time over all nodes.</summary>
[DisallowConcurrentExecution]
public sealed class LedgerRound(RoundTools tools) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (tools.Settings.HasNetSuite
            && !await tools.Do(new SyncNetSuite(), "pulling from NetSuite", cancellationToken))
            return;
        await tools.Do(new MatchEveryCompany(), "matching", cancellationToken);
    }
}

/// <summary>Brings in files from the places whose time has come, and matches what is new.</summary>
[DisallowConcurrentExecution]
public sealed class ArrivalRound(RoundTools tools) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var fetched = await tools.Door.Run(new FetchDueSources(), tools.Service, cancellationToken);
        if (!tools.Went(fetched))
            return;
        foreach (var refusal in fetched.Value.Failed)
            tools.Log.LogWarning("{Code}: {Sentence}", refusal.Code, refusal.Sentence);
        if (fetched.Value.BroughtFiles)
            await tools.Do(new MatchEveryCompany(), "matching", cancellationToken);
    }
}

/// <summary>
/// Sends what is approved. It may run twice, on a node that stalled and on the one that took over: exactly once comes
/// from the outbox's leases and from external ids.
/// </summary>
[DisallowConcurrentExecution]
public sealed class PostingRound(RoundTools tools) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        if (tools.Settings.HasNetSuite)
            await tools.Do(new PostApproved { AtOnce = PostApproved.OfAServer }, "posting", cancellationToken);
    }
}

/// <summary>Signs how far the log has come, each day, into the anchor file.</summary>
[DisallowConcurrentExecution]
public sealed class AnchorRound(RoundTools tools) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        tools.Went(await tools.Door.Run(new WriteAnchor(tools.Settings.AnchorFile), tools.Service, cancellationToken));
}

/// <summary>
/// Adds the ledger up from its events once a day and compares it with NetSuite's own sums; names and mends what
/// differs.
/// </summary>
[DisallowConcurrentExecution]
public sealed class ProofRound(RoundTools tools) : IJob
{
    /// <inheritdoc/>
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var proved = await tools.Door.Run(new ProveLedger(), tools.Service, cancellationToken);
        if (tools.Went(proved) && !proved.Value.Agrees)
            tools.Log.LogError("The ledger's sums differed from its events and were added up anew: {Proof}",
                proved.Value);
        if (tools.Settings.HasNetSuite)
            await tools.Do(new CompareLedger(), "comparing with NetSuite", cancellationToken);
    }
}
