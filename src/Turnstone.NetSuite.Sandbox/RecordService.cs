using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Ledger;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>The record service: collections, single records, sublists, transforms.</summary>
internal sealed class RecordService(SandboxAccount account, Books books, FormBook forms)
{
    private const string Singular = "application/vnd.oracle.resource+json; type=singular";

    private readonly RecordActions _actions = new(books, forms, () => account.Knobs);

    private Store Store => books.Store;

    public SandboxResponse Handle(SandboxRequest request, string[] parts)
    {
        var (type, form) = forms.Of(Uri.UnescapeDataString(parts[0]));
        if (account.Knobs.DeniedPermissions.Contains(type.Name, StringComparer.OrdinalIgnoreCase))
            throw RestFault.NotAllowed(type.Label);
        if (type.Name == "subsidiary" && !account.Knobs.OneWorld)
            throw RestFault.NoSuchType(parts[0]);
        return PropertyValues.Lenient(request, type, checkedRequest => Act(checkedRequest, type, form, parts));
    }

    private SandboxResponse Act(SandboxRequest request, RecordType type, Form form, string[] parts) =>
        (parts.Length, request.Method) switch
        {
            (1, "POST") or (2, "PATCH") when RecordActions.WantsOptions(request) => _actions.Options(request, type),
            (1, "GET") => Collection(request, type, form),
            (1, "POST") => Create(request, type, form),
            (2, "GET") => Get(request, type, form, parts[1]),
            (2, "PATCH") => Patch(request, type, form, parts[1]),
            (2, "PUT") => Put(request, type, form, parts[1]),
            (2, "DELETE") => Delete(type, form, parts[1]),
            (4, "POST") when parts[2] == "!transform" => Transform(request, (type, parts[1]), parts[3]),
            (5, "POST") when parts[2] is "!attach" or "!detach" => Attach(request, type, parts),
            (3 or 4, "GET") => SubResource(request, (type, form), parts),
            _ => throw new RestFault(405, "METHOD_NOT_ALLOWED", $"The method {request.Method} is not allowed here."),
        };

    private View Show(SandboxRequest request) => new(Store, account.Knobs, request.Origin)
    {
        Expand = request.Parameter("expandSubResources") is "true",
        SimpleEnums = request.Parameter("simpleEnumFormat") is "true",
    };

