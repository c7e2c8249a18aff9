using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>
/// Puts what is approved into the outbox, in the transaction that approves it. The plan is made once: what the outbox
/// holds is what a dry run showed and what will be sent.
/// </summary>
internal static class HandOver
{
    /// <summary>
    /// Plans the approved shares of a line that no posting serves; those that cannot be posted are refused by name.
    /// A line of a bank account that is not set up yet is left as it is.
    /// </summary>
    public static async Task<Refusal?> Line(Session session, long line)
    {
        if (!(await LineBook.Load(session, line)).Is(out var book, out var refusal))
            return refusal;
        var served = await Served(session, line);
        var plan = PostingPlan.Of(book.Line, book.Setup.Connection, book.Setup.Policy, book.Ledger);
        foreach (var payment in plan.Writes.OfType<PaymentWrite>())
        {
            var shares = payment.Shares.Select(share => book.Shares[(payment.Receipt, share)]).ToArray();
            if (!Array.Exists(shares, share => served.Contains(share.Id)))
                await Payment(session, book, payment, [.. plan.Writes.Where(write => write is not DepositWrite
                    && write.Receipt == payment.Receipt && write.Shares.All(payment.Shares.Contains))]);
        }

        foreach (var refused in plan.Refused)
            await Refuse(session, book, refused);
        return null;
    }

    /// <summary>
    /// Adds a posting with its writes; the first is ready, each later one waits for the one before it.
    /// </summary>
    public static async Task Add(Session session, PostingRow row, IReadOnlyList<PlannedWrite> writes, long[] shares)
    {
        var first = await session.NewIds(writes.Count);
        await PostingRows.Add(session.Db, session.Connection, row);
        await PostingRows.AddShares(session.Db, session.Connection, row, shares);
        for (var at = 0; at < writes.Count; at++)
        {
            await OutboxRows.Add(session.Db, session.Connection, new()
            {
                Id = first + at, CompanyId = row.CompanyId, PostingId = row.Id, Ordinal = at + 1,
                Kind = Codes.Of(writes[at].Kind), ExternalId = writes[at].ExternalId.Value,
                Plan = PostingJson.Write(writes[at]), State = at == 0 && row.State != "waiting" ? "ready" : "blocked",
            });
        }
    }

    /// <summary>
    /// Hands over what was just approved on lines. Where nothing is set up to post to, the shares stay approved, and
    /// the
    /// posting job takes them up once it is.
    /// </summary>
    public static async Task Approved(Session session, IReadOnlyList<long> lines)
    {
        foreach (var line in lines.Order())
            await Line(session, line);
    }

    /// <summary>
    /// Takes shares out of the outbox before anything of them was sent; refused where a write is under way, or where
    /// one stands already.
    /// </summary>
    public static async Task<Refusal?> TakeBack(Session session, IReadOnlyList<ShareRow> shares)
    {
        foreach (var posting in await PostingRows.OfShares(session.Db, [.. shares.Select(share => share.Id)]))
        {
            if (posting.State is "posting" or "held" or "posted")
                return PostingRefusals.OutcomeUnknown();
            if (posting.State is not ("approved" or "waiting"))
                continue;
            await OutboxRows.Cancel(session.Db, posting.Id);
            if ((await OutboxRows.OfPosting(session.Db, posting.Id)).Any(row => row.State != "cancelled"))
                return PostingRefusals.OutcomeUnknown();
            await PostingRows.SetState(session.Db, posting with { State = "withdrawn", EndedAt = session.At });
        }

        return null;
    }

    /// <summary>
    /// The deposit of a line, once every payment of it is read back; false where the line is not complete.
    /// </summary>
    public static async Task<bool> Deposit(Session session, LineBook book)
    {
        var plan = PostingPlan.Of(book.Line, book.Setup.Connection, book.Setup.Policy, book.Ledger);
        if (plan.Writes is not [DepositWrite deposit])
            return false;
        // A policy that changed since would gather other records than were made: then a person looks at the line.
        foreach (var payment in deposit.Needs)
        {
            if (await OutboxRows.Making(session.Db, session.Connection, payment.Value) is null)
                return false;
        }

        if (await OutboxRows.Making(session.Db, session.Connection, deposit.ExternalId.Value) is not null)
            return false;
        await Add(session, Row(session, book, deposit) with { Id = await session.NewId(), Kind = "deposit" },
            [deposit], []);
        return true;
    }

    internal static PostingRow Row(Session session, LineBook book, PlannedWrite write) => new()
    {
        CompanyId = book.Row.CompanyId, BankAccount = book.Row.BankAccount, BankLineId = book.Row.Id,
        State = "approved", BookedOn = book.Row.BookedOn, Amount = write.Amount.Minor,
        Currency = write.Amount.Currency.Code, AskedBy = session.Actor.Person, CreatedAt = session.At,
    };

    private static async Task<HashSet<long>> Served(ReadSession session, long line)
    {
        var served = new HashSet<long>();
        foreach (var posting in await PostingRows.OfLine(session.Db, line))
        {
            if (posting is { Kind: "payment", State: "approved" or "posting" or "held" or "posted" })
                served.UnionWith(await PostingRows.Shares(session.Db, posting.Id));
        }

        return served;
    }

    private static async Task Payment(
        Session session, LineBook book, PaymentWrite payment, IReadOnlyList<PlannedWrite> writes)
    {
        var shares = payment.Shares.Select(share => book.Shares[(payment.Receipt, share)]).ToArray();
        var row = Row(session, book, payment) with
        {
            Id = await session.NewId(), Kind = "payment", ReceiptId = shares[0].ReceiptId,
            CustomerId = payment.Customer.Value, AskedBy = shares[0].DecidedBy ?? session.Actor.Person,
            ApprovedBy = shares[0].ApprovedBy, Seen = PostingJson.Write(Seen(book, payment)),
        };
        await Add(session, row, writes, [.. shares.Select(share => share.Id)]);
        session.Audit(new("posting.handed_over", $"posting {row.Id}")
        {
            Company = new(row.CompanyId),
            After = new { receipt = row.ReceiptId, writes = writes.Select(write => write.ExternalId.Value) },
        });
    }

    /// <summary>The documents a payment touches, as the decision saw them.</summary>
    private static LedgerDocument[] Seen(LineBook book, PaymentWrite payment) =>
        [.. payment.Apply.Concat(payment.Credits).Concat(payment.Deposits)
            .Select(line => line.Document is { } id ? book.Ledger.Find(id, line.Line) : null).OfType<LedgerDocument>()];

    private static async Task Refuse(Session session, LineBook book, RefusedShare refused)
    {
        var shares = book.Shares.Where(entry => entry.Value.State == Codes.Of(PostingState.Approved)
            && (refused.Receipt.Length == 0 && refused.Share.Length == 0 || entry.Key.Receipt == refused.Receipt
                && (refused.Share.Length == 0 || entry.Key.Share == refused.Share)))
            .Select(entry => entry.Value).ToArray();
        if (shares.Length == 0)
            return;
        await PostingSources.SetShares(session.Db, [.. shares.Select(share => share.Id)], "refused",
            refused.Refusal.Sentence);
        foreach (var receipt in shares.Select(share => share.ReceiptId).Distinct())
            await ReceiptRows.SetQueueState(session.Db, receipt);
        session.Audit(new("posting.refused", $"receipt {shares[0].ReceiptId}")
        {
            Company = new(book.Row.CompanyId), After = new { refused.Refusal.Code }, Why = refused.Refusal.Sentence,
        });
    }
}
