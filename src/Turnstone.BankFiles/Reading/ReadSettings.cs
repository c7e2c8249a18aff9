using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles;

/// <summary>
/// What a source's owner says about its files. The default reads strictly and reports every deviation.
/// </summary>
public sealed record ReadSettings
{
    /// <summary>No quirk, no mapping, the limits of this build.</summary>
    public static ReadSettings Default { get; } = new();

    /// <summary>Currency where the file states none; null takes the format's own default (US formats: USD).</summary>
    public Currency? DefaultCurrency { get; init; }

    /// <summary>What this bank is known to do otherwise; covered deviations are still reported, as notes.</summary>
    public Quirks Quirks { get; init; }

    /// <summary>How to read a table; null reads it by its header words.</summary>
    public Mapping? Mapping { get; init; }

    /// <summary>What the source's, its senders' and its customers' words for parts of an advice are.</summary>
    public IReadOnlyList<AdviceWording> Advices { get; init; } = [];

    /// <summary>Where the fields of a lockbox file stand.</summary>
    public LockboxLayout Lockbox { get; init; } = LockboxLayout.Default;

    /// <summary>
    /// True where each control figure is wanted beside what was counted, and a guess of the bank: for a doctor.
    /// </summary>
    public bool Examines { get; init; }

    /// <summary>Longest logical record in bytes; what is longer is reported and skipped to its end.</summary>
    public int LongestRecord { get; init; } = 8 * 1024 * 1024;

    /// <summary>Size of the reading buffer in bytes.</summary>
    public int BufferSize { get; init; } = 256 * 1024;

    /// <summary>Most problems that are reported one by one; the rest is counted in one last problem.</summary>
    public int MostProblems { get; init; } = 1000;

    /// <summary>Counts the reader's steps, for tests.</summary>
    internal WorkCount? Work { get; init; }

    /// <summary>Most bytes a wrapped file (gzip, zip) may unfold to.</summary>
    public long LargestUnwrapped { get; init; } = 4L * 1024 * 1024 * 1024;
}

/// <summary>Deviations of a bank that its source tolerates.</summary>
[Flags]
public enum Quirks
{
    /// <summary>Strict.</summary>
    None = 0,

    /// <summary>The bank counts records, items or batches wrongly.</summary>
    Miscounts = 1,

    /// <summary>The bank's control totals do not add up.</summary>
    WrongTotals = 2,

    /// <summary>The bank nets debits in its control totals instead of adding them.</summary>
    SignedTotals = 4,

    /// <summary>The bank's balances do not close.</summary>
    WrongBalances = 8,
}
