using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>A bank line that takes a posted payment back, linked to it.</summary>
/// <param name="Identity">Identity of the return's bank line.</param>
/// <param name="Account">The account it was booked on.</param>
/// <param name="Date">Its booking date: the journal's date.</param>
/// <param name="Amount">What it took back of the payment, positive; a fee inside the line is not in it.</param>
/// <param name="Payment">The payment as it was posted.</param>
public sealed record LinkedReturn(
    string Identity, PostingAccount Account, DateOnly Date, Money Amount, PaymentWrite Payment)
{
    /// <summary>What the bank kept besides, inside the same line; null where nothing. It goes with the journal, so that
    /// the bank account moves by the whole line.</summary>
    public Money? Fee { get; init; }

    /// <summary>How often an earlier attempt was made and reversed.</summary>
    public int Generation { get; init; }
}

/// <summary>
/// Taking back a returned payment: a journal by which the customer owes again, dated as the return, and one change of
/// the payment by which the journal takes the invoices' place. Payment, deposit and bank match stand.
/// </summary>
public static class ReturnPlan
{
    /// <summary>
    /// The writes in order. Where the payment's period forbids the change, or a discount, write-off or credit would
    /// move, the journal's debit stays as the open item and the change is left out.
    /// </summary>
    public static Result<IReadOnlyList<PlannedWrite>> Of(
        LinkedReturn taken, string connection, PostingPolicy policy, LedgerSnapshot ledger)
    {
        var payment = taken.Payment;
        if (taken.Amount != payment.Received)
            return PostingRefusals.ReturnUnlike(taken.Amount, payment.Received);
        if (policy.JournalsNeedApproval)
            return PostingRefusals.JournalNeedsApproval(payment.Apply.Count > 0 ? payment.Apply[0].Number : "account");
        if (ledger.PeriodOf(taken.Date) is not { } period)
            return PostingRefusals.NoPeriod(taken.Date);
        if (!period.Allows(WriteKind.ReturnJournal))
            return PostingRefusals.PeriodClosed(period, WriteKind.ReturnJournal);

        if (taken.Fee is not null && !policy.PartAccounts.ContainsKey(LinePartKind.Fee))
            return PostingRefusals.PartWithoutAccount(LinePartKind.Fee);

        var journal = new JournalWrite
        {
            ExternalId = ExternalId.Of(new(connection, taken.Identity, payment.Receipt, "", WriteKind.ReturnJournal,
                payment.ExternalId.Value, taken.Generation)),
            Kind = WriteKind.ReturnJournal, Receipt = payment.Receipt, Shares = payment.Shares,
            Company = payment.Company, Date = taken.Date, Period = period.Id, ExchangeRate = payment.ExchangeRate,
            Memo = $"Return of the payment of {payment.Date:yyyy-MM-dd}", Approval = payment.Approval,
            Returns = payment.ExternalId, Lines = Lines(taken, policy),
        };
        return Moves(payment, ledger) ? new PlannedWrite[] { journal, Change(payment, journal) } : [journal];
    }

    private static IReadOnlyList<GlLine> Lines(LinkedReturn taken, PostingPolicy policy)
    {
        var owed = new GlLine(taken.Payment.ArAccount, taken.Amount, taken.Payment.Customer);
        return taken.Fee is { } fee
            ? [owed, new(policy.PartAccounts[LinePartKind.Fee], fee), new(taken.Account.GlAccount, -taken.Amount - fee)]
            : [owed, new(taken.Account.GlAccount, -taken.Amount)];
    }

    private static bool Moves(PaymentWrite payment, LedgerSnapshot ledger) =>
        payment.Credits.Count == 0 && payment.Deposits.Count == 0
        && ledger.PeriodOf(payment.Date) is { } period
        && (period.Allows(WriteKind.Payment) || period.AllowNonGlChanges)
        && !payment.Apply.Any(line => line.Document is { } id && ledger.Find(id, line.Line) is { HasDiscount: true });

    private static ApplicationChange Change(PaymentWrite payment, JournalWrite journal)
    {
        var off = payment.Apply.Select(line => line with { Amount = Money.Zero(payment.Received.Currency) });
        return Undo.ChangeOf(payment, [.. off, new(null, 0, "returned payment", payment.Received, journal.ExternalId)]);
    }
}
