using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>Records that are only their fields.</summary>
internal class EntryForm(Books books, RecordType type) : Form(books)
{
    private static readonly HashSet<string> Ruled = new(["externalId"], StringComparer.Ordinal);

    protected RecordType Type { get; } = type;

    public override Record? Create(Change change, Body body)
    {
        var missing = Type.Fields.Where(field => field.Required && body.Value(field) is null)
            .Select(field => field.Label).ToList();
        if (missing.Count > 0 && !change.IsDraft)
            throw RestFault.Missing(missing);

        var entry = new Entry { Type = Type.Name };
        External(change, body, entry, Books.Knobs());
        Plain(body, entry, Type, Ruled);
        return change.Add(entry);
    }

    public override void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced)
    {
        var entry = change.Edit((Entry)record);
        External(change, body, entry, Books.Knobs());
        Plain(body, entry, Type, Ruled);
        var cleared = Type.Fields.Where(field => field.Required && entry.Value(field.Name) is null)
            .Select(field => field.Label).ToList();
        if (cleared.Count > 0)
            throw RestFault.Missing(cleared);
    }

    public override JsonObject Show(Record record, View view)
    {
        var shown = Begin(record, view);
        var name = RecordName.Of(record);
        foreach (var field in Type.Fields)
        {
            var value = record.Value(field.Name) ?? Computed(record, field, name);
            if (value is not null)
                shown[field.Name] = view.Value(field, value);
            else if (field.Kind == FieldKind.Flag)
                shown[field.Name] = false;
        }

        foreach (var (custom, value) in record.Values ?? [])
        {
            if (RecordType.IsCustom(custom))
                shown[custom] = view.Value(null, value);
        }

        return shown;
    }

    public override void Delete(Change change, Record record) => change.Remove(record, RecordName.Of(record));

    protected virtual object? Computed(Record record, Field field, string name) => field.Name switch
    {
        "fullName" or "displayNameWithHierarchy" => name,
        "entityNumber" => record.Text("entityId"),
        "altName" => RecordName.Alternative(record),
        "stage" => "CUSTOMER",
        "dateCreated" => record.Created,
        "lastModifiedDate" => record.Modified,
        _ => null,
    };
}
