namespace Turnstone.NetSuite.Probing;

/// <summary>How a check came out.</summary>
public enum CheckState
{
    /// <summary>It works.</summary>
    Works,

    /// <summary>It works less well than it could, or nothing can be said; a person should look.</summary>
    Doubtful,

    /// <summary>It does not work, and something we do needs it.</summary>
    Missing,
}

/// <summary>One thing tried.</summary>
/// <param name="Name">What was tried.</param>
/// <param name="State">How it came out.</param>
/// <param name="Sentence">What was found, and where NetSuite's menu mends it.</param>
public sealed record Check(string Name, CheckState State, string Sentence);

/// <summary>What an account can do for this role, found by doing it.</summary>
/// <param name="Checks">Every check, in the order tried.</param>
/// <param name="Capabilities">What it comes to.</param>
public sealed record ProbeReport(IReadOnlyList<Check> Checks, Capabilities Capabilities)
{
    /// <summary>True where nothing that is needed is missing.</summary>
    public bool IsUsable => Checks.All(check => check.State != CheckState.Missing);
}

/// <summary>What differs between accounts and decides how we work with one.</summary>
public sealed record Capabilities
{
    /// <summary>True where the account has subsidiaries.</summary>
    public bool HasSubsidiaries { get; init; }

    /// <summary>True where apply lines take a discount; elsewhere a script or a credit memo does.</summary>
    public bool HasDiscountColumns { get; init; }

    /// <summary>True where deletions can be read.</summary>
    public bool SeesDeletions { get; init; }

    /// <summary>True where the SuiteApp's scripts answer.</summary>
    public bool HasSuiteApp { get; init; }

    /// <summary>How far the account's clock is ahead of ours; null where it was not told.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>How many calls may run at once; null where only administrators are told.</summary>
    public int? CallsAtOnce { get; init; }

    /// <summary>Rows seen in each table.</summary>
    public IReadOnlyDictionary<string, long> Rows { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
}
