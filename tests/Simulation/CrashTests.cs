using System.Text.Json.Nodes;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;
using Xunit;

namespace Turnstone.Simulation.Tests;

public sealed class CrashTests
{
    private static async Task<SimulationReport> Play(SimulationSettings settings)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-simulation-").FullName;
        try
        {
            return await SimulationRun.Play(settings, folder, TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Holds(SimulationReport report) => Assert.True(report.Findings.Count == 0,
        string.Join('\n', report.Findings));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Through_faults_and_crashes_nothing_is_lost_or_doubled(int seed)
    {
        var report = await Play(new() { Seed = seed, Days = 2 });

        Holds(report);
        Assert.True(report.Crashes.Count > 0);
        Assert.True(report.Payments > 0);
    }

    [Fact]
    public async Task An_account_that_merges_duplicates_gets_each_record_once_all_the_same() =>
        Holds(await Play(new() { Seed = 5, Days = 1, MergesDuplicates = true }));

    [Fact]
    public async Task The_process_may_end_before_and_after_every_outside_write()
    {
        var quiet = new SimulationSettings { Seed = 11, Days = 1, FaultsPerThousand = 0, OnlyAtWrite = int.MaxValue };
        var moments = (await Play(quiet)).WriteMoments;
        Assert.True(moments >= 4, $"only {moments} moments");

        for (var moment = 1; moment <= moments; moment++)
        {
            var report = await Play(quiet with { OnlyAtWrite = moment });
            Holds(report);
            Assert.Equal(1, report.Crashes.Values.Sum());
        }
    }

    [Fact]
    public async Task The_same_seed_plays_the_same()
    {
        var settings = new SimulationSettings { Seed = 9, Days = 1 };
        var (one, other) = (await Play(settings), await Play(settings));

        Assert.Equal((one.Moments, one.Payments), (other.Moments, other.Payments));
        Assert.Equal(one.Crashes, other.Crashes);
    }

    [Fact]
    public async Task A_random_name_per_attempt_is_caught()
    {
        var report = await Play(new()
        {
            Seed = 3, Days = 2, FaultsPerThousand = 150, Planted = inner => new NewNames(inner),
        });

        Assert.NotEmpty(report.Findings);
    }

    [Fact]
    public async Task A_missing_look_up_is_caught_where_the_account_merges_duplicates()
    {
        var report = await Play(new()
        {
            Seed = 3, Days = 2, FaultsPerThousand = 150, MergesDuplicates = true,
            Planted = inner => new NoLookUp(inner),
        });

        Assert.NotEmpty(report.Findings);
    }

    /// <summary>A planted fault: each attempt gives the record another name.</summary>
    private sealed class NewNames(INetSuite inner) : Passing(inner)
    {
        private static int s_attempts;

        public override Task<WriteOutcome> Create(RecordBody body, CancellationToken stop)
        {
            var json = JsonNode.Parse(body.Json)!.AsObject();
            json["externalId"] = $"ts-{Interlocked.Increment(ref s_attempts):D26}";
            return Inner.Create(body with { Json = json.ToJsonString() }, stop);
        }
    }

    /// <summary>A planted fault: nothing is ever found by its external id before it is sent.</summary>
    private sealed class NoLookUp(INetSuite inner) : Passing(inner)
    {
        public override Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) =>
            record.Id.StartsWith("eid:", StringComparison.Ordinal)
                ? Task.FromResult<Result<NetSuiteRecord>>(new Refusal(NetSuite.Refusals.NotFound, "Not looked up.",
                    RefusalKind.NotFound))
                : Inner.Get(record, stop);
    }

    private class Passing(INetSuite inner) : INetSuite
    {
        protected INetSuite Inner => inner;

        public Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop) => inner.Query(query, stop);

        public virtual Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) =>
            inner.Get(record, stop);

        public virtual Task<WriteOutcome> Create(RecordBody body, CancellationToken stop) => inner.Create(body, stop);

        public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) =>
            inner.Patch(record, body, stop);

        public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) =>
            inner.Transform(source, target, stop);

        public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop) => inner.Restlet(call, stop);

        public Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop) => inner.GetServerTime(stop);
    }
}
