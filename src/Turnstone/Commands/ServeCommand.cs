using System.CommandLine;
using System.Net.Sockets;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.People;
using Turnstone.Web.Hosting;

namespace Turnstone.Commands;

/// <summary><c>turnstone serve</c>: the web app and its jobs, until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var address = new Option<string>("--address")
        {
            Description = "Address to listen on.", HelpName = "URL", DefaultValueFactory = _ => "http://127.0.0.1:5080",
        };
        var command = new Command("serve", "Run the web app and its jobs.") { address };
        command.SetAction((call, stop) => Run(Terminal.Of(call), call.GetValue(address) ?? "", stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, string address, CancellationToken stop)
    {
        if (!IsAddress(address))
        {
            terminal.Error.WriteLine($"--address '{address}' is no address: write it as http://127.0.0.1:5080.");
            return Exit.WrongUse;
        }

        var opened = await Installation.Open(new() { Holder = "turnstone serve" }, stop);
        if (!opened.Is(out var installation, out var refusal))
            return terminal.Refuse(refusal);
        await using (installation)
        {
            return await Serve(installation, terminal, new()
            {
                KeyFolder = installation.KeyFolder, Address = address, Connection = installation.Service.Connection,
                HasNetSuite = installation.NetSuite is not null, Jobs = installation.Jobs,
                PushSecret = installation.NetSuite?.Connection.PushSecret,
            }, stop);
        }
    }

    /// <summary>True for an address a browser understands.</summary>
    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var place) && place.Scheme is ("http" or "https");

    /// <summary>Serves until stopped; a port that is taken is said in one sentence.</summary>
    public static async Task<int> Serve(
        Installation installation, Terminal terminal, WebSettings settings, CancellationToken stop)
    {
        await using var app = WebApp.Build(settings, installation.Door);
        try
        {
            await app.StartAsync(stop);
        }
        catch (Exception taken) when (taken is IOException or SocketException)
        {
            terminal.Error.WriteLine($"{settings.Address} cannot be listened on: another program has it, or it is not "
                + "this machine's. Choose another with --address or --port.");
            return Exit.OutsideFailed;
        }

        var place = app.Urls.First();
        terminal.Out.WriteLine($"Turnstone is at {place}; stop it with Ctrl-C.");
        if (await Welcome(installation, terminal, place, stop) is { } unwelcome)
            return terminal.Refuse(unwelcome);
        var ended = new TaskCompletionSource();
        await using var stopping = stop.Register(ended.SetResult);
        await ended.Task;
        await app.StopAsync(CancellationToken.None);
        return Exit.Done;
    }

    /// <summary>While nobody has come in yet, the link of the first person; never a password by default.</summary>
    private static async Task<Refusal?> Welcome(
        Installation installation, Terminal terminal, string place, CancellationToken stop)
    {
        var invited = await installation.Door.Run(new InviteFirst(), installation.Service, stop);
        if (!invited.Is(out var first, out var refusal))
            return refusal;
        if (first.Invitation is { } invitation)
        {
            terminal.Out.WriteLine($"Nobody has come in yet. Choose the password of {InviteFirst.Email} at "
                + $"{PersonCommand.Link(place, invitation)}, and invite the others there.");
        }

        return null;
    }
}
