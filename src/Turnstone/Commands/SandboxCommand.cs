using System.CommandLine;
using Turnstone.NetSuite.Sandbox;
using Turnstone.NetSuite.Sandbox.Seeding;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone sandbox [--port N] [--data DIR] [--credentials F]</c>: the NetSuite stand-in alone, until it is
/// stopped. What a client needs is written once it listens.
/// </summary>
internal static class SandboxCommand
{
    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port on the loopback; a free one without it.", HelpName = "N",
    };

    private static readonly Option<DirectoryInfo?> Data = new("--data")
    {
        Description = "Where it keeps everything; in memory without it.", HelpName = "DIR",
    };

    private static readonly Option<FileInfo?> Credentials = new("--credentials")
    {
        Description = "Receives what a client needs, as JSON, once it listens.", HelpName = "F",
    };

    private static readonly Option<string> Account = new("--account")
    {
        Description = "The account id.", HelpName = "ID", DefaultValueFactory = _ => new SandboxOptions().Account,
    };

    private static readonly Option<int> Customers = new("--customers")
    {
        Description = "How many customers a new company has; 0 leaves it empty.", HelpName = "N",
        DefaultValueFactory = _ => new SandboxSeed().Customers,
    };

    private static readonly Option<int> Invoices = new("--invoices")
    {
        Description = "How many invoices a customer of a new company has on average.", HelpName = "N",
        DefaultValueFactory = _ => new SandboxSeed().InvoicesPerCustomer,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "The seed of a new company.", HelpName = "N", DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var command = new Command("sandbox", "Run the NetSuite stand-in alone.")
        {
            Port, Data, Credentials, Account, Customers, Invoices, Seed,
        };
        command.SetAction(Run);
        return command;
    }

    private static async Task<int> Run(ParseResult call, CancellationToken stop)
    {
        var terminal = Terminal.Of(call);
        using var account = SandboxAccount.Open(new()
        {
            Account = call.GetValue(Account)!.ToUpperInvariant(),
            Folder = call.GetValue(Data)?.FullName,
        });
        if (account.IsNew && call.GetValue(Customers) is > 0 and var customers)
        {
            new SandboxSeed
            {
                Seed = call.GetValue(Seed), Customers = customers, InvoicesPerCustomer = call.GetValue(Invoices),
            }.Fill(account);
        }

        await using var host = await SandboxHost.Start(account, call.GetValue(Port), stop);
        if (call.GetValue(Credentials) is { } file)
            Write(file, account.Credentials.ToClientFile(account.Account, host.BaseUrl));
        terminal.Out.WriteLine($"{account.Account} listens on {host.BaseUrl}; stop it with Ctrl-C.");
        await host.Stopped(stop);
        return Exit.Done;
    }

    /// <summary>Whole or not at all, and for its owner only: a client may be waiting for the file.</summary>
    private static void Write(FileInfo file, string text)
    {
        file.Directory?.Create();
        var part = file.FullName + ".part";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(part, CommandLine.Utf8, options))
            writer.Write(text);
        File.Move(part, file.FullName, overwrite: true);
    }
}
