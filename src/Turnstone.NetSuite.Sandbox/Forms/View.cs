using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>
/// How a record is shown to the client that asked: its host, what it wants expanded, the account's knobs.
/// </summary>
internal sealed record View(Store Store, SandboxKnobs Knobs, string Origin)
{
    public bool Expand { get; init; }

    public bool SimpleEnums { get; init; }

    /// <summary>A form that is not saved yet, which lists what could be applied.</summary>
    public bool IsDraft { get; init; }

    public string Self(Record record) => Self(record.Type, record.Id);

    public string Self(string type, long id) =>
        $"{Origin}/services/rest/record/v1/{type}/{id.ToString(CultureInfo.InvariantCulture)}";

    public JsonNode? Reference(string type, long? id)
    {
        if (id is not { } given)
            return null;
        var space = Catalog.Find(type)?.Space ?? type;
        var found = Store.Find(space, given);
        return new JsonObject
        {
            ["links"] = Json.Links(("self", Self(found?.Type ?? type, given))),
            ["id"] = given.ToString(CultureInfo.InvariantCulture),
            ["refName"] = RecordName.Of(found),
        };
    }

    public JsonNode? Document(long? id) => Reference(Store.Transactions, id);

    public JsonNode Choice(string id, string label) => SimpleEnums
        ? id
        : new JsonObject { ["id"] = id, ["refName"] = label };

    public JsonNode Money(long minor, long currency) => JsonValue.Create(Store.ToMajor(minor, currency));

    public static JsonNode? Date(DateOnly? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>In every captured body the seconds are 00: REST knows the minute only.</summary>
    public JsonNode Instant(DateTimeOffset at) => at.UtcDateTime.ToString(
        Knobs.MinuteTimestamps ? "yyyy-MM-dd'T'HH:mm:00'Z'" : "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A kept value by its field; a custom field by what it is.</summary>
    public JsonNode? Value(Field? field, object? value) => value switch
    {
        null => null,
        Ref reference when field is not null => Reference(field.Target, reference.Id),
        Ref reference => new JsonObject { ["id"] = reference.Id.ToString(CultureInfo.InvariantCulture) },
        string text when field?.Choices is { } choices => Choice(text, choices.GetValueOrDefault(text, text)),
        string text => text,
        bool flag => flag,
        long number => number,
        decimal number => number,
        DateOnly date => Date(date),
        DateTimeOffset at => Instant(at),
        _ => throw new InvalidOperationException($"A value of type {value.GetType()} cannot be shown."),
    };

    /// <summary>A sublist: its link only, or its elements.</summary>
    public JsonObject Sublist(Record record, string name, Func<IEnumerable<JsonObject>> elements)
    {
        var self = $"{Self(record)}/{name}";
        var shown = new JsonObject { ["links"] = Json.Links(("self", self)) };
        if (!Expand)
            return shown;

        var items = new JsonArray();
        foreach (var element in elements())
        {
            element.Insert(0, "links", Json.Links(("self", $"{self}/{element["line"] ?? items.Count}")));
            items.Add((JsonNode)element);
        }

        shown["count"] = items.Count;
        shown["hasMore"] = false;
        shown["items"] = items;
        shown["offset"] = 0;
        shown["totalResults"] = items.Count;
        return shown;
    }
}