    private SandboxResponse Collection(SandboxRequest request, RecordType type, Form form) => Store.Read(() =>
    {
        var page = Page.Of(request);
        var view = Show(request);
        var all = Store.Space(type.Space).From(1).Where(record => record.Type == type.Name);
        if (request.Parameter("ids") is { Length: > 0 } ids)
        {
            var wanted = ids.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.Ordinal);
            all = all.Where(record => wanted.Contains(record.Id.ToString(CultureInfo.InvariantCulture)));
        }

        if (request.Parameter("q") is { Length: > 0 } text)
        {
            var filter = RecordFilter.Parse(text, type, account.Knobs);
            all = all.Where(record => filter(form.Show(record, view)));
        }

        var records = all.ToList();
        var items = new JsonArray();
        foreach (var record in records.Skip(page.Offset).Take(page.Limit))
        {
            items.Add((JsonNode)(request.Parameter("expandRecords") is "true"
                ? Fields(form.Show(record, view), request)
                : new JsonObject
                {
                    ["links"] = Json.Links(("self", view.Self(record))),
                    ["id"] = record.Id.ToString(CultureInfo.InvariantCulture),
                }));
        }

        return SandboxResponse.Json(200, new JsonObject
        {
            ["links"] = page.Links(request, records.Count),
            ["count"] = items.Count,
            ["hasMore"] = page.Offset + items.Count < records.Count,
            ["items"] = items,
            ["offset"] = page.Offset,
            ["totalResults"] = records.Count,
        }, "application/vnd.oracle.resource+json; type=collection");
    });

    private SandboxResponse Create(SandboxRequest request, RecordType type, Form form)
    {
        if (WantsForm(request))
            return Draft(request, form, change => Read(request, change));
        if (type.Kind == Kind.DepositApplication)
            throw RestFault.Rule("A deposit application can only be created by transforming a customer deposit.");
        return Write(request, type, change =>
        {
            var body = Read(request, change);
            var warning = PropertyNames.Check(body, type, request.Header("X-NetSuite-PropertyNameValidation"));
            if (!account.Knobs.RefuseDuplicateExternalId && body.Text("externalId") is { } external
                && change.External(type.Space, external) is { } id && change.Find(type.Space, id) is { } known)
            {
                form.Update(change, known, body, Replaced(request));
                return (known, warning);
            }

            return (form.Create(change, body), warning);
        });
    }

    private SandboxResponse Patch(SandboxRequest request, RecordType type, Form form, string id)
    {
        (Record Record, string? Warning) Edit(Change change)
        {
            var record = Find(change, type, id);
            var body = Read(request, change);
            var warning = PropertyNames.Check(body, type, request.Header("X-NetSuite-PropertyNameValidation"));
            form.Update(change, record, body, Replaced(request));
            return (change.Find(type.Space, record.Id) ?? record, warning);
        }

        return WantsForm(request, "edit-form")
            ? _actions.EditForm(request, type, Show(request), change => Edit(change).Record)
            : Write(request, type, change => Edit(change), created: false);
    }

    private SandboxResponse Attach(SandboxRequest request, RecordType type, string[] parts) => Store.Write(change =>
        _actions.Attach(change, Find(change, type, parts[1]), parts, Read(request, change)));

    /// <summary>An upsert by external id: it overwrites what is there.</summary>
    private SandboxResponse Put(SandboxRequest request, RecordType type, Form form, string id)
    {
        if (External(id) is not { } external)
            throw new RestFault(405, "METHOD_NOT_ALLOWED", "PUT needs an external id: eid:{externalId}.");
        return Write(request, type, change =>
        {
            var sent = Read(request, change);
            var named = JsonNode.Parse(sent.Json.GetRawText())!.AsObject();
            named["externalId"] = external;
            using var document = JsonDocument.Parse(named.ToJsonString());
            var body = new Body(document.RootElement.Clone(), "", change);
            var warning = PropertyNames.Check(body, type, request.Header("X-NetSuite-PropertyNameValidation"));
            if (change.External(type.Space, external) is { } known && change.Find(type.Space, known) is { } record
                && record.Type == type.Name)
            {
                form.Update(change, record, body, Replaced(request));
                return (record, warning);
            }

            return (form.Create(change, body), warning);
        }, created: false);
    }

    private SandboxResponse Delete(RecordType type, Form form, string id)
    {
        Store.Write(change =>
        {
            form.Delete(change, Find(change, type, id));
            PeriodGuard.Check(change, books.Periods);
            return true;
        });
        return new(204);
    }

    private SandboxResponse Get(SandboxRequest request, RecordType type, Form form, string id) => Store.Read(() =>
    {
        var record = Find(new Change(Store), type, id);
        return SandboxResponse.Json(200, Fields(form.Show(record, Show(request)), request), Singular);
    });

    private SandboxResponse SubResource(SandboxRequest request, (RecordType Type, Form Form) of, string[] parts) =>
        Store.Read(() =>
    {
        var record = Find(new Change(Store), of.Type, parts[1]);
        var shown = of.Form.Show(record, Show(request) with { Expand = true });
        if (shown[parts[2]] is not JsonObject part)
            throw new RestFault(404, "NONEXISTENT_FIELD", $"The sub-resource '{parts[2]}' does not exist.");
        if (parts.Length == 3 && Referred(of.Type, parts[2], part) is { } referred)
            return SandboxResponse.Json(200, forms.Of(referred.Type).Form.Show(referred, Show(request)), Singular);
        if (parts.Length == 3)
            return SandboxResponse.Json(200, part.DeepClone(), part["items"] is null
                ? Singular
                : "application/vnd.oracle.resource+json; type=collection");
        var line = part["items"]?.AsArray().FirstOrDefault(item => $"{item?["line"]}" == parts[3])
            ?? throw RestFault.NoSuchRecord();
        return SandboxResponse.Json(200, line.DeepClone(), Singular);
    });

    /// <summary>The record a select field's sub-resource shows: the one it refers to.</summary>
    private Record? Referred(RecordType type, string name, JsonObject part) =>
        type.Field(name) is { Kind: FieldKind.Reference } field && Catalog.Find(field.Target) is { } target
            && long.TryParse($"{part["id"]}", CultureInfo.InvariantCulture, out var id)
            ? Store.Find(target.Space, id)
            : null;

    private SandboxResponse Transform(SandboxRequest request, (RecordType Type, string Id) source, string target)
    {
        var (type, form) = forms.Of(target);
        Body Fill(Change change) => Transforms.Fill(
            Find(change, source.Type, source.Id), type, Read(request, change).Json, change);
        if (WantsForm(request))
            return Draft(request, form, Fill);
        return Write(request, type, change =>
        {
            var made = form.Create(change, Fill(change));
            // A billed order says so; its invoice knows it as createdFrom.
            if (made is Transaction { Kind: Kind.Invoice } && change.Find(source.Type.Space, long.Parse(source.Id,
                CultureInfo.InvariantCulture)) is Transaction { Kind: Kind.SalesOrder } order)
                change.Edit(order).Set("billed", true);
            return (made, null);
        });
    }

    /// <summary>The record as it would be saved, with what could be applied; nothing is kept.</summary>
    private SandboxResponse Draft(SandboxRequest request, Form form, Func<Change, Body> read) => Store.Preview(
        change => form.Create(change, read(change)),
        record =>
        {
            if (record is null)
                throw RestFault.Rule("There is nothing to show.");
            var shown = form.Show(record, Show(request) with { IsDraft = true });
            shown.Remove("id");
            shown["links"] = Json.Links(("self", request.Origin + request.Path));
            return SandboxResponse.Json(200, shown, "application/vnd.oracle.resource+json; type=create-form");
        });

    private SandboxResponse Write(
        SandboxRequest request, RecordType type, Func<Change, (Record? Record, string? Warning)> write,
            bool created = true)
    {
        var (record, warning) = Store.Write(change =>
        {
            var result = write(change);
            PeriodGuard.Check(change, books.Periods);
            return result;
        });
        var answer = new SandboxResponse(created && account.Knobs.CreateAnswers201 ? 201 : 204);
        if (record is not null)
            answer = answer.With("Location", new View(Store, account.Knobs, request.Origin).Self(type.Name, record.Id));
        return warning is null ? answer : answer.With("X-NetSuite-Warning", warning);
    }

    private static Body Read(SandboxRequest request, Change change)
    {
        if (request.Body.IsEmpty)
            return Body.Empty(change);
        return Json.Parse(request.Body) is { ValueKind: JsonValueKind.Object } json
            ? new(json, "", change)
            : throw RestFault.Content("The body must be a JSON object.");
    }

    private static Record Find(Change change, RecordType type, string id)
    {
        var number = External(id) is { } external ? change.External(type.Space, external)
            : long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        return number is { } found && change.Find(type.Space, found) is { } record && record.Type == type.Name
            ? record
            : throw RestFault.NoSuchRecord();
    }

    private static string? External(string id)
    {
        var text = Uri.UnescapeDataString(id);
        return text.StartsWith("eid:", StringComparison.OrdinalIgnoreCase) ? text[4..] : null;
    }

    private static bool WantsForm(SandboxRequest request, string form = "create-form") =>
        request.Header("Accept")?.Contains($"type={form}", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>The sublists to replace; with replaceSelectedFields every one the body names.</summary>
    private static HashSet<string> Replaced(SandboxRequest request)
    {
        var names = request.Parameter("replaceSelectedFields") is "true"
            && Json.Parse(request.Body) is { ValueKind: JsonValueKind.Object } body
            ? body.EnumerateObject().Select(property => property.Name)
            : (request.Parameter("replace") ?? "").Split(',',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new(names, StringComparer.OrdinalIgnoreCase);
    }

    private static JsonObject Fields(JsonObject shown, SandboxRequest request)
    {
        if (request.Parameter("fields") is not { Length: > 0 } wanted)
            return shown;
        var names = wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Append("links").Append("id").ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in shown.Select(pair => pair.Key).Where(name => !names.Contains(name)).ToList())
            shown.Remove(name);
        return shown;
    }
}
