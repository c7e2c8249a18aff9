using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// Takes a decision back before anything of it stands in NetSuite: what it claimed is free again, its shares are
/// proposals
/// again. What is being posted waits for its outcome; what is posted is taken back by a posting.
/// </summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="Why">The reason.</param>
/// <param name="Version">Version the person saw; null where nobody looked.</param>
public sealed record Withdraw(long Receipt, string Why, int? Version = null) : IUseCase<DecidedReceipt>
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
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason("withdraw a decision");
        var shares = await ShareRows.OfReceipt(session.Db, row.Id);
        if (shares.Count == 0 || shares.FirstOrDefault(share => !IsFree(share.State)) is { } fixedShare
            || shares.All(share => share.State == "undecided"))
            return Refusals.Not("withdrawn", Receipts.Called(row),
                shares.FirstOrDefault(share => !IsFree(share.State))?.State ?? Deciding.StateOf(row));
        if (await HandOver.TakeBack(session, shares) is { } underWay)
            return underWay;
        await Claims.GiveBack(session, shares);
        foreach (var share in shares)
            await ShareRows.Save(session.Db, share with { State = "undecided", Claims = false, Why = Why });
        return await Deciding.Close(session, row, new("receipt.withdrawn", Receipts.Subject(row.Id))
        {
            Before = shares.Select(share => new { share.CustomerId, share.Amount, share.State }).ToList(), Why = Why,
        });
    }

    private static bool IsFree(string state) => state is "undecided" or "waiting" or "approved" or "refused";
}
