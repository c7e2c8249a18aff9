using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.Storage.Settings;

namespace Turnstone.UseCases.Settings;

/// <summary>What a text would change, value by value.</summary>
internal static class SettingDiff
{
    /// <summary>The drafts that say something else than what holds now.</summary>
    public static SettingDraft[] Changed(IReadOnlyList<SettingDraft> drafts, IReadOnlyList<SettingRow> latest) =>
        [.. drafts.Where(draft => Before(draft, latest) is not { } row || Changes(draft, row).Any())];

    public static SettingChange[] Changes(IReadOnlyList<SettingDraft> drafts, IReadOnlyList<SettingRow> latest) =>
        [.. drafts.SelectMany(draft => Changes(draft, Before(draft, latest)))];

    public static SettingRow? Before(SettingDraft draft, IReadOnlyList<SettingRow> latest) => latest.FirstOrDefault(
        row => row.Kind == draft.Kind && row.CompanyId == draft.Company && row.Name == draft.Name);

    private static IEnumerable<SettingChange> Changes(SettingDraft draft, SettingRow? row)
    {
        var before = Values(row?.Body);
        var after = Values(draft.Body);
        return from key in before.Keys.Union(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
               let old = before.GetValueOrDefault(key)
               let young = after.GetValueOrDefault(key)
               where old != young
               select new SettingChange(key.Length == 0 ? draft.Place : $"{draft.Place}.{key}", old, young);
    }

    private static Dictionary<string, string> Values(string? body)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        if (body is not null)
            Flatten(JsonNode.Parse(body), "", values);
        return values;
    }

    private static void Flatten(JsonNode? node, string place, Dictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject keys when keys.Count > 0:
                foreach (var (key, value) in keys)
                    Flatten(value, place.Length == 0 ? key : $"{place}.{key}", values);
                break;
            case JsonArray items when items.Count > 0:
                for (var i = 0; i < items.Count; i++)
                    Flatten(items[i], string.Create(CultureInfo.InvariantCulture, $"{place}[{i + 1}]"), values);
                break;
            default:
                values[place] = node?.ToString() ?? "";
                break;
        }
    }
}
