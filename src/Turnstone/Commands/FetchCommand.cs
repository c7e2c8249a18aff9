using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Banking;
using Turnstone.UseCases.CashApplication;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone fetch [SOURCE…]</c>: looks now at the places that files come from, whether their time has come or
/// not, and matches what is new. <c>serve</c> does the same by itself.
/// </summary>
internal static class FetchCommand
{
    private static readonly Argument<string[]> Names = new("SOURCE")
    {
        Description = "Sources to look at; without one, all of the settings.", Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create()
    {
        var command = new Command("fetch", "Bring in files from watched folders and SFTP servers.") { Names };
        command.SetAction((call, stop) => Run(call.GetValue(Names) ?? [], Terminal.Of(call), stop));
        return command;
    }

    private static async Task<int> Run(string[] names, Terminal terminal, CancellationToken stop)
    {
        var opened = await Installation.Open(new() { Holder = "turnstone fetch" }, stop);
        if (!opened.Is(out var installation, out var refusal))
            return terminal.Refuse(refusal);
        await using (installation)
        {
            if (!(await Fetch(names, installation, terminal, stop)).Is(out var fetched, out refusal))
                return terminal.Refuse(refusal);
            if (fetched.BroughtFiles && (await installation.Door.Run(new MatchEveryCompany(), installation.Service,
                Watch.Of(terminal), stop)).Refusal is { } unmatched)
                return terminal.Refuse(unmatched);
            Say(terminal, fetched);
            return fetched.Failed.Count == 0 ? Exit.Done : fetched.Fetched.Count == 0
                ? fetched.Failed.Max(Exit.Of) : Exit.Problems;
        }
    }

    private static async Task<Result<FetchedSources>> Fetch(
        string[] names, Installation installation, Terminal terminal, CancellationToken stop)
    {
        if (names.Length == 0)
        {
            return await installation.Door.Run(
                new FetchDueSources { All = true }, installation.Service, Watch.Of(terminal), stop);
        }

        var fetched = new List<FetchedSource>();
        var failed = new List<Refusal>();
        foreach (var name in names)
        {
            var look = await installation.Door.Run(
                new FetchSource(name), installation.Service, Watch.Of(terminal), stop);
            if (look.Is(out var one, out var refusal))
                fetched.Add(one);
            failed.AddRange(refusal is null ? look.Value.Failed : [refusal]);
        }

        return new FetchedSources(fetched, failed);
    }

    private static void Say(Terminal terminal, FetchedSources fetched)
    {
        foreach (var refusal in fetched.Failed)
            terminal.Error.WriteLine(refusal.Sentence);
        if (terminal.Json)
        {
            terminal.WriteJson(fetched);
            return;
        }

        foreach (var source in fetched.Fetched)
        {
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{source.Name}: {source.Files.Count} files brought in, {source.Known} known by their content, "
                + $"{source.Waiting} still being written."));
            foreach (var file in source.Files)
            {
                terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"  {file.Name}: {file.State}, {file.Format}, {file.NewLines} new lines")
                    + (file.Why.Length > 0 ? $". {file.Why}" : ""));
            }
        }

        if (fetched is { Fetched.Count: 0, Failed.Count: 0 })
            terminal.Out.WriteLine("The settings name no place that files come from: add a section sources.");
    }
}
