using System.Globalization;
using System.Net;
using System.Text;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>The trainer's page: what the account holds, the last calls, and the commands that turn it.</summary>
internal static class ControlPage
{
    private const string Commands = """
        curl -X POST  BASE/__sandbox/faults -d '{"kind":"drop_after","method":"POST","path":"customerPayment"}'
        curl -X PUT   BASE/__sandbox/script -d '{"seed":7,"per_thousand":50,"kinds":["too_many","drop_after","slow"]}'
        curl -X PATCH BASE/__sandbox/knobs  -d '{"journal_approval":true,"latency_milliseconds":200}'
        curl -X POST  BASE/__sandbox/period -d '{"name":"Nov 2026","closed":true}'
        curl -X POST  BASE/__sandbox/void   -d '{"id":1234}'
        curl -X POST  BASE/__sandbox/merge  -d '{"from":10,"into":11}'
        curl -X POST  BASE/__sandbox/snapshot -d '{"name":"lesson-1"}'
        curl -X POST  BASE/__sandbox/restore  -d '{"name":"lesson-1"}'
        curl          BASE/__sandbox/calls?last=20
        curl          BASE/__sandbox/logins
        curl          BASE/__sandbox/trial-balance
        """;

    public static string Text(SandboxAccount account)
    {
        var page = new StringBuilder();
        page.Append("<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>").Append(Safe(account.Account))
            .Append(" sandbox</title><style>body{font:15px/1.5 system-ui;margin:2rem;max-width:70rem}")
            .Append("table{border-collapse:collapse}")
            .Append("td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ccc}")
            .Append("pre{background:#f4f4f4;padding:1rem;overflow:auto}</style><h1>Sandbox ")
                .Append(Safe(account.Account))
            .Append("</h1><p>A stand-in for a NetSuite account. ").Append(Count(account.Calls.Count))
                .Append(" calls, at most ")
            .Append(Count(account.Calls.MostInside)).Append(" inside at once, ").Append(Count(account.Calls.TurnedAway))
            .Append(" turned away; ").Append(Count(account.Faults.Waiting.Count)).Append(" faults wait.</p>")
            .Append("<h2>Commands</h2><pre>").Append(Safe(Commands)).Append("</pre><h2>Last calls</h2><table>")
            .Append("<tr><th>No.<th>At<th>Call<th>Answer<th>Fault");
        foreach (var call in account.Calls.Last.TakeLast(50).Reverse())
        {
            page.Append("<tr><td>").Append(Count(call.Number)).Append("<td>")
                .Append(call.At.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)).Append("<td>")
                .Append(Safe($"{call.Method} {call.Target}")).Append("<td>").Append(Count(call.Status)).Append("<td>")
                .Append(call.Fault);
        }

        return page.Append("</table></html>").ToString();
    }

    private static string Safe(string text) => WebUtility.HtmlEncode(text);

    private static string Count(long number) => number.ToString(CultureInfo.InvariantCulture);
}
