using System.Globalization;
using System.Net;
using Turnstone.NetSuite.Scripts;
using Xunit;

namespace NetSuite.Tests.Sandbox;

public sealed class PushTests
{
    [Fact]
    public async Task What_people_do_by_hand_is_told_signed_and_our_own_writes_are_not()
    {
        using var ear = new Ear();
        using var bench = new Bench(push: ear);
        Assert.Equal(204, bench.Raw("PUT", "/__sandbox/push",
            """{"url":"https://turnstone.example/push","secret":"shared"}""").Status);
        var customer = bench.Customer();
        var invoice = bench.Invoice(customer, 100m);
        Assert.Empty(ear.Heard);

        bench.Account.BackOffice.Void(long.Parse(invoice, CultureInfo.InvariantCulture));
        Assert.Equal(204, bench.Raw("POST", "/__sandbox/push", """{"type":"customer","id":"7"}""").Status);

        var first = await ear.Next();
        Assert.True(PushMessage.Read(first, "shared", bench.Time.Now).Is(out var message, out _));
        Assert.Equal(new PushMessage("invoice", invoice, "edit"), message);
        Assert.True(PushMessage.Read(await ear.Next(), "shared", bench.Time.Now).Is(out message, out _));
        Assert.Equal(new PushMessage("customer", "7", "edit"), message);
        Assert.False(PushMessage.Read(first, "another", bench.Time.Now).Is(out _, out _));
    }

    private sealed class Ear : HttpMessageHandler
    {
        private readonly System.Threading.Channels.Channel<PushReceived> _heard =
            System.Threading.Channels.Channel.CreateUnbounded<PushReceived>();

        public List<PushReceived> Heard { get; } = [];

        public ValueTask<PushReceived> Next() => _heard.Reader.ReadAsync(TestContext.Current.CancellationToken);

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var received = new PushReceived(
                request.Headers.GetValues("X-Turnstone-Timestamp").Single(),
                request.Headers.GetValues("X-Turnstone-Signature").Single(),
                await request.Content!.ReadAsStringAsync(cancellationToken));
            Heard.Add(received);
            await _heard.Writer.WriteAsync(received, cancellationToken);
            return new(HttpStatusCode.NoContent);
        }
    }
}
