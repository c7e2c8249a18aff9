using System.CommandLine;
using System.Globalization;
using Turnstone.Domain.Kernel;
using Turnstone.Hosting;
using Turnstone.UseCases.Settings;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone settings export</c> writes the settings as text; <c>turnstone settings import FILE</c> shows what a
/// text would change and leaves it as a proposal, since the command line approves nothing.
/// </summary>
internal static class SettingsCommand
{
    public static Command Create() => new("settings", "The settings as text, with a diff before a change.")
    {
        Export(), Import(),
    };

    private static Command Export()
    {
        var command = new Command("export", "Write the settings as YAML to standard output.");
        command.SetAction((call, stop) => Export(Terminal.Of(call), stop));
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<FileInfo>("file") { Description = "The settings as YAML." };
        var why = new Option<string>("--why")
        {
            Description = "The reason, for the person who approves.", HelpName = "TEXT", Required = true,
        };
        var command = new Command("import", "Show what a text changes, and propose it to a person.") { file, why };
        command.SetAction((call, stop) => Import(
            Terminal.Of(call), call.GetRequiredValue(file), call.GetRequiredValue(why), stop));
        return command;
    }

    private static Task<int> Export(Terminal terminal, CancellationToken stop) =>
        Installed.Run(terminal, "turnstone settings export", async Task<Result<int>> (Installation installation) =>
        {
            var exported = await installation.Door.Run(new ExportSettings(), installation.Service, stop);
            if (!exported.Is(out var text, out var refusal))
                return refusal;
            if (terminal.Json)
                terminal.WriteJson(new { Settings = text });
            else
                terminal.Out.Write(text);
            return Exit.Done;
        }, stop);

    private static async Task<int> Import(Terminal terminal, FileInfo file, string why, CancellationToken stop)
    {
        if (!file.Exists)
        {
            terminal.Error.WriteLine(BankFileArguments.NoFile(file).Sentence);
            return Exit.WrongUse;
        }

        var text = await File.ReadAllTextAsync(file.FullName, stop);
        return await Installed.Run(terminal, "turnstone settings import", async installation =>
        {
            var (door, service) = (installation.Door, installation.Service);
            if (!(await door.Run(new PreviewSettings(text), service, stop)).Is(out var changes, out var refusal))
                return refusal;
            if (!terminal.Json)
                SayChanges(terminal.Out, changes);
            var imported = await door.Run(new ImportSettings(text, why), service, stop);
            return imported.Is(out var proposed, out refusal) ? Say(terminal, proposed) : refusal;
        }, stop);
    }

    private static void SayChanges(TextWriter output, SettingChange[] changes)
    {
        foreach (var change in changes)
        {
            output.WriteLine(change.Place);
            if (change.Before is not null)
                output.WriteLine($"  - {change.Before}");
            if (change.After is not null)
                output.WriteLine($"  + {change.After}");
        }
    }

    private static int Say(Terminal terminal, SettingsProposed proposed)
    {
        if (terminal.Json)
            terminal.WriteJson(new { proposed.Changes, proposed.Asked?.Request, proposed.Asked?.Done });
        else
            terminal.Out.WriteLine(proposed.Asked switch
            {
                null => "The settings say this already: nothing is proposed.",
                { Done: true } => "Changed: the company has one person, and the log says so.",
                { Request: var request } => string.Create(CultureInfo.InvariantCulture,
                    $"Proposed as request {request}: it holds once a person approves it on the page of approvals."),
            });
        return Exit.Done;
    }
}
