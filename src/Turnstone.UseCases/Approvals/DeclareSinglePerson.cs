using Turnstone.Domain.Kernel;
using Turnstone.Storage.Approvals;
using Turnstone.Storage.Door;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.Approvals;

/// <summary>
/// Says once that a company has one person only, so that acts of two persons are done by that one and marked so. It
/// ends by itself as soon as a second administrator or controller is there.
/// </summary>
/// <param name="About">The company.</param>
/// <param name="Why">The reason.</param>
public sealed record DeclareSinglePerson(CompanyId About, string Why) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ManagePeople;

    /// <inheritdoc/>
    public CompanyId? Company => About;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Why))
            return Refusals.NoReason();
        var deciders = await ApprovalRows.Deciders(session.Db, session.Connection, About.Value);
        if (deciders is not [var only] || only != session.Person.Id)
            return Refusals.MorePersons(
                await DoorRows.CompanyName(session.Db, session.Connection, About.Value) ?? About.Value);
        await ApprovalRows.DeclareSinglePerson(
            session.Db, (session.Connection, About.Value), session.At, session.Person.Id);
        session.Audit(new("company.single_person", $"company {About}")
        {
            Company = About, Why = Why, Mark = Asking.SinglePersonMark,
        });
        return Done.It;
    }
}
