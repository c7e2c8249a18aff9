using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Tries a held or refused posting again: what is held is read back anew, what was refused is planned anew on today's
/// ledger, under the same names where nothing of it ever stood.
/// </summary>
/// <param name="Posting">The posting.</param>
public sealed record RetryPosting(long Posting) : IUseCase<PostingRow>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Post;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<PostingRow>> Run(Session session)
    {
        if (await PostingRows.Locked(session.Db, session.Connection, Posting) is not { } row)
            return Refusals.NoPosting(Posting);
        if (await session.MayNot(Permission.Post, new(row.CompanyId)) is { } refusal)
            return refusal;
        var shares = await ShareRows.Locked(session.Db, session.Connection,
            [.. await PostingRows.Shares(session.Db, row.Id)]);
        var again = row switch
        {
            { State: "held" } => true,
            // A share that went back to a person is decided by them, not by trying again.
            { State: "refused", Kind: "payment" } => shares.Count > 0 && shares.All(share => share.State == "refused"),
            // A return is settled anew on today's books: its journal may have been taken back.
            { State: "refused", Kind: "return" } => false,
            { State: "refused" } => true,
            _ => false,
        };
        if (!again)
            return Refusals.NothingToRetry(row.State);
        session.Audit(new("posting.retried", string.Create(CultureInfo.InvariantCulture, $"posting {row.Id}"))
        {
            Company = new(row.CompanyId), Before = row.Why,
        });
        return row is { State: "refused", Kind: "payment" } ? await Anew(session, row, shares)
            : await Continue(session, row);
    }

    private static async Task<Result<PostingRow>> Continue(Session session, PostingRow row)
    {
        // A refused payment whose earlier records a person has taken back in NetSuite: the next attempt makes new ones.
        if (row is { Refusal: not null, Kind: "payment" }
            && (await OutboxRows.OfPosting(session.Db, row.Id)).All(write => write.State is "done" or "refused"
                or "cancelled"))
        {
            var ended = row with { State = "refused", EndedAt = session.At };
            await PostingSources.Raise(session.Db, [.. await PostingRows.Shares(session.Db, row.Id)]);
            await WriteKeeping.Move(session, ended, "refused", row.Why);
            return ended;
        }

        await OutboxRows.Retry(session.Db, row.Id);
        var now = row with { State = row.State == "held" ? "posting" : "approved", Why = "", EndedAt = null };
        await PostingRows.SetState(session.Db, now);
        return now;
    }

    private static async Task<Result<PostingRow>> Anew(
        Session session, PostingRow row, IReadOnlyList<ShareRow> shares)
    {
        foreach (var share in shares)
            await ShareRows.Save(session.Db, share with { State = "approved", Why = "" });
        if (await HandOver.Line(session, row.BankLineId) is { } refusal)
            return refusal;
        if (row.ReceiptId is { } receipt)
            await ReceiptRows.SetQueueState(session.Db, receipt);
        var latest = await PostingRows.OfLine(session.Db, row.BankLineId);
        return latest.Last(posting => posting.ReceiptId == row.ReceiptId);
    }
}
