using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Records;

/// <summary>
/// Builds a record's JSON in a fixed order of fields; amounts are written digit by digit, never through a double.
/// </summary>
internal sealed class JsonBody
{
    // NetSuite reads UTF-8; escapes of every accent would make a dry run unreadable.
    public static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly JsonObject _fields = [];

    public JsonBody Text(string field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            _fields[field] = value;
        return this;
    }

    public JsonBody Flag(string field, bool value)
    {
        _fields[field] = value;
        return this;
    }

    public JsonBody Number(string field, decimal? value)
    {
        if (value is { } number)
            _fields[field] = JsonValue.Create(number);
        return this;
    }

    public JsonBody Amount(string field, Money? value)
    {
        if (value is { } money)
            _fields[field] = JsonNode.Parse(money.ToPlainString());
        return this;
    }

    public JsonBody Date(string field, DateOnly? value) =>
        Text(field, value?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    public JsonBody Ref(string field, string? id)
    {
        if (!string.IsNullOrEmpty(id))
            _fields[field] = new JsonObject { ["id"] = id };
        return this;
    }

    public JsonBody Lines(string sublist, IEnumerable<JsonBody> lines)
    {
        var items = new JsonArray([.. lines.Select(line => (JsonNode)line._fields)]);
        if (items.Count > 0)
            _fields[sublist] = new JsonObject { ["items"] = items };
        return this;
    }

    public JsonBody Custom(CustomFields fields)
    {
        foreach (var (name, value) in fields)
            _fields[name] = value is null ? null : JsonValue.Create(value);
        return this;
    }

    public RecordBody As(string type) => new(type, _fields.ToJsonString(Plain));
}
