using NetSuite.Tests.Sandbox;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Reading;
using Turnstone.NetSuite.Records;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Faults;
using Xunit;
using static NetSuite.Tests.Connector.Contract;

namespace NetSuite.Tests.Connector;

public sealed class SyncContractTests
{
    [Theory]
    [MemberData(nameof(ContractTests.Every), MemberType = typeof(ContractTests))]
    public async Task Documents_come_with_open_amounts_and_changes_come_after(string account)
    {
        using var desk = new Contract(Accounts.Knobs(account));
        var customer = await desk.Customer();
        var (first, second) = (await desk.Invoice(customer, 100m), await desk.Invoice(customer, 60m));
        var feed = Feeds.Transactions();

        var (rows, at) = await desk.Sync(feed);
        var latest = Latest(rows);
        Assert.Equal((Usd(100m), Usd(100m)), (latest[first].Total, latest[first].Open));
        Assert.Equal(("CustInvc", customer, Home, Receivables), (
            latest[first].Type, latest[first].Customer, latest[first].Subsidiary, latest[first].ArAccount));
        Assert.Equal(desk.Today, latest[first].Date);

        desk.Time.Advance(TimeSpan.FromHours(3));
        var payment = await desk.Made(desk.Payment(customer, 130m, Line(first, 100m), Line(second, 20m)).ToBody());
        (rows, at) = await desk.Sync(feed, at);
        latest = Latest(rows);
        Assert.Equal((Usd(130m), Usd(10m)), (latest[payment].Total, latest[payment].Open));
        Assert.Equal(Receivables, latest[payment].ArAccount);
        Assert.Equal("ts-1", latest[payment].ExternalId);

        var links = (await Applications.Of(desk.Client, [payment], Desk.Stop)).Value;
        Assert.Equal(
            [(first, payment, 100m), (second, payment, 20m)],
            links.Select(link => (link.Document.Id, link.By.Id, link.Amount)).OrderBy(link => link.Item3 * -1));
        var again = (await feed.ReadThese(desk.Client, [first, second], Desk.Stop)).Value;
        Assert.Equal([Usd(0m), Usd(40m)], again.Select(row => row.Open));

        desk.Time.Advance(TimeSpan.FromHours(3));
        var (known, before) = (latest, at.ToString());
        (rows, at) = await desk.Sync(feed, at);
        Assert.All(rows, row => Assert.Equal(row, known[row.Id]));
        Assert.Equal(before, at.ToString());
    }

    [Fact]
    public async Task Lists_come_whole()
    {
        using var desk = new Contract();
        await desk.Customer("Ærø & Söhne");

        var customers = (await desk.Sync(Feeds.Customers)).Rows;
        Assert.Equal("Ærø & Söhne", Latest(customers).Name);
        Assert.Contains((await desk.Sync(Feeds.Currencies)).Rows, row => row is { Code: "JPY", Precision: 0 });
        Assert.Equal(["USD", "EUR"], (await desk.Sync(Feeds.Subsidiaries)).Rows.Select(row => row.CurrencyCode));
        Assert.Contains((await desk.Sync(Feeds.Accounts)).Rows, row => row is { Id: Receivables, Type: "AcctRec" });
        var period = (await desk.Sync(Feeds.Periods)).Rows
            .Single(row => row.Start <= desk.Today && desk.Today <= row.End);
        Assert.Equal(new PeriodLocks(false, false, false, false), period.Locks with { AllowsNonGl = false });
        Assert.Contains((await desk.Sync(Feeds.Terms)).Rows, row => row is { DiscountPercent: 2m, DiscountDays: 10 });
        Assert.NotEmpty((await desk.Sync(Feeds.CustomerSubsidiaries)).Rows);
    }

