using System.Globalization;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>What follows once every write of a posting is read back.</summary>
internal static class PostingEnd
{
    public static async Task Reached(Session session, HeldWrite held)
    {
        var posting = held.Posting;
        // What a refused payment had made before is taken back now: the next attempt makes new records.
        if (posting is { Kind: "payment" or "return", Refusal: not null })
        {
            if (posting.Kind == "payment")
                await PostingSources.Raise(session.Db, (await PostingRows.Shares(session.Db, posting.Id)).ToArray());
            await WriteKeeping.Move(session, posting with { State = "refused", EndedAt = session.At }, "refused",
                posting.Why);
            return;
        }

        await WriteKeeping.Move(session, posting with
        {
            State = "posted", Refusal = null, Why = "", EndedAt = session.At,
        }, "posted", "");
        session.Audit(new("posting.posted", string.Create(CultureInfo.InvariantCulture, $"posting {posting.Id}"))
        {
            Company = new(posting.CompanyId),
            After = new { posting.Kind, amount = new Money(posting.Amount, Currency.Of(posting.Currency)).ToString() },
        });
        if (posting.Kind == "payment")
            await Paid(session, posting);
        if (held.Write is ApplicationChange change && posting.Kind == "change")
            await Moved(session, posting, change);
        if (posting is { Kind: "return", ReceiptId: { } returned })
            await SettledReceipts.Learn(session, returned);
    }

    /// <summary>The payment's effect is in our ledger: its claims end, and the line's deposit may follow.</summary>
    private static async Task Paid(Session session, PostingRow posting)
    {
        await WriteKeeping.GiveBack(session, posting.Id);
        if (posting.ReceiptId is { } receipt)
            await SettledReceipts.Learn(session, receipt);
        if ((await LineBook.Load(session, posting.BankLineId)).Is(out var book, out _)
            && !book.Line.IsStraight(book.Setup.Policy))
            await HandOver.Deposit(session, book);
    }

    /// <summary>A posted payment sits on other documents now: its share says so.</summary>
    private static async Task Moved(Session session, PostingRow posting, ApplicationChange change)
    {
        var shares = await ShareRows.Locked(session.Db, session.Connection,
            (await PostingRows.Shares(session.Db, posting.Id)).ToArray());
        if (shares.Count == 0)
            return;
        var share = shares[0];
        var on = change.Wanted.Where(line => !line.Amount.IsZero && line.Document is not null).ToArray();
        await PostingSources.RemoveApplications(session.Db, share.Id);
        await ShareRows.AddApplications(session.Db, session.Connection, on.Select((line, at) => new ShareApplicationRow
        {
            ShareId = share.Id, Ordinal = at, CompanyId = share.CompanyId, DocumentId = line.Document?.Value ?? "",
            Line = line.Line, Number = line.Number, Cash = line.Amount.Minor, Settled = line.Amount.Minor,
            Currency = line.Amount.Currency.Code,
        }));
        await PostingSources.SetOnAccount(session.Db, share.Id, share.Amount - on.Sum(line => line.Amount.Minor));
        await ReceiptRows.SetQueueState(session.Db, share.ReceiptId);
        // What was learned of the documents it no longer pays is forgotten.
        await SettledReceipts.Learn(session, share.ReceiptId);
    }
}
