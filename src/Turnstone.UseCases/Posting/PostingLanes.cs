using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Writes under way side by side. Those of one lane, a family of customers, go one after the other: each then sees the
/// documents as the one before left them. Two programs may still send at once; what keeps that right is the outbox.
/// </summary>
internal sealed class PostingLanes(WriteSender sender)
{
    private readonly Dictionary<string, Task> _last = new(StringComparer.Ordinal);
    private readonly List<Task<Result<WriteEnd>>> _underWay = [];

    /// <summary>How many are under way or wait for their lane.</summary>
    public int UnderWay => _underWay.Count;

    /// <summary>Starts a claimed write, as soon as its lane is free.</summary>
    public void Start(long write, string lane)
    {
        var sent = After(_last.GetValueOrDefault(lane, Task.CompletedTask), write);
        _last[lane] = sent;
        _underWay.Add(sent);
    }

    /// <summary>Waits for the next to end. Where one breaks, the others end first: none is left alone.</summary>
    public async Task<Result<WriteEnd>> Next()
    {
        var ended = await Task.WhenAny(_underWay);
        _underWay.Remove(ended);
        if (!ended.IsCompletedSuccessfully)
            await Task.WhenAll(_underWay.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var (lane, _) in _last.Where(pair => pair.Value.IsCompleted).ToList())
            _last.Remove(lane);
        return await ended;
    }

    private async Task<Result<WriteEnd>> After(Task before, long write)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await sender.Send(write);
    }
}
