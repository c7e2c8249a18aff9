using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;

namespace Turnstone.Scenarios;

/// <summary>The tie-outs of a story's world, built from its lines on one side and its books on the other.</summary>
internal static class Ties
{
    public static IEnumerable<TieOut> All(World world) =>
    [
        .. world.Lines.Where(line => line.Amount.IsPositive).Select(line => Line(world, line)),
        .. world.Lines.Where(line => line.Amount.IsPositive).GroupBy(line => line.Date)
            .SelectMany(day => new[] { MoneyOf(world, [.. day]), Shares(world, [.. day]) }),
        Bank(world), Undeposited(world), Receivables(world),
    ];

    private static TieOut Line(World world, StoryLine line) => BankTieOuts.Line(line.Name, line.Date, line.Amount,
        [.. Of(world, line).Select(receipt => new LineItem(LineKind.Receipt, receipt.Receipt.Amount)),
            .. line.Parts.Select(part => new LineItem(LineKind.Excluded, part.Amount))], world.Nothing);

    private static IEnumerable<StoryReceipt> Of(World world, StoryLine line) =>
        world.Receipts.Where(receipt => receipt.Line == line.Name);

    private static IReadOnlyList<ReceiptShares> States(World world, StoryLine[] lines) =>
        [.. lines.SelectMany(line => Of(world, line)).Where(receipt => !receipt.IsPaired)
            .Select(receipt => new ReceiptShares(receipt.Name, receipt.Receipt.Amount,
                [.. receipt.Shares.Select(share => (share.Share.Amount, share.State))]))];

    private static TieOut Shares(World world, StoryLine[] lines) =>
        BankTieOuts.Shares("main", lines[0].Date, States(world, lines), world.Account.Currency);

    /// <summary>The posted side comes from the records that stand, not from the planned shares.</summary>
    private static TieOut MoneyOf(World world, StoryLine[] lines)
    {
        var nothing = world.Nothing;
        var names = lines.SelectMany(line => Of(world, line)).Where(receipt => !receipt.IsReturned)
            .Select(receipt => receipt.Identity).ToHashSet(StringComparer.Ordinal);
        var day = lines[0].Date;
        // A rule for closed periods may have moved the records; they are this day's all the same.
        var moved = world.Snapshot().BookingOf(day, WriteKind.Payment, world.Posting.ClosedPeriod)
            .Is(out var booking, out _) ? booking.Date : day;
        var standing = world.Standing.Values
            .Where(write => (write.Date == day || write.Date == moved) && names.Contains(write.Receipt)).ToArray();
        var payments = standing.OfType<PaymentWrite>().Where(payment => !IsReturned(world, payment)).ToArray();
        var memos = Sum(standing.OfType<CreditMemoWrite>().Select(memo => memo.Amount), nothing);
        var credits = payments.SelectMany(payment => payment.Credits).ToArray();
        return BankTieOuts.MoneyOf(new()
        {
            Account = "main", Date = day,
            Receipts = Sum(lines.SelectMany(line => Of(world, line)).Select(receipt => receipt.Receipt.Amount),
                nothing),
            DebitsSettled = Sum(payments.SelectMany(payment => payment.Apply).Select(line => line.Amount), memos),
            CreditsUsed = Sum(credits.Where(line => line.Planned is null).Select(line => line.Amount), nothing),
            Differences = Sum(credits.Where(line => line.Planned is not null).Select(line => line.Amount), memos),
            OnAccount = Sum(payments.Select(payment => payment.Unapplied), nothing),
            CustomerDeposits = Sum(
                standing.OfType<CustomerDepositWrite>().Select(deposit => deposit.Received), nothing),
            Suspense = nothing,
            Returned = Sum(lines.SelectMany(line => Of(world, line)).Where(receipt => receipt.IsReturned)
                .Select(receipt => receipt.Receipt.Amount), nothing),
            Others = [.. BankTieOuts.Count(States(world, lines), world.Account.Currency)
                .Where(count => count.State != PostingState.Posted)],
        });
    }

    private static bool IsReturned(World world, PaymentWrite payment) => world.Receipts.Exists(receipt =>
        receipt.IsReturned && receipt.Payments.Contains(payment.ExternalId));

    private static TieOut Bank(World world)
    {
        var moved = world.Balances.GetValueOrDefault(Chart.Bank, world.Nothing);
        var lines = world.Lines.Select(line =>
        {
            var waits = line.IsPaired ? "settled as a pair"
                : line.Amount.IsNegative || Complete(world, line) ? null : "not complete";
            return new LedgerLine(line.Name, line.Date, line.Amount, waits is null ? line.Date : null,
                waits is null ? line.Amount : null, waits);
        }).ToArray();
        var tie = BankTieOuts.Ledger("main", world.Today, lines, world.Account.Currency);
        return tie.Whole == moved ? tie : tie with
        {
            State = TieOutState.Failed, Differences = [new("bank account", tie.Whole, moved)],
        };
    }

    private static bool Complete(World world, StoryLine line) => Of(world, line).All(receipt => receipt.Shares.Count > 0
        && receipt.Shares.TrueForAll(share => share.State == PostingState.Posted));

    private static TieOut Undeposited(World world)
    {
        var deposited = world.Standing.Values.OfType<DepositWrite>().SelectMany(deposit => deposit.Payments)
            .Select(payment => payment.Payment).ToHashSet();
        var waiting = world.Standing.Values.OfType<PaymentWrite>()
            .Where(payment => payment.Undeposited && !deposited.Contains(payment.ExternalId))
            .Select(payment => new NamedAmount($"payment of {payment.Customer}", payment.Received))
            .Concat(world.Standing.Values.OfType<CustomerDepositWrite>()
                .Where(deposit => deposit.Undeposited && !deposited.Contains(deposit.ExternalId))
                .Select(deposit => new NamedAmount($"deposit of {deposit.Customer}", deposit.Received)));
        return LedgerTieOuts.UndepositedFunds(Chart.Undeposited, world.Today,
            world.Balances.GetValueOrDefault(Chart.Undeposited, world.Nothing), [.. waiting], []);
    }

    /// <summary>Open documents and what stands on account = the moves of the receivables account.</summary>
    private static TieOut Receivables(World world)
    {
        var nothing = world.Nothing;
        var total = Sum(world.Documents.Values.Select(document => document.Item.Total), nothing);
        OpenDocument[] documents =
        [
            .. world.Documents.Values.Select(document => new OpenDocument(document.Item.Number, document.Item.Open)),
            .. world.Standing.Values.OfType<PaymentWrite>().Where(payment => !payment.Unapplied.IsZero)
                .Select(payment => new OpenDocument($"on account of {payment.Customer}", -payment.Unapplied)),
            .. world.Standing.Values.OfType<JournalWrite>().Where(journal => journal.Kind == WriteKind.ReturnJournal
                && !world.Standing.Values.OfType<PaymentWrite>().Any(payment => payment.Apply.Any(line =>
                    line.Planned == journal.ExternalId)))
                .Select(journal => new OpenDocument($"return {journal.Memo}", journal.Amount)),
        ];
        return LedgerTieOuts.Receivables(new()
        {
            Account = Chart.Receivables, Date = world.Today, Ours = documents, Theirs = documents,
            Balance = total + world.Balances.GetValueOrDefault(Chart.Receivables, nothing),
        });
    }

    private static Money Sum(IEnumerable<Money> amounts, Money start) =>
        amounts.Aggregate(start, (sum, amount) => sum + amount);
}
