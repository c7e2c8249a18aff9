using Turnstone.Domain.Kernel;
using Turnstone.Storage;
using Turnstone.Storage.Door;

namespace Turnstone.UseCases.Door;

/// <summary>What a question has in hand: the database as of one moment, who asks, and when it is.</summary>
public class ReadSession
{
    internal ReadSession(Db db, Actor actor, Person person, Surroundings around)
    {
        Db = db;
        Actor = actor;
        Person = person;
        Around = around;
        Now = around.Time.GetUtcNow();
        Today = DateOnly.FromDateTime(around.Time.GetLocalNow().Date);
    }

    /// <summary>The open transaction.</summary>
    public Db Db { get; }

    /// <summary>Who asks.</summary>
    public Actor Actor { get; }

    /// <summary>Name and roles of who asks, as of this transaction.</summary>
    public Person Person { get; }

    /// <summary>The connection all rows belong to.</summary>
    public long Connection => Actor.Connection;

    /// <summary>This moment, one for the whole transaction.</summary>
    public DateTimeOffset Now { get; }

    /// <summary>This moment as rows keep it.</summary>
    public long At => Now.ToMicros();

    /// <summary>The calendar day where the program runs.</summary>
    public DateOnly Today { get; }

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancel => Db.Cancel;

    internal Surroundings Around { get; }

    /// <summary>Whose right was used where it is not the person's own; the log says it.</summary>
    internal string? StandsInFor { get; private set; }

    /// <summary>
    /// Refuses by name where the person lacks a right in a company; null where they have it. For acts that learn the
    /// company only from what they load.
    /// </summary>
    public async Task<Refusal?> MayNot(Permission permission, CompanyId? company)
    {
        if (Person.May(permission, company))
        {
            StandsInFor ??= Person.InsteadOf(permission, company);
            return null;
        }

        return company is { } id
            ? Refusals.NotInCompany(Person, permission,
                await DoorRows.CompanyName(Db, Connection, id.Value) ?? id.Value)
            : Refusals.NotAllowed(Person, permission);
    }

    /// <summary>
    /// What the host gave the door to use: the keys, the clock's zone; never something outside the machine.
    /// </summary>
    public T Use<T>() where T : class => Around.Use<T>();
}

/// <summary>What an act has in hand: besides a question's, new ids and the audit log.</summary>
public sealed class Session : ReadSession
{
    private readonly List<AuditNote> _notes = [];

    internal Session(Db db, Actor actor, Person person, Surroundings around)
        : base(db, actor, person, around)
    {
    }

    internal IReadOnlyList<AuditNote> Notes => _notes;

    /// <summary>The first of so many new ids in a row.</summary>
    public Task<long> NewIds(int count) => Db.NewIds(count);

    /// <summary>A new id.</summary>
    public Task<long> NewId() => Db.NewIds(1);

    /// <summary>Stands at every entry of this act that has no mark of its own, such as <c>single person</c>.</summary>
    internal string Mark { get; set; } = "";

    /// <summary>Says what was done; written to the chain as the last step before commit.</summary>
    public void Audit(AuditNote note) => _notes.Add(note.Mark.Length == 0 ? note with { Mark = Mark } : note);
}

/// <summary>What an act says of itself for the log; time, person and chain are the door's to add.</summary>
/// <param name="Act">A stable code of thing and verb, such as <c>receipt.accepted</c>.</param>
/// <param name="Subject">The thing by kind and id, such as <c>receipt 4711</c>.</param>
public sealed record AuditNote(string Act, string Subject)
{
    /// <summary>The company it is about; null where it is about none.</summary>
    public CompanyId? Company { get; init; }

    /// <summary>How it was before: a text, or a value that is kept as JSON.</summary>
    public object? Before { get; init; }

    /// <summary>How it is after: a text, or a value that is kept as JSON.</summary>
    public object? After { get; init; }

    /// <summary>The reason a person gave.</summary>
    public string? Why { get; init; }

    /// <summary>True for people and sign-ins, which belong to no connection.</summary>
    public bool House { get; init; }

    /// <summary>What is out of the ordinary, such as <c>single person</c>.</summary>
    public string Mark { get; init; } = "";
}
