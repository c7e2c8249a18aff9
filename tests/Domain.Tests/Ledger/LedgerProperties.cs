using System.Buffers;
using FsCheck;
using FsCheck.Fluent;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Xunit;

namespace Turnstone.Domain.Tests.Ledger;

public sealed class LedgerProperties
{
    // One seed in every run; the long run takes others each time, and prints the one that fails.
    private static readonly Config Runs = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1"
        ? Config.QuickThrowOnFailure.WithMaxTest(5000)
        : Config.QuickThrowOnFailure.WithMaxTest(300).WithReplay(20260630UL, 7UL);

    private static void Holds(Action<int> property) =>
        Check.One(Runs, Prop.ForAll(ArbMap.Default.ArbFor<int>(), property));

    [Fact]
    public void Open_and_applications_make_the_total_of_every_item() => Holds(seed =>
    {
        var book = Book.Of(seed);
        foreach (var item in book.Items)
        {
            var applied = book.Applied.Where(one => one.Debit == item).Sum(one => one.Application.Amount.Minor)
                - book.Applied.Where(one => one.Credit == item).Sum(one => one.Application.Amount.Minor);
            Assert.Equal(item.Total.Minor, book.Open(item, DateOnly.MaxValue).Minor + applied);
        }
    });

    [Fact]
    public void No_item_is_ever_beyond_its_total_or_past_zero() => Holds(seed =>
    {
        var book = Book.Of(seed);
        for (var day = 0; day < 260; day += 13)
        {
            foreach (var item in book.Items.Where(item => item.Date <= Book.First.AddDays(day)))
            {
                var open = book.Open(item, Book.First.AddDays(day)).Minor;
                Assert.InRange(open, Math.Min(0, item.Total.Minor), Math.Max(0, item.Total.Minor));
            }
        }
    });

    [Fact]
    public void Taking_an_application_off_gives_back_every_balance_of_the_day_after() => Holds(seed =>
    {
        var book = Book.Of(seed);
        if (book.Applied is not [var (application, debit, credit), ..])
            return;
        var off = LedgerEvents.Unapply(application, debit, credit, application.On);
        var without = book.Events.Except(LedgerEvents.Apply(application, debit, credit)).ToList();
        Assert.Equal(
            Jot(Aging.Open(without.Concat(off).Concat(LedgerEvents.Apply(application, debit, credit)),
                DateOnly.MaxValue)),
            Jot(Aging.Open(without, DateOnly.MaxValue)));
    });

    [Fact]
    public void Balances_do_not_depend_on_the_order_of_events() => Holds(seed =>
    {
        var book = Book.Of(seed);
        var turned = book.Events.AsEnumerable().Reverse();
        var day = Book.First.AddDays(150);
        Assert.Equal(Jot(Aging.Open(book.Events, day)), Jot(Aging.Open(turned, day)));
        Assert.Equal(Age(book.Events, day), Age(turned, day));
    });

    [Fact]
    public void An_old_day_never_changes_when_later_events_arrive() => Holds(seed =>
    {
        var book = Book.Of(seed);
        var day = Book.First.AddDays(120);
        var then = book.Events.Where(change => change.On <= day).ToList();
        Assert.Equal(Age(then, day), Age(book.Events, day));
        Assert.Equal(Jot(Aging.Open(then, day)), Jot(Aging.Open(book.Events, day)));
    });

    [Fact]
    public void The_buckets_of_a_day_add_up_to_what_is_open_without_deposits() => Holds(seed =>
    {
        var book = Book.Of(seed);
        var day = Book.First.AddDays(180);
        var aged = Aging.Of(book.Events, Currency.Usd, day, AgingBuckets.Usual);
        var deposits = book.Items.Where(item => item.Kind is DocumentKind.CustomerDeposit)
            .Sum(item => book.Open(item, day).Minor);
        Assert.Equal(deposits, aged.Deposits.Minor);
        Assert.Equal(Aging.Open(book.Events, day).Values.Sum(open => open.Minor) - deposits, aged.Total.Minor);
    });

