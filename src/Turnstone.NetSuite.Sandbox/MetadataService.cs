using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;
using Turnstone.NetSuite.Sandbox.Tables;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>The metadata catalog in its three forms: a list of links, OpenAPI and JSON Schema.</summary>
internal sealed class MetadataService(SandboxAccount account)
{
    private const string Swagger = "application/swagger+json";
    private const string Schema = "application/schema+json";

    public SandboxResponse Handle(SandboxRequest request, string[] parts)
    {
        var accept = request.Header("Accept") ?? "";
        var wantsSwagger = accept.Contains("swagger+json", StringComparison.OrdinalIgnoreCase);
        var wantsSchema = accept.Contains("schema+json", StringComparison.OrdinalIgnoreCase);
        if (parts.Length == 0)
        {
            var types = Selected(request);
            if (wantsSchema && types is [var only])
                return SandboxResponse.Json(200, Full(request, only), Schema);
            if (wantsSchema)
                throw new RestFault(400, "INVALID_REQUEST", "A JSON Schema is available for one record type only.");
            return wantsSwagger
                ? SandboxResponse.Json(200, OpenApi(request, types), Swagger)
                : SandboxResponse.Json(200, List(request, types));
        }

        var type = Catalog.Find(parts[0]) ?? throw RestFault.NoSuchType(parts[0]);
        if (wantsSchema)
            return SandboxResponse.Json(200, Full(request, type), Schema);
        return wantsSwagger
            ? SandboxResponse.Json(200, OpenApi(request, [type]), Swagger)
            : SandboxResponse.Json(200, Entry(request, type));
    }

    private static List<RecordType> Selected(SandboxRequest request) =>
        request.Parameter("select") is { Length: > 0 } names
        ? [.. names.Split(',', StringSplitOptions.TrimEntries)
            .Select(name => Catalog.Find(name) ?? throw RestFault.NoSuchType(name))]
        : [.. Catalog.All.OrderBy(type => type.Name, StringComparer.Ordinal)];

    private static JsonObject List(SandboxRequest request, List<RecordType> types) => new()
    {
        ["links"] = Json.Links(("self", request.Origin + request.Path)),
        ["items"] = new JsonArray([.. types.Select(type => (JsonNode)Entry(request, type))]),
    };

    private static JsonObject Entry(SandboxRequest request, RecordType type)
    {
        var address = $"{request.Origin}/services/rest/record/v1/metadata-catalog/{type.Name}";
        JsonObject Link(string rel, string href, string media) =>
            new() { ["rel"] = rel, ["href"] = href, ["mediaType"] = media };
        return new()
        {
            ["name"] = type.Name,
            ["links"] = new JsonArray(
                Link("canonical", address, "application/json"), Link("alternate", address, Swagger),
                Link("alternate", address, Schema),
                Link("describes", $"{request.Origin}/services/rest/record/v1/{type.Name}", "application/json")),
        };
    }

    private JsonObject Full(SandboxRequest request, RecordType type)
    {
        var schema = Of(type);
        schema["$schema"] = "http://json-schema.org/draft-06/hyper-schema#";
        schema["$id"] = request.Origin + request.Path;
        return schema;
    }

    private JsonObject Of(RecordType type)
    {
        var properties = new JsonObject
        {
            ["id"] = Text("Internal ID"), ["externalId"] = Text("External ID"), ["refName"] = Text("Reference Name"),
            ["links"] = new JsonObject { ["type"] = "array", ["readOnly"] = true, ["items"] = Text("Link") },
        };
        foreach (var field in type.Fields)
            properties[field.Name] = Property(field);
        foreach (var custom in CustomColumns.Of(type.Kind is null ? "custentity" : "custbody"))
        {
            if (type.Kind is null && type.Name != "customer")
                break;
            properties[custom] = Text(custom);
            properties[custom]!["x-ns-custom-field"] = true;
        }

        foreach (var (name, fields) in type.Sublists)
            properties[name] = Sublist(fields);
        return new() { ["type"] = "object", ["properties"] = properties };
    }

