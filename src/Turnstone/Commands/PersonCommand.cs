using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Door;
using Turnstone.UseCases.People;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone person invite</c>: a one-time link, the first person too. It gives no role over money: that takes two
/// people, on the page.
/// </summary>
internal static class PersonCommand
{
    private sealed record Wish(string Name, string Email, string Address, Role? Role, CompanyId? Company);

    public static Command Create() => new("person", "Let people in.") { Invite() };

    /// <summary>The link of an invitation.</summary>
    public static string Link(string address, Invitation invitation) =>
        $"{address.TrimEnd('/')}/invite/{invitation.Token}";

    private static Command Invite()
    {
        var name = new Option<string>("--name") { Description = "Full name.", HelpName = "N", Required = true };
        var email = new Option<string>("--email")
        {
            Description = "The address the person signs in with.", HelpName = "E", Required = true,
        };
        var administrator = new Option<bool>("--administrator")
        {
            Description = "Give the role of administrator, which has no right over money.",
        };
        var company = new Option<string?>("--company")
        {
            Description = "Give it for this company only.", HelpName = "C",
        };
        var address = new Option<string>("--address")
        {
            Description = "Where the app is reached, for the link.", HelpName = "URL",
            DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var command = new Command("invite", "Make a one-time link for a person, the first one too.")
        {
            name, email, administrator, company, address,
        };
        command.Validators.Add(call =>
        {
            if (call.GetValue(company) is not null && !call.GetValue(administrator))
                call.AddError("--company says where a role holds: add --administrator, or leave it out.");
            // Where it is not given, the default is filled in after this.
            if (call.GetValue(address) is { } place && !ServeCommand.IsAddress(place))
                call.AddError("--address is no address: write it as http://127.0.0.1:5080.");
        });
        command.SetAction((call, stop) => Invite(Terminal.Of(call), new(
            call.GetRequiredValue(name), call.GetRequiredValue(email), call.GetRequiredValue(address),
            call.GetValue(administrator) ? Role.Administrator : null,
            call.GetValue(company) is { } id ? new CompanyId(id) : null), stop));
        return command;
    }

    private static Task<int> Invite(Terminal terminal, Wish wish, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone person invite", async Task<Result<int>> (Installation installation) =>
        {
            var invite = new InvitePerson(wish.Name, wish.Email, wish.Role, wish.Company);
            var invited = await installation.Door.Run(invite, installation.Service, stop);
            if (!invited.Is(out var invitation, out var refusal))
                return refusal;
            var link = Link(wish.Address, invitation);
            if (terminal.Json)
                terminal.WriteJson(new { invitation.Person, wish.Name, wish.Email, Link = link, invitation.Until });
            else
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{wish.Name} comes in once, until {invitation.Until:yyyy-MM-dd HH:mm} UTC, at\n{link}"));
            return Exit.Done;
        }, stop);
}
