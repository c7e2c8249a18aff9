using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;

namespace Turnstone.Domain.Tests.Ledger;

/// <summary>A made-up customer's book from one number: items, applications and what was taken off again.</summary>
internal sealed class Book
{
    public static readonly DateOnly First = new(2026, 1, 1);

    private DateOnly _today = First;

    public List<OpenItem> Items { get; } = [];

    public List<LedgerEvent> Events { get; } = [];

    public List<(DatedApplication Application, OpenItem Debit, OpenItem Credit)> Applied { get; } = [];

    public static Book Of(int seed)
    {
        var dice = new Random(seed);
        var book = new Book();
        for (var at = 0; at < 12; at++)
        {
            var debit = dice.Next(3) > 0;
            var kind = debit ? DocumentKind.Invoice
                : dice.Next(3) == 0 ? DocumentKind.CustomerDeposit : DocumentKind.UnappliedPayment;
            var date = First.AddDays(dice.Next(200));
            book.Raise(Item($"D{at}", kind, dice.Next(1, 500) * (debit ? 1 : -1), date, date.AddDays(debit ? 30 : 0)));
        }

        for (var at = 0; at < 20; at++)
            book.ApplySome(dice);
        return book;
    }

    public static OpenItem Item(string id, DocumentKind kind, long minor, DateOnly date, DateOnly due) => new()
    {
        Id = new(id), Number = id, Kind = kind, Customer = new("7"), Company = new("1"), Date = date, DueDate = due,
        Total = new(minor, Currency.Usd), Open = new(minor, Currency.Usd),
    };

    public void Raise(OpenItem item)
    {
        Items.Add(item);
        Events.Add(LedgerEvents.Raise(item));
    }

    public Money Open(OpenItem item, DateOnly asOf) =>
        Aging.Open(Events, asOf).GetValueOrDefault(ItemKey.Of(item), Money.Zero(Currency.Usd));

    private void ApplySome(Random dice)
    {
        var debits = Items.FindAll(item => item.Total.IsPositive);
        var credits = Items.FindAll(item => item.Total.IsNegative);
        if (debits.Count == 0 || credits.Count == 0)
            return;
        var (debit, credit) = (debits[dice.Next(debits.Count)], credits[dice.Next(credits.Count)]);
        var most = Math.Min(Open(debit, DateOnly.MaxValue).Minor, -Open(credit, DateOnly.MaxValue).Minor);
        if (most <= 0)
            return;
        // What is freed on a day is free from that day only, so the book is written forward.
        _today = Latest(_today, Latest(debit.Date, credit.Date)).AddDays(dice.Next(3));
        var on = _today;
        var application = new DatedApplication(
            ItemKey.Of(debit), ItemKey.Of(credit), new(dice.Next(1, (int)most + 1), Currency.Usd), on);
        Events.AddRange(LedgerEvents.Apply(application, debit, credit));
        if (dice.Next(4) == 0)
            Events.AddRange(LedgerEvents.Unapply(application, debit, credit, _today = on.AddDays(dice.Next(5))));
        else
            Applied.Add((application, debit, credit));
    }

    private static DateOnly Latest(DateOnly one, DateOnly other) => one > other ? one : other;
}
