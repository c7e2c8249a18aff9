using Turnstone.Domain.Kernel;
using Turnstone.Storage.CashApplication;
using Turnstone.Storage.People;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.CashApplication;

/// <summary>Somebody who may decide receipts.</summary>
/// <param name="Id">Number of the person.</param>
/// <param name="Name">Full name.</param>
public sealed record Decider(long Id, string Name);

/// <summary>Who may decide receipts of a company by a role of their own: whom a receipt can be given to.</summary>
/// <param name="Of">The company; null for those who may in any.</param>
public sealed record ListDeciders(CompanyId? Of) : IQuery<IReadOnlyList<Decider>>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.See;

    /// <inheritdoc/>
    public CompanyId? Company => Of;

    /// <inheritdoc/>
    public async Task<Result<IReadOnlyList<Decider>>> Run(ReadSession session) =>
        (await RoleRows.People(session.Db, session.Connection))
            .Where(row => row.LeftAt is null && Roles.Of(row.Role ?? "") is { } role
                && Roles.Rights(role).Contains(Permission.Decide)
                && (Of is null || string.IsNullOrEmpty(row.CompanyId) || row.CompanyId == Of.Value.Value))
            .Select(row => new Decider(row.Id, row.Name)).Distinct().ToList();
}

/// <summary>
/// Says whose work a receipt is. It changes nobody's rights: whoever may decide receipts may still decide this one.
/// </summary>
/// <param name="Receipt">Number of the receipt.</param>
/// <param name="To">Who finds out; null gives it back to all.</param>
public sealed record AssignReceipt(long Receipt, long? To) : IUseCase<DecidedReceipt>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.Decide;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<DecidedReceipt>> Run(Session session)
    {
        if (!(await Receipts.Take(session, Receipt, version: null, Permission.Decide)).Is(out var row, out var refusal))
            return refusal;
        if (!(await new ListDeciders(new(row.CompanyId)).Run(session)).Is(out var deciders, out refusal))
            return refusal;
        if (To is { } person && deciders.All(decider => decider.Id != person))
            return People.Refusals.NoPerson(person);
        await ReceiptRows.Save(session.Db, row with { AssignedTo = To });
        return await Deciding.Close(session, row, new("receipt.assigned", Receipts.Subject(row.Id))
        {
            Before = Name(row.AssignedTo), After = Name(To),
        });

        string? Name(long? id) => deciders.FirstOrDefault(decider => decider.Id == id)?.Name;
    }
}
