using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Posting;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.Domain.Tests.Posting;

/// <summary>The awkward morning of posting.md, as data: one lockbox deposit, three checks, four shares.</summary>
internal static class Morning
{
    public const string Connection = "tstdrv1";

    public static readonly DateOnly Day = new(2026, 3, 4);

    public static readonly PostingAccount Account = new()
    {
        Id = new("main"), Company = new("2"), Currency = Currency.Eur, BaseCurrency = Currency.Eur, GlAccount = "1000",
        ArAccount = "1100", UndepositedFunds = "1050", StartDate = new(2026, 1, 1),
    };

    public static PostingPolicy Policy { get; } = new()
    {
        DiscountRoute = DiscountRoute.CreditMemo, DiscountItem = "77", DiscountAccount = "4400",
        DifferenceAccounts = new Dictionary<DifferenceCause, string> { [DifferenceCause.WriteOff] = "6900" },
    };

    public static Money Eur(string amount) => Money.TryParse(amount, Currency.Eur, out var money) ? money
        : throw new FormatException(amount);

    public static IReadOnlyList<AccountingPeriod> Periods(bool marchClosed = false, bool marchArLocked = false) =>
    [
        new("3", "Mar 2026", new(2026, 3, 1), new(2026, 3, 31), Closed: marchClosed, ArLocked: marchArLocked),
        new("4", "Apr 2026", new(2026, 4, 1), new(2026, 4, 30)),
    ];

    public static LedgerDocument Invoice(string number, string customer, string open, string? total = null) => new(new()
    {
        Id = new(number), Number = number, Kind = DocumentKind.Invoice, Customer = new(customer), Company = new("2"),
        ArAccount = "1100", Date = new(2026, 2, 10), DueDate = new(2026, 3, 12), Total = Eur(total ?? open),
        Open = Eur(open),
    });

    public static LedgerSnapshot Books(IReadOnlyList<AccountingPeriod>? periods = null) => new(
    [
        Invoice("INV-A", "A", "11900.00") with { Tax = [new("19", 19, Eur("10000.00"), Eur("1900.00"), "2300")] },
        Invoice("INV-B", "B", "8343.00"), Invoice("INV-C", "C", "15000.00"), Invoice("INV-D", "D", "9900.00"),
    ], [(new("A"), new("P")), (new("B"), new("P"))], periods ?? Periods());

    public static Share Share(string customer, string document, string cash, string onAccount = "0.00",
        params Difference[] differences) => new(new(customer), new("2"), "1100",
        [new(new(document), 0, document, Eur(cash), differences)], Eur(onAccount));

    public static DecidedShare Decided(Share share, PostingState state = PostingState.Approved) =>
        new(share, state, new($"d-{share.Customer}", "Ines (clerk)", "Paul (controller)"));

    public static DecidedLine Line(PostingState state = PostingState.Approved) => new()
    {
        Identity = "main/2026-03-04/4500000/LBX 0304/1", Account = Account, Date = Day, Amount = Eur("45000.00"),
        Receipts =
        [
            new("check 1", Eur("20000.00"),
            [
                Decided(Share("A", "INV-A", "11662.00", differences: new Difference(DifferenceCause.DiscountEarned,
                    Eur("238.00"))), state),
                Decided(Share("B", "INV-B", "8338.00", differences: new Difference(DifferenceCause.WriteOff,
                    Eur("5.00"))), state),
            ]),
            new("check 2", Eur("15100.00"), [Decided(Share("C", "INV-C", "15000.00", "100.00"), state)]),
            new("check 3", Eur("9900.00"), [Decided(Share("D", "INV-D", "9900.00"), state)]),
        ],
    };

    public static PostingPlan Plan(PostingPolicy? policy = null, LedgerSnapshot? ledger = null) =>
        PostingPlan.Of(Line(), Connection, policy ?? Policy, ledger ?? Books());

    /// <summary>Sentences one by one, so that a difference shows its line.</summary>
    public static void Said(string[] expected, IEnumerable<string> actual) =>
        Xunit.Assert.Equal(string.Join('\n', expected), string.Join('\n', actual));

    /// <summary>A write as an accountant would jot it down.</summary>
    public static string Jot(PlannedWrite write) => write switch
    {
        CreditMemoWrite memo => $"credit memo {memo.Customer} {memo.Amount.ToPlainString()} "
            + $"(tax {memo.Tax.ToPlainString()}) on {memo.Document}",
        JournalWrite journal => "journal " + string.Join(", ", journal.Lines.Select(line =>
            $"{line.Account} {line.Amount.ToPlainString()}{(line.Customer is { } customer ? " " + customer : "")}")),
        PaymentWrite payment => $"payment {payment.Customer} {payment.Received.ToPlainString()} to {payment.Account}: "
            + string.Join(", ", payment.Apply.Select(line => $"{line.Number} {line.Amount.ToPlainString()}"))
            + string.Concat(payment.Credits.Select(line => $" credit {line.Number} {line.Amount.ToPlainString()}"))
            + (payment.Unapplied.IsZero ? "" : $" on account {payment.Unapplied.ToPlainString()}"),
        DepositWrite deposit => $"deposit {deposit.Amount.ToPlainString()} of {deposit.Payments.Count} payments",
        ApplicationChange change => "change: " + string.Join(", ", change.Wanted.Select(line =>
            $"{line.Number} {line.Amount.ToPlainString()}")),
        _ => throw new ArgumentOutOfRangeException(nameof(write)),
    };
}
