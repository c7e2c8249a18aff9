using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Turnstone.Benchmarks.Running;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Budget;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Ledger;
using Turnstone.UseCases.Posting;

namespace Turnstone.Benchmarks.Databases;

/// <summary>
/// From a bank file to payments in the NetSuite stand-in, a process of its own that takes 200 ms for every answer: how
/// much of a budget of five calls at once posting uses. Each receipt cites one open invoice in full.
/// </summary>
internal static class PostWord
{
    private const int Budget = 5;

    public static async Task<int> Run(Options options)
    {
        var (receipts, latency) = (options.Number("receipts", 1_000), options.Number("latency", 200));
        Console.WriteLine(Machine.Line);
        Figures.Head("database | receipts decided | payments read back equal | posting s | calls | calls per payment "
            + "| busy of the budget % | most at once | turned away | processor s | peak MB | load");
        foreach (var database in House.Databases)
        {
            using var folder = new TempFolder();
            var credentials = folder.File("credentials.json");
            // About half of the made-up company's invoices are open, in US dollars and in company 1.
            await using var sandbox = await App.Sandbox((receipts / 2) + 50, 6, credentials);
            var code = await Machine.Child("post-one", "--database", database, "--folder", folder.Path,
                "--credentials", credentials, "--receipts", $"{receipts}", "--latency", $"{latency}");
            if (code != 0)
                return code;
        }

        return 0;
    }

    public static async Task<int> One(Options options)
    {
        var (database, wanted) = (options.Needed("database"), options.Number("receipts", 0));
        var text = await File.ReadAllTextAsync(options.Needed("credentials"));
        var budget = new CallBudget(Budget, TimeProvider.System);
        using var client = House.Value(NetSuiteClient.Open(
            House.Value(Connection.Read(text)), new(TimeProvider.System) { Budget = budget }));
        await using var house = await House.Open(database, options.Needed("folder"), TimeProvider.System, client);
        await house.Do(new SyncNetSuite());
        await Settle(house, client.Connection.Address.Account);
        var decided = await Decide(house, wanted);

        using var control = new HttpClient { BaseAddress = new(Address(text)) };
        await Send(control, HttpMethod.Delete, "calls");
        await Send(control, HttpMethod.Patch, "knobs",
            new { latency_milliseconds = options.Number("latency", 200), concurrency_limit = Budget });
        var before = budget.Usage.Days.Sum(day => day.Calls);
        var busy = budget.Usage.Days.Sum(day => day.Busy.TotalSeconds);
        var (clock, processor) = (Stopwatch.StartNew(), Machine.ProcessorSeconds);
        var report = await house.Do(new PostApproved { AtOnce = PostApproved.OfAServer });
        var seconds = clock.Elapsed.TotalSeconds;
        var calls = budget.Usage.Days.Sum(day => day.Calls) - before;
        var used = (budget.Usage.Days.Sum(day => day.Busy.TotalSeconds) - busy) / (seconds * Budget);
        var inside = await control.GetFromJsonAsync<JsonElement>("__sandbox/calls?last=1");
        if (report.Posted != decided)
            throw new InvalidOperationException($"Of {decided} decisions {report.Posted} are posted: {report}");
        await house.Remove();
        Figures.Row($"{database}", $"{decided}", $"{report.Posted}", $"{seconds:F1}", $"{calls}",
            $"{(double)calls / report.Posted:F1}", $"{used * 100:F1}", $"{inside.GetProperty("most_inside")}",
            $"{inside.GetProperty("turned_away")}", $"{Machine.ProcessorSeconds - processor:F1}",
            $"{Machine.PeakMegabytes:F0}", $"{Machine.Load}");
        return 0;
    }

    /// <summary>The bank account with automatic posting, which two persons would have switched on.</summary>
    private static async Task Settle(House house, string account)
    {
        await house.Change("update connection set kind = 'netsuite', account = @account where id = 1", new { account });
        await Setting(house, "bank_account", "main", """
            {"name":"Main","currency":"USD","numbers":["4567890"],"gl_account":"1","ar_account":"4",
            "undeposited_funds":"3","start_date":"2025-01-01","auto_posting":true}
            """);
        await Setting(house, "approval_limits", "default", """{"share":{"USD":"1000000.00"}}""");
        await Setting(house, "posting_policy", "default", """{"difference_accounts":{"write_off":"12"}}""");
    }

    private static Task Setting(House house, string kind, string name, string body) => house.Change("""
        insert into setting (connection_id, company_id, kind, name, version, effective_on, body, created_at, asked_by)
        values (1, '1', @kind, @name, 1, @day, @body, 0, 1)
        """, new { kind, name, body, day = new DateOnly(2025, 1, 1) });

    /// <summary>One receipt for each open invoice, matched; gives how many the engine decided by itself.</summary>
    private static async Task<int> Decide(House house, int wanted)
    {
        var open = await house.Rows<(string Number, string Customer, long Amount)>("""
            select i.number, c.name, i.open_amount from open_item i
            join customer c on c.connection_id = i.connection_id and c.id = i.customer_id
            where i.kind = 'invoice' and i.currency = 'USD' and i.company_id = '1' and i.open_amount = i.total
              and i.ar_account = '4' order by i.id limit @wanted
            """, new { wanted });
        await house.Do(new ImportFile("day.bai", Bai2(open)));
        var matched = await house.Do(new MatchReceipts(new("1")));
        return matched.Approved;
    }

    private static byte[] Bai2(IReadOnlyList<(string Number, string Customer, long Amount)> open)
    {
        var day = TimeProvider.System.GetUtcNow().ToString("yyMMdd", CultureInfo.InvariantCulture);
        var sum = open.Sum(item => item.Amount);
        var control = sum * 2;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"01,BANK,TURN,{day},0600,1,,,2/\n02,TURN,BANK,1,{day},0600,USD,2/\n03,4567890,USD,010,0,,,015,{sum},,/\n");
        for (var at = 0; at < open.Count; at++)
        {
            text.Append(CultureInfo.InvariantCulture, $"16,165,{open[at].Amount},Z,B{at:D7},C{at:D7},")
                .Append(open[at].Customer.Replace(',', ' ')).Append(' ').Append(open[at].Number).Append('\n');
        }

        return Encoding.ASCII.GetBytes(text.Append(CultureInfo.InvariantCulture,
            $"49,{control},{open.Count + 2}/\n98,{control},1,{open.Count + 4}/\n99,{control},1,{open.Count + 6}/\n")
            .ToString());
    }

    private static string Address(string credentials) =>
        JsonDocument.Parse(credentials).RootElement.GetProperty("base_url").GetString()
        ?? throw new InvalidOperationException("The credentials name no address.");

    private static async Task Send(HttpClient control, HttpMethod method, string what, object? body = null)
    {
        using var request = new HttpRequestMessage(method, "__sandbox/" + what);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        using var answer = await control.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }
}
