using System.Globalization;
using System.Text.Json;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Records;

/// <summary>
/// The body of a write, or one element of a sublist: typed reads that name the field when it is wrong.
/// </summary>
internal sealed class Body(JsonElement json, string path, Change change)
{
    public static Body Empty(Change change)
    {
        using var document = JsonDocument.Parse("{}");
        return new(document.RootElement.Clone(), "", change);
    }

    public JsonElement Json { get; } = json.ValueKind == JsonValueKind.Object
        ? json
        : throw RestFault.Content("An object was expected.", path.Length == 0 ? null : path);

    public IEnumerable<string> Names => Json.EnumerateObject().Select(property => property.Name);

    public bool Has(string name) => Find(name) is not null;

    /// <summary>True where the field is there and set to null, which clears it.</summary>
    public bool Clears(string name) => Find(name) is { ValueKind: JsonValueKind.Null };

    public string? Text(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        { ValueKind: JsonValueKind.Object } reference => Choice(reference),
        _ => throw Wrong(name),
    };

    public decimal? Number(string name)
    {
        var value = Find(name);
        if (value is { ValueKind: JsonValueKind.Number } number && number.TryGetDecimal(out var exact))
            return exact;
        if (value is { ValueKind: JsonValueKind.String } text && decimal.TryParse(
            text.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var read))
            return read;
        return value is null or { ValueKind: JsonValueKind.Null } ? null : throw Wrong(name);
    }

    public bool? Flag(string name) => Find(name) switch
    {
        null or { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.String } text when text.GetString() is "T" or "true" => true,
        { ValueKind: JsonValueKind.String } text when text.GetString() is "F" or "false" => false,
        _ => throw Wrong(name),
    };

    /// <summary>A business date; a date-time is taken by its date.</summary>
    public DateOnly? Date(string name)
    {
        if (Text(name) is not { Length: > 0 } text)
            return null;
        return text.Length >= 10 && DateOnly.TryParseExact(
            text.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw Wrong(name);
    }

    /// <summary>
    /// A reference as {"id"}, {"externalId"}, {"refName"}, or a bare id, to a record that must exist.
    /// </summary>
    public long? Reference(string name, string type)
    {
        if (Find(name) is not { } value || value.ValueKind == JsonValueKind.Null)
            return null;
        return Resolve(value, type) ?? throw RestFault.BadReference(Shown(value), name, Join(name));
    }

    /// <summary>A whole number or a reference's id, whether such a record exists or not.</summary>
    public long? Id(string name)
    {
        if (Find(name) is not { } value || value.ValueKind == JsonValueKind.Null)
            return null;
        return Whole(value.At("id") ?? value) ?? Resolve(value, "") ?? throw Wrong(name);
    }

    /// <summary>A sublist's elements: {"items": [...]} or a bare array; null where the sublist is not there.</summary>
    public List<Body>? Items(string name)
    {
        if (Find(name) is not { } value)
            return null;
        var items = value.ValueKind == JsonValueKind.Object ? value.At("items") ?? value : value;
        if (items.ValueKind == JsonValueKind.Null)
            return [];
        if (items.ValueKind != JsonValueKind.Array)
            return value.ValueKind == JsonValueKind.Object ? [] : throw Wrong(name);
        return [.. items.EnumerateArray().Select((item, index) =>
            new Body(item, $"{Join(name)}.items[{index}]", change))];
    }

    /// <summary>A field's value by its kind, as records keep it.</summary>
    public object? Value(Field field) => field.Kind switch
    {
        FieldKind.Text or FieldKind.Choice => Text(field.Name),
        FieldKind.Whole => Number(field.Name) is { } number ? (long)number : null,
        FieldKind.Number => Number(field.Name),
        FieldKind.Flag => Flag(field.Name),
        FieldKind.Date => Date(field.Name),
        FieldKind.Reference => Reference(field.Name, field.Target) is { } id ? new Ref(id) : null,
        _ => null,
    };

    /// <summary>A custom field's value by what it looks like.</summary>
    public object? Custom(string name) => Find(name) switch
    {
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.Number } number => number.TryGetInt64(out var whole) ? whole : number.GetDecimal(),
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        { ValueKind: JsonValueKind.Object } reference when reference.At("id") is { } id && Whole(id) is { } whole =>
            new Ref(whole),
        { ValueKind: JsonValueKind.Object or JsonValueKind.Array } other => other.GetRawText(),
        _ => null,
    };

    public RestFault Wrong(string name) => RestFault.BadReference(Find(name) is { } value ? Shown(value) : "", name,
        Join(name));

    public string Join(string name) => path.Length == 0 ? name : $"{path}.{name}";

    private JsonElement? Find(string name)
    {
        if (Json.TryGetProperty(name, out var exact))
            return exact;
        foreach (var property in Json.EnumerateObject())
        {
            if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase))
                return property.Value;
        }

        return null;
    }

    private long? Resolve(JsonElement value, string type)
    {
        var space = Catalog.Find(type)?.Space ?? Store.Transactions;
        if (value.ValueKind != JsonValueKind.Object)
            return Whole(value) is { } bare && change.Find(space, bare) is not null ? bare : null;
        if (value.At("id") is { } id)
            return Whole(id) is { } whole && change.Find(space, whole) is not null ? whole : null;
        if (value.Text("externalId") is { } external)
            return change.External(space, external);
        return value.Text("refName") is { } name
            ? change.Store.Space(space).From(1).FirstOrDefault(record => IsCalled(record, name))?.Id
            : null;
    }

    private static bool IsCalled(Record record, string name) => record is Transaction transaction
        ? transaction.Number == name
        : RecordName.Of(record) == name;

    private static long? Whole(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out var number) ? number : null,
        JsonValueKind.String => long.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture,
            out var id)
            ? id
            : null,
        _ => null,
    };

    private static string? Choice(JsonElement reference) =>
        reference.At("id") is { } id ? Shown(id) : reference.Text("refName") ?? reference.Text("value");

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Object when value.At("id") is { } id => Shown(id),
        JsonValueKind.Object when value.Text("externalId") is { } external => external,
        JsonValueKind.Object when value.Text("refName") is { } name => name,
        _ => value.GetRawText(),
    };
}

/// <summary>What a record is called wherever another refers to it.</summary>
internal static class RecordName
{
    public static string Of(Record? record) => record switch
    {
        null => "",
        Transaction transaction => $"{Catalog.Of(transaction.Kind).Label} #{transaction.Number}",
        { Type: "account" } account => string.Join(' ',
            ((string?[])[account.Text("acctNumber"), account.Text("acctName")])
            .Where(part => !string.IsNullOrEmpty(part))),
        { Type: "customer" or "contact" or "employee" or "vendor" } entity => Entity(entity),
        _ => record.Text("name") ?? record.Text("itemId") ?? record.Text("periodName") ?? record.Text("title") ?? "",
    };

    /// <summary>The number before the name, as accounts with auto-generated numbers show it.</summary>
    private static string Entity(Record entity)
    {
        var id = entity.Text("entityId") ?? "";
        var name = Alternative(entity);
        return name.Length == 0 || id.Contains(name, StringComparison.Ordinal) ? id : $"{id} {name}";
    }

    public static string Alternative(Record entity) => entity.Text("companyName")
        ?? $"{entity.Text("firstName")} {entity.Text("lastName")}".Trim();
}
