using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite;

/// <summary>A batch that NetSuite works through on its own.</summary>
/// <param name="Id">Id of the job.</param>
public sealed record AsyncJob(string Id);

/// <summary>
/// Asynchronous batches of at most a hundred records. Here, and only here, NetSuite heeds an idempotency key. That a
/// job succeeded says
/// that it ran: each record has an outcome of its own.
/// </summary>
/// <param name="client">The account.</param>
public sealed class AsyncJobs(NetSuiteClient client)
{
    /// <summary>The most records one batch takes.</summary>
    public const int LargestBatch = 100;

    private const string Collection = "application/vnd.oracle.resource+json; type=collection";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Hands over records of one type to be created; the key is a UUID of the caller, the same for the same batch. A
    /// key used before is
    /// refused as <see cref="Refusals.Idempotency"/>.
    /// </summary>
    public async Task<Result<AsyncJob>> Create(
        string type, IReadOnlyList<RecordBody> bodies, string idempotencyKey, CancellationToken stop)
    {
        if (bodies.Count is 0 or > LargestBatch)
            return new Refusal(Refusals.Content, $"A batch has 1 to {LargestBatch} records, not {bodies.Count}.");

        var call = new Call(HttpMethod.Post, client.Rest($"/record/v1/{type}"), IsRead: false)
        {
            Json = $$"""{"items":[{{string.Join(',', bodies.Select(body => body.Json))}}]}""",
            ContentType = Collection,
            Headers =
            [
                new("Prefer", "respond-async"), new("X-NetSuite-Idempotency-Key", idempotencyKey),
                new("X-NetSuite-PropertyNameValidation", "Error"),
            ],
        };
        return await client.Write(call, $"a batch of {type}", stop) switch
        {
            WriteOutcome.Updated { Id: { } id } => new AsyncJob(id),
            WriteOutcome.Refused refused => refused.Why.ToRefusal(),
            WriteOutcome.Unknown unknown => new Refusal(
                Refusals.Unreachable, $"Nothing is known of the batch; send it again with its key. {unknown.Why}",
                RefusalKind.Outside),
            _ => new Refusal(Refusals.Answer, "NetSuite took the batch and named no job.", RefusalKind.Outside),
        };
    }

    /// <summary>Waits for a job and tells the outcome of each record, in the batch's order.</summary>
    public async Task<Result<IReadOnlyList<WriteOutcome>>> Wait(AsyncJob job, CancellationToken stop)
    {
        for (var pause = FirstPause; ; pause = Min(pause * 2, LongestPause))
        {
            var answer = await client.Read(
                Reading($"/async/v1/job/{job.Id}"), $"job {job.Id}",
                root => root.TryGetProperty("completed", out var done) && done.ValueKind == JsonValueKind.True, stop);
            if (!answer.Is(out var isDone, out var refusal))
                return refusal;
            if (isDone)
                return await Outcomes(job, stop);
            await Task.Delay(pause, client.Settings.Time, stop);
        }
    }

    private async Task<Result<IReadOnlyList<WriteOutcome>>> Outcomes(AsyncJob job, CancellationToken stop)
    {
        var tasks = await client.Read(
            Reading($"/async/v1/job/{job.Id}/task"), $"the tasks of job {job.Id}", TaskNumbers, stop);
        if (!tasks.Is(out var numbers, out var refusal))
            return refusal;

        var outcomes = new List<WriteOutcome>(numbers.Count);
        foreach (var number in numbers)
            outcomes.Add(await client.Write(
                Reading($"/async/v1/job/{job.Id}/task/{number}/result") with { Makes = true },
                $"task {number} of job {job.Id}", stop));
        return outcomes;
    }

    /// <summary>The task list holds links only; a task's number ends its link.</summary>
    private static IReadOnlyList<int> TaskNumbers(JsonElement root) =>
    [
        .. root.GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("links").EnumerateArray()
                .Select(link => link.GetProperty("href").GetString() ?? "")
                .First(href => href.Contains("/task/", StringComparison.Ordinal)))
            .Select(href => int.Parse(href.TrimEnd('/').Split('/')[^1], provider: null))
            .Order(),
    ];

    private Call Reading(string path) => new(HttpMethod.Get, client.Rest(path), IsRead: true);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
