using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.NetSuite;
using Turnstone.Storage;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>What a run of tie-outs came to.</summary>
/// <param name="Proved">Both sides equal.</param>
/// <param name="NotProvable">A side is not known.</param>
/// <param name="Failed">The sides differ.</param>
public sealed record TieOutReport(int Proved, int NotProvable, int Failed);

/// <summary>
/// Holds bank lines, statements, money, shares, the bank account, undeposited funds and receivables against one
/// another, and keeps what came out. A failed one stops automatic posting for its account and day.
/// </summary>
/// <param name="Days">How many days back lines are looked at.</param>
public sealed record ComputeTieOuts(int Days = 45) : ILongUseCase<TieOutReport>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Post;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<TieOutReport>> Run(Work work)
    {
        var read = await work.Read<IReadOnlyList<BankDay>>(Load);
        if (!read.Is(out var days, out var refusal))
            return refusal;
        var ties = days.SelectMany(day => day.OwnTies()).ToList();
        if (days.Any(day => day.Setup is not null))
        {
            var outside = new OutsideTies(work, work.Use<INetSuite>());
            if (!(await outside.All(days)).Is(out var others, out refusal))
                return refusal;
            ties.AddRange(others);
        }

        return await work.Write<TieOutReport>(session => Keep(session, ties));
    }

    private async Task<Result<IReadOnlyList<BankDay>>> Load(ReadSession session)
    {
        var accounts = await BankAccounts.Of(session);
        var days = new List<BankDay>();
        foreach (var row in await TieOutRows.Days(session.Db, session.Connection, session.Today.AddDays(-Days)))
        {
            if (accounts.Any(account => account.Id.Value == row.BankAccount))
                days.Add(await BankDay.Load(session, row));
        }

        return days;
    }

    private static async Task<Result<TieOutReport>> Keep(Session session, List<CompanyTie> ties)
    {
        if (ties.Count == 0)
            return new TieOutReport(0, 0, 0);
        var first = await session.NewIds(ties.Count);
        await TieOutRows.Save(session.Db, session.Connection, [.. ties.Select((tie, at) => new TieOutRow
        {
            Id = first + at, CompanyId = tie.Company, BankAccount = tie.BankAccount, Kind = Codes.Of(tie.Tie.Kind),
            Subject = tie.Tie.Subject, Day = tie.Tie.Date, Currency = tie.Tie.Whole.Currency.Code,
            State = Codes.Of(tie.Tie.State), Whole = tie.Tie.Whole.Minor,
            Parts = PostingJson.Write(tie.Tie.Parts), Differences = PostingJson.Write(tie.Tie.Differences),
            Beside = PostingJson.Write(tie.Tie.Beside), RanAt = session.At,
        })]);
        foreach (var failed in ties.Where(tie => tie.Tie.State == TieOutState.Failed))
        {
            session.Audit(new("tie_out.failed", $"{Codes.Of(failed.Tie.Kind)} of {failed.Tie.Subject}")
            {
                Company = new(failed.Company), After = failed.Tie.Differences.Select(difference =>
                    $"{difference.Name}: {difference.Ours} against {difference.Theirs}").ToArray(),
            });
        }

        return new TieOutReport(Count(TieOutState.Proved), Count(TieOutState.NotProvable), Count(TieOutState.Failed));

        int Count(TieOutState state) => ties.Count(tie => tie.Tie.State == state);
    }
}

/// <summary>A tie-out with whose it is.</summary>
/// <param name="Company">Whose books.</param>
/// <param name="BankAccount">Our bank account; empty where it is about the company's ledger.</param>
/// <param name="Tie">The tie-out.</param>
internal sealed record CompanyTie(string Company, string BankAccount, TieOut Tie);
