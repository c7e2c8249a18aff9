using Turnstone.Storage.Posting;

namespace Turnstone.UseCases.Tests.Posting;

public sealed class OutboxTests
{
    [Theory, BothEngines]
    public async Task A_write_is_held_by_one_worker_and_whoever_slept_past_the_lease_changes_nothing(Engine engine)
    {
        await using var desk = await PostingDesk.Open(engine);
        await desk.Customer("Aldgate");
        await desk.Invoice("INV-1001", "Aldgate", "1200.00");
        await desk.Import("165,120000,R1,,ALDGATE INV-1001");
        await desk.Decide("R1", "Aldgate", desk.On("INV-1001"));
        var (first, second) = (new Lease("first", 1_000, 2_000), new Lease("second", 1_500, 3_000));

        var mine = Assert.Single((await desk.Test.Database.Write<IReadOnlyList<long>>(async db =>
            (await OutboxRows.Claim(db, 1, first, 10)).ToList())).Value);
        Assert.Empty((await desk.Test.Database.Write<IReadOnlyList<long>>(async db =>
            (await OutboxRows.Claim(db, 1, second, 10)).ToList())).Value);
        Assert.False((await desk.Test.Database.Write<bool>(async db => await OutboxRows.Sending(db, mine, second)))
            .Value);

        // The lease runs out and the other takes over: the fence stops the first, whatever it still means to say.
        Assert.Single((await desk.Test.Database.Write<IReadOnlyList<long>>(async db =>
            (await OutboxRows.Claim(db, 1, second with { Now = 2_500 }, 10)).ToList())).Value);
        Assert.False((await desk.Test.Database.Write<bool>(async db => await OutboxRows.Sending(db, mine, first)))
            .Value);
        Assert.False((await desk.Test.Database.Write<bool>(async db =>
            await OutboxRows.Change(db, mine, "first", new("done", "")))).Value);
        Assert.True((await desk.Test.Database.Write<bool>(async db =>
            await OutboxRows.Change(db, mine, "second", new("ready", "later")))).Value);
    }
}
