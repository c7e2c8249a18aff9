using System.Buffers;
using System.Text.Json;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;
using Turnstone.NetSuite.Sandbox.SuiteQl;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>SuiteQL over HTTP: the header it needs, parameters, pages of strings.</summary>
internal sealed class QueryService(SandboxAccount account, Store store, ITableSource tables)
{
    private readonly SuiteQlCache _results = new(new SuiteQlEngine(tables));

    public SandboxResponse Handle(SandboxRequest request)
    {
        DemandPermission();
        if (request.Method != "POST")
            throw new RestFault(405, "METHOD_NOT_ALLOWED", $"The method {request.Method} is not allowed here.");
        if (request.Header("Prefer")?.Contains("transient", StringComparison.OrdinalIgnoreCase) is not true)
        {
            throw new RestFault(400, "INVALID_HEADER",
                "The required header 'Prefer' is missing or its value is not 'transient'.") { Header = "Prefer" };
        }

        var page = Page.Of(request);
        if (Json.Parse(request.Body) is not { ValueKind: JsonValueKind.Object } body)
            throw RestFault.Content("The body must be a JSON object.");
        if (body.Text("q") is not { Length: > 0 } text)
            throw RestFault.Request("The property 'q' with the query is missing.", "q");
        var query = new SuiteQlRequest(text, Parameters(body));
        return Write(Run(query), page, request);
    }

    /// <summary>The datasets by name, and the rows of one.</summary>
    public SandboxResponse Dataset(SandboxRequest request, string[] parts)
    {
        DemandPermission();
        if (request.Method != "GET")
            throw new RestFault(405, "METHOD_NOT_ALLOWED", $"The method {request.Method} is not allowed here.");
        var page = Page.Of(request);
        if (parts is [var name, "result"])
        {
            var text = Datasets.Query(name) ?? throw RestFault.NoSuchRecord();
            return Write(Run(new(text, [])), page, request);
        }

        if (parts.Length > 0)
            throw RestFault.NoSuchRecord();
        var names = Datasets.Names.Order(StringComparer.Ordinal).ToList();
        return Write(new(["id", "name"], [.. names.Select(one => (string?[])[one, one])]), page, request);
    }

    private void DemandPermission()
    {
        if (account.Knobs.DeniedPermissions.Contains("suiteql", StringComparer.OrdinalIgnoreCase))
            throw RestFault.NotAllowed("SuiteAnalytics Workbook");
    }

    private static List<object?> Parameters(JsonElement body)
    {
        if ((body.At("params") ?? body.At("parameters")) is not { ValueKind: JsonValueKind.Array } values)
            return [];
        return [.. values.EnumerateArray().Select(value => (object?)(value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.TryGetDecimal(out var number) ? number : value.GetRawText(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        }))];
    }

    /// <summary>The pages of one query are read from one run of it, as long as nothing changed.</summary>
    private SuiteQlResult Run(SuiteQlRequest query)
    {
        var settings = new SuiteQlSettings
        {
            Now = store.Time.GetUtcNow(),
            Zone = TimeZoneInfo.FindSystemTimeZoneById(account.Knobs.TimeZone),
            DateFormat = account.Knobs.DateFormat,
        };
        var knobs = account.Knobs.GetHashCode();
        var answer = store.Read(() =>
            _results.Run(query, settings, FormattableString.Invariant($"{store.Version}/{knobs}")));
        return answer.Result ?? throw RestFault.Request(answer.Refusal?.Detail ?? "The query could not be run.");
    }

    private SandboxResponse Write(SuiteQlResult result, Page page, SandboxRequest request)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, new() { Encoder = Json.Plain.Encoder });
        var rows = result.Rows.Skip(page.Offset).Take(page.Limit).ToList();
        writer.WriteStartObject();
        writer.WritePropertyName("links");
        page.Links(request, result.Rows.Count).WriteTo(writer);
        writer.WriteNumber("count", rows.Count);
        writer.WriteBoolean("hasMore", page.Offset + rows.Count < result.Rows.Count);
        writer.WriteStartArray("items");
        foreach (var row in rows)
            Write(writer, result.Columns, row);
        writer.WriteEndArray();
        writer.WriteNumber("offset", page.Offset);
        writer.WriteNumber("totalResults", result.Rows.Count);
        writer.WriteEndObject();
        writer.Flush();
        return SandboxResponse.Bytes(200, buffer.WrittenMemory,
            "application/vnd.oracle.resource+json; type=collection");
    }

    /// <summary>Each value is a string; a column without a value is left out, where the account does that.</summary>
    private void Write(Utf8JsonWriter writer, IReadOnlyList<string> columns, string?[] row)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("links");
        writer.WriteEndArray();
        for (var i = 0; i < row.Length; i++)
        {
            if (row[i] is { } value)
                writer.WriteString(columns[i], value);
            else if (!account.Knobs.SuiteQlOmitsNulls)
                writer.WriteNull(columns[i]);
        }

        writer.WriteEndObject();
    }
}
