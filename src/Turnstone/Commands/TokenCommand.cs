using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.Storage;
using Turnstone.UseCases.Banking;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone token</c>: makes, lists and revokes the tokens with which programs and mail services send files of one
/// source. A token is printed once.
/// </summary>
internal static class TokenCommand
{
    public static Command Create() => new("token", "Who may send files of a source by API or mail.")
    {
        Make(), Listed(), Revoke(),
    };

    private static Command Make()
    {
        var source = new Argument<string>("source") { Description = "Key of the source." };
        var note = new Option<string>("--note")
        {
            Description = "Which program sends with it.", HelpName = "TEXT", Required = true,
        };
        var command = new Command("make", "Make a token; it is shown this once.") { source, note };
        command.SetAction((call, stop) => Make(Terminal.Of(call),
            new(call.GetRequiredValue(source), call.GetRequiredValue(note)), stop));
        return command;
    }

    private static Task<int> Make(Terminal terminal, MakeSourceToken make, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone token make", async Task<Result<int>> (Installation installation) =>
        {
            if (!(await installation.Door.Run(make, installation.Service, stop)).Is(out var made, out var refusal))
                return refusal;
            if (terminal.Json)
                terminal.WriteJson(made);
            else
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"Token {made.Id} for files of {made.Source}, shown this once:\n{made.Token}"));
            return Exit.Done;
        }, stop);

    private static Command Listed()
    {
        var command = new Command("list", "The tokens that were made, without the tokens themselves.");
        command.SetAction((call, stop) => List(Terminal.Of(call), stop));
        return command;
    }

    private static Task<int> List(Terminal terminal, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone token list", async Task<Result<int>> (Installation installation) =>
        {
            var listed = await installation.Door.Run(new ListSourceTokens(), installation.Service, stop);
            if (!listed.Is(out var tokens, out var refusal))
                return refusal;
            if (terminal.Json)
            {
                terminal.WriteJson(tokens.Select(token => new
                {
                    token.Id, token.Source, token.Note, MadeAt = token.MadeAt.ToInstant(),
                    RevokedAt = token.RevokedAt?.ToInstant(),
                }));
                return Exit.Done;
            }

            foreach (var token in tokens)
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{token.Id} {token.Source}: {token.Note}, made {token.MadeAt.ToInstant():yyyy-MM-dd}")
                    + (token.RevokedAt is null ? "" : ", revoked"));
            }

            return Exit.Done;
        }, stop);

    private static Command Revoke()
    {
        var id = new Argument<long>("id") { Description = "Number of the token." };
        var command = new Command("revoke", "End a token.") { id };
        command.SetAction((call, stop) => Revoke(Terminal.Of(call), call.GetValue(id), stop));
        return command;
    }

    private static Task<int> Revoke(Terminal terminal, long id, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone token revoke", async Task<Result<int>> (Installation installation) =>
        {
            var revoked = await installation.Door.Run(new RevokeSourceToken(id), installation.Service, stop);
            if (revoked.Refusal is { } refusal)
                return refusal;
            if (!terminal.Json)
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Token {id} has ended."));
            return Exit.Done;
        }, stop);
}
