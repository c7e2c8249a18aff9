using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// What is done to a record beside reading and writing it: contacts and files attached, its choices listed.
/// </summary>
internal sealed class RecordActions(Books books, FormBook forms, Func<SandboxKnobs> knobs)
{
    /// <summary>What a select field that nothing else names can hold at most, as one page.</summary>
    private const int Most = 1000;

    private const string Contacts = "attachedContacts";
    private const string Files = "attachedFiles";

    private Store Store => books.Store;

    public static bool WantsOptions(SandboxRequest request) =>
        request.Header("Accept")?.Contains("type=select-options", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Which contacts are attached to a record.</summary>
    public static IReadOnlyList<long> AttachedContacts(Record record) => Listed(record, Contacts);

    /// <summary>Ties a contact or a file to a record, or unties it; twice is as once.</summary>
    public SandboxResponse Attach(Change change, Record target, string[] parts, Body body)
    {
        var (action, what, id) = (parts[2], parts[3].ToLowerInvariant(), parts[4]);
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            throw RestFault.NoSuchRecord();
        var list = what switch
        {
            "contact" when change.Entry(Store.Entities, number) is { Type: "contact" } => Contacts,
            "contact" => throw RestFault.NoSuchRecord(),
            // There is no file cabinet here: any id is taken for one of its files.
            "file" => Files,
            _ => throw new RestFault(400, "INVALID_REQUEST", $"Records of type '{parts[3]}' cannot be attached."),
        };
        var record = change.Edit(target);
        var kept = Listed(record, list).Where(other => other != number).ToList();
        if (action == "!attach")
        {
            kept.Add(number);
            if (list == Contacts && body.Text("role") is { } role
                && change.Entry(Store.Entities, number) is { } contact)
                change.Edit(contact).Set("contactRole", role);
        }

        record.Set(list, kept.Count == 0 ? null
            : string.Join(',', kept.Select(one => one.ToString(CultureInfo.InvariantCulture))));
        return new(204);
    }

    /// <summary>
    /// What the named fields could hold; the answer's shape is ours, its address and header are the help's.
    /// </summary>
    public SandboxResponse Options(SandboxRequest request, RecordType type) => Store.Read(() =>
    {
        var names = (request.Parameter("fields") ?? "").Split(',',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (names.Length == 0)
        {
            throw RestFault.Request(
                "Name the fields whose options are wanted in the 'fields' query parameter.", "fields");
        }

        var view = new View(Store, knobs(), request.Origin);
        var answer = new JsonObject { ["links"] = Json.Links(("self", request.Origin + request.Path)) };
        foreach (var name in names)
        {
            var field = Field(type, name) ?? throw new RestFault(400, "NONEXISTENT_FIELD",
                $"Unknown field name '{name}'. The field does not exist on this record type.")
            {
                QueryParameter = "fields",
            };
            answer[name] = List(field, view);
        }

        return SandboxResponse.Json(200, answer, "application/vnd.oracle.resource+json; type=select-options");
    });

    /// <summary>A record as a change would leave it, with what could be applied; nothing is kept.</summary>
    public SandboxResponse EditForm(
        SandboxRequest request, RecordType type, View view, Func<Change, Record> edit) => Store.Preview(edit, record =>
    {
        var shown = forms.Of(type.Name).Form.Show(record, view with { IsDraft = true });
        return SandboxResponse.Json(200, shown, "application/vnd.oracle.resource+json; type=edit-form");
    });

    /// <summary>A body field, or one of a sublist's as "item.item".</summary>
    private static Field? Field(RecordType type, string name) => type.Field(name)
        ?? (name.Split('.') is [var list, var inner] && type.Sublists.TryGetValue(list, out var fields)
            ? fields.FirstOrDefault(field => field.Name.Equals(inner, StringComparison.OrdinalIgnoreCase))
            : null);

    private JsonObject List(Field field, View view)
    {
        var items = field switch
        {
            { Choices: { } choices } => choices.Select(choice => (choice.Key, choice.Value)),
            { Kind: FieldKind.Reference } => Store.Space(Catalog.Find(field.Target)?.Space ?? field.Target).From(1)
                .Where(record => record.Type == (Catalog.Find(field.Target)?.Name ?? field.Target))
                .Where(record => !record.Flag("isInactive"))
                .Select(record => (record.Id.ToString(CultureInfo.InvariantCulture), RecordName.Of(record))),
            _ => throw new RestFault(400, "INVALID_REQUEST", $"The field '{field.Name}' is not a select field.")
            {
                QueryParameter = "fields",
            },
        };
        var shown = items.Take(Most + 1).Select(item => (JsonNode)new JsonObject
        {
            ["links"] = field.Kind == FieldKind.Reference
                ? Json.Links(("self", view.Self(field.Target, long.Parse(item.Item1, CultureInfo.InvariantCulture))))
                : [],
            ["id"] = item.Item1,
            ["refName"] = item.Item2,
        }).ToList();
        var more = shown.Count > Most;
        return new()
        {
            ["links"] = new JsonArray(),
            ["count"] = Math.Min(shown.Count, Most),
            ["hasMore"] = more,
            ["items"] = new JsonArray([.. shown.Take(Most)]),
            ["offset"] = 0,
            ["totalResults"] = Math.Min(shown.Count, Most),
        };
    }

    private static List<long> Listed(Record record, string name) => [.. (record.Text(name) ?? "")
        .Split(',', StringSplitOptions.RemoveEmptyEntries).Select(id => long.Parse(id, CultureInfo.InvariantCulture))];
}
