using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Turnstone.NetSuite.Scripts;
using Turnstone.UseCases.Ledger;

namespace Turnstone.Web.Jobs;

/// <summary>
/// Where hints of NetSuite's user event wait for a moment until they are followed. They are kept nowhere: what is lost
/// with the process, or is told too often, is found by the next pull.
/// </summary>
public sealed class HintDesk
{
    private const int Most = 2_000;

    private readonly Channel<PushMessage> _waiting = Channel.CreateBounded<PushMessage>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });

    /// <summary>Takes a hint whose signature held.</summary>
    public void Take(PushMessage hint) => _waiting.Writer.TryWrite(hint);

    /// <summary>Waits for a hint; gives it with all that wait beside it.</summary>
    public async Task<IReadOnlyList<PushMessage>> Next(TimeSpan gather, TimeProvider time, CancellationToken stop)
    {
        var hints = new List<PushMessage> { await _waiting.Reader.ReadAsync(stop) };
        await Task.Delay(gather, time, stop);
        while (_waiting.Reader.TryRead(out var hint))
            hints.Add(hint);
        return [.. hints.Distinct()];
    }
}

/// <summary>Follows hints as they come: those of two seconds together, so that a mass update is one pull.</summary>
internal sealed class HintRound(HintDesk desk, RoundTools tools) : BackgroundService
{
    private static readonly TimeSpan Gather = TimeSpan.FromSeconds(2);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var hints = await desk.Next(Gather, TimeProvider.System, stoppingToken);
            await tools.Do(new PullHinted(hints), "pulling what NetSuite told of", stoppingToken);
        }
    }
}
