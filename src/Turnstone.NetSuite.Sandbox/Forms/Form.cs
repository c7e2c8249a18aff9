using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Forms;

/// <summary>The rules of the account that every form needs.</summary>
internal sealed class Books
{
    public Books(Store store, Func<SandboxKnobs> knobs)
    {
        Store = store;
        Knobs = knobs;
        Periods = new(knobs);
        Applications = new(knobs);
    }

    public Store Store { get; }

    public Func<SandboxKnobs> Knobs { get; }

    public Periods Periods { get; }

    public Applications Applications { get; }
}

/// <summary>How records of one type are made, changed, shown and deleted.</summary>
internal abstract class Form(Books books)
{
    protected Books Books { get; } = books;

    /// <summary>
    /// Makes a record; null where saving it leaves none (a payment of nothing that only pairs credits).
    /// </summary>
    public abstract Record? Create(Change change, Body body);

    public abstract void Update(Change change, Record record, Body body, IReadOnlySet<string> replaced);

    public abstract JsonObject Show(Record record, View view);

    public abstract void Delete(Change change, Record record);

    /// <summary>The external id, which no two records of one kind may have.</summary>
    protected static void External(Change change, Body body, Record record, SandboxKnobs knobs)
    {
        if (body.Clears("externalId"))
            record.ExternalId = null;
        if (body.Text("externalId") is not { Length: > 0 } external || external == record.ExternalId)
            return;
        if (external.Contains('|', StringComparison.Ordinal))
            throw body.Wrong("externalId");
        if (change.External(Store.SpaceOf(record), external) is { } taken && taken != record.Id)
            throw Duplicate(external, knobs);
        record.ExternalId = external;
    }

    public static RestFault Duplicate(string external, SandboxKnobs knobs) => RestFault.Rule(
        string.Format(System.Globalization.CultureInfo.InvariantCulture, knobs.DuplicateText, external));

    /// <summary>The fields that no rule depends on, and the administrator's own.</summary>
    protected static void Plain(Body body, Record record, RecordType type, IReadOnlySet<string> ruled)
    {
        foreach (var name in body.Names)
        {
            var field = type.Field(name);
            if (field is not null && !field.ReadOnly && !ruled.Contains(field.Name))
                record.Set(field.Name, body.Value(field));
            else if (field is null && RecordType.IsCustom(name))
                record.Set(name.ToLowerInvariant(), body.Custom(name));
        }
    }

    /// <summary>What every record shows first.</summary>
    protected static JsonObject Begin(Record record, View view)
    {
        var shown = new JsonObject
        {
            ["links"] = Json.Links(("self", view.Self(record))),
            ["id"] = record.Id.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (record.ExternalId is { } external)
            shown["externalId"] = external;
        return shown;
    }

    protected static void Values(JsonObject shown, Record record, RecordType type, View view)
    {
        foreach (var (name, value) in record.Values ?? [])
        {
            // What is neither a field nor an administrator's is the sandbox's own note.
            if (type.Field(name) is { } field)
                shown[name] = view.Value(field, value);
            else if (RecordType.IsCustom(name))
                shown[name] = view.Value(null, value);
        }
    }
}
