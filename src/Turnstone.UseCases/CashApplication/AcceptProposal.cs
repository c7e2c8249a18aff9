using Turnstone.Domain.Kernel;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>Where a receipt stands after an act on it.</summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="QueueState">The most urgent posting state among its shares.</param>
/// <param name="Version">Its version now; the next act names it.</param>
public sealed record DecidedReceipt(long Receipt, string QueueState, int Version)
{
    /// <summary>How many proposals of what could be learned the decision speaks for.</summary>
    public int Teaches { get; init; }
}

/// <summary>
/// A person accepts what the engine proposes: its shares are approved, or wait for a second person above the limit.
/// </summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Version">Version the person saw; null where nobody looked.</param>
public sealed record AcceptProposal(long Receipt, int? Version = null) : IUseCase<DecidedReceipt>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<DecidedReceipt>> Run(Session session)
    {
        if (!(await Receipts.Take(session, Receipt, Version, Permission.Decide)).Is(out var row, out var refusal))
            return refusal;
        if (row.QueueState != "undecided" || row.Kind != "receipt")
            return Refusals.Not("accepted", Receipts.Called(row), Deciding.StateOf(row));
        var shares = (await Shares.Load(session, [row.Id]))[row.Id].ToList();
        if (shares.Count == 0)
            return Refusals.NothingProposed(Receipts.Called(row));
        return await Deciding.Decide(session, row, shares, "receipt.accepted");
    }
}
