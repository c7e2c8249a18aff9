using System.Globalization;
using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;

namespace Turnstone.Domain.Reporting;

/// <summary>How a receipt came to its documents.</summary>
public enum MatchedHow
{
    /// <summary>The engine decided and nobody looked.</summary>
    Unseen,

    /// <summary>A person accepted what the engine proposed, unchanged.</summary>
    AsProposed,

    /// <summary>A person decided otherwise, or where nothing was proposed.</summary>
    ByHand,

    /// <summary>Somebody had entered the payment in NetSuite before.</summary>
    InTheBooks,

    /// <summary>Nobody has decided it yet.</summary>
    Waiting,
}

/// <summary>By what receipts are put together.</summary>
public enum MatchRateBy
{
    /// <summary>Week it was booked in, by its Monday.</summary>
    Week,

    /// <summary>How it was paid.</summary>
    Method,

    /// <summary>Who paid; receipts of nobody known together.</summary>
    Customer,

    /// <summary>Bank account it came in on.</summary>
    Bank,
}

/// <summary>One receipt and how it was matched.</summary>
/// <param name="Day">Day it was booked.</param>
/// <param name="Amount">What came in.</param>
/// <param name="How">How it came to its documents.</param>
/// <param name="Lines">Documents it pays or would pay; at least one, since a receipt without any misses one.</param>
/// <param name="Method">How it was paid.</param>
/// <param name="BankAccount">Where it came in.</param>
/// <param name="Customer">Who paid; null where nobody is known.</param>
public sealed record MatchedReceipt(
    DateOnly Day, Money Amount, MatchedHow How, int Lines, PaymentMethod Method, string BankAccount,
    CustomerId? Customer);

/// <summary>Counts of one kind of unit, by how they were matched.</summary>
/// <param name="All">All of them.</param>
/// <param name="Unseen">Nobody looked.</param>
/// <param name="AsProposed">Accepted unchanged.</param>
/// <param name="ByHand">Decided by a person.</param>
/// <param name="InTheBooks">Entered in NetSuite before.</param>
/// <param name="Waiting">Not decided yet.</param>
public readonly record struct MatchCounts(
    long All, long Unseen, long AsProposed, long ByHand, long InTheBooks, long Waiting)
{
    /// <summary>
    /// Hundredths of a percent that were matched unseen, of all that came in: what waits and what others entered count
    /// as not matched. Null of nothing.
    /// </summary>
    public int? UnseenRate => Rate(Unseen);

    /// <summary>Hundredths of a percent that the engine placed right, seen or not. Null of nothing.</summary>
    public int? PlacedRate => Rate(Unseen + AsProposed);

    private int? Rate(long part) => All == 0 ? null : (int)((Int128)part * 10_000 / All);

    internal MatchCounts Plus(MatchedHow how, long count) => how switch
    {
        MatchedHow.Unseen => this with { All = All + count, Unseen = Unseen + count },
        MatchedHow.AsProposed => this with { All = All + count, AsProposed = AsProposed + count },
        MatchedHow.ByHand => this with { All = All + count, ByHand = ByHand + count },
        MatchedHow.InTheBooks => this with { All = All + count, InTheBooks = InTheBooks + count },
        MatchedHow.Waiting => this with { All = All + count, Waiting = Waiting + count },
        _ => throw new ArgumentOutOfRangeException(nameof(how), how, "Not a way to be matched."),
    };
}

/// <summary>The match rates of one group in one currency: amounts of several currencies are never summed.</summary>
/// <param name="Group">The group: a Monday as 2026-03-02, a method's name, a customer's or a bank account's id.</param>
/// <param name="Currency">Currency of its receipts.</param>
/// <param name="Payments">Receipts.</param>
/// <param name="Lines">Documents paid: one receipt of forty invoices counts forty times.</param>
/// <param name="Amounts">Minor units of the currency.</param>
public sealed record MatchRate(
    string Group, Currency Currency, MatchCounts Payments, MatchCounts Lines, MatchCounts Amounts)
{
    /// <summary>
    /// The rates of receipts by group and currency, weeks in their order, all else with the most receipts first.
    /// </summary>
    public static IReadOnlyList<MatchRate> Of(IEnumerable<MatchedReceipt> receipts, MatchRateBy by)
    {
        var rates = receipts.GroupBy(one => (Group: GroupOf(one, by), one.Amount.Currency))
            .Select(group => Of(group.Key.Group, group.Key.Currency, group));
        var ordered = by is MatchRateBy.Week
            ? rates.OrderBy(rate => rate.Group, StringComparer.Ordinal)
            : rates.OrderByDescending(rate => rate.Payments.All).ThenBy(rate => rate.Group, StringComparer.Ordinal);
        return [.. ordered.ThenBy(rate => rate.Currency.Code, StringComparer.Ordinal)];
    }

    /// <summary>All receipts together, by currency.</summary>
    public static IReadOnlyList<MatchRate> Total(IEnumerable<MatchedReceipt> receipts) =>
        [.. receipts.GroupBy(one => one.Amount.Currency).OrderBy(group => group.Key.Code, StringComparer.Ordinal)
            .Select(group => Of("", group.Key, group))];

    private static MatchRate Of(string group, Currency currency, IEnumerable<MatchedReceipt> receipts)
    {
        var rate = new MatchRate(group, currency, default, default, default);
        foreach (var one in receipts)
        {
            rate = rate with
            {
                Payments = rate.Payments.Plus(one.How, 1), Lines = rate.Lines.Plus(one.How, one.Lines),
                Amounts = rate.Amounts.Plus(one.How, one.Amount.Minor),
            };
        }

        return rate;
    }

    private static string GroupOf(MatchedReceipt receipt, MatchRateBy by) => by switch
    {
        MatchRateBy.Week => Weeks.Monday(receipt.Day).ToString("O", CultureInfo.InvariantCulture),
        MatchRateBy.Method => receipt.Method.ToString(),
        MatchRateBy.Customer => receipt.Customer?.Value ?? "",
        MatchRateBy.Bank => receipt.BankAccount,
        _ => throw new ArgumentOutOfRangeException(nameof(by), by, "Not a grouping."),
    };
}
