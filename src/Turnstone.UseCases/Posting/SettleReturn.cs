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

/// <summary>What settling a return came to.</summary>
/// <param name="Return">The return's line in the queue.</param>
/// <param name="Receipt">The receipt it takes back.</param>
/// <param name="Posting">The posting that waits for a second person; null where both were settled as a pair.</param>
public sealed record SettledReturn(long Return, long Receipt, long? Posting);

/// <summary>
/// Settles a return with the receipt it takes back. Where nothing of the receipt stands in NetSuite the two are a pair,
/// and nothing is posted; where it is posted, a journal makes the customer owe again and the payment moves from its
/// invoices onto that journal, once a second person agrees. A fee inside the line is split off.
/// </summary>
/// <param name="Return">The return's line in the queue.</param>
/// <param name="Why">The reason.</param>
public sealed record SettleReturn(long Return, string Why) : IUseCase<SettledReturn>
{
    private const string Fee = "fee";

    /// <summary>The receipt it takes back; null takes the one it is linked with.</summary>
    public long? Of { get; init; }

    /// <summary>Version the person saw; null where nobody looked.</summary>
    public int? Version { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<SettledReturn>> Run(Session session)
    {
        if (!(await Receipts.Take(session, Return, Version, Needs)).Is(out var back, out var refusal))
            return refusal;
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason("settle a return");
        if (back.Kind != "return" || back.QueueState is not ("undecided" or "refused"))
            return Refusals.NoReturn(Return, back.Kind == "return" ? back.QueueState : back.Kind);
        if ((Of ?? back.LinkedReceiptId) is not { } id)
            return Refusals.ReturnOfNothing(Return);
        if (await ReceiptRows.Locked(session.Db, session.Connection, id) is not { Kind: "receipt", Amount: > 0 } receipt
            || receipt.BankAccount != back.BankAccount || receipt.BookedOn > back.BookedOn)
            return Refusals.NotReturned(id);
        if (receipt.QueueState == "paired" || await PostedPayment.IsReturned(session, id))
            return Refusals.Returned(id);
        if (await PostedPayment.IsMoving(session, id))
            return PostingRefusals.OutcomeUnknown();

        var currency = Currency.Of(back.Currency);
        // A fee that an earlier attempt split off is part of what the bank took.
        var line = await ReceiptRows.OfLine(session.Db, back.BankLineId);
        var (taken, received) = (
            new Money(-back.Amount - line.Where(row => row.Identity == Fee).Sum(row => row.Amount), currency),
            new Money(receipt.Amount, Currency.Of(receipt.Currency)));
        var shares = await ShareRows.OfReceipt(session.Db, id);
        var states = shares.Select(share => Codes.Read<PostingState>(share.State))
            .Concat(receipt.QueueState == "before_start" ? [PostingState.BeforeStart] : []).ToArray();
        if (!ReturnSettlement.WayOf(taken, received, states).Is(out var way, out refusal))
            return refusal;
        var fee = taken - received;
        return way == ReturnWay.Pair ? await Pair(session, (back, receipt), shares, fee)
            : await TakeBack(session, (back, receipt), shares, fee);
    }

    /// <summary>What was decided of the receipt is withdrawn; both lines leave the queue together.</summary>
    private async Task<Result<SettledReturn>> Pair(
        Session session, (ReceiptRow Back, ReceiptRow Receipt) pair, IReadOnlyList<ShareRow> shares, Money fee)
    {
        var (back, receipt) = pair;
        if (await HandOver.TakeBack(session, shares) is { } underWay)
            return underWay;
        await Claims.GiveBack(session, shares);
        await ShareRows.Remove(session.Db, receipt.Id);
        await Link(session, back with { QueueState = "paired" }, receipt with
        {
            QueueState = "paired", MatchStatus = null, Verdict = null, Short = false,
        });
        await SplitFee(session, back, fee, "The bank's fee inside the return: no matter of receivables.");
        session.Audit(new("return.paired", CashApplication.Receipts.Subject(back.Id))
        {
            Company = new(back.CompanyId), Why = Why,
            Before = shares.Select(share => new { share.CustomerId, share.Amount, share.State }).ToList(),
            After = new { receipt = receipt.Id, amount = receipt.Amount, fee = fee.ToString() },
        });
        return new SettledReturn(back.Id, receipt.Id, Posting: null);
    }

    /// <summary>The records that take it back are planned and wait for a second person: posted cash moves.</summary>
    private async Task<Result<SettledReturn>> TakeBack(
        Session session, (ReceiptRow Back, ReceiptRow Receipt) pair, IReadOnlyList<ShareRow> shares, Money fee)
    {
        var (back, receipt) = pair;
        if (!(await Plan(session, back, receipt, fee)).Is(out var writes, out var refusal))
            return refusal;
        var posting = new PostingRow
        {
            Id = await session.NewId(), CompanyId = back.CompanyId, BankAccount = back.BankAccount,
            BankLineId = back.BankLineId, ReceiptId = receipt.Id, Kind = "return", State = "waiting", Why = Why,
            BookedOn = back.BookedOn, CustomerId = shares.Select(share => share.CustomerId)
                .Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : null,
            Amount = receipt.Amount, Currency = back.Currency, Seen = "[]", AskedBy = session.Actor.Person,
            CreatedAt = session.At,
        };
        await HandOver.Add(session, posting, writes, [.. shares.Select(share => share.Id)]);
        await Link(session, back with { QueueState = "waiting" }, receipt);
        await SplitFee(session, back, fee, "The bank's fee inside the return: posted with the return's journal.");
        session.Audit(new("return.asked", string.Create(CultureInfo.InvariantCulture, $"posting {posting.Id}"))
        {
            Company = new(back.CompanyId), Why = Why,
            After = new
            {
                receipt = receipt.Id, amount = receipt.Amount, fee = fee.ToString(),
                writes = writes.Select(write => write.ExternalId.Value),
            },
        });
        return new SettledReturn(back.Id, receipt.Id, posting.Id);
    }

    private async Task<Result<IReadOnlyList<PlannedWrite>>> Plan(
        Session session, ReceiptRow back, ReceiptRow receipt, Money fee)
    {
        if (await PostedPayment.HasDeposit(session, receipt.Id))
            return PostingRefusals.ReturnOfDeposit();
        var payments = (await PostedPayment.Of(session, receipt.Id)).Select(payment => payment.Write).ToArray();
        var sum = payments.Aggregate(Money.Zero(fee.Currency), (total, payment) => total + payment.Received);
        if (sum.Minor != receipt.Amount)
            return PostingRefusals.ReturnUnlike(new(receipt.Amount, fee.Currency), sum);
        if (!(await LineBook.Load(session, back.BankLineId)).Is(out var book, out var refusal))
            return refusal;
        var ledger = await Books(session, back, receipt, payments);
        var earlier = await Earlier(session, back.BankLineId);
        var writes = new List<PlannedWrite>();
        foreach (var payment in payments)
        {
            var taken = new LinkedReturn(book.Row.Identity, book.Setup.Account, back.BookedOn, payment.Received,
                payment)
            {
                // The line's fee goes with its first journal.
                Fee = writes.Count == 0 && !fee.IsZero ? fee : null, Generation = earlier,
            };
            if (!ReturnPlan.Of(taken, book.Setup.Connection, book.Setup.Policy, ledger).Is(out var some, out refusal))
                return refusal;
            writes.AddRange(some);
        }

        return writes;
    }

    private static async Task<LedgerSnapshot> Books(
        Session session, ReceiptRow back, ReceiptRow receipt, IReadOnlyList<PaymentWrite> payments)
    {
        string[] ids = [.. payments.SelectMany(payment => payment.Apply).Select(line => line.Document?.Value)
            .OfType<string>().Distinct(StringComparer.Ordinal)];
        var items = ids.Length == 0 ? [] : await ItemRows.Of(session.Db, session.Connection, ids);
        var discounted = await PostedPayment.Discounted(session, receipt.Id);
        var periods = await PostingSources.Periods(session.Db, session.Connection, receipt.BookedOn, back.BookedOn);
        return new(items.Select(item => new LedgerDocument(Items.Read(item), item.Status)
        {
            HasDiscount = discounted.Contains(new(item.Id)),
        }), [], [.. periods.Select(LineBook.Period)]);
    }

    /// <summary>Earlier attempts whose journal stands reversed: the next one makes new records.</summary>
    private static async Task<int> Earlier(Session session, long line)
    {
        var reversed = 0;
        foreach (var posting in await PostingRows.OfLine(session.Db, line))
        {
            if (posting is { Kind: "return", State: "refused" } && (await OutboxRows.OfPosting(session.Db, posting.Id))
                .Any(write => write.State == "done"))
                reversed++;
        }

        return reversed;
    }

    private static async Task Link(Session session, ReceiptRow back, ReceiptRow receipt)
    {
        await ReceiptRows.Save(session.Db, back with { LinkedReceiptId = receipt.Id, SetAsideUntil = null });
        await ReceiptRows.Save(session.Db, receipt with
        {
            LinkedReceiptId = back.Id, SetAsideUntil = null,
            LinkNote = $"The bank took it back on {back.BookedOn:yyyy-MM-dd}.",
        });
    }

    /// <summary>
    /// A fee inside the line becomes an excluded item of it, so that the line still adds up; a second attempt finds
    /// the one that the first one split off.
    /// </summary>
    private static async Task SplitFee(Session session, ReceiptRow back, Money fee, string note)
    {
        var split = (await ReceiptRows.OfLine(session.Db, back.BankLineId)).FirstOrDefault(row => row.Identity == Fee);
        var whole = back.Amount + (split?.Amount ?? 0);
        if (split is null && fee.IsZero)
            return;
        await ReceiptRows.SetAmount(session.Db, back.Id, whole + fee.Minor);
        if (split is not null)
            await ReceiptRows.SetAmount(session.Db, split.Id, -fee.Minor);
        else
        {
            await ReceiptRows.Add(session.Db, session.Connection, [back with
            {
                Id = await session.NewId(), Identity = Fee, Kind = "excluded", QueueState = "excluded",
                Amount = -fee.Minor, LinkedReceiptId = null, LinkNote = note, SetAsideUntil = null, DecisionId = null,
            }]);
        }
    }
}
