using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;

namespace Turnstone.Simulation;

/// <summary>The process ends here: what is not committed is gone, what was sent may have been done.</summary>
internal sealed class SimulatedCrash(string at) : Exception($"The process ends {at}.");

/// <summary>
/// Stands between us and NetSuite and ends the process before or after the call whose number comes up, counted from the
/// latest start.
/// </summary>
internal sealed class CrashingNetSuite(INetSuite inner, CrashPlan plan) : INetSuite
{
    public Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop) =>
        Around("query", () => inner.Query(query, stop));

    public Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) =>
        Around(record.Id.StartsWith("eid:", StringComparison.Ordinal) ? $"look-up {record.Type}" : $"get {record.Type}",
            () => inner.Get(record, stop));

    public Task<WriteOutcome> Create(RecordBody body, CancellationToken stop) =>
        Around($"create {body.Type}", () => inner.Create(body, stop));

    public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) =>
        Around($"patch {record.Type}", () => inner.Patch(record, body, stop));

    public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) =>
        Around($"transform {source.Type}", () => inner.Transform(source, target, stop));

    public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop) =>
        Around("restlet", () => inner.Restlet(call, stop));

    public Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop) => inner.GetServerTime(stop);

    private async Task<T> Around<T>(string call, Func<Task<T>> ask)
    {
        plan.Reach($"before {call}");
        await plan.Meet(call);
        var answer = await ask();
        await plan.MeetAfter(call);
        plan.Reach($"after {call}");
        return answer;
    }
}

/// <summary>Where in the middle of one node's write the other has its turn.</summary>
internal enum Meeting
{
    /// <summary>The intent is kept, and the call is about to go out.</summary>
    BeforeSend,

    /// <summary>Nothing of the write's name was found, and the intent is not kept yet.</summary>
    AfterLookUp,
}

/// <summary>
/// At which moments the process ends. Every outside call has two, before and after it; which of them come up depends on
/// the seed alone.
/// </summary>
internal sealed class CrashPlan(int seed, int perThousand)
{
    private readonly Random _dice = new(seed);
    private int _calls;

    /// <summary>Moments passed so far.</summary>
    public int Moments { get; private set; }

    /// <summary>Crashes so far, by the moment they came at.</summary>
    public SortedDictionary<string, int> Crashes { get; } = new(StringComparer.Ordinal);

    /// <summary>Off while the world is set up and looked at.</summary>
    public bool IsOn { get; set; }

    /// <summary>Moments before and after a write passed so far.</summary>
    public int WriteMoments { get; private set; }

    /// <summary>The one moment at which the process ends; null lets the dice say.</summary>
    public int? Only { get; init; }

    /// <summary>The one moment before or after a write at which the process ends; null lets the others say.</summary>
    public int? OnlyWrite { get; init; }

    /// <summary>What a second node does in the middle of a write of the first; null where there is none.</summary>
    public Func<Task>? Other { get; set; }

    /// <summary>Where in the write the second node has its turn.</summary>
    public Meeting Meeting { get; init; } = Meeting.BeforeSend;

    /// <summary>What comes to pass before the call of a number, counted from one: what people do meanwhile.</summary>
    public ILookup<int, Func<Task>>? Meanwhile { get; init; }

    /// <summary>A write goes out; before one of them, which the dice choose, the second node has its turn.</summary>
    public async Task Meet(string call)
    {
        if (IsOn && Meanwhile is { } acts)
        {
            // Whatever these acts call themselves is no moment of ours.
            var calls = Interlocked.Increment(ref _calls);
            IsOn = false;
            foreach (var act in acts[calls])
                await act();
            IsOn = true;
        }

        if (IsOn && Meeting == Meeting.BeforeSend && IsWrite(call))
            await Turn();
    }

    /// <summary>An answer is there; after one of the look-ups the second node has its turn.</summary>
    public async Task MeetAfter(string call)
    {
        if (IsOn && Meeting == Meeting.AfterLookUp && call.StartsWith("look-up", StringComparison.Ordinal))
            await Turn();
    }

    private async Task Turn()
    {
        if (Other is not { } other || _dice.Next(3) > 0)
            return;
        Other = null;
        await other();
    }

    /// <summary>A moment comes; the process may end.</summary>
    public void Reach(string at)
    {
        if (!IsOn)
            return;
        Moments++;
        if (IsWrite(at))
            WriteMoments++;
        else if (OnlyWrite is not null)
            return;
        if (OnlyWrite is { } write ? WriteMoments != write : Only is { } only ? Moments != only
            : _dice.Next(1000) >= perThousand)
            return;
        Crashes[at] = Crashes.GetValueOrDefault(at) + 1;
        throw new SimulatedCrash(at);
    }

    private static bool IsWrite(string call) => call.Contains("create", StringComparison.Ordinal)
        || call.Contains("patch", StringComparison.Ordinal);
}

/// <summary>A clock that stands until it is moved, on which every short pause is over at once.</summary>
internal sealed class SimulatedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        // Longer ones are limits, not pauses: a call of the simulation never reaches them.
        if (dueTime >= TimeSpan.Zero && dueTime < TimeSpan.FromMinutes(1))
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        return new Idle();
    }

    private sealed class Idle : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => default;
    }
}

/// <summary>The other side's clock, which may go apart from ours.</summary>
internal sealed class SkewedClock(SimulatedClock clock) : TimeProvider
{
    /// <summary>How far it is ahead; negative where it is behind.</summary>
    public TimeSpan Ahead { get; set; }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => clock.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + Ahead;

    public override long GetTimestamp() => clock.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        clock.CreateTimer(callback, state, dueTime, period);
}
