using System.Globalization;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Ledger;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.Ledger;

namespace Turnstone.UseCases.Posting;

/// <summary>So much of a posted payment on a document where it belongs instead.</summary>
/// <param name="Document">The document.</param>
/// <param name="Amount">How much, in minor units.</param>
/// <param name="Line">Its line, 0 for all but journals.</param>
public sealed record MovedTo(string Document, long Amount, int Line = 0);

/// <summary>What taking back came to.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Posting">The change that waits for a second person; null where nothing stood in NetSuite.</param>
/// <param name="QueueState">Where the receipt stands.</param>
public sealed record UndoneApplication(long Receipt, long? Posting, string QueueState);

/// <summary>
/// Takes back what was decided about a receipt, by the state it is in: before anything stands in NetSuite it is
/// withdrawn; once posted, the payment's lines move to where the money belongs, or to nowhere, after a second person
/// agreed. What is under way waits for its outcome.
/// </summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="Why">The reason.</param>
public sealed record UndoApplication(long Receipt, string Why) : IUseCase<UndoneApplication>
{
    /// <summary>Where a posted payment's money belongs instead; none leaves it on account.</summary>
    public IReadOnlyList<MovedTo> To { get; init; } = [];

    /// <summary>Customer of the payment meant, where the receipt has several.</summary>
    public string? Customer { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<UndoneApplication>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason("take a decision back");
        if (await ReceiptRows.Locked(session.Db, session.Connection, Receipt) is not { } receipt)
            return Refusals.NoReceipt(Receipt);
        if (await session.MayNot(Permission.Decide, new(receipt.CompanyId)) is { } refusal)
            return refusal;
        var shares = await ShareRows.OfReceipt(session.Db, Receipt);
        if (shares.Count == 0 || shares.All(share => share.State != "posted"))
        {
            var withdrawn = await new Withdraw(Receipt, Why).Run(session);
            return withdrawn.Is(out var now, out var no)
                ? new UndoneApplication(Receipt, Posting: null, now.QueueState) : no;
        }

        if (await PostedPayment.IsMoving(session, Receipt))
            return PostingRefusals.OutcomeUnknown();
        if (await PostedPayment.IsReturned(session, Receipt))
            return Refusals.Returned(Receipt);
        var payments = (await PostedPayment.Of(session, Receipt)).Where(payment => Customer is null
            || payment.Write.Customer.Value == Customer).ToArray();
        return payments is [var one] ? await Move(session, receipt, one)
            : payments.Length == 0 ? PostingRefusals.NothingToUndo(Codes.Read<PostingState>(shares[0].State))
            : Refusals.WhichPayment([.. payments.Select(payment => payment.Write.Customer.Value)]);
    }

    private async Task<Result<UndoneApplication>> Move(Session session, ReceiptRow receipt, PostedPayment payment)
    {
        var currency = Currency.Of(payment.Posting.Currency);
        string[] ids = [.. To.Select(line => line.Document), .. payment.Write.Apply
            .Select(line => line.Document?.Value).OfType<string>()];
        var items = ids.Length == 0 ? [] : await ItemRows.Of(session.Db, session.Connection, ids);
        var periods = await PostingSources.Periods(session.Db, session.Connection, payment.Write.Date,
            session.Today > payment.Write.Date ? session.Today : payment.Write.Date);
        var ledger = new LedgerSnapshot(items.Select(item => new LedgerDocument(Items.Read(item), item.Status)), [],
            [.. periods.Select(LineBook.Period)]);
        var wanted = To.Select(line => new AppliedTo(new DocumentId(line.Document), line.Line,
            ledger.Find(new(line.Document), line.Line)?.Item.Number ?? line.Document, new(line.Amount, currency)));
        if (!Undo.Of(PostingState.Posted, payment.Write, [.. wanted], ledger).Is(out var undo, out var refusal))
            return refusal;
        var change = ((Undo.Move)undo).Write with { Approval = payment.Write.Approval };
        var shares = await PostingRows.Shares(session.Db, payment.Posting.Id);
        var row = payment.Posting with
        {
            Id = await session.NewId(), Kind = "change", State = "waiting", Why = Why, Refusal = null, Seen = "[]",
            AskedBy = session.Actor.Person, ApprovedBy = null, CreatedAt = session.At, EndedAt = null,
        };
        await HandOver.Add(session, row, [change], [.. shares]);
        session.Audit(new("posting.move_asked", string.Create(CultureInfo.InvariantCulture, $"posting {row.Id}"))
        {
            Company = new(row.CompanyId), Why = Why,
            Before = payment.Write.Apply.Select(line => $"{line.Number} {line.Amount}").ToArray(),
            After = change.Wanted.Select(line => $"{line.Number} {line.Amount}").ToArray(),
        });
        return new UndoneApplication(Receipt, row.Id, receipt.QueueState);
    }
}

/// <summary>
/// A second person agrees that posted cash moves, or does not; never the one who asked. Only then is it sent.
/// </summary>
/// <param name="Posting">The change.</param>
/// <param name="Agree">True to let it go.</param>
public sealed record AnswerMove(long Posting, bool Agree) : IUseCase<PostingRow>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Approve;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<PostingRow>> Run(Session session)
    {
        if (await PostingRows.Locked(session.Db, session.Connection, Posting) is not { } row)
            return Refusals.NoPosting(Posting);
        if (await session.MayNot(Permission.Approve, new(row.CompanyId)) is { } refusal)
            return refusal;
        if (row.State != "waiting")
            return Refusals.NothingAsked("move this payment");
        if (row.AskedBy == session.Actor.Person)
            return Refusals.OwnDecision(session.Person.Name);
        var answered = Agree ? row with { State = "approved", ApprovedBy = session.Actor.Person }
            : row with { State = "withdrawn", ApprovedBy = session.Actor.Person, EndedAt = session.At };
        await PostingRows.SetState(session.Db, answered);
        if (row.Kind == "return")
            await ReceiptRows.SetReturn(session.Db, row.BankLineId, Agree ? "approved" : "undecided");
        if (Agree)
            await OutboxRows.Unblock(session.Db, row.Id, 1);
        else
            await OutboxRows.Cancel(session.Db, row.Id);
        session.Audit(new(Agree ? "posting.move_approved" : "posting.move_declined",
            string.Create(CultureInfo.InvariantCulture, $"posting {row.Id}"))
        {
            Company = new(row.CompanyId), Why = row.Why,
        });
        return answered;
    }
}
