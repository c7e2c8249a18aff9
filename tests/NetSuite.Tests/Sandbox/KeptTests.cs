using System.Text;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.NetSuite.Sandbox.Seeding;
using Xunit;
using static NetSuite.Tests.Sandbox.Ledger;

namespace NetSuite.Tests.Sandbox;

public sealed class KeptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sandbox").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_answered_is_there_after_a_restart()
    {
        string invoice, before;
        using (var bench = new Bench(folder: _folder))
        {
            new SandboxSeed { Customers = 10 }.Fill(bench.Account);
            var customer = bench.Customer("Kept");
            invoice = bench.Invoice(customer, 100m);
            bench.Payment(customer, 60m, Line(invoice, 60m),
                ""","externalId":"ts-kept","custbody_turnstone_decision":"d1" """);
            before = Everything(bench);
        }

        using var again = new Bench(folder: _folder);
        Assert.Equal(before, Everything(again));
        Assert.Equal(40m, again.Read("invoice", invoice).Money("amountRemaining"));
        Assert.Equal("d1", again.Read("customerPayment",
            "eid:ts-kept")["custbody_turnstone_decision"]!.GetValue<string>());
    }

    [Fact]
    public void A_commit_that_a_kill_left_half_written_is_cut_off()
    {
        var file = Path.Combine(_folder, "journal.jsonl");
        string before;
        using (var bench = new Bench(folder: _folder))
        {
            bench.Customer("Whole");
            before = Everything(bench);
        }

        var length = new FileInfo(file).Length;
        File.AppendAllText(file, "0123456789abcdef {\"Puts\":[{\"$\":\"entry\"");
        using (var torn = new Bench(folder: _folder))
            Assert.Equal(before, Everything(torn));
        Assert.Equal(length, new FileInfo(file).Length);
    }

    [Fact]
    public void A_file_changed_in_the_middle_is_refused_by_name()
    {
        using (var bench = new Bench(folder: _folder))
            bench.Customer("Whole");
        var file = Path.Combine(_folder, "journal.jsonl");
        var bytes = File.ReadAllBytes(file);
        bytes[200] ^= 1;
        File.WriteAllBytes(file, bytes);
        Assert.Contains("journal.jsonl", Assert.Throws<InvalidDataException>(() => new Bench(folder: _folder)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_comes_back_whole()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        bench.Account.BackOffice.Snapshot("before");
        bench.Payment(customer, 100m, Line(invoice, 100m));
        bench.Account.BackOffice.Restore("before");
        Assert.Equal(100m, bench.Read("invoice", invoice).Money("amountRemaining"));
        bench.Payment(customer, 100m, Line(invoice, 100m));
        Assert.Equal(0m, bench.Read("invoice", invoice).Money("amountRemaining"));
    }

    [Fact]
    public async Task Faults_strike_before_or_after_the_work_was_kept()
    {
        using var bench = new Bench();
        var customer = bench.Customer();
        async Task<int> Post(FaultKind kind, string id)
        {
            bench.Account.Faults.Add(new(kind) { Method = "POST", Path = "customerPayment" });
            var answer = await bench.Account.Answer(
                bench.Request("POST", Records + "customerPayment",
                    PaymentBody(customer, 10m, "", $$$""","externalId":"{{{id}}}" """)),
                TestContext.Current.CancellationToken);
            return answer.Delivery == Delivery.Whole ? answer.Status : 0;
        }

        bool Exists(string id) => bench.Send("GET", $"{Records}customerPayment/eid:{id}").Status == 200;

        Assert.Equal((0, false), (await Post(FaultKind.DropBefore, "a"), Exists("a")));
        Assert.Equal((0, true), (await Post(FaultKind.DropAfter, "b"), Exists("b")));
        Assert.Equal((500, false), (await Post(FaultKind.ServerError, "c"), Exists("c")));
        Assert.Equal((500, true), (await Post(FaultKind.ServerErrorAfter, "d"), Exists("d")));
        Assert.Equal((429, false), (await Post(FaultKind.TooMany, "e"), Exists("e")));
        Assert.Equal((401, false), (await Post(FaultKind.FalseLogin, "f"), Exists("f")));
        Assert.Equal((400, false), (await Post(FaultKind.RecordChanged, "g"), Exists("g")));
        Assert.Equal((400, true), (await Post(FaultKind.Twice, "h"), Exists("h")));
        Assert.Equal(8, bench.Account.Calls.Count);
        Assert.Equal((204, true), (await Post(FaultKind.StaleRead, "i"), Exists("i")));

        bench.Payment(customer, 10m, "", ""","externalId":"z" """);
        bench.Account.Faults.Add(new(FaultKind.StaleRead));
        var stale = await bench.Account.Answer(bench.Request("GET", Records + "customerPayment/eid:z"),
            TestContext.Current.CancellationToken);
        Assert.Equal((404, true), (stale.Status, Exists("z")));
    }

    [Fact]
    public void The_control_service_turns_knobs_plans_faults_and_shows_what_was()
    {
        using var bench = new Bench();
        SandboxResponse Control(string method, string path, string? body = null) =>
            bench.Raw(method, "/__sandbox/" + path, body);

        Assert.Equal(204, Control("POST", "faults", """{"kind":"drop_after","method":"POST","times":2}""").Status);
        Assert.Equal(FaultKind.DropAfter, Assert.Single(bench.Account.Faults.Waiting).Kind);
        Assert.Equal(200, Control("PATCH", "knobs", """{"journal_approval":true}""").Status);
        Assert.True(bench.Account.Knobs.JournalApproval);
        Assert.Equal(400, Control("PATCH", "knobs", """{"no_such_knob":true}""").Status);
        Assert.Equal(204, Control("PUT", "script",
            """{"seed":7,"per_thousand":50,"kinds":["too_many","slow"]}""").Status);
        Assert.Equal(2, bench.Account.Faults.Script!.Kinds.Count);
        Assert.Equal(204, Control("POST", "period", """{"name":"Nov 2026","closed":true}""").Status);
        Assert.Equal(400, Control("POST", "period", """{"name":"Nov 1066","closed":true}""").Status);
        Assert.Equal(200, Control("GET", "state").Status);
        Assert.Equal(200, Control("GET", "calls?last=5").Status);
        Assert.Equal(200, Control("GET", "logins").Status);
        Assert.Equal(200, Control("GET", "trial-balance").Status);
        Assert.Equal(204, Control("POST", "refresh").Status);
        Assert.Equal(401, bench.Token(bench.Assertion()).Status);
    }

    private static string Everything(Bench bench)
    {
        var text = new StringBuilder();
        foreach (var query in (string[])
        [
            "SELECT id, entityid, companyname, email, terms FROM customer ORDER BY id",
            "SELECT id, tranid, type, status, foreigntotal, foreignamountunpaid, externalid "
                + "FROM transaction ORDER BY id",
            "SELECT transaction, transactionline, account, amount FROM transactionaccountingline "
                + "ORDER BY transaction, transactionline",
        ])
        {
            text.Append(bench.Send("POST", "/services/rest/query/v1/suiteql",
                new JsonObject { ["q"] = query }.ToJsonString(),
                ("Prefer", "transient")).Text);
        }

        return text.ToString();
    }
}
