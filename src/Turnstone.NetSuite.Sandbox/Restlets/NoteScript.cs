using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox.Restlets;

/// <summary>
/// The script note: user notes, which the record service has not. The same external id twice makes one.
/// </summary>
internal sealed class NoteScript(Store store)
{
    public JsonObject Write(JsonElement body)
    {
        var external = body.Needed("externalId");
        var kinds = ((string[])["customer", "transaction"]).Where(kind => body.At(kind) is not null).ToList();
        if (kinds.Count != 1)
            throw ScriptRefusal.Own("NO_TARGET", "A note belongs to one 'customer' or one 'transaction'.");
        var about = body.NeededId(kinds[0]);
        if (store.Find(kinds[0] == "customer" ? Store.Entities : Store.Transactions, about) is null)
            throw ScriptRefusal.Own("NOT_FOUND", $"There is no {kinds[0]} {about} that this role can see.");

        var (id, created) = store.Write(change =>
        {
            if (change.External("note", external) is { } known)
                return (known, false);
            var note = new Entry { Type = "note", ExternalId = external };
            note.Set("title", Limited(body, "title", 300));
            note.Set("note", Limited(body, "text", 4000));
            note.Set(kinds[0] == "customer" ? "entity" : "transaction", kinds[0] == "customer" ? new Ref(about)
                : about);
            return (change.Add(note).Id, true);
        });
        return new() { ["id"] = id.ToString(CultureInfo.InvariantCulture), ["created"] = created };
    }

    private static string Limited(JsonElement body, string name, int most)
    {
        var text = body.Needed(name);
        return text.Length <= most
            ? text
            : throw ScriptRefusal.Own("TOO_LONG", $"'{name}' has {text.Length} characters; at most {most} are taken.");
    }
}
