using System.Globalization;
using Turnstone.NetSuite.Sandbox.Faults;
using Xunit;

namespace Simulation;

/// <summary>
/// The real process, killed with SIGKILL at seeded moments of every stage of the main job, cut off from NetSuite's
/// answers, and started again. What it ends with is what a run without either ends with: every line once, every decided
/// receipt once in the stand-in's sub-ledger, tie-outs that hold and a whole log.
/// </summary>
public sealed class KillTests
{
    private static readonly Stage[] Stages =
        [Stage.Sync, Stage.Import, Stage.Match, Stage.Approve, Stage.Post, Stage.ReadBack];

    private static readonly bool IsLong = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1";

    /// <summary>Kills of all stages, and of each at least.</summary>
    private static readonly (int All, int Each) Kills = IsLong ? (200, 30) : (1, 0);

    /// <summary>Kills of each stage in one home: later ones hit a job taken up half-way.</summary>
    private static readonly int AtOnce = IsLong ? 3 : 1;

    /// <summary>Answers dropped, in the lives after the last kill.</summary>
    private static readonly int Drops = IsLong ? 50 : 1;

    [Fact]
    public async Task A_morning_killed_in_every_stage_ends_as_one_that_was_not()
    {
        var stop = TestContext.Current.CancellationToken;
        var root = Directory.CreateTempSubdirectory("turnstone-kill-").FullName;
        var done = false;
        try
        {
            await using var whole = await KilledDemo.Open(Path.Combine(root, "whole"), stop);
            var played = await whole.Run(stop);
            Assert.Equal(0, played.Exit);
            Assert.Contains("= foots", played.Table, StringComparison.Ordinal);
            var standing = await DemoStanding.Of(whole, stop);
            Assert.Empty(standing.Findings);
            Assert.NotEmpty(standing.Records);

            var dice = new Random(20260630);
            var count = new Histogram();
            for (var round = 0; !count.IsEnough(Kills.All, Kills.Each, Drops); round++)
            {
                var home = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"killed-{round}"));
                await using (var demo = await KilledDemo.Open(home, stop))
                    await Round(demo, played, dice, count);
                await Ends(home, played, standing, $"round {round}, {count}");
                Directory.Delete(home, recursive: true);
                TestContext.Current.SendDiagnosticMessage(count.ToString());
            }

            TestContext.Current.TestOutputHelper?.WriteLine(count.ToString());
            done = true;
        }
        finally
        {
            // Where it fails, the homes stay to be looked at.
            if (done)
                Directory.Delete(root, recursive: true);
        }
    }

    /// <summary>A morning with kills in each stage, and then a life that loses answers.</summary>
    private static async Task Round(KilledDemo demo, EndedLife played, Random dice, Histogram count)
    {
        var stop = TestContext.Current.CancellationToken;
        // Some stages pass faster than a kill comes; those that lack kills are aimed at before the others.
        Stage[] lacking = [.. Stages.Where(stage => count.Kills[stage] < Kills.Each)];
        foreach (var stage in (lacking is [] ? Stages : lacking).SelectMany(stage => Enumerable.Repeat(stage, AtOnce)))
        {
            if (await demo.Kill(Aim.At(stage, dice), played.Length(stage), stop) is { } hit)
                count.Kills[hit] = count.Kills.GetValueOrDefault(hit) + 1;
        }

        string[] paths = ["/record/v1/", "/rest/", "/record/v1/", "/rest/", "/record/v1/"];
        foreach (var path in paths)
        {
            demo.NetSuite.Faults.Add(new(dice.Next(2) == 0 ? FaultKind.DropBefore : FaultKind.DropAfter)
            {
                Path = path, Method = path == "/rest/" ? null : "POST", Skip = dice.Next(12),
            });
        }

        await demo.Run(stop);
        count.Drops += paths.Length - demo.NetSuite.Faults.Waiting.Count;
        demo.NetSuite.Faults.Clear();
    }

    /// <summary>
    /// What was left is due some minutes later; then everything stands as where nobody killed anything, and one more
    /// run changes nothing.
    /// </summary>
    private static async Task Ends(string home, EndedLife played, DemoStanding whole, string after)
    {
        var stop = TestContext.Current.CancellationToken;
        await using var demo = await KilledDemo.Open(home, stop);
        for (var run = 0; run < 2; run++)
        {
            demo.Later(TimeSpan.FromMinutes(20));
            var ended = await demo.Run(stop);
            Assert.True(ended.Exit == 0, $"{after}: exit {ended.Exit}\n{string.Join('\n', ended.Said)}");
            Assert.True(Decided(played.Table) == Decided(ended.Table),
                $"{after}:\n{ended.Table}\n{string.Join('\n', ended.Said)}");
            var standing = await DemoStanding.Of(demo, stop);
            Assert.True(!standing.Against(whole).Any(), $"{after}:\n{string.Join('\n', standing.Against(whole))}");
        }
    }

    /// <summary>
    /// What is settled and what the bank booked. What nobody decided is looked at anew by each run, with what the books
    /// know by then, and may be proposed otherwise.
    /// </summary>
    private static string Decided(string table) => string.Join('\n', table.Split('\n')
        .Where(line => !line.Contains(" undecided ", StringComparison.Ordinal)));

    /// <summary>How often what happened.</summary>
    private sealed class Histogram
    {
        public SortedDictionary<Stage, int> Kills { get; } = new(Stages.ToDictionary(stage => stage, _ => 0));

        public int Drops { get; set; }

        public bool IsEnough(int all, int each, int drops) => Stages.Sum(stage => Kills[stage]) >= all
            && Stages.All(stage => Kills[stage] >= each) && Drops >= drops;

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Kills.Values.Sum()} kills: {string.Join(", ", Kills.Select(one => $"{one.Key} {one.Value}"))}; "
            + $"{Drops} answers dropped");
    }
}
