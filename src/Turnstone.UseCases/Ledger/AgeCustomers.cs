using System.Globalization;
using System.Text;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>A customer in an aging, as a list shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Number">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Balance">What it owes as of the day.</param>
public sealed record AgingEntry(string Id, string Number, string Name, AgedBalance Balance);

/// <summary>
/// The customers of a company with something open in a currency as of a day, page by page. By name a page reads only
/// its own customers; the most overdue are found among all of them, who must then add up to the total.
/// </summary>
/// <param name="CompanyOfBooks">The company.</param>
/// <param name="Currency">The currency.</param>
/// <param name="AsOf">The day; null is today.</param>
public sealed record AgeCustomers(CompanyId CompanyOfBooks, Currency Currency, DateOnly? AsOf = null)
    : IQuery<Page<AgingEntry>>
{
    private const int ReadFirst = 200;
    private const int ReadAtMost = 20_000;

    /// <summary>How the list is sorted.</summary>
    public AgingOrder Order { get; init; }

    /// <summary>Where the page before ended, as it said; null for the first.</summary>
    public string? After { get; init; }

    /// <summary>Rows of a page, at most 200.</summary>
    public int Count { get; init; } = 50;

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => CompanyOfBooks;

    /// <inheritdoc/>
    public Task<Result<Page<AgingEntry>>> Run(ReadSession session)
    {
        var (day, count) = (AsOf ?? session.Today, Math.Clamp(Count, 1, 200));
        return Order switch
        {
            AgingOrder.Name => ByName(session, day, count),
            AgingOrder.Overdue => MostOverdue(session, day, count),
        };
    }

    private async Task<Result<Page<AgingEntry>>> ByName(ReadSession session, DateOnly day, int count)
    {
        var found = new List<(PackedRow Row, AgedBalance Balance)>();
        var (key, id) = NamePlace(After);
        var place = new PackedRow
        {
            CompanyId = CompanyOfBooks.Value, Currency = Currency.Code, NameKey = key, CustomerId = id,
        };
        var isLast = false;
        // Where many had nothing open on the day, more are read at a time until the page is full.
        for (var reading = ReadFirst; found.Count <= count && !isLast; reading = Math.Min(reading * 4, ReadAtMost))
        {
            var rows = await AgingRows.ByName(session.Db, session.Connection, place, reading);
            found.AddRange(Open(rows, day));
            isLast = rows.Count < reading;
            place = isLast ? place : rows[^1];
        }

        if (found.Count > count)
            return new Page<AgingEntry>([.. found[..count].Select(Entry)],
                Place(found[count - 1].Row.NameKey, found[count - 1].Row.CustomerId));
        // The last page ends with those who are in no list of customers, however many they are.
        var strangers = await AgingRows.Strangers(session.Db, session.Connection, CompanyOfBooks.Value, Currency.Code);
        return new Page<AgingEntry>([.. found.Concat(Open(strangers, day)).Select(Entry)], Next: null);
    }

    private static AgingEntry Entry((PackedRow Row, AgedBalance Balance) one) =>
        new(one.Row.CustomerId, one.Row.Number, one.Row.Name, one.Balance);

    private IEnumerable<(PackedRow Row, AgedBalance Balance)> Open(IEnumerable<PackedRow> rows, DateOnly day) => rows
        .Select(row => (row, Aging.Of(row.Moves, Currency, day, AgingBuckets.Usual)))
        .Where(one => !one.Item2.IsNothing);

    private async Task<Result<Page<AgingEntry>>> MostOverdue(ReadSession session, DateOnly day, int count)
    {
        var everybody = (await AgingRows.Everybody(session.Db, session.Connection, CompanyOfBooks.Value, Currency.Code))
            .Select(row => new AgedCustomer(
                new(row.CustomerId), Aging.Of(row.Moves, Currency, day, AgingBuckets.Usual))).ToList();
        if (!AgedCustomers.Foots(everybody, await AgeCompanies.Total(session, CompanyOfBooks, Currency, day),
            AgingBuckets.Usual))
            return Refusals.DoesNotFoot(Currency, day);
        var found = AgedCustomers.MostOverdue(everybody, OverdueAfter(After), count + 1).ToList();
        var shown = found.Take(count).ToList();
        var known = (await CustomerRows.Of(
                session.Db, session.Connection, [.. shown.Select(one => one.Customer.Value)]))
            .ToDictionary(row => row.Id, StringComparer.Ordinal);
        return new Page<AgingEntry>([.. shown.Select(one => Entry(one, known.GetValueOrDefault(one.Customer.Value)))],
            found.Count > count
                ? Place(shown[^1].Balance.Overdue.Minor.ToString(CultureInfo.InvariantCulture),
                    shown[^1].Customer.Value)
                : null);
    }

    private static AgingEntry Entry(AgedCustomer aged, CustomerRow? known) => new(aged.Customer.Value,
        known?.Number ?? "", known?.Name ?? aged.Customer.Value, aged.Balance);

    // A name may hold any sign: the place is kept as one word of letters and digits. An address somebody wrote by hand
    // begins at the beginning.
    private static string Place(string first, string id) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(
        $"{first}\n{id}"));

    private static (string First, string Id) NamePlace(string? place)
    {
        try
        {
            return Encoding.UTF8.GetString(Convert.FromHexString(place ?? "")).Split('\n') is [var first, var id]
                ? (first, id) : ("", "");
        }
        catch (FormatException)
        {
            return ("", "");
        }
    }

    private static OverduePlace? OverdueAfter(string? place) => NamePlace(place) is var (overdue, id)
        && long.TryParse(overdue, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var minor)
            ? new(minor, id) : null;
}
