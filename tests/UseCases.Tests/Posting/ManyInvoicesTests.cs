using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;

namespace Turnstone.UseCases.Tests.Posting;

/// <summary>A customer with far more open invoices than anybody wants to load for one payment.</summary>
public sealed class ManyInvoicesTests
{
    /// <summary>As many as some customers have; a quick run makes do with fewer, by the same bounds.</summary>
    private static readonly int s_open = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 12_000 : 2_000;

    [Fact]
    public async Task A_payment_of_three_invoices_of_thousands_loads_three()
    {
        Counting? counting = null;
        await using var desk = await PostingDesk.Open(Engine.Sqlite, between: inner => counting = new(inner));
        await desk.Customer("Big");
        await desk.Invoice("INV-1", "Big", "100.00");
        await desk.Invoice("INV-2", "Big", "200.00");
        await desk.Invoice("INV-3", "Big", "300.00");
        await ManyMore(desk);
        await desk.Import("165,60000,R1,,BIG INV-1 INV-2 INV-3");
        await desk.Decide("R1", "Big", desk.On("INV-1"), desk.On("INV-2"), desk.On("INV-3"));

        var report = await desk.Post();

        Assert.Equal((1, 0), (report.Posted, report.Later));
        Assert.Equal((0m, 0m, 0m),
            (await desk.OpenAmount("INV-1"), await desk.OpenAmount("INV-2"), await desk.OpenAmount("INV-3")));
        Assert.Equal($"{s_open}", Assert.Single(await desk.Ask(
            "SELECT COUNT(*) AS n FROM transaction WHERE type = 'CustInvc' AND foreignamountunpaid > 0")));
        Assert.InRange(counting?.Rows ?? int.MaxValue, 1, 60);
        Assert.InRange(counting?.Lines ?? int.MaxValue, 3, 12);
        Assert.InRange(counting?.Sent ?? int.MaxValue, 1, 2_000);
    }

    /// <summary>As many beside them, there and in our ledger.</summary>
    private static async Task ManyMore(PostingDesk desk)
    {
        var ids = new List<long>();
        desk.Sandbox.Load(batch =>
        {
            for (var at = 0; at < s_open; at++)
            {
                var number = string.Create(CultureInfo.InvariantCulture, $"MORE-{at}");
                ids.Add(batch.AddInvoice(new(desk.Customers["Big"], number, new DateOnly(2026, 2, 10), 50m)));
            }
        });
        Assert.Equal(ids[0] + s_open - 1, ids[^1]);
        await desk.Test.Tamper("""
            insert into open_item (connection_id, id, line, company_id, number, digits_key, kind, customer_id,
              ar_account, dated_on, due_on, currency, total, open_amount, claimed, exchange_rate, status, on_books,
              applications_read, modified_at)
            with recursive more (n) as (select 0 union all select n + 1 from more where n + 1 < @Open)
            select 1, cast(@first + n as text), 0, '1', 'MORE-' || n, 'MORE-' || n, 'invoice', @customer, '4',
              @day, @day, 'USD', 5000, 5000, 0, 10000000000, 'A', true, true, '' from more
            """, new { Open = s_open, first = ids[0], customer = desk.Id("Big"), day = new DateOnly(2026, 2, 10) });
    }

    /// <summary>Counts what is read of NetSuite and how much is sent there.</summary>
    private sealed class Counting(INetSuite inner) : INetSuite
    {
        public int Rows { get; private set; }

        public int Lines { get; private set; }

        public int Sent { get; private set; }

        public async Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop)
        {
            var answer = await inner.Query(query, stop);
            Rows += answer.Refusal is null ? answer.Value.Rows.Count : 0;
            return answer;
        }

        public async Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop)
        {
            var answer = await inner.Get(record, stop);
            Lines += answer.Refusal is null ? answer.Value.Lines("apply").Count() : 0;
            return answer;
        }

        public Task<WriteOutcome> Create(RecordBody body, CancellationToken stop)
        {
            Sent += body.Json.Length;
            return inner.Create(body, stop);
        }

        public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) =>
            inner.Patch(record, body, stop);

        public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) =>
            inner.Transform(source, target, stop);

        public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop) => inner.Restlet(call, stop);

        public Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop) => inner.GetServerTime(stop);
    }
}
