using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Records;
using Xunit;

namespace Turnstone.Simulation.Tests;

public sealed class CrashTests
{
    private static readonly int Seeds = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 2000 : 3;

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

    [Fact]
    public async Task Through_faults_and_crashes_nothing_is_lost_or_doubled()
    {
        var (crashes, payments) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var report = await Play(new() { Seed = seed, Days = seed <= 2 ? 2 : 1, MergesDuplicates = seed % 3 == 0 });
            Assert.True(report.Findings.Count == 0,
                $"turnstone simulate --seed {seed}: {string.Join('\n', report.Findings)}");
            (crashes, payments) = (crashes + report.Crashes.Values.Sum(), payments + report.Payments);
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Seeds} seeds, {crashes} crashes, {payments} payments");
        Assert.True(crashes > Seeds / 2);
        Assert.True(payments > Seeds / 2);
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

    [Theory]
    [MemberData(nameof(Deciding))]
    public async Task Whenever_the_process_ends_each_payment_is_on_the_same_invoices(int seed, int most)
    {
        var quiet = new SimulationSettings
        {
            Seed = seed, Days = 1, Lives = 4, FaultsPerThousand = 0, OnlyAtWrite = int.MaxValue, PeopleDecide = true,
        };
        var whole = await Play(quiet);
        Holds(whole);
        Assert.True(whole.WriteMoments >= 4, $"only {whole.WriteMoments} moments");

        for (var moment = 1; moment <= whole.WriteMoments; moment += 1 + whole.WriteMoments / most)
        {
            var report = await Play(quiet with { OnlyAtWrite = moment });
            Holds(report);
            Assert.Equal(Said(whole), Said(report));
        }

        static IEnumerable<string> Said(SimulationReport report) => report.Applied
            .OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key} {one.Value}");
    }

    /// <summary>Seeds, and at how many moments at most the process ends.</summary>
    public static TheoryData<int, int> Deciding => Seeds > 3
        ? new([.. Enumerable.Range(1, 20).Select(seed => (seed, 1000))]) : new([(4, 2)]);

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
        var settings = new SimulationSettings { Seed = 3, Days = 2, FaultsPerThousand = 150, MergesDuplicates = true };

        var report = await Play(settings with { Planted = inner => new NoLookUp(inner) });

        Assert.NotEmpty(report.Findings);
    }

    [Fact]
    public async Task An_outbox_row_written_after_the_send_is_caught()
    {
        var settings = new SimulationSettings { Seed = 3, Days = 2, CrashesPerThousand = 200 };
        Holds(await Play(settings));

        var report = await Play(settings with { Meddled = NeverWritten });

        Assert.Contains(report.Findings, finding => finding.Contains("stand in NetSuite", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Two_nodes_share_the_work_and_each_record_is_made_once(int seed) =>
        Holds(await Play(new() { Seed = seed, Days = 1, SecondNode = Meeting.BeforeSend, MergesDuplicates = true }));

    [Fact]
    public async Task A_tail_cut_from_the_audit_log_is_caught()
    {
        var cut = false;
        var report = await Play(new()
        {
            Seed = 4, Days = 2, Meddled = folder =>
            {
                // Once, on the second day, when an anchor of the first is kept elsewhere.
                if (!cut && (cut = File.Exists(Path.Combine(folder, "..", "anchors.jsonl"))))
                    Change(folder, CutTail);
            },
        });

        Assert.True(cut);
        Assert.Contains(report.Findings, finding => finding.Contains("audit log", StringComparison.Ordinal));
    }

    /// <summary>
    /// The newest entries are gone and the heads say so too: without what is kept elsewhere nothing would show it.
    /// </summary>
    private const string CutTail = """
        delete from audit_entry where seq > (select seq - 3 from audit_head h
          where h.connection_id = audit_entry.connection_id and h.company_id = audit_entry.company_id);
        update audit_head set seq = seq - 3, hash = (select hash from audit_entry e
          where e.connection_id = audit_head.connection_id and e.company_id = audit_head.company_id
          order by seq desc limit 1) where seq > 3;
        """;

    /// <summary>
    /// A planted fault: what was sent when the process died has no row, as if rows were written after the send.
    /// </summary>
    private static void NeverWritten(string folder) => Change(folder, """
        update share set state = 'approved' where id in (select ps.share_id from posting_share ps
          join outbox_write w on w.posting_id = ps.posting_id where w.sent_at is not null and w.state = 'leased');
        update receipt set queue_state = 'approved' where id in (select p.receipt_id from posting p
          join outbox_write w on w.posting_id = p.id
          where p.kind = 'payment' and w.sent_at is not null and w.state = 'leased');
        update posting set state = 'withdrawn' where id in (
          select posting_id from outbox_write where sent_at is not null and state = 'leased');
        update outbox_write set state = 'cancelled' where sent_at is not null and state = 'leased';
        """);

    private static void Change(string folder, string sql)
    {
        using var database = new SqliteConnection($"Data Source={Path.Combine(folder, "turnstone.db")};Pooling=False");
        database.Open();
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
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
