using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Replay;

/// <summary>What changed rules change about a receipt.</summary>
public enum ReplayChange
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>It would post unseen, and did not before.</summary>
    Gained,

    /// <summary>It would no longer post unseen.</summary>
    Lost,

    /// <summary>Posted unseen or proposed as before, with the money elsewhere.</summary>
    Changed,
}

/// <summary>A past receipt decided under two policies, beside what people finally did.</summary>
public sealed record ReplayedReceipt
{
    /// <summary>Number of the receipt.</summary>
    public required long Receipt { get; init; }

    /// <summary>The bank's reference, or its number.</summary>
    public required string Called { get; init; }

    /// <summary>Day it was booked: the ledger is that of its morning.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What came in.</summary>
    public required Money Amount { get; init; }

    /// <summary>Verdict under the policy that holds.</summary>
    public required Verdict Before { get; init; }

    /// <summary>Where that puts the money (<see cref="Outcome"/>).</summary>
    public required string BeforeSays { get; init; }

    /// <summary>Verdict under the changed policy.</summary>
    public required Verdict After { get; init; }

    /// <summary>Where that puts the money.</summary>
    public required string AfterSays { get; init; }

    /// <summary>Where it was finally put; null where nobody has decided it.</summary>
    public string? Final { get; init; }

    /// <summary>What changes.</summary>
    public ReplayChange Change => (Before is Verdict.Auto, After is Verdict.Auto) switch
    {
        (false, true) => ReplayChange.Gained,
        (true, false) => ReplayChange.Lost,
        _ => BeforeSays == AfterSays ? ReplayChange.Same : ReplayChange.Changed,
    };

    /// <summary>It would post unseen what people put elsewhere.</summary>
    public bool WrongAfter => After is Verdict.Auto && Final is not null && Final != AfterSays;

    /// <summary>It posts unseen what people put elsewhere.</summary>
    public bool WrongBefore => Before is Verdict.Auto && Final is not null && Final != BeforeSays;
}

/// <summary>What a replay comes to. Money is never summed over currencies.</summary>
/// <param name="Receipts">Receipts decided again.</param>
/// <param name="Gained">Would post unseen now.</param>
/// <param name="Lost">Would no longer post unseen.</param>
/// <param name="Changed">Would put the money elsewhere.</param>
/// <param name="WrongBefore">Post unseen under the policy that holds, and people put them elsewhere.</param>
/// <param name="WrongAfter">Would post unseen, and people put them elsewhere.</param>
/// <param name="Unknown">Not finally decided: nothing says who is right.</param>
/// <param name="Moved">Money whose place changes, by currency.</param>
public sealed record ReplaySummary(
    int Receipts, int Gained, int Lost, int Changed, int WrongBefore, int WrongAfter, int Unknown,
    IReadOnlyList<Money> Moved)
{
    /// <summary>Counts receipts that were replayed.</summary>
    public static ReplaySummary Of(IReadOnlyCollection<ReplayedReceipt> rows) => new(
        rows.Count, Count(rows, ReplayChange.Gained), Count(rows, ReplayChange.Lost),
        Count(rows, ReplayChange.Changed), rows.Count(row => row.WrongBefore), rows.Count(row => row.WrongAfter),
        rows.Count(row => row.Final is null),
        [.. rows.Where(row => row.BeforeSays != row.AfterSays).GroupBy(row => row.Amount.Currency.Code,
            StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => group.Select(row => row.Amount).Aggregate((sum, amount) => sum + amount))]);

    private static int Count(IReadOnlyCollection<ReplayedReceipt> rows, ReplayChange change) =>
        rows.Count(row => row.Change == change);
}
