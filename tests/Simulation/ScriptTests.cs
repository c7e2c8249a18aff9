using Turnstone.UseCases.Posting;
using Xunit;

namespace Turnstone.Simulation.Tests;

/// <summary>
/// Fault scripts over sync and posting: what a seed puts in the way of a day, and what holds all the same.
/// </summary>
public sealed class ScriptTests
{
    private static readonly int Scripts = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 1000 : 50;

    [Fact]
    public async Task Each_receipt_has_one_effect_whatever_comes_in_the_way()
    {
        // Two series side by side, each with a company of its own.
        var halves = await Task.WhenAll(Series(1, Scripts / 2), Series(1 + Scripts / 2, Scripts - Scripts / 2));
        var reports = halves.SelectMany(half => half).ToList();
        var failed = reports.SelectMany(report => report.Findings.Select(finding => $"{report.Script}: {finding}"))
            .ToList();
        var (payments, kills, struck) = (reports.Sum(report => report.Payments), reports.Sum(report => report.Kills),
            reports.Sum(report => report.Struck.Values.Sum()));

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{Scripts} scripts, {payments} payments, {kills} kills, {struck} calls struck");
        Assert.True(failed.Count == 0, string.Join('\n', failed));
        Assert.True(payments > Scripts * 3);
        Assert.True(kills > Scripts / 20);
    }

    [Fact]
    public async Task Each_receipt_has_one_effect_with_sixteen_writes_under_way_at_once()
    {
        var reports = await Series(first: 1, count: Scripts / 10, PostApproved.OfAServer);

        Assert.Empty(reports.SelectMany(report => report.Findings.Select(finding => $"{report.Script}: {finding}")));
        Assert.True(reports.Sum(report => report.Payments) > Scripts / 10 * 3);
    }

    private static Task<List<ScriptReport>> Series(int first, int count, int atOnce = 1) => Task.Run(async () =>
    {
        var reports = new List<ScriptReport>();
        await foreach (var report in ScriptSeries.Play(first, count, atOnce, TestContext.Current.CancellationToken))
            reports.Add(report);
        return reports;
    });

    [Fact]
    public void A_script_is_made_of_its_seed_alone() =>
        Assert.Equal(ScriptedDay.Of(77).ToString(), ScriptedDay.Of(77).ToString());

    [Fact]
    public void Fifty_scripts_leave_no_trouble_out() => Assert.Equal(Enum.GetValues<Trouble>().ToHashSet(),
        Enumerable.Range(1, 50).SelectMany(seed => ScriptedDay.Of(seed).Troubles.Select(one => one.Kind)).ToHashSet());
}
