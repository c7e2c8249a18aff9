using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Ledger;

/// <summary>
/// Turns what happens to documents into dated events; every one of them can be taken back by another.
/// </summary>
public static class LedgerEvents
{
    /// <summary>The item's total on its document date.</summary>
    public static LedgerEvent Raise(OpenItem item) => Change(item, item.Date, item.Total, LedgerEventKind.Raised);

    /// <summary>
    /// An application moves both sides towards zero on its day. Between two items of the balance it changes the aging
    /// and never the balance; from a deposit it lowers the balance, since the deposit was never in it.
    /// </summary>
    public static IReadOnlyList<LedgerEvent> Apply(DatedApplication application, OpenItem debit, OpenItem credit) =>
        Both(application, debit, credit, application.On, LedgerEventKind.Applied);

    /// <summary>Takes an application off: the opposite amounts, on the day it was taken off.</summary>
    public static IReadOnlyList<LedgerEvent> Unapply(
        DatedApplication application, OpenItem debit, OpenItem credit, DateOnly on) =>
        Both(application with { Amount = -application.Amount }, debit, credit, Later(on, application.On),
            LedgerEventKind.Unapplied);

    /// <summary>
    /// A document changed after it was first seen: its new total counts from the day of the change, and what is open
    /// moves from the old due date, customer and company to the new. Nothing before that day moves.
    /// </summary>
    public static IReadOnlyList<LedgerEvent> Restate(OpenItem before, OpenItem after, DateOnly on)
    {
        var day = Later(on, before.Date);
        if (before.Total.Currency != after.Total.Currency)
            return Moved(before, after, day, after.Open);
        var grown = after.Total - before.Total;
        var sameBucket = before.DueDate == after.DueDate && before.Customer == after.Customer
            && before.Company == after.Company;
        if (!sameBucket)
            return Moved(before, after, day, before.Open + grown);
        return grown.IsZero ? [] : [Change(after, day, grown, LedgerEventKind.Restated)];
    }

    private static LedgerEvent[] Moved(OpenItem before, OpenItem after, DateOnly day, Money open) =>
    [
        .. new[]
        {
            Change(before, day, -before.Open, LedgerEventKind.Restated),
            Change(after, day, open, LedgerEventKind.Restated),
        }.Where(change => !change.Amount.IsZero),
    ];

    /// <summary>A difference nobody explains between the open amount by events and the one NetSuite states.</summary>
    public static LedgerEvent Drift(OpenItem item, Money stated, DateOnly on) =>
        Change(item, Later(on, item.Date), stated - item.Open, LedgerEventKind.Restated);

    private static LedgerEvent[] Both(
        DatedApplication application, OpenItem debit, OpenItem credit, DateOnly on, LedgerEventKind kind) =>
        [Change(debit, on, -application.Amount, kind), Change(credit, on, application.Amount, kind)];

    private static LedgerEvent Change(OpenItem item, DateOnly on, Money amount, LedgerEventKind kind) => new()
    {
        Item = ItemKey.Of(item), Customer = item.Customer, Company = item.Company, On = on, Due = item.DueDate,
        Amount = amount, Kind = kind, Side = SideOf(item.Kind),
    };

    private static LedgerSide SideOf(DocumentKind kind) => kind switch
    {
        DocumentKind.Invoice or DocumentKind.JournalDebit => LedgerSide.Debit,
        DocumentKind.CreditMemo or DocumentKind.UnappliedPayment or DocumentKind.JournalCredit => LedgerSide.Credit,
        DocumentKind.CustomerDeposit => LedgerSide.Deposit,
    };

    // What is taken off before it was put on would change the days between: it counts from the day it was put on.
    private static DateOnly Later(DateOnly one, DateOnly other) => one > other ? one : other;
}
