using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Jobs;

/// <summary>A request that is answered later: what it came to, task by task.</summary>
internal sealed class Job(long id, DateTimeOffset at, IReadOnlyList<SandboxResponse> results)
{
    public long Id { get; } = id;

    public DateTimeOffset At { get; } = at;

    public IReadOnlyList<SandboxResponse> Results { get; } = results;

    /// <summary>How often it was asked for; the first times it is still at work.</summary>
    public int Polls { get; set; }
}

/// <summary>
/// Asynchronous requests and batches. A job that succeeded ran; each task has an outcome of its own. The idempotency
/// key
/// counts here and nowhere else.
/// </summary>
internal sealed class JobService(SandboxAccount account)
{
    private const string Path = "/services/rest/async/v1/job";
    private const int LargestBatch = 100;
    private readonly Lock _lock = new();
    private readonly List<Job> _jobs = [];
    private readonly Dictionary<string, Job> _keys = new(StringComparer.Ordinal);

    public static bool IsAsync(SandboxRequest request) => request.Method != "OPTIONS"
        && request.Header("Prefer")?.Contains("respond-async", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Many records at once: a collection in the body, or ids to delete.</summary>
    public static bool IsBatch(SandboxRequest request) => request.Method != "GET"
        && (request.Header("Content-Type")?.Contains("type=collection", StringComparison.OrdinalIgnoreCase) is true
            || request.Method == "DELETE" && request.Parameter("ids") is not null);

    /// <summary>Many records to read: one task each, since a task's result is the record.</summary>
    private static bool IsBatchOfReads(SandboxRequest request) =>
        request.Method == "GET" && request.Parameter("ids") is not null;

    /// <summary>Takes a request on and answers where its job is found.</summary>
    public SandboxResponse Accept(SandboxRequest request, Func<SandboxRequest, SandboxResponse> handle)
    {
        var key = request.Header("X-NetSuite-Idempotency-Key");
        lock (_lock)
        {
            if (key is not null && _keys.TryGetValue(key, out var earlier))
                return Repeated(earlier, request);

            var parts = IsBatch(request) || IsBatchOfReads(request) ? Split(request) : [request];
            var job = new Job(_jobs.Count + 1, account.Time.GetUtcNow(), [.. parts.Select(handle)]);
            _jobs.Add(job);
            if (key is not null)
                _keys[key] = job;
            return new SandboxResponse(202).With("Location", Address(request, job))
                .With("Preference-Applied", "respond-async");
        }
    }

    public SandboxResponse Handle(SandboxRequest request, string[] parts)
    {
        lock (_lock)
        {
            var job = parts.Length > 0 && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var id)
                && id > 0 && id <= _jobs.Count ? _jobs[id - 1] : throw RestFault.NoSuchRecord();
            if (request.Method != "GET")
                throw new RestFault(405, "METHOD_NOT_ALLOWED", $"The method {request.Method} is not allowed here.");
            // Some clients ask for the job, some only for its tasks; either asking moves it on.
            if (parts.Length is 1 or 3)
                job.Polls++;
            return parts.Length switch
            {
                1 => Shown(request, job),
                2 when parts[1] == "task" => Tasks(request, job),
                3 when parts[1] == "task" => SandboxResponse.Json(200, Task(request, job, Number(job, parts[2]))),
                4 when parts[1] == "task" && parts[3] == "result" => Result(job, Number(job, parts[2])),
                _ => throw RestFault.NoSuchRecord(),
            };
        }
    }

    private bool IsDone(Job job) => job.Polls > account.Knobs.JobPollsUntilDone;

    private SandboxResponse Shown(SandboxRequest request, Job job)
    {
        return SandboxResponse.Json(200, new JsonObject
        {
            ["links"] = Json.Links(("self", Address(request, job))),
            ["completed"] = IsDone(job),
            ["id"] = job.Id.ToString(CultureInfo.InvariantCulture),
            ["progress"] = IsDone(job) ? "succeeded" : "processing",
            ["task"] = new JsonObject { ["links"] = Json.Links(("self", Address(request, job) + "/task")) },
        });
    }

