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

    private static readonly Option<bool> Compared = new("--compare")
    {
        Description = "Afterwards compare every day's open amounts with NetSuite's own sums, and mend what differs.",
    };

    public static Command Create()
    {
        var command = new Command("sync", "Pull customers and documents from NetSuite.") { Since, Night, Compared };
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
            if (!done.Is(out var run, out refusal))
                return terminal.Refuse(refusal);
            var exit = Say(terminal, run);
            return call.GetValue(Compared) ? Math.Max(exit, await Compare(installation, terminal, stop)) : exit;
        }
    }

    private static async Task<int> Compare(Installation installation, Terminal terminal, CancellationToken stop)
    {
        var done = await installation.Door.Run(
            new CompareLedger(), installation.Service, Watch.Of(terminal), stop);
        if (!done.Is(out var compared, out var refusal))
            return terminal.Refuse(refusal);
        if (terminal.Json)
            terminal.WriteJson(compared);
        else
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{compared.Days} days compared with NetSuite, {compared.Differing.Count} differed, "
                + $"{compared.Documents} documents read again, {compared.Left} days differ still."));
            foreach (var day in compared.Differing)
            {
                var currency = Currency.Of(day.Currency);
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {day.DatedOn:yyyy-MM-dd} company {day.CompanyId} AR account {day.ArAccount}: here "
                    + $"{new Money(day.OurOpen, currency)} of {day.OurDocuments}, in NetSuite "
                    + $"{new Money(day.TheirOpen, currency)} of {day.TheirDocuments}"));
            }
        }

        return compared.Differing.Count > 0 ? Exit.Problems : Exit.Done;
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
