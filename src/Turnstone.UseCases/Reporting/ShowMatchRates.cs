using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.Storage.Reporting;
using Turnstone.UseCases.Accounts;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Reporting;

/// <summary>How much of what came in was matched, and by whom.</summary>
/// <param name="By">What the groups are.</param>
/// <param name="Total">All receipts, by currency.</param>
/// <param name="Groups">Each group by itself.</param>
/// <param name="Names">Names of the customers among the groups, by id.</param>
public sealed record MatchRateReport(
    MatchRateBy By, IReadOnlyList<MatchRate> Total, IReadOnlyList<MatchRate> Groups,
    IReadOnlyDictionary<string, string> Names)
{
    /// <summary>A group as people call it.</summary>
    public string Called(MatchRate rate) => By is not MatchRateBy.Customer ? rate.Group
        : rate.Group.Length == 0 ? "nobody known" : Names.GetValueOrDefault(rate.Group, rate.Group);
}

/// <summary>
/// Match rates of receipts booked in a span of days: by payment, by document and by money, each group by currency.
/// </summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="By">By what they are put together.</param>
/// <param name="Of">The company to look at; null for all the person may see.</param>
public sealed record ShowMatchRates(DateOnly From, DateOnly To, MatchRateBy By, CompanyId? Of = null)
    : IQuery<MatchRateReport>
{
    /// <inheritdoc/>
    public Permission Needs => Of is null ? Permission.Anyone : Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<MatchRateReport>> Run(ReadSession session)
    {
        if (To < From)
            return CashApplication.Refusals.NoPeriod(From, To);
        if (!(await new ListCompanies().Run(session)).Is(out var companies, out var refusal))
            return refusal;
        var seen = companies.Select(company => company.Id).Where(id => Of is null || Of.Value.Value == id).ToArray();
        var rows = await MatchedRows.Of(session.Db, session.Connection, seen, (From, To),
            Actor.Service(session.Connection).Person);
        var receipts = rows.Select(Receipt).ToArray();
        var groups = MatchRate.Of(receipts, By);
        var names = By is MatchRateBy.Customer
            ? await PostingSources.Customers(session.Db, session.Connection,
                [.. groups.Select(rate => rate.Group).Distinct(StringComparer.Ordinal)])
            : new Dictionary<string, string>(StringComparer.Ordinal);
        return new MatchRateReport(By, MatchRate.Total(receipts), groups, names);
    }

    private static MatchedReceipt Receipt(MatchedRow row) => new(
        row.BookedOn, new(row.Amount, Currency.Of(row.Currency)), Codes.Read<MatchedHow>(row.How),
        Math.Max(1, row.Documents), PaymentMethods.Of(row.Format, row.TypeCode), row.BankAccount,
        row.CustomerId is { } customer ? new CustomerId(customer) : null);
}
