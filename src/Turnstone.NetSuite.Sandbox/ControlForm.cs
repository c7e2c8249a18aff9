using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Protocol;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// A form of the trainers' page is a call of the control API and nothing else: its fields become the JSON of that call.
/// A field says by what follows its colon what it is: <c>n</c> a number, <c>b</c> true or false, <c>l</c> a list with
/// commas, <c>j</c> nothing where it is empty, and otherwise text. Empty fields are left out, but for text of a knob.
/// </summary>
internal static class ControlForm
{
    public const string Path = "/__sandbox/form/";
    private const string MethodField = "_method";

    /// <summary>The call of the API that a sent form stands for.</summary>
    public static SandboxRequest Call(SandboxRequest form)
    {
        var fields = FormText.Read(Encoding.UTF8.GetString(form.Body.Span));
        var body = new JsonObject();
        foreach (var (field, text) in fields.Where(field => field.Key != MethodField))
        {
            var (name, kind) = field.Split(':') is [var first, var second] ? (first, second) : (field, "");
            if (text.Length > 0 || kind is "l" or "j" or "t")
                body[name] = Value(name, kind, text);
        }

        return form with
        {
            Method = fields.LastOrDefault(field => field.Key == MethodField).Value ?? "POST",
            Path = "/__sandbox/" + form.Path[Path.Length..],
            Body = Encoding.UTF8.GetBytes(body.ToJsonString(Json.Plain)),
        };
    }

    /// <summary>Where the browser goes then: back to the page, or to the sentence that says why not.</summary>
    public static SandboxResponse Answer(SandboxResponse answer) => answer.Status < 400
        ? new SandboxResponse(303).With("Location", "/__sandbox")
        : SandboxResponse.Bytes(answer.Status, Encoding.UTF8.GetBytes(
            $"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not done</title><p>{Why(answer)}"
            + "<p><a href=\"/__sandbox\">Back</a>"), "text/html; charset=utf-8");

    private static JsonNode? Value(string name, string kind, string text) => kind switch
    {
        "n" => Whole(name, text),
        "j" => text.Length == 0 ? null : Whole(name, text),
        "b" => text == "true",
        "l" => new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(one => (JsonNode)one)]),
        _ => text,
    };

    private static JsonNode Whole(string name, string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw RestFault.Content($"'{name}' must be a whole number, not '{text}'.");

    private static string Why(SandboxResponse answer) => WebUtility.HtmlEncode(
        JsonNode.Parse(answer.Body.Span)?["o:errorDetails"]?[0]?["detail"]?.ToString() ?? answer.Text);
}
