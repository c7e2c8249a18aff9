using System.CommandLine;
using Turnstone.Demo;
using Turnstone.Hosting;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Sandbox;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone demo [--once]</c>: the stand-in, the sample company and the embedded database in a folder of their own;
/// the whole main job; then the app on it.
/// </summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Do the job, print the table and end." };
        var fresh = new Option<bool>("--fresh") { Description = "Begin anew instead of where the last demo ended." };
        var port = new Option<int>("--port")
        {
            Description = "Port of the app on this machine.", HelpName = "N", DefaultValueFactory = _ => 5080,
        };
        // For those who end this process and not the stand-in: the tests that kill it, or cut it off from its answers.
        var netSuite = new Option<FileInfo?>("--netsuite")
        {
            Description = "Credentials of a stand-in that holds the demo company and runs already.", HelpName = "F",
            Hidden = true,
        };
        var command = new Command("demo", "The main job on a made-up company and a NetSuite stand-in, then the app.")
        {
            once, fresh, port, netSuite,
        };
        command.SetAction((call, stop) => Run(Terminal.Of(call), new(call.GetValue(once), call.GetValue(fresh),
            call.GetValue(port), call.GetValue(netSuite)), stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, DemoWish wish, CancellationToken stop)
    {
        var folder = Folder();
        if (wish.Fresh && Directory.Exists(folder) || DemoHouse.IsHalfMade(folder))
            Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        var clock = new DemoClock(folder);
        try
        {
            using var account = wish.NetSuite is null ? DemoBooks.Open(Path.Combine(folder, "netsuite"), clock) : null;
            await using var sandbox = account is null ? null : await SandboxHost.Start(account, 0, stop);
            var credentials = sandbox?.Account.Credentials.ToClientFile(sandbox.Account.Account, sandbox.BaseUrl)
                ?? await File.ReadAllTextAsync(wish.NetSuite?.FullName ?? "", stop);
            var opened = await Installation.Open(Settings(folder, clock, credentials), stop);
            if (!opened.Is(out var installation, out var refusal))
                return terminal.Refuse(refusal);
            await using (installation)
                return await Play(installation, terminal, folder, wish, stop);
        }
        finally
        {
            clock.Keep();
        }
    }

    private static async Task<int> Play(
        Installation installation, Terminal terminal, string folder, DemoWish wish, CancellationToken stop)
    {
        var house = new DemoHouse(installation, folder);
        if (await house.Invite(stop) is { } uninvited)
            return terminal.Refuse(uninvited);
        var morning = new DemoMorningRun(installation, house, terminal);
        if (await morning.Play(stop) is { } stopped)
            return terminal.Refuse(stopped);
        if (!(await morning.Print(stop)).Is(out var foots, out var refusal))
            return terminal.Refuse(refusal);
        if (!foots)
            return Exit.Problems;
        return wish.Once ? Exit.Done : await ServeCommand.Serve(installation, terminal, new()
        {
            KeyFolder = installation.KeyFolder, Address = $"http://127.0.0.1:{wish.Port}", SwitchesPeople = true,
            DemoPeople = house.People, Connection = installation.Service.Connection,
            HasNetSuite = true,
        }, stop);
    }

    /// <summary>How the installation of a demo's folder is opened.</summary>
    internal static InstallationSettings Settings(string folder, TimeProvider clock, string credentials) => new()
    {
        Holder = "turnstone demo", Time = clock, NetSuite = new NetSuiteSettings(clock), Credentials = credentials,
        // The demo has a folder of its own, whatever the environment says of the real one.
        Variable = name => name switch
        {
            "TURNSTONE_HOME" => Path.Combine(folder, "data"),
            "TURNSTONE_KEYS" => Path.Combine(folder, "keys"),
            "TURNSTONE_DATABASE" => null,
            _ => Environment.GetEnvironmentVariable(name),
        },
    };

    private static string Folder()
    {
        var home = Environment.GetEnvironmentVariable("TURNSTONE_HOME");
        var data = string.IsNullOrEmpty(home)
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData,
                Environment.SpecialFolderOption.DoNotVerify), "turnstone")
            : home;
        return Path.Combine(data, "demo");
    }
}

/// <summary>What the demo was asked for.</summary>
/// <param name="Once">Ends after the table.</param>
/// <param name="Fresh">Begins anew.</param>
/// <param name="Port">Port of the app.</param>
/// <param name="NetSuite">Credentials of a stand-in that runs already; null starts one.</param>
internal sealed record DemoWish(bool Once, bool Fresh, int Port, FileInfo? NetSuite);
