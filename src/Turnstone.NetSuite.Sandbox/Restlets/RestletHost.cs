using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Access;
using Turnstone.NetSuite.Sandbox.Forms;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox.Restlets;

/// <summary>
/// RESTlets: the scripts of Turnstone's SuiteApp by their contract, and an echo for whoever tries a client. Bodies and
/// errors have the form RESTlets have, not the record service's.
/// </summary>
internal sealed class RestletHost(SandboxAccount account, Books books, FormBook forms)
{
    private const string Prefix = "customscript_turnstone_";
    private readonly PaymentScripts _payments = new(books, forms);
    private readonly PaperScripts _papers = new(books.Store);
    private readonly NoteScript _notes = new(books.Store);

    public SandboxResponse Handle(SandboxRequest request, Caller caller)
    {
        if (!caller.May("restlets") || account.Knobs.DeniedPermissions.Contains("restlets",
            StringComparer.OrdinalIgnoreCase))
            return ErrorBody.Restlet(403, "INSUFFICIENT_PERMISSION",
                "The role or the token's scope does not include RESTlets.");
        var script = request.Parameter("script") ?? "";
        if (script.Length == 0 || request.Parameter("deploy") is not { Length: > 0 })
            return ErrorBody.Restlet(400, "SSS_MISSING_REQD_ARGUMENT", "Missing a required argument: script, deploy");
        try
        {
            return SandboxResponse.Json(200, Run(request, script));
        }
        catch (ScriptRefusal refusal)
        {
            return ErrorBody.Restlet(refusal.Status, refusal.Code, refusal.Message);
        }
        catch (RestFault fault)
        {
            return ErrorBody.Restlet(400, fault.Code, fault.Message);
        }
    }

    private JsonObject Run(SandboxRequest request, string script)
    {
        var name = script.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) ? script[Prefix.Length..] : script;
        return (name.ToLowerInvariant(), request.Method) switch
        {
            ("document", "GET") => _papers.Document(request),
            ("statement", "GET") => _papers.Statement(request),
            ("note", "POST") => _notes.Write(Body(request)),
            ("discount", "POST") => _payments.Pay(Body(request)),
            ("apply", "POST") => _payments.Bring(Body(request)),
            ("document" or "statement" or "note" or "discount" or "apply", _) => throw new ScriptRefusal(
                "SSS_INVALID_SCRIPT_OPERATION", $"The script does not answer {request.Method}.") { Status = 405 },
            ("1" or "customscript_sandbox_echo", _) => Echo(request),
            _ => throw new ScriptRefusal("SSS_INVALID_SCRIPTLET_ID",
                "That Suitelet is invalid, disabled, or no longer exists.") { Status = 404 },
        };
    }

    private static JsonObject Echo(SandboxRequest request) => new()
    {
        ["method"] = request.Method,
        ["parameters"] = new JsonObject(request.QueryParameters.DistinctBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value))),
        ["body"] = request.Body.IsEmpty ? null : Json.Parse(request.Body) is { } json
            ? JsonNode.Parse(json.GetRawText())
            : Router.BodyText(request),
    };

    private static JsonElement Body(SandboxRequest request) =>
        Json.Parse(request.Body) is { ValueKind: JsonValueKind.Object } body
        ? body
        : throw new ScriptRefusal("INVALID_REQUEST", "The body must be a JSON object.");
}

/// <summary>What a script throws: a code for programs, a sentence for people.</summary>
internal sealed class ScriptRefusal(string code, string sentence) : Exception(sentence)
{
    public int Status { get; init; } = 400;

    public string Code { get; } = code;

    public static ScriptRefusal Own(string code, string sentence) => new("TURNSTONE_" + code, sentence);
}

/// <summary>
/// How the scripts read their arguments: ids as digits, amounts as decimal texts, days as YYYY-MM-DD.
/// </summary>
internal static class ScriptArguments
{
    public static string Needed(this JsonElement body, string name) => body.At(name) switch
    {
        { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } given => given,
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => throw ScriptRefusal.Own("MISSING", $"'{name}' is missing."),
    };

    public static long NeededId(this JsonElement body, string name) => ReadId(body.Needed(name), name);

    public static long ReadId(string text, string name) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? id
            : throw ScriptRefusal.Own("NOT_AN_ID", $"'{name}' must be an internal id, not '{text}'.");

    public static decimal NeededAmount(this JsonElement body, string name) =>
        decimal.TryParse(body.Needed(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var amount)
            ? amount
            : throw ScriptRefusal.Own("NOT_AN_AMOUNT",
                $"'{name}' must be a positive decimal amount, not '{body.Needed(name)}'.");

    public static string NeededDay(this JsonElement body, string name) =>
        DateOnly.TryParseExact(body.Needed(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out _)
            ? body.Needed(name)
            : throw ScriptRefusal.Own("NOT_A_DAY",
                $"'{name}' must be a day written YYYY-MM-DD, not '{body.Needed(name)}'.");

    public static IEnumerable<JsonElement> List(this JsonElement body, string name) =>
        body.At(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];
}
