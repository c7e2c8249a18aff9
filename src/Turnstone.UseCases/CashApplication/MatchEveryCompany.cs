using Turnstone.Domain.Kernel;
using Turnstone.Storage.Ledger;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>
/// Matches the undecided receipts of every company, one after the other: after an import, and on a timetable.
/// </summary>
public sealed record MatchEveryCompany : ILongUseCase<MatchedReceipts>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Match;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<MatchedReceipts>> Run(Work work)
    {
        var read = await work.Read<string[]>(async session =>
            (await BooksRows.Companies(session.Db, session.Connection)).ToArray());
        if (!read.Is(out var companies, out var refusal))
            return refusal;
        var total = new MatchedReceipts(0, 0, 0, 0);
        foreach (var company in companies)
        {
            if (!(await work.Run(new MatchReceipts(new(company)))).Is(out var done, out refusal))
                return refusal;
            total = new(total.Receipts + done.Receipts, total.Approved + done.Approved,
                total.Proposed + done.Proposed, total.Held + done.Held);
        }

        return total;
    }
}
