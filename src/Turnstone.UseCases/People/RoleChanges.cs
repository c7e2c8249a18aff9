using Turnstone.Domain.Kernel;
using Turnstone.Storage.People;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;

namespace Turnstone.UseCases.People;

/// <summary>Gives a role without rights over money.</summary>
/// <param name="Person">Who gets it.</param>
/// <param name="Role">The role.</param>
/// <param name="For">Company; null for every company.</param>
public sealed record GrantRole(long Person, Role Role, CompanyId? For = null) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ManagePeople;

    /// <inheritdoc/>
    public CompanyId? Company => For;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (For is null && !session.Person.MayEverywhere(Needs))
            return Door.Refusals.NotEverywhere(session.Person, Needs);
        if (Roles.OverMoney(Role) || Role == Role.Service)
            return Refusals.MoneyRole(Roles.Code(Role));
        var key = RoleChanges.Key(session, Person, Role, For);
        if (await RoleChanges.CannotHave(session, key) is { } refusal)
            return refusal;
        await RoleChanges.Give(session, key, approvedBy: null);
        return Done.It;
    }
}

/// <summary>
/// Gives a role with rights over money, on the word of two persons, neither of them alone with themselves.
/// </summary>
/// <param name="Person">Who gets it.</param>
/// <param name="Role">The role.</param>
/// <param name="For">Company; null for every company.</param>
public sealed record GrantMoneyRole(long Person, Role Role, CompanyId? For = null) : ITwoPersonAct
{
    /// <inheritdoc/>
    public CompanyId? Company => For;

    /// <inheritdoc/>
    public string Subject => $"person {Person}";

    /// <inheritdoc/>
    public Permission Asks => Permission.ManagePeople;

    /// <inheritdoc/>
    public IReadOnlyList<Permission> Answers => [Permission.ManagePeople, Permission.ApproveSettings];

    /// <inheritdoc/>
    public async Task<Result<Done>> Check(Session session) => Role == Role.Service
        ? Refusals.MoneyRole(Roles.Code(Role))
        : await RoleChanges.CannotHave(session, RoleChanges.Key(session, Person, Role, For)) is { } refusal
            ? refusal : Done.It;

    /// <inheritdoc/>
    public Task<Refusal?> MayAnswer(Session session) =>
        Task.FromResult(session.Person.Id == Person ? Refusals.OwnRole(session.Person.Name) : null);

    /// <inheritdoc/>
    public async Task<Result<Done>> Apply(Session session, Approval approval)
    {
        await RoleChanges.Give(session, RoleChanges.Key(session, Person, Role, For) with
        {
            GrantedBy = approval.AskedBy,
        }, approval.ApprovedBy);
        return Done.It;
    }
}

/// <summary>Takes a role away; one person can, at once.</summary>
/// <param name="Person">Who has it.</param>
/// <param name="Role">The role.</param>
/// <param name="For">Company it was given for; null for every company.</param>
/// <param name="Why">The reason.</param>
public sealed record RevokeRole(long Person, Role Role, CompanyId? For, string Why) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ManagePeople;

    /// <inheritdoc/>
    public CompanyId? Company => For;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Why))
            return Approvals.Refusals.NoReason();
        if (For is null && !session.Person.MayEverywhere(Needs))
            return Door.Refusals.NotEverywhere(session.Person, Needs);
        if (await RoleRows.Of(session.Db, RoleChanges.Key(session, Person, Role, For)) is not { } row)
            return Refusals.NoRole(Roles.Code(Role));
        await RoleChanges.Take(session, row, Why);
        return Role == Role.Administrator && await RoleRows.Administrators(session.Db, session.Connection) == 0
            ? Refusals.LastAdministrator() : Done.It;
    }
}

/// <summary>Sees a person off: every role goes, every sign-in ends, the log keeps the name.</summary>
/// <param name="Person">Who leaves.</param>
/// <param name="Why">The reason.</param>
public sealed record SeeOff(long Person, string Why) : IUseCase<Done>
{
    /// <inheritdoc/>
    public Permission Needs => Permission.ManagePeople;

    /// <inheritdoc/>
    public CompanyId? Company => null;

    /// <inheritdoc/>
    public async Task<Result<Done>> Run(Session session)
    {
        if (string.IsNullOrWhiteSpace(Why))
            return Approvals.Refusals.NoReason();
        if (!session.Person.MayEverywhere(Needs))
            return Door.Refusals.NotEverywhere(session.Person, Needs);
        if (await AccountRows.Of(session.Db, Person) is not { LeftAt: null } account)
            return Refusals.NoPerson(Person);
        foreach (var row in await RoleRows.All(session.Db, session.Connection, Person))
            await RoleChanges.Take(session, row, Why);
        using var manager = Accounts.Manager(session.Db);
        account.LeftAt = session.At;
        if (Accounts.Refused(await manager.UpdateSecurityStampAsync(account)) is { } refusal)
            return refusal;
        session.Audit(new("person.left", $"person {Person}") { House = true, Why = Why });
        return await RoleRows.Administrators(session.Db, session.Connection) == 0
            ? Refusals.LastAdministrator() : Done.It;
    }
}

internal static class RoleChanges
{
    public static RoleRow Key(Session session, long person, Role role, CompanyId? company) => new()
    {
        ConnectionId = session.Connection, CompanyId = company?.Value ?? "", PersonId = person,
        Role = Roles.Code(role), GrantedBy = session.Person.Id, GrantedAt = session.At,
    };

    public static async Task<Refusal?> CannotHave(Session session, RoleRow key)
    {
        if (await AccountRows.Of(session.Db, key.PersonId) is not { LeftAt: null } account)
            return Refusals.NoPerson(key.PersonId);
        return await RoleRows.Of(session.Db, key) is null ? null : Refusals.HasRole(account.Name, key.Role);
    }

    public static async Task Give(Session session, RoleRow key, long? approvedBy)
    {
        await RoleRows.Add(session.Db, key with { Id = await session.NewId(), ApprovedBy = approvedBy });
        session.Audit(Note("role.granted", key) with { After = new { key.Role, approvedBy } });
    }

    public static async Task Take(Session session, RoleRow row, string why)
    {
        await RoleRows.Revoke(session.Db, row.Id, session.At, session.Person.Id);
        session.Audit(Note("role.revoked", row) with { Before = new { row.Role }, Why = why });
    }

    private static AuditNote Note(string act, RoleRow row) => new(act, $"person {row.PersonId}")
    {
        Company = row.CompanyId.Length == 0 ? null : new CompanyId(row.CompanyId),
    };
}
