using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;
using Turnstone.NetSuite.Sandbox.Faults;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.Tests.Posting;

/// <summary>Several writes under way at once: different customers side by side, one family in order.</summary>
public sealed class PostingLanesTests
{
    private const int Others = 5;

    [Theory, BothEngines]
    public async Task Customers_are_posted_side_by_side_and_a_family_in_order(Engine engine)
    {
        Turnstiles? between = null;
        await using var desk = await PostingDesk.Open(engine, between: inner => between = new(inner, Others + 1));
        await Approved(desk);

        var report = (await desk.Test.Run(new PostApproved { AtOnce = 8 }, desk.Test.Service)).Value;

        Assert.Equal(["posted "], await desk.Test.Rows<string>("select distinct state || ' ' || why from share"));
        Assert.Equal((Others + 3, 0), (report.Posted, report.Later + report.Held + report.Refused + report.SentBack));
        Assert.Equal(Others + 3, (await desk.Payments()).Count);
        Assert.Equal(Others + 1, between?.MostAtOnce);
        Assert.Equal(1, between?.MostOfFamily);
        Assert.Equal(0m, await desk.OpenAmount("INV-F1"));
        Assert.Equal((Others * 100m) + 300m, await desk.Balance(PostingDesk.BankUsd));
    }

    [Theory, BothEngines]
    public async Task Answers_that_are_lost_side_by_side_are_looked_up_and_nothing_is_sent_twice(Engine engine)
    {
        await using var desk = await PostingDesk.Open(engine);
        // Of receipts of one invoice the later goes back to a person while the outcome of the earlier is not known.
        await Approved(desk, ofFamily: 1);
        foreach (var kind in (FaultKind[])[FaultKind.DropAfter, FaultKind.DropBefore, FaultKind.ServerErrorAfter])
            desk.Sandbox.Faults.Add(new(kind) { Method = "POST", Path = "customerPayment", Skip = 1 });

        for (var look = 0; look < 4; look++)
        {
            Assert.Null((await desk.Test.Run(new PostApproved { AtOnce = 8 }, desk.Test.Service)).Refusal);
            desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(6);
        }

        Assert.Equal(["posted "], await desk.Test.Rows<string>("select distinct state || ' ' || why from share"));
        Assert.Equal(Others + 1, (await desk.Payments()).Count);
        Assert.Equal((Others * 100m) + 100m, await desk.Balance(PostingDesk.BankUsd));
    }

    /// <summary>Five customers with one receipt each, and some receipts of one invoice of a sixth.</summary>
    private static async Task Approved(PostingDesk desk, int ofFamily = 3)
    {
        await desk.Customer("Family");
        await desk.Invoice("INV-F1", "Family", "300.00");
        var lines = Enumerable.Range(1, ofFamily).Select(at => $"165,10000,F{at},,FAMILY INV-F1").ToList();
        for (var at = 1; at <= Others; at++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"Other {at}");
            await desk.Customer(name);
            await desk.Invoice($"INV-{at}", name, "100.00");
            lines.Add($"165,10000,R{at},,OTHER INV-{at}");
        }

        await desk.Import([.. lines]);
        for (var at = 1; at <= ofFamily; at++)
            await desk.Decide($"F{at}", "Family", desk.On("INV-F1", "100.00"));
        for (var at = 1; at <= Others; at++)
            await desk.Decide($"R{at}", $"Other {at}", desk.On($"INV-{at}"));
        desk.Test.Clock.Now = desk.Test.Clock.Now.AddMinutes(1);
    }

    /// <summary>The first creates wait for each other, so that they are known to be under way together.</summary>
    private sealed class Turnstiles(INetSuite inner, int together) : INetSuite
    {
        private readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ConcurrentDictionary<string, int> _inside = new(StringComparer.Ordinal);
        private int _atOnce;
        private int _most;
        private int _mostOfFamily;

        public int MostAtOnce => _most;

        public int MostOfFamily => _mostOfFamily;

        public async Task<WriteOutcome> Create(RecordBody body, CancellationToken stop)
        {
            using var json = JsonDocument.Parse(body.Json);
            var customer = json.RootElement.GetProperty("customer").GetProperty("id").ToString();
            InterlockedMax(ref _mostOfFamily, _inside.AddOrUpdate(customer, 1, (_, inside) => inside + 1));
            var now = Interlocked.Increment(ref _atOnce);
            InterlockedMax(ref _most, now);
            if (now == together)
                _all.TrySetResult();
            await _all.Task.WaitAsync(TimeSpan.FromSeconds(20), stop);
            var made = await inner.Create(body, stop);
            Interlocked.Decrement(ref _atOnce);
            _inside.AddOrUpdate(customer, 0, (_, inside) => inside - 1);
            return made;
        }

        public Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop) => inner.Query(query, stop);

        public Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) => inner.Get(record, stop);

        public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) =>
            inner.Patch(record, body, stop);

        public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) =>
            inner.Transform(source, target, stop);

        public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop) => inner.Restlet(call, stop);

        public Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop) => inner.GetServerTime(stop);

        private static void InterlockedMax(ref int most, int now)
        {
            for (var seen = Volatile.Read(ref most); now > seen; seen = Volatile.Read(ref most))
                Interlocked.CompareExchange(ref most, now, seen);
        }
    }
}
