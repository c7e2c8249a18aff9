using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox.Access;
using Turnstone.NetSuite.Sandbox.Faults;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>
/// The trainers' page: what the account holds, its last calls and logins, and a form for everything the control API
/// does. It is plain HTML without a script; every text that came from outside is escaped.
/// </summary>
internal sealed class ControlPage(SandboxAccount account, AccessBook access, JsonObject knobs)
{
    private const int CallsShown = 50;
    private const int LoginsShown = 20;

    private const string Style = """
        body{font:15px/1.5 system-ui;margin:2rem;max-width:72rem;color:#1f2937}
        section{border:1px solid #d6d9de;border-radius:8px;padding:.4rem 1rem 1rem;margin:1rem 0}
        h2{font-size:1.1rem;margin:.6rem 0}
        form{display:flex;flex-wrap:wrap;gap:.5rem;align-items:end;margin:.6rem 0}
        label{display:flex;flex-direction:column;font-size:.8rem}
        input,select,button{font:inherit;padding:.2rem .4rem}
        table{border-collapse:collapse;font-size:.85rem}
        td,th{padding:.15rem .8rem .15rem 0;text-align:left;border-bottom:1px solid #e5e7eb;vertical-align:top}
        .bad{color:#b42318}
        """;

    private static readonly string[] YesNo = ["", "true", "false"];

    private readonly StringBuilder _page = new();

