using Turnstone.Storage;

namespace Turnstone.UseCases.Tests.Databases;

public sealed class WriteGateTests
{
    [Fact]
    public async Task Writers_come_in_one_at_a_time_in_the_order_they_arrived()
    {
        var gate = new WriteGate();
        var first = await gate.Enter(CancellationToken.None);
        var waiting = Enumerable.Range(0, 50).Select(_ => gate.Enter(CancellationToken.None)).ToArray();

        Assert.Equal(50, gate.Waiting);
        first.Dispose();
        for (var i = 0; i < waiting.Length; i++)
        {
            var pass = await waiting[i];
            Assert.All(waiting.Skip(i + 1), later => Assert.False(later.IsCompleted));
            pass.Dispose();
            pass.Dispose();
        }

        Assert.Equal(0, gate.Waiting);
        (await gate.Enter(CancellationToken.None)).Dispose();
    }

    [Fact]
    public async Task Who_gives_up_leaves_the_queue_and_holds_nobody_up()
    {
        var gate = new WriteGate();
        using var stop = new CancellationTokenSource();
        var first = await gate.Enter(CancellationToken.None);
        var impatient = gate.Enter(stop.Token);
        var patient = gate.Enter(CancellationToken.None);

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => impatient);
        Assert.Equal(1, gate.Waiting);
        first.Dispose();

        (await patient).Dispose();
    }
}
