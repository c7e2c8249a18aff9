using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Ledger;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone sync</c>: pulls customers, documents and applications from NetSuite, all of them first and then what
/// changed. It can be stopped at any moment and goes on where it was.
/// </summary>
internal static class SyncCommand
{
    private static readonly Option<DateOnly?> Since = new("--since")
    {
        Description = "Leave documents out of a first load that are older and settled.", HelpName = "DATE",
    };

    private static readonly Option<bool> Night = new("--night")
    {
        Description = "Read the whole last day again, against changes that came late.",
    };

    public static Command Create()
    {
        var command = new Command("sync", "Pull customers and documents from NetSuite.") { Since, Night };
        command.SetAction((call, stop) => Run(call, Terminal.Of(call), stop));
        return command;
    }

    private static async Task<int> Run(ParseResult call, Terminal terminal, CancellationToken stop)
    {
        var opened = await Installation.Open(new() { Holder = "turnstone sync" }, stop);
        if (!opened.Is(out var installation, out var refusal))
            return terminal.Refuse(refusal);
        await using (installation)
        {
            if (installation.NetSuite is null)
            {
                return terminal.Refuse(new Refusal("sync.not_connected",
                    $"NetSuite is not connected: put its credentials as {Installation.CredentialsFile} into the data "
                    + "folder and try them with 'turnstone connect'.", RefusalKind.Outside));
            }

            var request = new SyncNetSuite(call.GetValue(Night) ? TimeSpan.FromDays(1) : TimeSpan.Zero)
            {
                Since = call.GetValue(Since),
            };
            var done = await installation.Door.Run(request, installation.Service, Watch.Of(terminal), stop);
            return done.Is(out var run, out refusal) ? Say(terminal, run) : terminal.Refuse(refusal);
        }
    }

    private static int Say(Terminal terminal, LedgerRun run)
    {
        if (terminal.Json)
            terminal.WriteJson(run);
        else
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{run.Customers} customers, {run.Documents} documents and {run.Applications} applications "
                + $"new or changed, {run.Drifts} open amounts unexplained."));
        }

        if (run.Notes.Length > 0)
            terminal.Error.WriteLine(run.Notes);
        return run.Drifts > 0 || run.Notes.Length > 0 ? Exit.Problems : Exit.Done;
    }
}
