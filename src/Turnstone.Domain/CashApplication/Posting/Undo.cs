using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>What taking back a share means in the state it is in.</summary>
public abstract record Undo
{
    private Undo()
    {
    }

    /// <summary>Nothing stands in NetSuite: the share becomes undecided.</summary>
    public sealed record Withdraw : Undo;

    /// <summary>The payment stands, its lines change; documents taken off are open again.</summary>
    /// <param name="Write">The wanted end state.</param>
    public sealed record Move(ApplicationChange Write) : Undo;

    /// <summary>
    /// Chooses the way by state. For a posted share <paramref name="posted"/> is its payment as it stands, and
    /// <paramref name="wanted"/> where its money belongs instead; none puts all of it on account. The deposit and the
    /// bank match stand, and history is kept.
    /// </summary>
    public static Result<Undo> Of(
        PostingState state, PaymentWrite? posted, IReadOnlyList<AppliedTo> wanted, LedgerSnapshot ledger) =>
        state switch
        {
            PostingState.Undecided or PostingState.Found or PostingState.BeforeStart =>
                PostingRefusals.NothingToUndo(state),
            PostingState.Waiting or PostingState.Approved or PostingState.Refused => new Withdraw(),
            PostingState.Posting => PostingRefusals.OutcomeUnknown(),
            PostingState.Posted => posted is null ? PostingRefusals.NothingToUndo(state)
                : MoveOf(posted, wanted, ledger),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    private static Result<Undo> MoveOf(PaymentWrite posted, IReadOnlyList<AppliedTo> wanted, LedgerSnapshot ledger)
    {
        if (posted.Credits.Concat(posted.Deposits).FirstOrDefault() is { } used)
            return PostingRefusals.UndoWithDifference(posted.Apply.Count > 0 ? posted.Apply[0].Number : used.Number);
        if ((ledger.Period(posted.Period) ?? ledger.PeriodOf(posted.Date)) is not { } period)
            return PostingRefusals.NoPeriod(posted.Date);
        if (!period.Allows(WriteKind.Payment) && !period.AllowNonGlChanges)
            return PostingRefusals.PeriodClosed(period, WriteKind.ApplicationChange);
        if (Wrong(posted, wanted, ledger) is { } refusal)
            return refusal;

        var off = posted.Apply.Where(line => !wanted.Any(other => Same(line, other)))
            .Select(line => line with { Amount = Money.Zero(posted.Received.Currency) });
        return new Move(ChangeOf(posted, [.. off, .. wanted]));
    }

    private static Refusal? Wrong(PaymentWrite posted, IReadOnlyList<AppliedTo> wanted, LedgerSnapshot ledger)
    {
        var sum = Money.Zero(posted.Received.Currency);
        foreach (var line in wanted)
        {
            if (line.Document is not { } id || ledger.Find(id, line.Line) is not { } document)
                return PostingRefusals.DocumentMissing(line.Number);
            if (document.Item.Customer != posted.Customer)
                return PostingRefusals.WrongCustomer(line.Number);
            // What the payment itself settles of a document is free again for it.
            var own = posted.Apply.Where(other => Same(line, other))
                .Aggregate(Money.Zero(sum.Currency), (total, other) => total + other.Amount);
            if (line.Amount > document.Item.Open + own)
                return PostingRefusals.MoreThanOpen(line.Number, line.Amount, document.Item.Open + own);
            sum += line.Amount;
        }

        return sum > posted.Received ? PostingRefusals.ReceiptDoesNotAddUp(posted.Received, sum) : null;
    }

    private static bool Same(AppliedTo one, AppliedTo other) =>
        one.Document == other.Document && one.Line == other.Line;

    internal static ApplicationChange ChangeOf(PaymentWrite posted, IReadOnlyList<AppliedTo> wanted) => new()
    {
        ExternalId = posted.ExternalId, Kind = WriteKind.ApplicationChange, Receipt = posted.Receipt,
        Shares = posted.Shares, Company = posted.Company, Date = posted.Date, Period = posted.Period,
        ExchangeRate = posted.ExchangeRate, Memo = posted.Memo, Approval = posted.Approval,
        Dimensions = posted.Dimensions,
        Customer = posted.Customer, Received = posted.Received, Before = posted.Apply, Wanted = wanted,
    };
}