    private static SandboxResponse Tasks(SandboxRequest request, Job job)
    {
        var page = Page.Of(request);
        var items = Enumerable.Range(1, job.Results.Count).Skip(page.Offset).Take(page.Limit)
            .Select(number => (JsonNode)new JsonObject
            {
                ["links"] = Json.Links(("self", $"{Address(request, job)}/task/{number}")),
                ["id"] = number.ToString(CultureInfo.InvariantCulture),
            }).ToArray();
        return SandboxResponse.Json(200, new JsonObject
        {
            ["links"] = page.Links(request, job.Results.Count),
            ["count"] = items.Length,
            ["hasMore"] = page.Offset + items.Length < job.Results.Count,
            ["items"] = new JsonArray(items),
            ["offset"] = page.Offset,
            ["totalResults"] = job.Results.Count,
        });
    }

    private JsonObject Task(SandboxRequest request, Job job, int number)
    {
        var at = job.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        return new()
        {
            ["links"] = Json.Links(("self", $"{Address(request, job)}/task/{number}"),
                ("result", $"{Address(request, job)}/task/{number}/result")),
            ["id"] = number.ToString(CultureInfo.InvariantCulture),
            ["completed"] = IsDone(job),
            ["startTime"] = at,
            ["endTime"] = at,
            ["progress"] = !IsDone(job) ? "processing" : job.Results[number - 1].Status < 400 ? "succeeded" : "failed",
        };
    }

    private SandboxResponse Result(Job job, int number) => IsDone(job)
        ? job.Results[number - 1]
        : throw new RestFault(404, "NONEXISTENT_ID", "The result of the task is not available yet.");

    private static int Number(Job job, string text) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= job.Results.Count
            ? number
            : throw RestFault.NoSuchRecord();

    private SandboxResponse Repeated(Job earlier, SandboxRequest request)
    {
        var answer = ErrorBody.Of(new RestFault(400, "IDEMPOTENCY_ERROR",
            "A request with the same idempotency key was already received.")
        { Header = "X-NetSuite-Idempotency-Key" }, account.Knobs);
        var body = JsonNode.Parse(answer.Body.Span)?.AsObject() ?? [];
        body["title"] = "Conflict";
        return (answer with { Body = Encoding.UTF8.GetBytes(body.ToJsonString(Json.Plain)) })
            .With("Location", Address(request, earlier));
    }

    private static string Address(SandboxRequest request, Job job) =>
        $"{request.Origin}{Path}/{job.Id.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>One request per element, as it would have been sent alone.</summary>
    private static List<SandboxRequest> Split(SandboxRequest request)
    {
        var elements = Elements(request);
        if (elements.Count is 0 or > LargestBatch)
            throw RestFault.Content($"A batch has between 1 and {LargestBatch} records.");
        return [.. elements.Select(element => One(request, element))];
    }

    private static SandboxRequest One(SandboxRequest request, JsonElement element)
    {
        var hasBody = request.Method is not ("DELETE" or "GET");
        var external = element.Text("externalId");
        var (method, path) = request.Method switch
        {
            "POST" => ("POST", request.Path),
            "PUT" when external is not null => ("PUT", $"{request.Path}/eid:{external}"),
            // An upsert that names an internal id can only change what is there.
            "PUT" => ("PATCH", $"{request.Path}/{Named(element)}"),
            var other => (other, $"{request.Path}/{Named(element)}"),
        };
        return request with
        {
            Method = method,
            Path = path,
            Query = request.Method == "GET" ? OfOneRecord(request.Query) : "",
            Body = hasBody ? Encoding.UTF8.GetBytes(element.GetRawText()) : default,
        };
    }

    /// <summary>What remains of a collection's query where one record is read.</summary>
    private static string OfOneRecord(string query) => string.Join('&', FormText.AsSent(query)
        .Where(pair => pair.Key.ToUpperInvariant() is not ("IDS" or "EXPANDRECORDS" or "LIMIT" or "OFFSET"))
        .Select(pair => $"{pair.Key}={pair.Value}"));

    private static List<JsonElement> Elements(SandboxRequest request)
    {
        if (request.Method is "DELETE" or "GET" && request.Parameter("ids") is { } ids)
        {
            return [.. ids.Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(id => JsonSerializer.SerializeToElement(new { id }))];
        }

        return Json.Parse(request.Body) is { } body
            && (body.ValueKind == JsonValueKind.Array ? body
                : body.At("items")) is { ValueKind: JsonValueKind.Array } items
            ? [.. items.EnumerateArray()]
            : throw RestFault.Content("The body must be a collection with 'items'.");
    }

    private static string Named(JsonElement element) => element.At("id")?.ToString()
        ?? (element.Text("externalId") is { } external ? "eid:" + external : throw RestFault.Missing("Internal ID"));
}
