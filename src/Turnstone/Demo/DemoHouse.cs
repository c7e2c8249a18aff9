using System.Security.Cryptography;
using System.Text.Json;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Approvals;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;
using Turnstone.UseCases.Settings;
using Turnstone.Web.Demo;

namespace Turnstone.Demo;

/// <summary>
/// The four people of the demo company and its settings, made the way every company makes them: by invitations, roles
/// on the word of two, and a text that a second person approves.
/// </summary>
internal sealed class DemoHouse(Installation installation, string folder)
{
    private const string PeopleFile = "people.json";

    /// <summary>
    /// True where a demo ended while its people were being made: nothing else had begun, so it is made anew.
    /// </summary>
    public static bool IsHalfMade(string folder) => Directory.Exists(folder)
        && !File.Exists(Path.Combine(folder, PeopleFile));

    /// <summary>The people, in the order they are shown.</summary>
    public IReadOnlyList<DemoPerson> People { get; private set; } = [];

    /// <summary>Decides receipts.</summary>
    public Actor Clerk => By("clerk");

    /// <summary>Approves.</summary>
    public Actor Controller => By("controller");

    /// <summary>Makes the people, or finds those of an earlier run.</summary>
    public async Task<Refusal?> Invite(CancellationToken cancel)
    {
        var file = Path.Combine(folder, PeopleFile);
        if (File.Exists(file))
        {
            People = JsonSerializer.Deserialize<DemoPerson[]>(await File.ReadAllTextAsync(file, cancel)) ?? [];
            return null;
        }

        var people = new List<DemoPerson>();
        foreach (var (name, role, isAdministrator) in new[]
        {
            ("Mara Kerr", "clerk", false), ("Lena Petri", "controller", false), ("Ana Ruiz", "auditor", true),
            ("Ivo Sand", "administrator", true),
        })
        {
            if (!(await Come(name, isAdministrator, cancel)).Is(out var who, out var refusal))
                return refusal;
            people.Add(new(who.Person, who.Name, role, who.Stamp));
        }

        People = people;
        if (await GiveRoles(cancel) is { } refused)
            return refused;
        // Whole or not at all: the file says that the people are done.
        await File.WriteAllTextAsync(file + ".part", JsonSerializer.Serialize(People), cancel);
        File.Move(file + ".part", file);
        return null;
    }

    /// <summary>Proposes the settings as the clerk and approves them as the controller.</summary>
    public async Task<Refusal?> Settle(string text, CancellationToken cancel)
    {
        var proposed = await installation.Door.Run(new ImportSettings(text, "settings of the demo"), Clerk, cancel);
        if (!proposed.Is(out var settings, out var refusal))
            return refusal;
        return settings.Asked is { Done: false } asked
            ? (await installation.Door.Run(new AnswerRequest(asked.Request, Approve: true), Controller, cancel)).Refusal
            : null;
    }

    private Actor By(string role) =>
        new(People.First(person => person.Role == role).Id, installation.Service.Connection);

    /// <summary>A one-time link, taken up at once with a password that nobody learns.</summary>
    private async Task<Result<SignedIn>> Come(string name, bool isAdministrator, CancellationToken cancel)
    {
        var address = name.ToLowerInvariant().Replace(' ', '.') + "@alderfinch.example";
        var invite = new InvitePerson(name, address, isAdministrator ? Role.Administrator : null);
        var invited = await installation.Door.Run(invite, installation.Service, cancel);
        if (!invited.Is(out var invitation, out var refusal))
            return refusal;
        var password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(24)) + "aA1!";
        return await installation.Door.Run(new AcceptInvite(invitation.Token, password), Actor.Nobody, cancel);
    }

    /// <summary>
    /// Two administrators give the roles over money, one asking and one approving; then one of them keeps to the
    /// books of the auditor.
    /// </summary>
    private async Task<Refusal?> GiveRoles(CancellationToken cancel)
    {
        var (first, second) = (By("administrator"), By("auditor"));
        foreach (var (person, role) in new[] { ("clerk", Role.Clerk), ("controller", Role.Controller) })
        {
            var grant = new AskForApproval<GrantMoneyRole>(new(By(person).Person, role), "the demo's people");
            if (!(await installation.Door.Run(grant, first, cancel)).Is(out var asked, out var refusal))
                return refusal;
            if ((await installation.Door.Run(new AnswerRequest(asked.Request, Approve: true), second, cancel)).Refusal
                is { } refused)
                return refused;
        }

        if ((await installation.Door.Run(new GrantRole(second.Person, Role.Auditor), first, cancel)).Refusal is { } no)
            return no;
        return (await installation.Door.Run(new RevokeRole(second.Person, Role.Administrator, For: null,
            "keeps to the auditor's books"), first, cancel)).Refusal;
    }
}
