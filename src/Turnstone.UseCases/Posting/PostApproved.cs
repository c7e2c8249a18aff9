using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>What a run of posting came to.</summary>
public sealed record PostingReport
{
    /// <summary>Writes read back equal.</summary>
    public int Written { get; init; }

    /// <summary>Postings all of whose writes are read back.</summary>
    public int Posted { get; init; }

    /// <summary>Postings NetSuite or a check said no to.</summary>
    public int Refused { get; init; }

    /// <summary>Decisions that went back to a person because their documents changed.</summary>
    public int SentBack { get; init; }

    /// <summary>Postings that wait for a person or for an approval in NetSuite.</summary>
    public int Held { get; init; }

    /// <summary>Writes whose outcome is not known yet, or that NetSuite had no time for.</summary>
    public int Later { get; init; }

    /// <summary>When the next of these is due; null where nothing waits.</summary>
    public DateTimeOffset? NextAt { get; init; }

    internal PostingReport With(WriteEnd end) => end switch
    {
        WriteEnd.Written => this with { Written = Written + 1 },
        WriteEnd.Posted => this with { Written = Written + 1, Posted = Posted + 1 },
        WriteEnd.Refused => this with { Refused = Refused + 1 },
        WriteEnd.SentBack => this with { SentBack = SentBack + 1 },
        WriteEnd.Held => this with { Held = Held + 1 },
        WriteEnd.Later => this with { Later = Later + 1 },
        _ => this,
    };
}

/// <summary>
/// Sends what is approved to NetSuite, each record once, reads it back and compares. It can be killed at any
/// instruction and started again, and several may run at once: what exactly once rests on is the outbox, claimed by
/// lease and fenced by owner, and the external ids.
/// </summary>
public sealed record PostApproved : ILongUseCase<PostingReport>
{
    /// <summary>
    /// How many writes a server has under way at once: enough that the budget of calls, and nothing else, says how fast
    /// it goes, even where several of them wait for one family of customers.
    /// </summary>
    public const int OfAServer = 16;

    private const int ClaimedAtOnce = 20;

    /// <summary>Writes under way at once; those of one family of customers go one after the other.</summary>
    public int AtOnce { get; init; } = 1;

    /// <inheritdoc/>
    public Permission Needs => Permission.Post;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <summary>
    /// Name of the process that runs it. On the embedded database only one process can: leases of another name are
    /// those of a process that died, and are taken over at once.
    /// </summary>
    public string Worker { get; init; } = string.Create(CultureInfo.InvariantCulture,
        $"{Environment.MachineName} {Environment.ProcessId}");

    /// <inheritdoc/>
    public async Task<Result<PostingReport>> Run(Work work)
    {
        var begun = await work.Write<string>(Begin);
        if (!begun.Is(out var owner, out var refusal))
            return refusal;
        if (await HandOverAll(work) is { } stopped)
            return stopped;
        var report = new PostingReport();
        if ((await SendAll(work, owner, end =>
        {
            report = report.With(end);
            work.Report("posting", report.Written);
        })).Refusal is { } ended)
            return ended;

        return await work.Read<PostingReport>(async session =>
        {
            var (number, next) = await OutboxRows.Due(session.Db, session.Connection);
            return report with { Later = (int)number, NextAt = next?.ToInstant() };
        });
    }

    /// <summary>
    /// Sends until nothing is due. After a refusal nothing more begins; what is under way is brought to its end.
    /// </summary>
    private async Task<Result<Done>> SendAll(Work work, string owner, Action<WriteEnd> sent)
    {
        var lanes = new PostingLanes(new(work, work.Use<INetSuite>(), owner));
        var claimed = new Queue<(long Write, string Lane)>();
        Refusal? stopped = null;
        while (true)
        {
            work.Cancel.ThrowIfCancellationRequested();
            if (stopped is null && claimed.Count == 0 && lanes.UnderWay < AtOnce)
            {
                if (!(await Claim(work, owner)).Is(out var writes, out stopped))
                    continue;
                foreach (var write in writes)
                    claimed.Enqueue(write);
            }

            while (stopped is null && lanes.UnderWay < AtOnce && claimed.TryDequeue(out var next))
                lanes.Start(next.Write, next.Lane);
            if (lanes.UnderWay == 0)
                return stopped is null ? Done.It : stopped;
            if ((await lanes.Next()).Is(out var end, out var refusal))
                sent(end);
            else
                stopped ??= refusal;
        }
    }

    private static Task<Result<IReadOnlyList<(long Write, string Lane)>>> Claim(Work work, string owner) =>
        work.Write<IReadOnlyList<(long Write, string Lane)>>(async session =>
        {
            var writes = await OutboxRows.Claim(session.Db, session.Connection,
                WriteSender.Lease(owner, session.Now, long.MaxValue), ClaimedAtOnce);
            return writes.Count == 0 ? new List<(long, string)>()
                : (await OutboxRows.Lanes(session.Db, session.Connection, [.. writes])).ToList();
        });

    private async Task<Result<string>> Begin(Session session)
    {
        if (session.Db.Dialect == Dialect.Sqlite)
            await OutboxRows.TakeOver(session.Db, session.Connection, Worker);
        var run = await session.NewId();
        return string.Create(CultureInfo.InvariantCulture, $"{Worker} run {run}");
    }

    /// <summary>Approved shares that no posting serves: they were approved before their account was set up.</summary>
    private static async Task<Refusal?> HandOverAll(Work work)
    {
        var read = await work.Read<IReadOnlyList<long>>(async session =>
            (await PostingSources.Approved(session.Db, session.Connection, 10_000)).ToList());
        if (!read.Is(out var lines, out var refusal))
            return refusal;
        foreach (var line in lines)
        {
            var handed = await work.Write<Done>(async session =>
                await HandOver.Line(session, line) is { } no ? no : Done.It);
            if (handed.Refusal is { } stopped)
                return stopped;
        }

        return null;
    }
}
