using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.CashApplication.Posting;

/// <summary>A document's open amount before and after the writes of a packet.</summary>
/// <param name="Number">What people call it.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="Before">Open amount now, signed.</param>
/// <param name="After">Open amount once all is posted, signed.</param>
public sealed record DocumentMove(string Number, CustomerId Customer, Money Before, Money After);

/// <summary>A GL account's movement by the writes of a packet: a debit is positive.</summary>
/// <param name="Account">GL account, by internal id.</param>
/// <param name="Amount">Net movement.</param>
public sealed record AccountMove(string Account, Money Amount);

/// <summary>
/// Money of a packet: debits settled − credits used − differences + on account = receipts, and with the
/// line's parts the line itself.
/// </summary>
public sealed record PacketSums
{
    /// <summary>Documents owed to us, settled in full by cash, credits and differences.</summary>
    public required Money DebitsSettled { get; init; }

    /// <summary>Credits of the customers used.</summary>
    public required Money CreditsUsed { get; init; }

    /// <summary>Differences settled by records of their own.</summary>
    public required Money Differences { get; init; }

    /// <summary>What stays on account.</summary>
    public required Money OnAccount { get; init; }

    /// <summary>What becomes a customer deposit.</summary>
    public required Money CustomerDeposits { get; init; }

    /// <summary>Payments and customer deposits planned.</summary>
    public required Money Payments { get; init; }

    /// <summary>True where the five make the payments.</summary>
    public bool AddUp => DebitsSettled - CreditsUsed - Differences + OnAccount + CustomerDeposits == Payments;
}

/// <summary>
/// A dry run: the exact records, what they do to documents and accounts, and whether everything adds up. Nothing is
/// sent for it.
/// </summary>
/// <param name="Plan">The writes and what is refused.</param>
/// <param name="Documents">Documents before and after, in the order of the writes.</param>
/// <param name="Accounts">GL accounts moved, by account.</param>
/// <param name="Sums">The money.</param>
public sealed record Packet(
    PostingPlan Plan, IReadOnlyList<DocumentMove> Documents, IReadOnlyList<AccountMove> Accounts, PacketSums Sums)
{
    /// <summary>True where debits equal credits, the sums make the payments, and a deposit equals its line.</summary>
    public bool AddsUp { get; private init; }

    /// <summary>The packet of a line's plan.</summary>
    public static Packet Of(DecidedLine line, PostingPlan plan, LedgerSnapshot ledger)
    {
        var nothing = Money.Zero(line.Account.Currency);
        var accounts = plan.Writes.SelectMany(write => write.Gl).GroupBy(gl => gl.Account, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => new AccountMove(group.Key, Sum(group.Select(gl => gl.Amount), nothing))).ToArray();
        var sums = SumsOf(plan, nothing);
        var deposits = plan.Writes.OfType<DepositWrite>().ToArray();
        return new(plan, Moves(plan, ledger), accounts, sums)
        {
            AddsUp = sums.AddUp && Sum(accounts.Select(move => move.Amount), nothing).IsZero
                && plan.Writes.All(write => Sum(write.Gl.Select(gl => gl.Amount), nothing).IsZero)
                && Array.TrueForAll(deposits, deposit => deposit.Amount == line.Amount)
                && plan.Writes.OfType<PaymentWrite>().All(payment => !payment.Unapplied.IsNegative),
        };
    }

    private static PacketSums SumsOf(PostingPlan plan, Money nothing)
    {
        var payments = plan.Writes.OfType<PaymentWrite>().ToArray();
        var memos = Sum(plan.Writes.OfType<CreditMemoWrite>().Select(memo => memo.Amount), nothing);
        var credits = payments.SelectMany(payment => payment.Credits.Concat(payment.Deposits)).ToArray();
        var deposits = Sum(plan.Writes.OfType<CustomerDepositWrite>().Select(deposit => deposit.Received), nothing);
        var journals = credits.Where(line => line.Planned is not null).Select(line => line.Amount);
        return new()
        {
            DebitsSettled = Sum(payments.SelectMany(payment => payment.Apply).Select(line => line.Amount), memos),
            CreditsUsed = Sum(credits.Where(line => line.Planned is null).Select(line => line.Amount), nothing),
            Differences = Sum(journals, memos),
            OnAccount = Sum(payments.Select(payment => payment.Unapplied), nothing),
            CustomerDeposits = deposits, Payments = Sum(payments.Select(payment => payment.Received), deposits),
        };
    }

    private static List<DocumentMove> Moves(PostingPlan plan, LedgerSnapshot ledger)
    {
        var moves = new Dictionary<(DocumentId, int), Money>();
        var order = new List<(DocumentId, int)>();
        foreach (var (line, amount) in plan.Writes.SelectMany(Settlements))
        {
            if (line.Document is not { } document)
                continue;
            if (!moves.TryAdd((document, line.Line), amount))
                moves[(document, line.Line)] += amount;
            else
                order.Add((document, line.Line));
        }

        return [.. order.Select(key => ledger.Find(key.Item1, key.Item2)).OfType<LedgerDocument>()
            .Select(document => new DocumentMove(document.Item.Number, document.Item.Customer, document.Item.Open,
                document.Item.Open + moves[(document.Item.Id, document.Item.Line)]))];
    }

    /// <summary>What a write does to open amounts, signed as they are.</summary>
    public static IEnumerable<(AppliedTo Line, Money Move)> Settlements(PlannedWrite write) => write switch
    {
        PaymentWrite payment => payment.Apply.Select(line => (line, -line.Amount))
            .Concat(payment.Credits.Concat(payment.Deposits).Select(line => (line, line.Amount))),
        CreditMemoWrite memo => [(new AppliedTo(memo.Document, 0, memo.Memo, memo.Amount), -memo.Amount)],
        // A document that the change does not name stays as it was.
        ApplicationChange change => change.Wanted.Select(line => (line, change.Before
            .Where(before => before.Document == line.Document && before.Line == line.Line && line.Document is not null)
            .Aggregate(-line.Amount, (move, before) => move + before.Amount))),
        _ => [],
    };

    private static Money Sum(IEnumerable<Money> amounts, Money start) =>
        amounts.Aggregate(start, (sum, amount) => sum + amount);
}
