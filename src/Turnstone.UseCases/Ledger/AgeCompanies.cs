using Turnstone.Domain.Kernel;
using Turnstone.Domain.Ledger;
using Turnstone.Storage;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Ledger;

/// <summary>What all customers of a company owe in one currency.</summary>
/// <param name="Company">The company.</param>
/// <param name="Name">Its name.</param>
/// <param name="Balance">What they owe, by how long it is past due.</param>
public sealed record AgedCompany(string Company, string Name, AgedBalance Balance)
{
    /// <summary>The currency; no two are ever summed.</summary>
    public Currency Currency => Balance.Currency;
}

/// <summary>The aging of the companies as of a day, and how fresh the ledger is.</summary>
/// <param name="AsOf">The day.</param>
/// <param name="Companies">One entry per company and currency with something open, by name.</param>
/// <param name="IsReading">True while a sync or an import is under way: more may be to come.</param>
/// <param name="ReadAt">When the ledger was last read to its end; null where it never was.</param>
public sealed record AgingOverview(
    DateOnly AsOf, IReadOnlyList<AgedCompany> Companies, bool IsReading, DateTimeOffset? ReadAt);

/// <summary>
/// What all customers together owe as of a day, per company and currency: the aging's totals, from sums over days.
/// </summary>
/// <param name="AsOf">The day; null is today.</param>
/// <param name="CompanyFilter">The company to look at; null for all.</param>
public sealed record AgeCompanies(DateOnly? AsOf = null, CompanyId? CompanyFilter = null) : IQuery<AgingOverview>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => CompanyFilter;

    /// <inheritdoc/>
    public async Task<Result<AgingOverview>> Run(ReadSession session)
    {
        var day = AsOf ?? session.Today;
        var names = (await BooksRows.CompanyNames(session.Db, session.Connection))
            .ToDictionary(company => company.Id, company => company.Name, StringComparer.Ordinal);
        var companies = (await Totals(session, day))
            .Where(total => CompanyFilter is not { } only || total.Company == only.Value)
            .Where(total => !total.Balance.IsNothing && session.Person.May(Needs, new CompanyId(total.Company)))
            .Select(total => new AgedCompany(total.Company, names.GetValueOrDefault(total.Company, total.Company),
                total.Balance))
            .OrderBy(company => company.Name, StringComparer.Ordinal)
            .ThenBy(company => company.Currency.Code, StringComparer.Ordinal).ToArray();
        var runs = await RunRows.LatestWhole(session.Db, session.Connection, 20);
        return new AgingOverview(day, companies, runs is [{ State: "running" }, ..],
            runs.FirstOrDefault(run => run.State == "done")?.EndedAt?.ToInstant());
    }

    /// <summary>The totals of a company in a currency; nothing where it has none.</summary>
    internal static async Task<AgedBalance> Total(ReadSession session, CompanyId company, Currency currency,
        DateOnly day) => (await Totals(session, day))
            .Where(total => total.Company == company.Value && total.Balance.Currency == currency)
            .Select(total => total.Balance).FirstOrDefault() ?? AgedBalance.Nothing(currency, AgingBuckets.Usual);

    private static async Task<IEnumerable<(string Company, AgedBalance Balance)>> Totals(
        ReadSession session, DateOnly day) =>
        (await AgingRows.Totals(session.Db, session.Connection, day, AgingBuckets.Usual))
            .GroupBy(row => (row.CompanyId, row.Currency))
            .Select(group => (group.Key.CompanyId, Balance(group, Currency.Of(group.Key.Currency))));

    private static AgedBalance Balance(IEnumerable<AgedTotalRow> rows, Currency currency)
    {
        var sides = rows.ToLookup(row => Codes.Read<LedgerSide>(row.Side));
        Money Sum(IEnumerable<AgedTotalRow> some) => new(some.Sum(row => row.Amount), currency);
        return new([.. Enumerable.Range(0, AgingBuckets.Usual.Count)
            .Select(bucket => Sum(sides[LedgerSide.Debit].Where(row => row.Bucket == bucket)))],
            Sum(sides[LedgerSide.Credit]), Sum(sides[LedgerSide.Deposit]));
    }
}
