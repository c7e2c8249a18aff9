using System.Text.Json;

namespace Turnstone.NetSuite;

/// <summary>
/// Reads a page of SuiteQL rows: every value becomes text as it is written, nulls and links are left out.
/// </summary>
internal static class QueryReader
{
    public static QueryPage Read(JsonElement root) => new(
        [.. root.GetProperty("items").EnumerateArray().Select(Row)],
        root.TryGetProperty("hasMore", out var more) && more.ValueKind == JsonValueKind.True,
        root.TryGetProperty("totalResults", out var total) && total.TryGetInt32(out var count) ? count : null);

    private static QueryRow Row(JsonElement item)
    {
        var columns = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var column in item.EnumerateObject())
            if (column.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Array or JsonValueKind.Object))
                columns[column.Name.ToLowerInvariant()] = Text(column.Value);
        return new(columns);
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.True => "T",
        JsonValueKind.False => "F",
        _ => value.GetRawText(),
    };
}
