using System.Net;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Probing;
using Turnstone.NetSuite.Records;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class ProbeTests
{
    [Fact]
    public async Task An_account_that_has_everything_works_and_teaches_the_budget()
    {
        using var client = Desk.Client(new FakeNetSuite((sent, _) => Healthy(sent)));
        var told = new List<string>();

        var report = await Probe.Run(client, check => told.Add(check.Name), Desk.Stop);

        Assert.All(report.Checks, check => Assert.Equal(CheckState.Works, check.State));
        Assert.Equal(report.Checks.Select(check => check.Name), told);
        Assert.True(report.IsUsable);
        Assert.Equal((true, true, true, 5), (
            report.Capabilities.HasSubsidiaries, report.Capabilities.HasDiscountColumns,
            report.Capabilities.SeesDeletions, report.Capabilities.CallsAtOnce));
        Assert.Equal(12, report.Capabilities.Rows["customer"]);
        Assert.Equal(5, client.Settings.Budget.Ceiling);
    }

    [Fact]
    public async Task A_missing_permission_is_named_with_its_menu_path()
    {
        using var client = Desk.Client(new FakeNetSuite((sent, _) =>
            sent.Method == HttpMethod.Post
            && sent.Address.AbsolutePath.EndsWith("/customerPayment", StringComparison.Ordinal)
                ? FakeNetSuite.Error(403, "INSUFFICIENT_PERMISSION", "Permission Violation")
                : Healthy(sent)));

        var report = await Probe.Run(client, null, Desk.Stop);

        var missing = Assert.Single(report.Checks, check => check.State == CheckState.Missing);
        Assert.Equal("record customerPayment", missing.Name);
        Assert.Contains(
            "Manage Roles > (the integration's role) > Permissions > Transactions > Customer Payment",
            missing.Sentence, StringComparison.Ordinal);
        Assert.False(report.IsUsable);
    }

    [Fact]
    public async Task A_table_without_rows_is_a_doubt_that_names_the_permission()
    {
        using var client = Desk.Client(new FakeNetSuite((sent, _) =>
            sent.Body.Contains("FROM accountingperiod", StringComparison.Ordinal)
                ? FakeNetSuite.Page("""{"n":"0"}""")
                : Healthy(sent)));

        var report = await Probe.Run(client, null, Desk.Stop);

        var doubt = Assert.Single(report.Checks, check => check.State == CheckState.Doubtful);
        Assert.Contains("Manage Accounting Periods", doubt.Sentence, StringComparison.Ordinal);
        Assert.True(report.IsUsable);
    }

    [Fact]
    public async Task An_account_without_subsidiaries_is_usable()
    {
        using var client = Desk.Client(new FakeNetSuite((sent, _) =>
            sent.Body.Contains("FROM subsidiary", StringComparison.Ordinal)
                ? FakeNetSuite.Error(400, "INVALID_PARAMETER", "Record 'subsidiary' was not found.")
                : Healthy(sent)));

        var report = await Probe.Run(client, null, Desk.Stop);

        Assert.True(report.IsUsable);
        Assert.False(report.Capabilities.HasSubsidiaries);
        Assert.All(report.Checks, check => Assert.Equal(CheckState.Works, check.State));
    }

    [Fact]
    public async Task After_a_refused_login_nothing_more_is_tried()
    {
        var fake = new FakeNetSuite((_, _) => throw new InvalidOperationException("Nothing may be asked."))
        {
            TokenAnswer = _ => FakeNetSuite.Json(401, """{"error":"invalid_client"}"""),
        };
        using var client = Desk.Client(fake);

        var report = await Probe.Run(client, null, Desk.Stop);

        Assert.Equal(("login", CheckState.Missing), (Assert.Single(report.Checks).Name, report.Checks[0].State));
        Assert.Equal(2, fake.Tokens);
    }

    [Theory]
    [InlineData(-1, CheckState.Missing)]
    [InlineData(20, CheckState.Doubtful)]
    [InlineData(300, CheckState.Works)]
    public async Task A_certificate_near_its_end_is_told_first(int days, CheckState state)
    {
        var time = new SwiftTime();
        var until = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(days);
        var credentials = new Credentials.OAuth2("client", "certificate", Desk.CurveKey) { CertificateUntil = until };
        using var client = NetSuiteClient.Open(
            Desk.OAuth2() with { Credentials = credentials },
            new NetSuiteSettings(time) { Handler = new FakeNetSuite((sent, _) => Healthy(sent)) }).Value;

        var report = await Probe.Run(client, null, Desk.Stop);

        Assert.Equal(("certificate", state), (report.Checks[0].Name, report.Checks[0].State));
    }

    [Fact]
    public async Task A_record_is_found_by_its_external_id_or_is_certainly_not_there()
    {
        using var client = Desk.Client(new FakeNetSuite((sent, _) =>
            sent.Address.AbsolutePath.EndsWith("eid:ts-1", StringComparison.Ordinal)
                ? FakeNetSuite.Json(200, """{"id":"5"}""")
                : sent.Address.AbsolutePath.EndsWith("eid:ts-2", StringComparison.Ordinal)
                ? FakeNetSuite.Error(404, "NONEXISTENT_ID", "The record instance does not exist.")
                : FakeNetSuite.Error(400, "USER_ERROR", "This record has been locked by a user defined workflow.")));

        Assert.Equal("5", (await client.Find(RecordTypes.CustomerPayment, "ts-1", Desk.Stop)).Value?.Id);
        Assert.Null((await client.Find(RecordTypes.CustomerPayment, "ts-2", Desk.Stop)).Value);
        Assert.Equal(
            Refusals.Locked, (await client.Find(RecordTypes.CustomerPayment, "ts-3", Desk.Stop)).Refusal?.Code);
    }

    [Fact]
    public async Task A_batch_is_handed_over_with_a_key_and_each_record_has_an_outcome_of_its_own()
    {
        var polls = 0;
        var time = new SwiftTime();
        var fake = new FakeNetSuite((sent, _) => sent.Address.AbsolutePath.Split("/rest")[1] switch
        {
            "/record/v1/journalEntry" => Job(),
            "/async/v1/job/3" => FakeNetSuite.Json(200, $$"""{"completed":{{(++polls < 3 ? "false" : "true")}} }"""),
            "/async/v1/job/3/task" => FakeNetSuite.Json(200, """
                {"items":[{"links":[{"rel":"self","href":"http://x/services/rest/async/v1/job/3/task/2"}]},
                          {"links":[{"rel":"self","href":"http://x/services/rest/async/v1/job/3/task/1"}]}]}
                """),
            "/async/v1/job/3/task/1/result" => FakeNetSuite.Made("journalEntry", "11"),
            _ => FakeNetSuite.Error(400, "USER_ERROR", "The posting period Nov 2026 is closed."),
        });
        using var client = Desk.Client(fake, time);
        var jobs = new AsyncJobs(client);

        var empty = new RecordBody("journalEntry", "{}");
        var job = await jobs.Create("journalEntry", [empty, empty], "key", Desk.Stop);
        var outcomes = (await jobs.Wait(job.Value, Desk.Stop)).Value;

        var sent = fake.Calls.First();
        Assert.Equal(("key", "respond-async"), (sent.Headers["X-NetSuite-Idempotency-Key"], sent.Headers["Prefer"]));
        Assert.Equal("""{"items":[{},{}]}""", sent.Body);
        Assert.Equal(new WriteOutcome.Created("11"), outcomes[0]);
        Assert.Equal(Refusals.PeriodClosed, Assert.IsType<WriteOutcome.Refused>(outcomes[1]).Why.Code);
        Assert.Equal(2, time.Pauses.Count);
    }

    private static HttpResponseMessage Job()
    {
        var answer = FakeNetSuite.Json(202, "");
        answer.Headers.Location = new Uri("http://x/services/rest/async/v1/job/3");
        return answer;
    }

    private static HttpResponseMessage Healthy(Sent sent) => sent.Address.AbsolutePath.Split("/rest")[1] switch
    {
        "/system/v1/serverTime" => FakeNetSuite.Json(200, """{"serverTime":"2026-11-25T09:00:00Z"}"""),
        "/system/v1/governanceLimits" => FakeNetSuite.Json(200, """{"accountConcurrencyLimit":10}"""),
        "/query/v1/suiteql" => FakeNetSuite.Page("""{"n":"12"}"""),
        "/record/v1/metadata-catalog/customerPayment" =>
            FakeNetSuite.Json(200, """{"properties":{"apply":{"properties":{"disc":{"type":"number"}}}}}"""),
        "/record/v1/journalEntry" => FakeNetSuite.Json(200, """{"links":[]}"""),
        _ => FakeNetSuite.Error((int)HttpStatusCode.BadRequest, "USER_ERROR", "Please enter value(s) for: Customer"),
    };
}
