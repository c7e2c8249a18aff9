using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Turnstone.NetSuite.Sandbox.Protocol;

/// <summary>The few settings and shapes of JSON that every answer shares.</summary>
internal static class Json
{
    /// <summary>Non-ASCII names are readable in answers and in the file on disk.</summary>
    public static JsonSerializerOptions Plain { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonSerializerOptions Snake { get; } = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        PropertyNameCaseInsensitive = true,
        WriteIndented = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    public static JsonArray Links(params ReadOnlySpan<(string Rel, string Href)> links)
    {
        var array = new JsonArray();
        foreach (var (rel, href) in links)
            array.Add((JsonNode)new JsonObject { ["rel"] = rel, ["href"] = href });
        return array;
    }

    /// <summary>Reads a body; null where it is not JSON.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A property of an object, or null where it is absent or the element is no object.</summary>
    public static JsonElement? At(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;

    /// <summary>A string property, or null.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.At(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
