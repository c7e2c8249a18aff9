using Turnstone.Domain.Kernel;
using Turnstone.Domain.Reporting;
using Turnstone.Storage.Posting;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Posting;

/// <summary>A tie-out as it was last computed.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Parts">What the whole is made of.</param>
/// <param name="Differences">What differs, by name.</param>
/// <param name="Beside">Shown beside it.</param>
public sealed record TieOutView(
    TieOutRow Row, IReadOnlyList<NamedAmount> Parts, IReadOnlyList<TieDifference> Differences,
    IReadOnlyList<NamedAmount> Beside);

/// <summary>The tie-outs of the days since one, latest first.</summary>
/// <param name="Since">First day.</param>
public sealed record ListTieOuts(DateOnly Since) : IQuery<IReadOnlyList<TieOutView>>
{
    /// <summary>Only of this company; null for every company.</summary>
    public CompanyId? Of { get; init; }

    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<TieOutView>>> Run(ReadSession session) =>
        (await TieOutRows.Since(session.Db, session.Connection, Of?.Value, Since))
            .Where(row => session.Person.May(Permission.See, new CompanyId(row.CompanyId)))
            .Select(row => new TieOutView(row, PostingJson.Read<NamedAmount[]>(row.Parts),
                PostingJson.Read<TieDifference[]>(row.Differences), PostingJson.Read<NamedAmount[]>(row.Beside)))
            .ToList();
}

/// <summary>
/// Lets automatic posting of an account go on for a day whose tie-out failed. The second person decided none of that
/// day's postings.
/// </summary>
/// <param name="Of">Whose books.</param>
/// <param name="BankAccount">Key of the bank account.</param>
/// <param name="Day">The day.</param>
public sealed record ReleaseTieOut(CompanyId Of, string BankAccount, DateOnly Day) : ITwoPersonAct
{
    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public string Subject => $"tie-out of {BankAccount} on {Day:yyyy-MM-dd}";

    /// <inheritdoc/>
    public Permission Asks => Permission.Decide;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Answers => [Permission.Approve];

    /// <inheritdoc/>
    public async Task<Result<Done>> Check(Session session) =>
        (await TieOutRows.Stopped(session.Db, session.Connection, BankAccount)).Contains(Day) ? Done.It
            : Refusals.NothingAsked($"release {Subject}, which does not fail");

    /// <inheritdoc/>
    public async Task<Refusal?> MayAnswer(Session session) =>
        await TieOutRows.DecidedBy(session.Db, session.Connection, Row(session) with
        {
            ReleasedBy = session.Actor.Person,
        }) ? Refusals.DecidedThatDay(session.Person.Name, Day) : null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Apply(Session session, Approval approval)
    {
        await TieOutRows.Release(session.Db, session.Connection, Row(session) with
        {
            Id = await session.NewId(), Why = approval.Why, AskedBy = approval.AskedBy,
            ReleasedBy = approval.ApprovedBy,
        });
        session.Audit(new("tie_out.released", Subject) { Company = Of, Why = approval.Why });
        return Done.It;
    }

    private ReleaseRow Row(Session session) => new()
    {
        CompanyId = Of.Value, BankAccount = BankAccount, Day = Day, ReleasedAt = session.At,
    };
}
