using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// A person says whether a record of NetSuite is the receipt's money. If it is, the receipt is <i>found</i> and nothing
/// is posted for it; one record is the money of one receipt only. If none is, the receipt is posted as decided.
/// </summary>
/// <param name="Finding">The finding.</param>
/// <param name="Same">True where it is the same money.</param>
public sealed record AnswerFinding(long Finding, bool Same) : IUseCase<FoundRow>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<FoundRow>> Run(Session session)
    {
        if (await FoundRows.Locked(session.Db, session.Connection, Finding) is not { State: "open" } row)
            return Refusals.NoFinding(Finding);
        if (await session.MayNot(Permission.Decide, new(row.CompanyId)) is { } refusal)
            return refusal;
        if (Same && await FoundRows.IsTaken(session.Db, session.Connection, row.RecordId))
            return Refusals.RecordTaken(row.Number);
        var answered = row with
        {
            State = Same ? "accepted" : "dismissed", AnsweredBy = session.Actor.Person, AnsweredAt = session.At,
        };
        await FoundRows.Answer(session.Db, answered);
        var receipt = await ReceiptRows.Locked(session.Db, session.Connection, row.ReceiptId)
            ?? throw new InvalidOperationException($"Finding {row.Id} is about no receipt.");
        var shares = await ShareRows.OfReceipt(session.Db, row.ReceiptId);
        // One that waits for nobody's answer is taken out of the outbox first; what is under way is not.
        if (Same && await HandOver.TakeBack(session, shares) is { } underWay)
            return underWay;
        if (Same)
            await Accept(session, answered, shares);
        else if ((await FoundRows.OfReceipt(session.Db, row.ReceiptId)).All(other => other.State != "open"))
            await Release(session, receipt, shares);
        await ReceiptRows.SetQueueState(session.Db, row.ReceiptId);
        session.Audit(new(Same ? "receipt.found" : "receipt.not_found", Receipts.Subject(row.ReceiptId))
        {
            Company = new(row.CompanyId),
            After = new { record = row.RecordId, row.Number, finding = row.Id.ToString(CultureInfo.InvariantCulture) },
        });
        return answered;
    }

    private static async Task Accept(Session session, FoundRow row, IReadOnlyList<ShareRow> shares)
    {
        await FoundRows.DismissOthers(session.Db, row);
        await Claims.GiveBack(session, shares);
        foreach (var share in shares.Where(share => share.State != "posted"))
            await ShareRows.Save(session.Db, share with { State = "found", Why = row.Why, Claims = false });
    }

    private static async Task Release(Session session, ReceiptRow receipt, IReadOnlyList<ShareRow> shares)
    {
        foreach (var share in shares.Where(share => share.State == "refused"))
            await ShareRows.Save(session.Db, share with { State = "approved", Why = "" });
        await HandOver.Approved(session, [receipt.BankLineId]);
    }
}
