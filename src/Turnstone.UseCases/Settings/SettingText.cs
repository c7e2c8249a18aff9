using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction.Yaml;
using Turnstone.Storage.Settings;

namespace Turnstone.UseCases.Settings;

/// <summary>The settings as YAML: the same thing as the page shows, in a form that can be kept beside code.</summary>
internal static partial class SettingText
{
    public const string AllCompanies = "all";

    private static readonly DateShape Date = new();

    /// <summary>
    /// All drafts of a text; where something does not fit, the first refusal, which counts the others.
    /// </summary>
    public static Result<SettingDraft[]> Read(string text, IReadOnlyList<SettingRow> latest, DateOnly today)
    {
        if (!YamlText.Read(text).Is(out var root, out var refusal))
            return refusal;
        var reader = new ShapeReader();
        var drafts = new List<SettingDraft>();
        foreach (var section in root.Keys ?? [])
        {
            if (SettingKinds.All.FirstOrDefault(kind => kind.Section == section.Name) is { } kind)
                drafts.AddRange((section.Value.Keys ?? []).Select(entry => Draft(reader, kind, entry, latest)));
            else
                reader.Refuse(Refusals.UnknownKey("", section.Name, section.Line,
                    [.. SettingKinds.All.Select(known => known.Section)]));
        }

        if (drafts.Count == 0 && reader.Refusals.Count == 0)
            return Refusals.Nothing();
        return reader.Refusals.Count > 0 ? Refusals.WithOthers(reader.Refusals)
            : drafts.Select(draft => draft.EffectiveOn == default ? draft with { EffectiveOn = today } : draft)
                .ToArray();
    }

    /// <summary>The settings as text, in an order that does not depend on when they were made.</summary>
    public static string Write(IReadOnlyList<SettingRow> rows)
    {
        var text = new StringBuilder("# Settings of Turnstone. What a file does not name stays as it is.\n");
        foreach (var kind in SettingKinds.All)
        {
            var own = rows.Where(row => row.Kind == kind.Code).ToArray();
            if (own.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"{kind.Section}:\n");
            foreach (var row in own)
            {
                text.Append(CultureInfo.InvariantCulture, $"  {Key(kind.Named ? row.Name : Place(row.CompanyId))}:\n");
                if (kind.Named)
                    text.Append(CultureInfo.InvariantCulture, $"    company: {Scalar(row.CompanyId)}\n");
                text.Append(CultureInfo.InvariantCulture, $"    version: {row.Version}\n");
                text.Append(CultureInfo.InvariantCulture, $"    effective_on: {row.EffectiveOn:yyyy-MM-dd}\n");
                if (JsonNode.Parse(row.Body) is JsonObject body)
                    Write(text, body, "    ");
            }
        }

        return text.ToString();
    }

    private static SettingDraft Draft(
        ShapeReader reader, SettingKind kind, YamlKey entry, IReadOnlyList<SettingRow> latest)
    {
        var place = $"{kind.Section}.{entry.Name}";
        List<KeyShape> keys = [new("version", new WholeShape(0, int.MaxValue)), new("effective_on", Date)];
        if (kind.Named)
            keys.Insert(0, new("company", new TextShape(), Required: true));
        var body = reader.Keys(entry.Value, new([.. keys, .. kind.Body.Keys]), place);
        string? Take(string key)
        {
            var value = body[key]?.ToString();
            body.Remove(key);
            return value;
        }

        var company = kind.Named ? Take("company") ?? "" : entry.Name == AllCompanies ? "" : entry.Name;
        var name = kind.Named ? entry.Name : "";
        var before = latest.FirstOrDefault(row =>
            row.Kind == kind.Code && row.CompanyId == company && row.Name == name);
        // A text without a version is meant for whatever holds now.
        var version = Take("version") is { } stated ? int.Parse(stated, CultureInfo.InvariantCulture)
            : before?.Version ?? 0;
        var on = Take("effective_on") is { } day
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : default;
        // The date of the version it was made from was not changed, so the change holds from today.
        if (on == before?.EffectiveOn)
            on = default;
        return new(kind.Code, company, name, version, on, body.ToJsonString(Door.Plain.Json));
    }

    private static string Place(string company) => company.Length == 0 ? AllCompanies : company;

    private static void Write(StringBuilder text, JsonObject keys, string indent)
    {
        foreach (var (key, value) in keys)
            Write(text, $"{indent}{Key(key)}:", value, indent);
    }

    private static void Write(StringBuilder text, string begin, JsonNode? value, string indent)
    {
        switch (value)
        {
            case JsonObject { Count: > 0 } keys:
                text.Append(begin).Append('\n');
                Write(text, keys, indent + "  ");
                break;
            case JsonArray items when items.All(item => item is JsonValue):
                text.Append(begin).Append(" [").AppendJoin(", ", items.Select(Scalar)).Append("]\n");
                break;
            case JsonArray items:
                text.Append(begin).Append('\n');
                foreach (var item in items)
                    WriteItem(text, item, indent + "  ");
                break;
            default:
                text.Append(begin).Append(' ').Append(value is JsonObject ? "{}" : Scalar(value)).Append('\n');
                break;
        }
    }

    private static void WriteItem(StringBuilder text, JsonNode? item, string indent)
    {
        var inner = new StringBuilder();
        if (item is JsonObject keys)
            Write(inner, keys, indent + "  ");
        text.Append(indent).Append("- ").Append(inner.ToString().AsSpan(Math.Min(indent.Length + 2, inner.Length)));
    }

    private static string Scalar(JsonNode? value) => value is null ? "null"
        : value.GetValueKind() == JsonValueKind.String ? Scalar(value.GetValue<string>()) : value.ToJsonString();

    private static string Key(string key) => Bare().IsMatch(key) && !Words.Contains(key) ? key : Quoted(key);

    // A number, a date or a word of YAML's own as text must be quoted, or it would come back as something else.
    private static string Scalar(string text) =>
        Day().IsMatch(text) || (Bare().IsMatch(text) && !Words.Contains(text)) ? text : Quoted(text);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Door.Plain.Json);

    private static readonly HashSet<string> Words = new(
        ["true", "false", "null", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9_.-]*\z")]
    private static partial Regex Bare();

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z")]
    private static partial Regex Day();
}