    private JsonObject Sublist(IReadOnlyList<Field> fields)
    {
        var properties = new JsonObject();
        foreach (var field in fields)
        {
            // Accounts differ in whether REST shows the discount columns of an apply line.
            if (account.Knobs.DiscountColumns || field.Name is not ("disc" or "discAmt" or "discDate"))
                properties[field.Name] = Property(field);
        }

        return new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject
            {
                ["items"] = new JsonObject
                {
                    ["type"] = "array",
                    ["items"] = new JsonObject { ["type"] = "object", ["properties"] = properties },
                },
                ["totalResults"] = new JsonObject { ["type"] = "integer" },
            },
        };
    }

    private static JsonObject Property(Field field)
    {
        var shown = field.Kind switch
        {
            FieldKind.Whole => new JsonObject { ["title"] = field.Label, ["type"] = "integer", ["format"] = "int64" },
            FieldKind.Number => new JsonObject { ["title"] = field.Label, ["type"] = "number", ["format"] = "double" },
            FieldKind.Flag => new JsonObject { ["title"] = field.Label, ["type"] = "boolean" },
            FieldKind.Date => new JsonObject { ["title"] = field.Label, ["type"] = "string", ["format"] = "date" },
            FieldKind.Instant => new JsonObject { ["title"] = field.Label, ["type"] = "string",
                ["format"] = "date-time" },
            FieldKind.Reference => Reference(field),
            FieldKind.Choice => Choice(field),
            _ => Text(field.Label),
        };
        shown["nullable"] = !field.Required;
        shown["x-ns-filterable"] = !field.ReadOnly || field.Kind == FieldKind.Instant;
        shown["x-ns-custom-field"] = false;
        if (field.ReadOnly)
            shown["readOnly"] = true;
        return shown;
    }

    private static JsonObject Reference(Field field) => new()
    {
        ["title"] = field.Label,
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["id"] = Text("Internal identifier"), ["externalId"] = Text("External identifier"),
            ["refName"] = Text("Reference Name"),
        },
        ["x-ns-target"] = field.Target,
    };

    private static JsonObject Choice(Field field) => new()
    {
        ["title"] = field.Label,
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["id"] = new JsonObject
            {
                ["title"] = "Internal identifier",
                ["type"] = "string",
                ["enum"] = new JsonArray([.. (field.Choices ?? new Dictionary<string, string>(StringComparer.Ordinal))
                    .Keys
                    .Select(id => (JsonNode)id)]),
            },
            ["refName"] = Text("Reference Name"),
        },
    };

    private static JsonObject Text(string title) => new() { ["title"] = title, ["type"] = "string" };

    private JsonObject OpenApi(SandboxRequest request, List<RecordType> types)
    {
        var (paths, schemas) = (new JsonObject(), new JsonObject());
        foreach (var type in types)
        {
            paths["/" + type.Name] = new JsonObject
            {
                ["get"] = Operation("Get list of records.", "200"), ["post"] = Operation("Insert record.", "204"),
            };
            paths[$"/{type.Name}/{{id}}"] = new JsonObject
            {
                ["get"] = Operation("Get record.", "200"), ["patch"] = Operation("Update record.", "204"),
                ["put"] = Operation("Insert or update record.", "204"), ["delete"] = Operation("Remove record.", "204"),
            };
            schemas[type.Name] = Of(type);
        }

        return new()
        {
            ["openapi"] = "3.0.1",
            ["info"] = new JsonObject { ["title"] = "NetSuite REST Record API", ["version"] = "v1" },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = request.Origin + "/services/rest/record/v1" }),
            ["paths"] = paths,
            ["components"] = new JsonObject { ["schemas"] = schemas },
        };
    }

    private static JsonObject Operation(string summary, string status) => new()
    {
        ["summary"] = summary,
        ["responses"] = new JsonObject { [status] = new JsonObject { ["description"] = "Done." } },
    };
}
