using Turnstone.NetSuite.Budget;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class BudgetTests
{
    [Fact]
    public async Task No_more_calls_run_at_once_than_the_budget_allows()
    {
        var budget = new CallBudget(3, new SwiftTime());
        var running = 0;
        var most = 0;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(async _ =>
        {
            using var turn = await budget.Enter(Urgency.Bulk, Desk.Stop);
            var now = Interlocked.Increment(ref running);
            lock (budget)
                most = Math.Max(most, now);
            await Task.Yield();
            Interlocked.Decrement(ref running);
        }));

        Assert.InRange(most, 1, 3);
        Assert.Equal(100, budget.Usage.Today.Calls);
        Assert.InRange(budget.Usage.Today.MostAtOnce, 1, 3);
    }

    [Fact]
    public async Task People_go_first_and_jobs_are_not_starved()
    {
        var budget = new CallBudget(1, new SwiftTime());
        var order = new List<char>();
        var busy = await budget.Enter(Urgency.Bulk, Desk.Stop);
        async Task Ask(Urgency urgency, char mark)
        {
            using var turn = await budget.Enter(urgency, Desk.Stop);
            order.Add(mark);
        }

        List<Task> waiting = [.. Enumerable.Range(0, 8).Select(_ => Ask(Urgency.Bulk, 'j'))];
        waiting.AddRange(Enumerable.Range(0, 8).Select(_ => Ask(Urgency.Interactive, 'p')));
        busy.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal("pppjpppjppjjjjjj", string.Concat(order));
    }

    [Fact]
    public async Task A_caller_that_gives_up_while_waiting_takes_no_place()
    {
        var budget = new CallBudget(1, new SwiftTime());
        var busy = await budget.Enter(Urgency.Bulk, Desk.Stop);
        using var gaveUp = new CancellationTokenSource();
        var waiting = budget.Enter(Urgency.Bulk, gaveUp.Token).AsTask();
        await gaveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);

        busy.Dispose();
        busy.Dispose();
        using var next = await budget.Enter(Urgency.Bulk, Desk.Stop);
        Assert.False(budget.Enter(Urgency.Bulk, Desk.Stop).AsTask().IsCompleted);
    }

    [Fact]
    public void Being_blocked_halves_it_and_quiet_brings_it_back_one_by_one()
    {
        var time = new SwiftTime();
        var budget = new CallBudget(8, time);

        budget.Blocked();
        Assert.Equal(4, budget.Allowed);
        for (var i = 0; i < 100; i++)
            budget.Answered();
        Assert.Equal(4, budget.Allowed);

        time.Advance(TimeSpan.FromSeconds(6));
        for (var i = 0; i < 1000; i++)
            budget.Answered();
        Assert.Equal(8, budget.Allowed);
    }

    [Fact]
    public void It_never_falls_below_one_call()
    {
        var budget = new CallBudget(2, new SwiftTime());
        for (var i = 0; i < 5; i++)
            budget.Blocked();

        Assert.Equal(1, budget.Allowed);
    }

    [Theory]
    [InlineData(5, null, null, 2)]
    [InlineData(15, 11, null, 5)]
    [InlineData(15, 11, 4, 4)]
    [InlineData(1, 1, null, 1)]
    public void Our_share_is_what_is_reserved_or_half_of_what_is_free(int account, int? free, int? ours, int share) =>
        Assert.Equal(share, new GovernanceLimits(account, free, ours).OurShare);

    [Fact]
    public void Use_is_counted_by_day()
    {
        var time = new SwiftTime();
        var usage = new CallUsage(time);
        usage.Count(Happening.Blocked);
        time.Advance(TimeSpan.FromDays(1));
        usage.Count(Happening.Lost);

        Assert.Equal([(1, 0), (0, 1)], usage.Days.Select(day => (day.Blocked, day.Lost)));
    }
}
