using Turnstone.Domain.CashApplication;
using Turnstone.Domain.CashApplication.Replay;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.CashApplication;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>What the engine said beside what people did, of one company.</summary>
/// <param name="Company">Whose receipts.</param>
/// <param name="Weeks">The scorecard, oldest week first.</param>
/// <param name="Receipts">Every receipt that both decided.</param>
/// <param name="Undecided">Receipts of the engine that no person has decided: they count nowhere.</param>
/// <param name="Curves">What each threshold would have cost, by currency with costs and decisions.</param>
public sealed record ShadowReport(
    CompanyId Company, IReadOnlyList<ShadowWeek> Weeks, IReadOnlyList<ShadowReceipt> Receipts, int Undecided,
    IReadOnlyList<(MatchingCosts Costs, IReadOnlyList<CostPoint> Points)> Curves);

/// <summary>
/// The scorecard of the engine over a span of days: it decides every receipt as it arrives, and where automatic posting
/// is off nothing of that is posted. What it last said before anybody decided is held against what people finally did.
/// </summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
public sealed record ShowShadow(DateOnly From, DateOnly To) : IQuery<ShadowReport[]>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<ShadowReport[]>> Run(ReadSession session)
    {
        if (To < From)
            return Refusals.NoPeriod(From, To);
        var reports = new List<ShadowReport>();
        foreach (var company in await Storage.Ledger.BooksRows.Companies(session.Db, session.Connection))
        {
            if (await session.MayNot(Needs, new CompanyId(company)) is null)
                reports.Add(await Of(session, company));
        }

        return reports.ToArray();
    }

    private async Task<ShadowReport> Of(ReadSession session, string company)
    {
        var rows = await ReplayRows.Shadow(session.Db, session.Connection, company, From, To);
        var final = await ReplayPolicy.Finally(session, [.. rows.Select(row => row.ReceiptId)]);
        var policy = await Policies.Matching(session, company);
        var decided = rows.Where(row => final.ContainsKey(row.ReceiptId)).Select(row => new ShadowReceipt(
            row.BookedOn, new(row.Amount, Currency.Of(row.Currency)), Codes.Read<Verdict>(row.Verdict),
            row.Confidence, row.Barred, final[row.ReceiptId] == row.Says)).ToArray();
        return new(new(company), ShadowWeek.Of(decided, await Policies.ReviewSeconds(session, company)), decided,
            rows.Count - decided.Length,
            [.. policy.Costs.OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => (Costs: entry.Value,
                    Decided: decided.Where(one => one.Amount.Currency.Code == entry.Key).ToArray()))
                .Where(pair => pair.Decided.Length > 0)
                .Select(pair => (pair.Costs, CostPoint.Curve(pair.Decided, pair.Costs)))]);
    }
}