    [Fact]
    public async Task A_feed_of_several_pages_loses_and_doubles_nothing()
    {
        using var desk = new Contract();
        var customer = await desk.Customer();
        desk.Account.Load(batch =>
        {
            for (var i = 0; i < 2500; i++)
                batch.AddCustomer(new($"C{i}", $"Customer {i}"));
        });
        Assert.NotEmpty(customer);

        var ids = new List<string>();
        var at = SyncCursor.Beginning;
        while (true)
        {
            // Killed after each page, and taken up again from the text that was kept.
            await using var pages = Feeds.Customers.Read(desk.Client, at, stop: Desk.Stop).GetAsyncEnumerator();
            Assert.True(await pages.MoveNextAsync());
            var page = pages.Current.Value;
            if (at.IsLoading)
                ids.AddRange(page.Rows.Select(row => row.Id));
            at = SyncCursor.Read(page.Next.ToString()).Value;
            if (page.IsLast)
                break;
        }

        Assert.Equal(2501, ids.Count);
        Assert.Equal(2501, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Whatever_fails_on_the_wire_a_feed_loses_and_doubles_nothing()
    {
        using var desk = new Contract();
        desk.Account.Load(batch =>
        {
            for (var i = 0; i < 1100; i++)
                batch.AddCustomer(new($"C{i}", $"Customer {i}"));
        });

        for (var seed = 0; seed < 15; seed++)
        {
            desk.Account.Faults.Script = new(
                seed, PerThousand: 200,
                [
                    FaultKind.TooMany, FaultKind.ServerError, FaultKind.DropBefore, FaultKind.DropAfter, FaultKind.Half,
                ]);
            var (rows, at) = await desk.Sync(Feeds.Customers);
            Assert.Equal(1100, rows.Count);
            Assert.False(at.IsLoading);
        }

        Assert.InRange(desk.Account.Calls.MostInside, 1, 3);
    }

    [Fact]
    public async Task Thousands_written_in_one_second_are_read_whole_over_real_http()
    {
        using var account = SandboxAccount.Open(new(), Bench.Keys);
        account.Load(batch =>
        {
            for (var i = 0; i < 2100; i++)
                batch.AddCustomer(new($"C{i}", $"Customer {i}"));
        });
        await using var host = await SandboxHost.Start(account, cancellation: Desk.Stop);
        using var client = NetSuiteClient.Open(
            Connection.Read(Bench.Keys.ToClientFile(account.Account, host.BaseUrl)).Value).Value;

        var seen = new List<string>();
        var last = SyncCursor.Beginning;
        await foreach (var page in Feeds.Customers.Read(client, SyncCursor.Beginning, stop: Desk.Stop))
        {
            Assert.Null(page.Refusal);
            seen.AddRange(page.Value.Rows.Select(row => row.Id));
            last = page.Value.Next;
        }

        Assert.False(last.IsLoading);
        Assert.Equal(2100, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(4200, seen.Count);
    }

    [Fact]
    public async Task A_deletion_leaves_a_trace()
    {
        using var desk = new Contract();
        var customer = await desk.Customer();
        var (kept, lost) = (await desk.Invoice(customer, 5m), await desk.Invoice(customer, 6m));
        await desk.Delete(RecordTypes.Invoice, lost);

        var (rows, at) = await desk.Sync(Feeds.Deletions);

        Assert.All(rows, row => Assert.Equal(("CustInvc", lost), (row.Type, row.Id)));
        Assert.NotEmpty(rows);
        Assert.NotEqual(kept, lost);
        desk.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(rows, (await desk.Sync(Feeds.Deletions, at)).Rows);
    }

    [Fact]
    public async Task A_hidden_column_is_named_and_the_rest_comes()
    {
        using var desk = new Contract(new() { HiddenColumns = ["transaction.memo", "customer.creditlimit"] });
        await desk.Invoice(await desk.Customer(), 5m);

        await foreach (var page in Feeds.Transactions().Read(desk.Client, SyncCursor.Beginning, stop: Desk.Stop))
            Assert.Equal(["memo"], page.Value.Missing);
        await foreach (var page in Feeds.Customers.Read(desk.Client, SyncCursor.Beginning, stop: Desk.Stop))
            Assert.Equal(["creditlimit"], page.Value.Missing);
    }

    private static Dictionary<string, TransactionRow> Latest(IReadOnlyList<TransactionRow> rows) => rows
        .GroupBy(row => row.Id, StringComparer.Ordinal)
        .ToDictionary(group => group.Key, group => group.Last(), StringComparer.Ordinal);

    private static CustomerRow Latest(IReadOnlyList<CustomerRow> rows) => rows[^1];
}