    public string Text()
    {
        _page.Append(CultureInfo.InvariantCulture, $"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>{Safe(account.Account)} sandbox</title>
            <style>{Style}</style><h1>Sandbox {Safe(account.Account)}</h1>
            <p>A stand-in for a NetSuite account. {account.Calls.Count} calls, at most {account.Calls.MostInside} inside
            at once, {account.Calls.TurnedAway} turned away; {account.Faults.Waiting.Count} faults wait. Every form here
            is a call of the API under <code>/__sandbox</code>, as <code>docs/netsuite-sandbox.md</code> lists it.</p>
            """);
        Books();
        Faults();
        Hands();
        Push();
        Access();
        Knobs();
        Calls();
        return _page.Append("</html>").ToString();
    }

    private void Books() => Section("Books", () =>
    {
        Form("POST seed", "Fill with a company", Number("customers", "240"), Number("invoices_per_customer", "6"),
            Number("seed", "1"));
        Form("POST snapshot", "Remember as", Word("name"));
        Form("POST restore", "Go back to", Choice("name", account.BackOffice.Snapshots));
        Form("POST reset", "Forget everything");
    });

    private void Faults() => Section("Faults", () =>
    {
        var kinds = Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName).ToList();
        Form("POST faults", "Plan", Choice("kind", kinds), Word("method"), Word("path"), Number("skip"),
            Number("times", "1"), Number("delay_milliseconds"));
        Form("PUT script", "Strike by seed", Number("seed", "7"), Number("per_thousand", "50"),
            Field("kinds", "l", "too_many, drop_after, slow"));
        Form("DELETE faults", "Forget all");
        foreach (var fault in account.Faults.Waiting)
            Line($"{fault.Kind} of {fault.Method ?? "any"} {fault.Path}, passes {fault.Skip}, strikes {fault.Times}");
        if (account.Faults.Script is { } script)
            Line($"Seed {script.Seed} strikes {script.PerThousand} of a thousand calls.");
    });

    private void Hands() => Section("What people do by hand", () =>
    {
        Form("POST void", "Void", Number("id"));
        Form("POST approve", "Approve", Number("id"));
        Form("POST reject", "Reject", Number("id"));
        Form("POST merge", "Merge customers", Number("from"), Number("into"));
        Form("POST period", "Set period", Word("name"), YesOrNo("closed"), YesOrNo("arLocked"), YesOrNo("allLocked"),
            YesOrNo("allowNonGLChanges"));
    });

    private void Push() => Section("Push", () =>
    {
        Form("PUT push", "Tell changes to", Word("url", $"{account.Push.Address}"), Secret("secret"));
        Form("POST push", "Send a hint", Word("type", "invoice"), Word("id"), Word("event", "edit"));
        foreach (var attempt in account.Push.Attempts.TakeLast(LoginsShown))
            Line($"{attempt.Hint.Event} of {attempt.Hint.Type} {attempt.Hint.Id}: answered {attempt.Status}");
    });

    private void Access() => Section("Access", () =>
    {
        Form("POST expire-certificate", "Expire certificate",
            Choice("id", [account.Credentials.CertificateId, account.Credentials.CurveCertificateId]));
        Form("POST revoke-tokens", "Revoke all tokens");
        Form("POST refresh", "Refresh the account: mappings and tokens are gone");
        Form("POST unlock", "Unlock the user");
        _page.Append("<table><tr><th>At<th>User<th>By<th>Outcome");
        foreach (var login in access.Audit().TakeLast(LoginsShown).Reverse())
        {
            Row(login?["status"]?.ToString() == "Success" ? "" : " class=\"bad\"", $"{login?["at"]}"[11..19],
                $"{login?["user"]}", $"{login?["scheme"]}", $"{login?["detail"]}");
        }

        _page.Append("</table>");
    });

    private void Knobs() => Section("Knobs", () =>
    {
        var types = typeof(SandboxKnobs).GetProperties().ToDictionary(
            property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), property => property.PropertyType,
            StringComparer.Ordinal);
        Form("PATCH knobs", "Turn", [.. knobs.Select(knob => Knob(knob.Key, types[knob.Key], knob.Value))]);
    });

    private static string Knob(string name, Type type, JsonNode? value) => value switch
    {
        JsonArray list => Field(name, "l", string.Join(", ", list)),
        _ when type == typeof(bool) => Choice(name, ["true", "false"], "b", value?.ToString()),
        _ when type.IsEnum => Choice(name,
            [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)], "", value?.ToString()),
        _ when type == typeof(string) => Field(name, "t", value?.ToString() ?? ""),
        _ => Field(name, type == typeof(int) ? "n" : "j", value?.ToString() ?? ""),
    };

    private void Calls() => Section("Last calls", () =>
    {
        Form("DELETE calls", "Begin anew");
        _page.Append("<table><tr><th>No.<th>At<th>Call<th>Answer<th>Fault");
        foreach (var call in account.Calls.Last.TakeLast(CallsShown).Reverse())
        {
            Row(call.Status >= 400 ? " class=\"bad\"" : "", $"{call.Number}", $"{call.At:HH:mm:ss.fff}",
                $"{call.Method} {call.Target}", $"{call.Status}", $"{call.Fault}");
        }

        _page.Append("</table>");
    });

    private void Section(string title, Action body)
    {
        _page.Append("<section><h2>").Append(title).Append("</h2>");
        body();
        _page.Append("</section>");
    }

    /// <summary>A form of one call, named as the API's list names it: method and path.</summary>
    private void Form(string call, string label, params string[] fields)
    {
        var (method, path) = call.Split(' ') is [var first, var second] ? (first, second) : ("POST", call);
        _page.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{ControlForm.Path}{path}\">")
            .Append(CultureInfo.InvariantCulture, $"<input type=\"hidden\" name=\"_method\" value=\"{method}\">")
            .AppendJoin("", fields).Append("<button>").Append(label).Append("</button></form>");
    }

    private void Line(string text) => _page.Append("<p>").Append(Safe(text));

    private void Row(string attribute, params string[] cells)
    {
        _page.Append("<tr").Append(attribute).Append('>');
        foreach (var cell in cells)
            _page.Append("<td>").Append(Safe(cell));
    }

    private static string Word(string name, string value = "") => Field(name, "", value);

    private static string Number(string name, string value = "") => Field(name, "n", value);

    private static string YesOrNo(string name) => Choice(name, YesNo, "b");

    private static string Secret(string name) =>
        $"<label>{name}<input type=\"password\" name=\"{name}\" autocomplete=\"off\"></label>";

    private static string Field(string name, string kind, string value) =>
        $"<label>{name}<input name=\"{Named(name, kind)}\" value=\"{Safe(value)}\"></label>";

    private static string Choice(string name, IEnumerable<string> values, string kind = "", string? chosen = null) =>
        $"<label>{name}<select name=\"{Named(name, kind)}\">"
        + string.Concat(values.Select(value =>
            $"<option{(value == chosen ? " selected" : "")}>{Safe(value)}</option>")) + "</select></label>";

    private static string Named(string name, string kind) => kind.Length == 0 ? name : $"{name}:{kind}";

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
