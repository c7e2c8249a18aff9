using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>A share that cannot be posted, and why.</summary>
/// <param name="Receipt">Its receipt, by identity within the line.</param>
/// <param name="Share">The share, by identity within the receipt; empty for the receipt or line as a whole.</param>
/// <param name="Refusal">Why.</param>
public sealed record RefusedShare(string Receipt, string Share, Refusal Refusal);

/// <summary>
/// What posting a bank line means in NetSuite: an ordered set of writes, and the shares that cannot be posted, each
/// refused by name. Pure: the same decisions, policy and ledger give the same writes.
/// </summary>
/// <param name="Writes">In the order they are sent: differences, payments, the deposit last.</param>
/// <param name="Refused">What cannot be posted.</param>
/// <param name="Open">Why the line's deposit is not among the writes; null where it becomes complete.</param>
public sealed record PostingPlan(
    IReadOnlyList<PlannedWrite> Writes, IReadOnlyList<RefusedShare> Refused, string? Open)
{
    /// <summary>
    /// Plans a line. Shares already posted stay as they are and count towards the deposit; those in
    /// <paramref name="states"/> are planned, by default the approved ones. A dry run passes more.
    /// </summary>
    public static PostingPlan Of(
        DecidedLine line, string connection, PostingPolicy policy, LedgerSnapshot ledger,
        IReadOnlySet<PostingState>? states = null) =>
        new LinePlanner(line, connection, policy, ledger).Plan(states ?? Approved);

    private static readonly IReadOnlySet<PostingState> Approved =
        new HashSet<PostingState> { PostingState.Approved, PostingState.Posting };
}
