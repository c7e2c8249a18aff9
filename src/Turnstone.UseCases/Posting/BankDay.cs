using Turnstone.Domain.Banking;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>One account's bank day: its lines, receipts, shares and the records that stand for them.</summary>
internal sealed record BankDay
{
    public required BankDayRow Row { get; init; }

    public required IReadOnlyList<TiedLineRow> Lines { get; init; }

    public required IReadOnlyList<TiedShareRow> Shares { get; init; }

    public required IReadOnlyList<TiedStatementRow> Statements { get; init; }

    /// <summary>Writes that stand, with their rows.</summary>
    public required IReadOnlyList<(OutboxRow Row, PlannedWrite Write, long Line)> Standing { get; init; }

    /// <summary>
    /// Those of them whose posting is at its end. What a posting has made half-way is still money under way, and a
    /// return counts once all of it is read back.
    /// </summary>
    public required IReadOnlyList<PlannedWrite> Posted { get; init; }

    /// <summary>Payments of the day whose money the bank took back since.</summary>
    public required IReadOnlySet<ExternalId> Returned { get; init; }

    /// <summary>How the account posts; null where it is not set up.</summary>
    public PostingSetup? Setup { get; init; }

    private Currency Currency => Currency.Of(Row.Currency);

    public static async Task<BankDay> Load(ReadSession session, BankDayRow row)
    {
        var writes = new List<(OutboxRow, PlannedWrite, long)>();
        var (lineOf, posted) = (new Dictionary<long, long>(), new HashSet<long>());
        foreach (var write in await TieOutRows.Standing(session.Db, session.Connection, row))
        {
            if (!lineOf.TryGetValue(write.PostingId, out var line))
            {
                var posting = await PostingRows.Of(session.Db, session.Connection, write.PostingId);
                lineOf[write.PostingId] = line = posting?.BankLineId ?? 0;
                if (posting?.State == "posted")
                    posted.Add(write.PostingId);
            }

            writes.Add((write, PostingJson.Read(Codes.Read<WriteKind>(write.Kind), write.Plan), line));
        }

        return new()
        {
            Row = row, Lines = await TieOutRows.Lines(session.Db, session.Connection, row),
            Shares = await TieOutRows.Shares(session.Db, session.Connection, row),
            Statements = await TieOutRows.Statements(session.Db, session.Connection, row), Standing = writes,
            Posted = [.. writes.Where(write => posted.Contains(write.Item1.PostingId)).Select(write => write.Item2)],
            Returned = (await TieOutRows.Returns(session.Db, session.Connection, row))
                .Select(write => PostingJson.Read(Codes.Read<WriteKind>(write.Kind), write.Plan))
                .OfType<JournalWrite>().Select(journal => journal.Returns).OfType<ExternalId>().ToHashSet(),
            Setup = (await PostingSetup.Of(session, row.BankAccount)).Is(out var setup, out _) ? setup : null,
        };
    }

    /// <summary>The tie-outs that need nothing from outside.</summary>
    public IEnumerable<CompanyTie> OwnTies()
    {
        foreach (var line in Lines)
            yield return Tie(Line(line));
        foreach (var statement in Statements)
            yield return Tie(BankTieOuts.Statement(new(Row.BankAccount, statement.ToOn, Of(statement.Opening),
                [new(statement.Total, Currency)], Of(statement.Closing), Of(statement.Previous))));
        var (receipts, paired) = (Receipts(), Paired());
        if (receipts.Count == 0 && paired.Count == 0)
            yield break;
        yield return Tie(BankTieOuts.Shares(Row.BankAccount, Row.Day, receipts, Currency) with
        {
            Beside = [.. paired.Select(pair => new NamedAmount($"{pair.Name}: settled with its return", pair.Amount))],
        });
        yield return Tie(MoneyOf(receipts, Sum(paired.Select(pair => pair.Amount))));
    }

    public CompanyTie Tie(TieOut tie) => new(Row.CompanyId, Row.BankAccount, tie);

