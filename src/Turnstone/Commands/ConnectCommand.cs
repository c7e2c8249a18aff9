using System.CommandLine;
using System.Text.Json;
using Turnstone.Hosting;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Access;
using Turnstone.NetSuite.Probing;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone connect [--credentials F]</c>: tries credentials, permissions and features of a NetSuite account by
/// using them, one line for each. It writes nothing there.
/// </summary>
internal static class ConnectCommand
{
    private const string DefaultFile = "netsuite.json";

    public static Command Create()
    {
        var credentials = new Option<FileInfo?>("--credentials")
        {
            Description = $"The credentials as JSON; without it {DefaultFile} of the data folder is read.",
            HelpName = "F",
        };
        var command = new Command("connect", "Check NetSuite's credentials, permissions and features.") { credentials };
        command.SetAction((call, stop) => Run(Terminal.Of(call), call.GetValue(credentials) ?? Default(), stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, FileInfo file, CancellationToken stop)
    {
        if (!file.Exists)
        {
            terminal.Error.WriteLine(
                $"There is no file {file.FullName}: name one with --credentials, as docs/netsuite-setup.md shows.");
            return Exit.WrongUse;
        }

        if (!Connection.Read(await File.ReadAllTextAsync(file.FullName, stop)).Is(out var connection, out var refusal))
            return terminal.Refuse(refusal with { Sentence = $"{file.Name}: {refusal.Sentence}" });
        if (!NetSuiteClient.Open(connection).Is(out var client, out refusal))
            return terminal.Refuse(refusal with { Sentence = $"{file.Name}: {refusal.Sentence}" });

        using (client)
        {
            Action<Check>? tell = terminal.Json ? null : check => terminal.Out.WriteLine(Line(check));
            var report = await Probe.Run(client.ForPeople(), tell, stop);
            if (terminal.Json)
                WriteJson(terminal.Out, connection.Address.Account, report);
            var exit = ExitOf(report);
            if (exit != Exit.OutsideFailed && file.FullName == Default().FullName)
                await LetIn(stop);
            return exit;
        }
    }

    /// <summary>
    /// The login works: what the jobs remember of refused ones is over. Where `serve` holds the database it goes on by
    /// itself when its pause is over.
    /// </summary>
    private static async Task LetIn(CancellationToken stop)
    {
        var opened = await Installation.Open(new() { Holder = "turnstone connect" }, stop);
        if (!opened.Is(out var installation, out _))
            return;
        await using (installation)
            await installation.ForgetRefusedLogins(stop);
    }

    /// <summary>A login that fails is the world outside; anything else that is missing is a problem to mend.</summary>
    private static int ExitOf(ProbeReport report) =>
        report.Checks.Any(check => check is { Name: "login" or "certificate", State: CheckState.Missing })
            ? Exit.OutsideFailed
            : report.Checks.All(check => check.State == CheckState.Works) ? Exit.Done : Exit.Problems;

    private static string Line(Check check) => $"{Word(check.State),-8} {check.Name}: {check.Sentence}";

    private static string Word(CheckState state) => state switch
    {
        CheckState.Works => "ok",
        CheckState.Doubtful => "look",
        CheckState.Missing => "missing",
        _ => throw new InvalidOperationException($"{state} has no word."),
    };

    private static void WriteJson(TextWriter output, string account, ProbeReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("account", account);
            json.WriteBoolean("usable", report.IsUsable);
            json.WriteStartArray("checks");
            foreach (var check in report.Checks)
            {
                json.WriteStartObject();
                json.WriteString("name", check.Name);
                json.WriteString("state", Word(check.State));
                json.WriteString("sentence", check.Sentence);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteLine(CommandLine.Utf8.GetString(buffer.ToArray()));
    }

    private static FileInfo Default()
    {
        var home = Environment.GetEnvironmentVariable("TURNSTONE_HOME");
        var folder = string.IsNullOrEmpty(home)
            ? Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
                "turnstone")
            : home;
        return new(Path.Combine(folder, DefaultFile));
    }
}
