using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Door;

/// <summary>Why the door did not let a request in.</summary>
public static class Refusals
{
    /// <summary>No such person.</summary>
    public static Refusal NoPerson(long id) => new("door.no_person",
        $"Nobody here has the number {id}: sign in again.", RefusalKind.NotAllowed);

    /// <summary>The person has left.</summary>
    public static Refusal Left(string name) => new("door.left",
        $"{name} has left and may do nothing here: an administrator can invite them again.", RefusalKind.NotAllowed);

    /// <summary>No such connection.</summary>
    public static Refusal NoConnection(long id) => new("door.no_connection",
        $"There is no connection {id}: choose one of those set up.", RefusalKind.NotFound);

    /// <summary>No such company.</summary>
    public static Refusal NoCompany(string company) => new("door.no_company",
        $"There is no company {company} in this connection: synchronise, or choose another.", RefusalKind.NotFound);

    /// <summary>No role of theirs holds the right anywhere.</summary>
    public static Refusal NotAllowed(Person person, Permission permission) => new("door.not_allowed",
        $"{Name(person)} may not {Roles.Phrase(permission)}: that needs the role {Roles.Holders(permission)}, "
        + "which an administrator grants.", RefusalKind.NotAllowed);

    /// <summary>No role of theirs holds the right in that company.</summary>
    public static Refusal NotInCompany(Person person, Permission permission, string company) => new(
        "door.not_in_company",
        $"{Name(person)} may not {Roles.Phrase(permission)} in {company}: that needs the role "
        + $"{Roles.Holders(permission)} there, which an administrator grants.", RefusalKind.NotAllowed);

    /// <summary>Their role does not hold the right in every company.</summary>
    public static Refusal NotEverywhere(Person person, Permission permission) => new("door.not_everywhere",
        $"{Name(person)} may not {Roles.Phrase(permission)} in every company: that needs the role "
        + $"{Roles.Holders(permission)} for all of them, which an administrator grants.", RefusalKind.NotAllowed);

    /// <summary>An idempotency key came back with another request.</summary>
    public static Refusal KeyReused(string key) => new("door.key_reused",
        $"The idempotency key '{key}' was used for another request: choose a new one.", RefusalKind.Conflict);

    private static string Name(Person person) => person.Id == 0 ? "Somebody who is not signed in" : person.Name;
}