    /// <summary>Receipts in the sense of money: what came from payers and did not go back before it was posted.
    /// </summary>
    public IReadOnlyList<ReceiptShares> Receipts() => [.. Shares
        .Where(row => row is { Kind: "receipt", Amount: > 0, QueueState: not "paired" })
        .GroupBy(row => row.ReceiptId).Select(group => new ReceiptShares(Name(group.First()),
            new(group.First().Amount, Currency), [.. SharesOf(group)]))];

    /// <summary>Receipts that are settled with their returns: nothing of them is posted.</summary>
    private IReadOnlyList<NamedAmount> Paired() => [.. Shares
        .Where(row => row is { Kind: "receipt", Amount: > 0, QueueState: "paired" })
        .Select(row => new NamedAmount(Name(row), new(row.Amount, Currency)))];

    private IEnumerable<(Money, PostingState)> SharesOf(IEnumerable<TiedShareRow> rows)
    {
        foreach (var row in rows)
        {
            // A receipt that is before the start date has no shares of its own.
            if (row.QueueState is "before_start" && row.ShareState is null)
                yield return (new(row.Amount, Currency), PostingState.BeforeStart);
            else if (row is { ShareState: { } state, ShareAmount: { } amount })
                yield return (new(amount, Currency), row.QueueState == "before_start" ? PostingState.BeforeStart
                    : Codes.Read<PostingState>(state));
        }
    }

    private static string Name(TiedShareRow row) =>
        row.Reference.Length > 0 ? row.Reference : $"receipt {row.ReceiptId}";

    private TieOut Line(TiedLineRow line)
    {
        var receipts = Shares.Where(row => row.BankLineId == line.Id).DistinctBy(row => row.ReceiptId).ToArray();
        LineItem[] items = receipts.Length == 0
            ? [new(Codes.Read<LineKind>(line.Kind), new(line.Amount, Currency), line.AwaitsDetail)]
            : [.. receipts.Select(row => new LineItem(Codes.Read<LineKind>(row.Kind), new(row.Amount, Currency)))];
        return BankTieOuts.Line($"{(line.Reference.Length > 0 ? line.Reference : "line")} #{line.Id}", Row.Day,
            new(line.Amount, Currency), items, Money.Zero(Currency));
    }

    /// <summary>The posted side comes from the records read back, not from the shares they were planned from.</summary>
    private TieOut MoneyOf(IReadOnlyList<ReceiptShares> receipts, Money paired)
    {
        var nothing = Money.Zero(Currency);
        var payments = new List<PaymentWrite>();
        foreach (var write in Posted)
            PostedPayment.Fold(payments, write);
        var returned = paired + Sum(payments.Where(payment => Returned.Contains(payment.ExternalId))
            .Select(payment => payment.Received));
        payments.RemoveAll(payment => Returned.Contains(payment.ExternalId));
        var memos = Sum(Posted.OfType<CreditMemoWrite>().Select(memo => memo.Amount));
        var credits = payments.SelectMany(payment => payment.Credits.Concat(payment.Deposits)).ToArray();
        return BankTieOuts.MoneyOf(new()
        {
            Account = Row.BankAccount, Date = Row.Day,
            Receipts = Sum(receipts.Select(receipt => receipt.Amount)) + paired,
            DebitsSettled = Sum(payments.SelectMany(payment => payment.Apply).Where(line => line.Planned is null)
                .Select(line => line.Amount)) + memos,
            CreditsUsed = Sum(credits.Where(line => line.Planned is null).Select(line => line.Amount)),
            Differences = Sum(credits.Where(line => line.Planned is not null).Select(line => line.Amount)) + memos,
            OnAccount = Sum(payments.Select(payment => payment.Unapplied)),
            CustomerDeposits = Sum(Posted.OfType<CustomerDepositWrite>()
                .Select(deposit => deposit.Received)),
            Suspense = nothing, Returned = returned,
            Others = [.. BankTieOuts.Count(receipts, Currency).Where(count => count.State != PostingState.Posted)],
        });
    }

    private Money? Of(long? minor) => minor is { } known ? new Money(known, Currency) : null;

    private Money Sum(IEnumerable<Money> amounts) =>
        amounts.Aggregate(Money.Zero(Currency), (sum, amount) => sum + amount);
}
