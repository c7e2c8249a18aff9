using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;
using Xunit;

namespace NetSuite.Tests.Sandbox;

/// <summary>The trainers' page: each form is a call of the API, and what came from outside is escaped.</summary>
public sealed class ControlPageTests
{
    private static SandboxResponse Send(Bench bench, string path, string form) =>
        bench.Raw("POST", "/__sandbox/form/" + path, form);

    private static string Page(Bench bench) => bench.Raw("GET", "/__sandbox").Text;

    [Fact]
    public void Its_forms_do_what_the_api_does_and_lead_back()
    {
        using var bench = new Bench();

        var planned = Send(bench, "faults",
            "_method=POST&kind=drop_after&method=&path=customerPayment&skip:n=2&times:n=3&delay_milliseconds:n=");

        Assert.Equal((303, "/__sandbox"), (planned.Status, planned.Header("Location")));
        var fault = Assert.Single(bench.Account.Faults.Waiting);
        Assert.Equal((FaultKind.DropAfter, null, "customerPayment", 2, 3),
            (fault.Kind, fault.Method, fault.Path, fault.Skip, fault.Times));
        Assert.Equal(303, Send(bench, "script",
            "_method=PUT&seed:n=7&per_thousand:n=50&kinds:l=too_many%2C+slow").Status);
        Assert.Equal([FaultKind.TooMany, FaultKind.Slow], bench.Account.Faults.Script!.Kinds);
        Assert.Equal(303, Send(bench, "faults", "_method=DELETE").Status);
        Assert.Empty(bench.Account.Faults.Waiting);

        Assert.Equal(303, Send(bench, "snapshot", "name=lesson").Status);
        Assert.Equal(303, Send(bench, "seed", "customers:n=3&invoices_per_customer:n=2&seed:n=5").Status);
        Assert.Contains("<option>lesson</option>", Page(bench), StringComparison.Ordinal);
        Assert.Equal(303, Send(bench, "restore", "name=lesson").Status);
        Assert.Equal(303, Send(bench, "period", "name=Nov+2026&closed:b=true&arLocked:b=").Status);
        Assert.Equal(303, Send(bench, "push", "_method=PUT&url=http%3A%2F%2F127.0.0.1%3A9%2F&secret=s").Status);
        Assert.Equal("s", bench.Account.Push.Secret);
        Assert.DoesNotContain("value=\"s\"", Page(bench), StringComparison.Ordinal);
    }

    [Fact]
    public void All_knobs_stand_on_it_and_sending_them_back_changes_nothing()
    {
        using var bench = new Bench();
        var before = bench.Raw("GET", "/__sandbox/knobs").Text;
        var form = string.Join('&', System.Text.RegularExpressions.Regex.Matches(
                Page(bench).Split("form/knobs")[1].Split("</form>")[0], "name=\"([^\"]+)\"( value=\"([^\"]*)\")?>"
                + "(?:(?:<option>[^<]*</option>)*<option selected>([^<]*)</option>)?")
            .Select(field => $"{field.Groups[1].Value}="
                + Uri.EscapeDataString(System.Net.WebUtility.HtmlDecode(
                    field.Groups[3].Value + field.Groups[4].Value))));

        Assert.Equal(303, Send(bench, "knobs", form).Status);

        Assert.Equal(before, bench.Raw("GET", "/__sandbox/knobs").Text);
        Assert.Equal(303, Send(bench, "knobs",
            "_method=PATCH&journal_approval:b=true&integration_limit:j=2&hidden_columns:l=transaction.memo").Status);
        Assert.Equal((true, 2), (bench.Account.Knobs.JournalApproval, bench.Account.Knobs.IntegrationLimit));
        Assert.Equal(["transaction.memo"], bench.Account.Knobs.HiddenColumns);
    }

    [Fact]
    public async Task What_a_stranger_sent_is_text_on_it()
    {
        using var bench = new Bench();
        await bench.Account.Answer(bench.Request("GET", "/services/rest/record/v1/<script>alert(1)</script>"),
            TestContext.Current.CancellationToken);
        bench.Account.Faults.Add(new(FaultKind.Slow) { Path = "\"><img src=x>" });

        var page = Page(bench);

        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", bench.Raw("GET", "/__sandbox").Header("Content-Security-Policy"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_done_is_said_with_a_way_back_and_another_sites_form_is_refused()
    {
        using var bench = new Bench();

        var wrong = Send(bench, "void", "id:n=%3Cb%3E");
        var unknown = Send(bench, "restore", "name=none");
        var foreign = bench.Raw("POST", "/__sandbox/form/reset", "", ("Origin", "http://elsewhere.example"));

        Assert.Equal(400, wrong.Status);
        Assert.Contains("must be a whole number, not &#39;&lt;b&gt;&#39;", wrong.Text, StringComparison.Ordinal);
        Assert.Contains("There is no snapshot &#39;none&#39;", unknown.Text, StringComparison.Ordinal);
        Assert.Contains("href=\"/__sandbox\"", unknown.Text, StringComparison.Ordinal);
        Assert.Equal(403, foreign.Status);
        Assert.Equal(403, bench.Raw("POST", "/__sandbox/reset", "", ("Origin", "null")).Status);
    }
}
