using Turnstone.Domain.Kernel;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>How the ledger stands beside NetSuite.</summary>
public sealed record SyncView
{
    /// <summary>The latest pulls and comparisons, newest first.</summary>
    public IReadOnlyList<LedgerRunRow> Runs { get; init; } = [];

    /// <summary>Documents whose open amount our events did not explain, by those runs.</summary>
    public IReadOnlyList<(long Run, DriftRow Drift)> Drifts { get; init; } = [];

    /// <summary>The latest comparison with NetSuite's own sums; null before the first.</summary>
    public ComparisonRow? Comparison { get; init; }

    /// <summary>Days that differed in it.</summary>
    public IReadOnlyList<ComparedDayRow> Differing { get; init; } = [];

    /// <summary>Names of companies by id.</summary>
    public IReadOnlyDictionary<string, string> Companies { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Numbers and names of AR accounts by id.</summary>
    public IReadOnlyDictionary<string, string> Accounts { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}

/// <summary>The latest pulls from NetSuite, what they could not read or explain, and the latest comparison.</summary>
public sealed record ShowSync : IQuery<SyncView>
{
    private const int MostRuns = 12;
    private const int MostDays = 200;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SyncView>> Run(ReadSession session)
    {
        var (db, connection) = (session.Db, session.Connection);
        var runs = await RunRows.Latest(db, connection, MostRuns);
        var drifts = new List<(long, DriftRow)>();
        foreach (var run in runs.Where(run => run.Drifts > 0))
            drifts.AddRange((await RunRows.Drifts(db, run.Id)).Take(MostDays).Select(drift => (run.Id, drift)));
        var comparison = await ComparisonRows.Latest(db, connection);
        return new SyncView
        {
            Runs = runs, Drifts = drifts, Comparison = comparison,
            Differing = comparison is null ? [] : await ComparisonRows.Differing(db, comparison.RunId, MostDays),
            Companies = (await BooksRows.CompanyNames(db, connection))
                .ToDictionary(row => row.Id, row => row.Name, StringComparer.Ordinal),
            Accounts = (await BooksRows.Accounts(db, connection, "AcctRec"))
                .ToDictionary(row => row.Id, row => $"{row.Number} {row.Name}".Trim(), StringComparer.Ordinal),
        };
    }
}
