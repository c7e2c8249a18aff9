using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Posting;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// A second person approves shares that wait; nobody approves what they decided. One share that cannot be approved
/// refuses them all.
/// </summary>
/// <param name="Of">Numbers of the shares.</param>
public sealed record ApproveShares(IReadOnlyList<long> Of) : IUseCase<int>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Approve;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<int>> Run(Session session)
    {
        if (!(await WaitingShares.Take(session, Of)).Is(out var waiting, out var refusal))
            return refusal;
        foreach (var row in waiting)
        {
            if (row.DecidedBy == session.Actor.Person)
                return Refusals.OwnDecision(await WaitingShares.Called(session, row));
            await ShareRows.Save(session.Db, row with
            {
                State = "approved", ApprovedBy = session.Actor.Person, ApprovedAt = session.At,
            });
        }

        var receipts = await ReceiptRows.LockedAll(session.Db, session.Connection,
            [.. waiting.Select(row => row.ReceiptId).Distinct()]);
        await HandOver.Approved(session, [.. receipts.Select(receipt => receipt.BankLineId).Distinct()]);
        await WaitingShares.Close(session, waiting, "share.approved", why: null);
        return waiting.Length;
    }
}

/// <summary>A second person sends waiting shares back to the one who decided them, with a reason.</summary>
/// <param name="Of">Numbers of the shares.</param>
/// <param name="Why">The reason.</param>
public sealed record DeclineShares(IReadOnlyList<long> Of, string Why) : IUseCase<int>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Approve;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<int>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason("decline a share");
        if (!(await WaitingShares.Take(session, Of)).Is(out var waiting, out var refusal))
            return refusal;
        await Claims.GiveBack(session, waiting);
        foreach (var row in waiting)
            await ShareRows.Save(session.Db, row with { State = "undecided", Why = Why, Claims = false });
        await WaitingShares.Close(session, waiting, "share.declined", Why);
        return waiting.Length;
    }
}

/// <summary>Shares that wait for a second person.</summary>
internal static class WaitingShares
{
    /// <summary>The shares, locked, where all of them wait and the person may approve in their companies.</summary>
    public static async Task<Result<ShareRow[]>> Take(Session session, IReadOnlyList<long> ids)
    {
        // The receipts first, as every other act does: then two acts never wait for each other in a circle.
        var receipts = (await ShareRows.Of(session.Db, session.Connection, [.. ids.Distinct()]))
            .Select(row => row.ReceiptId).Distinct().ToList();
        await ReceiptRows.LockedAll(session.Db, session.Connection, receipts);
        var rows = await ShareRows.Locked(session.Db, session.Connection, [.. ids.Distinct()]);
        foreach (var id in ids)
        {
            if (rows.FirstOrDefault(row => row.Id == id) is not { } row)
                return Refusals.NoShare(id);
            if (await session.MayNot(Permission.Approve, new CompanyId(row.CompanyId)) is { } refusal)
                return refusal;
            if (row.State != "waiting")
                return Refusals.NotWaiting(await Called(session, row), row.State);
        }

        return rows.ToArray();
    }

    public static async Task<string> Called(ReadSession session, ShareRow row) =>
        await ReceiptRows.Of(session.Db, session.Connection, row.ReceiptId) is { } receipt
            ? Receipts.Called(receipt) : "";

    public static async Task Close(Session session, IReadOnlyList<ShareRow> shares, string act, string? why)
    {
        foreach (var receipt in shares.GroupBy(row => row.ReceiptId))
        {
            await ReceiptRows.SetQueueState(session.Db, receipt.Key);
            session.Audit(new(act, Receipts.Subject(receipt.Key))
            {
                Company = new CompanyId(receipt.First().CompanyId), Why = why,
                After = receipt.Select(row => new { Share = row.Id, row.CustomerId, row.Amount, row.Currency })
                    .ToList(),
            });
        }
    }
}
