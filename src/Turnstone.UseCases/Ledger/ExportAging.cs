using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>A whole aging: every customer with something open, and what they come to.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Customers">By name.</param>
/// <param name="Total">All of them together; it agrees with the sums over days.</param>
public sealed record AgingReport(DateOnly AsOf, IReadOnlyList<AgingEntry> Customers, AgedBalance Total);

/// <summary>
/// All customers of a company and currency as of a day; refused where they do not add up to the total.
/// </summary>
/// <param name="CompanyOfBooks">The company.</param>
/// <param name="Currency">The currency.</param>
/// <param name="AsOf">The day; null is today.</param>
public sealed record ExportAging(CompanyId CompanyOfBooks, Currency Currency, DateOnly? AsOf = null)
    : IQuery<AgingReport>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => CompanyOfBooks;

    /// <inheritdoc/>
    public async Task<Result<AgingReport>> Run(ReadSession session)
    {
        var day = AsOf ?? session.Today;
        var first = new PackedRow { CompanyId = CompanyOfBooks.Value, Currency = Currency.Code };
        var (db, connection) = (session.Db, session.Connection);
        var customers = (await AgingRows.ByName(db, connection, first, int.MaxValue))
            .Concat(await AgingRows.Strangers(db, connection, first.CompanyId, first.Currency))
            .Select(row => new AgingEntry(row.CustomerId, row.Number, row.Name,
                Aging.Of(row.Moves, Currency, day, AgingBuckets.Usual)))
            .Where(entry => !entry.Balance.IsNothing).ToList();
        var total = await AgeCompanies.Total(session, CompanyOfBooks, Currency, day);
        return AgedCustomers.Foots(customers.Select(one => new AgedCustomer(new(one.Id), one.Balance)), total,
            AgingBuckets.Usual)
            ? new AgingReport(day, customers, total)
            : Refusals.DoesNotFoot(Currency, day);
    }
}