    [Fact]
    public void Packed_moves_say_of_every_day_what_the_events_say_in_whatever_lots_they_were_added() => Holds(seed =>
    {
        var book = Book.Of(seed);
        var cut = Math.Abs(seed % book.Events.Count);
        var packed = (byte[])[.. Pack(book.Events[cut..]), .. Pack(book.Events[..cut])];
        for (var day = -10; day < 300; day += 17)
        {
            var asOf = Book.First.AddDays(day);
            Assert.Equal(Age(book.Events, asOf), Say(Aging.Of(packed, Currency.Usd, asOf, AgingBuckets.Usual)));
        }
    });

    [Fact]
    public void Customers_foot_to_their_sum_and_to_nothing_else() => Holds(seed =>
    {
        var day = Book.First.AddDays(100);
        var customers = Enumerable.Range(0, 5).Select(at => new AgedCustomer(new($"C{at}"),
            Aging.Of(Book.Of(seed ^ at).Events, Currency.Usd, day, AgingBuckets.Usual))).ToList();
        var total = AgedBalance.Sum(customers.Select(one => one.Balance), Currency.Usd, AgingBuckets.Usual);
        Assert.Equal(customers.Sum(one => one.Balance.Total.Minor), total.Total.Minor);
        Assert.True(AgedCustomers.Foots(customers, total, AgingBuckets.Usual));
        // The same balance in other buckets is another report.
        var cent = new Money(1, Currency.Usd);
        var shifted = total.Buckets.ToArray();
        (shifted[0], shifted[1]) = (shifted[0] + cent, shifted[1] - cent);
        Assert.False(AgedCustomers.Foots(
            customers, new(shifted, total.Credits, total.Deposits), AgingBuckets.Usual));
        Assert.False(AgedCustomers.Foots(
            customers, new(total.Buckets, total.Credits, total.Deposits - cent), AgingBuckets.Usual));
    });

    [Fact]
    public void Pages_of_the_most_overdue_hold_every_customer_once_in_falling_order() => Holds(seed =>
    {
        var dice = new Random(seed);
        var customers = Enumerable.Range(0, 40).Select(at => new AgedCustomer(new($"C{at:00}"),
            new([new(dice.Next(2), Currency.Usd), new(dice.Next(4), Currency.Usd)], Money.Zero(Currency.Usd),
                Money.Zero(Currency.Usd)))).ToList();
        var seen = new List<AgedCustomer>();
        OverduePlace? place = null;
        while (AgedCustomers.MostOverdue(customers, place, 7).ToList() is { Count: > 0 } page)
        {
            seen.AddRange(page);
            place = new(page[^1].Balance.Overdue.Minor, page[^1].Customer.Value);
        }

        Assert.Equal(customers.Where(one => !one.Balance.IsNothing)
            .OrderByDescending(one => one.Balance.Overdue.Minor).ThenBy(one => one.Customer.Value), seen);
    });

    [Fact]
    public void A_restated_document_moves_nothing_before_the_day_it_changed() => Holds(seed =>
    {
        var book = Book.Of(seed);
        var item = book.Items[0] with { Open = book.Open(book.Items[0], DateOnly.MaxValue) };
        var day = Book.First.AddDays(230);
        var after = item with
        {
            DueDate = item.DueDate.AddDays(40), Total = item.Total + new Money(item.Total.Minor, Currency.Usd),
        };
        var restated = book.Events.Concat(LedgerEvents.Restate(item, after, day)).ToList();
        Assert.Equal(Age(book.Events, day.AddDays(-1)), Age(restated, day.AddDays(-1)));
        Assert.Equal(
            book.Open(item, DateOnly.MaxValue).Minor + item.Total.Minor,
            Aging.Open(restated, DateOnly.MaxValue).GetValueOrDefault(ItemKey.Of(item)).Minor);
    });

    private static string Jot(IReadOnlyDictionary<ItemKey, Money> open) => string.Join(' ', open
        .Select(entry => $"{entry.Key.Document}={entry.Value.Minor}").Order(StringComparer.Ordinal));

    private static string Age(IEnumerable<LedgerEvent> events, DateOnly day) =>
        Say(Aging.Of(events, Currency.Usd, day, AgingBuckets.Usual));

    private static string Say(AgedBalance aged) =>
        string.Join(' ', aged.Buckets.Append(aged.Credits).Append(aged.Deposits).Select(amount => amount.Minor));

    private static byte[] Pack(IEnumerable<LedgerEvent> events)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var change in events)
            PackedMoves.Add(bytes, AgingMove.Of(change));
        return bytes.WrittenSpan.ToArray();
    }
}
