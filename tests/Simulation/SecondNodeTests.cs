using System.Globalization;
using Microsoft.Data.Sqlite;
using Xunit;

namespace Turnstone.Simulation.Tests;

/// <summary>
/// A lease ignored by a second node. Three guards stand behind each other on our side: the lease keeps a second node
/// off a write that is in work; the intent, kept before the call goes out, tells whoever comes next to wait; the fence
/// stops a node that slept. Behind them stands an account that refuses a second record of one name. Each holds alone;
/// where a store ignores all that could hold at a moment, on an account that merges, the write goes out twice and the
/// evening finds it.
/// </summary>
public sealed class SecondNodeTests
{
    /// <summary>What the planted store takes no notice of.</summary>
    [Flags]
    public enum Ignored
    {
        /// <summary>Nothing.</summary>
        Nothing = 0,

        /// <summary>A write leased by another is given all the same.</summary>
        Lease = 1,

        /// <summary>That the call went out is forgotten.</summary>
        Intent = 2,

        /// <summary>Whoever held a write once may still change it.</summary>
        Fence = 4,

        /// <summary>The three.</summary>
        All = Lease | Intent | Fence,
    }

    private const string Sending = "before the send";
    private const string Looking = "after the look-up";

    /// <summary>The first of a list, unless all are asked for: each is a company's day of its own.</summary>
    private static IEnumerable<T> Few<T>(params T[] cases) =>
        Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? cases : cases.Take(1);

    public static TheoryData<string, Ignored> Guarded => new(Few<(string, Ignored)>(
        (Looking, Ignored.Lease), (Looking, Ignored.Nothing), (Looking, Ignored.Lease | Ignored.Intent),
        (Looking, Ignored.Intent | Ignored.Fence), (Sending, Ignored.Nothing), (Sending, Ignored.Lease),
        (Sending, Ignored.Lease | Ignored.Fence), (Sending, Ignored.Intent | Ignored.Fence)));

    public static TheoryData<string, Ignored> Unguarded => new(Few<(string, Ignored)>(
        (Looking, Ignored.Lease | Ignored.Fence), (Looking, Ignored.All), (Sending, Ignored.Lease | Ignored.Intent),
        (Sending, Ignored.All)));

    public static TheoryData<string> Moments => new(Few(Sending, Looking));

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Each_guard_that_is_left_keeps_the_write_to_one_sending(string moment, Ignored ignored)
    {
        var store = new CarelessStore(ignored);
        Assert.Equal([], await Play(moment, store, mergesDuplicates: true));
        Assert.True(store.Turns > 0);
    }

    [Theory]
    [MemberData(nameof(Unguarded))]
    public async Task A_lease_ignored_with_the_guard_behind_it_is_caught(string moment, Ignored ignored) =>
        Assert.Contains(await Play(moment, new(ignored), mergesDuplicates: true),
            finding => finding.Contains("was written more than once", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Moments))]
    public async Task An_account_that_refuses_duplicates_holds_where_every_guard_of_ours_is_ignored(string moment)
    {
        var store = new CarelessStore(Ignored.All);
        Assert.Equal([], await Play(moment, store, mergesDuplicates: false));
        Assert.True(store.TakenTwice > 0);
    }

    private static async Task<IReadOnlyList<string>> Play(string moment, CarelessStore store, bool mergesDuplicates)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-second-node-").FullName;
        try
        {
            return (await SimulationRun.Play(new()
            {
                Seed = 2, Days = 1, Lives = 2, FaultsPerThousand = 0, CrashesPerThousand = 0,
                MergesDuplicates = mergesDuplicates,
                SecondNode = moment == Sending ? Meeting.BeforeSend : Meeting.AfterLookUp,
                Meddled = store.Before, MeddledAfter = store.After,
            }, folder, TestContext.Current.CancellationToken)).Findings;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>
    /// The test double: the store as it would be without its guards. What it ignores it takes out of the rows just
    /// before the second node comes, and puts back just after it has gone.
    /// </summary>
    private sealed class CarelessStore(Ignored ignored)
    {
        private readonly List<(long Id, string Owner)> _held = [];

        /// <summary>How often a second node came while the first held a write.</summary>
        public int Turns { get; private set; }

        /// <summary>Writes that the second node took from the first.</summary>
        public int TakenTwice { get; private set; }

        public void Before(string folder)
        {
            using var database = Open(folder);
            _held.Clear();
            _held.AddRange(Held(database));
            Turns += _held.Count > 0 ? 1 : 0;
            if (ignored.HasFlag(Ignored.Lease))
                Run(database, "update outbox_write set lease_until = 0 where state = 'leased'");
            if (ignored.HasFlag(Ignored.Intent))
                Run(database, "update outbox_write set sent_at = null where state = 'leased'");
        }

        public void After(string folder)
        {
            using var database = Open(folder);
            var still = Held(database);
            TakenTwice += _held.Except(still).Count();
            if (!ignored.HasFlag(Ignored.Fence))
                return;
            foreach (var (id, owner) in _held)
                Run(database, string.Create(CultureInfo.InvariantCulture,
                    $"update outbox_write set state = 'leased', lease_owner = '{owner}' where id = {id}"));
        }

        private static List<(long Id, string Owner)> Held(SqliteConnection database)
        {
            using var command = database.CreateCommand();
            command.CommandText = "select id, lease_owner from outbox_write where state = 'leased' order by id";
            using var rows = command.ExecuteReader();
            var held = new List<(long, string)>();
            while (rows.Read())
                held.Add((rows.GetInt64(0), rows.GetString(1)));
            return held;
        }

        private static void Run(SqliteConnection database, string sql)
        {
            using var command = database.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        }

        private static SqliteConnection Open(string folder)
        {
            var database = new SqliteConnection(
                $"Data Source={Path.Combine(folder, "turnstone.db")};Pooling=False");
            database.Open();
            return database;
        }
    }
}
