using System.Net;
using System.Text;

namespace Turnstone.NetSuite.Sandbox.Access;

/// <summary>What the browser shows while an integration asks to be let in.</summary>
internal static class ConsentPage
{
    public static SandboxResponse Ask(string account, IReadOnlyList<string> scopes) => Page(200, $"""
        <h1>Allow access?</h1>
        <p><b>Turnstone</b> asks for access to <b>{Safe(account)}</b> as <b>Turnstone Integration</b>:</p>
        <ul>{string.Concat(scopes.Select(scope => $"<li>{Safe(scope)}</li>"))}</ul>
        <form method="post"><button name="answer" value="allow">Allow</button>
        <button name="answer" value="deny">Deny</button></form>
        """);

    public static SandboxResponse Wrong(string why) => Page(400, $"<h1>This cannot be allowed</h1><p>{Safe(why)}</p>");

    private static SandboxResponse Page(int status, string body) => SandboxResponse.Bytes(
        status, Encoding.UTF8.GetBytes(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Sandbox sign-in</title>"
        + "<style>body{font:16px/1.5 system-ui;margin:4rem auto;max-width:30rem}button{font:inherit;margin-right:1rem}"
        + $"</style>{body}</html>"), "text/html; charset=utf-8");

    private static string Safe(string text) => WebUtility.HtmlEncode(text);
}
