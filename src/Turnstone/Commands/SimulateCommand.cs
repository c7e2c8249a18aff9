using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Turnstone.Simulation;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone simulate</c>: a made-up company's days with faults and crashes, in one process; with
/// <c>--scripts</c>, so many fault scripts over sync and posting. The same seed plays the same; what is not as it must
/// be is printed and gives exit code 1.
/// </summary>
internal static class SimulateCommand
{
    private static readonly JsonSerializerOptions Printed = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Makes company, faults and crashes; of scripts, the first one.", HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "Days played.", HelpName = "N", DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int?> At = new("--crash-at")
    {
        Description = "End the process at this one moment instead of by dice: a number of the report.", HelpName = "N",
    };

    private static readonly Option<int?> Scripts = new("--scripts")
    {
        Description = "Play so many fault scripts instead, of one day each, from the seed on.", HelpName = "N",
    };

    private static readonly Option<int> AtOnce = new("--at-once")
    {
        Description = "Of scripts, writes under way at once; a server has 16.", HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public static Command Create()
    {
        var command = new Command("simulate", "Play a company's days with faults and crashes.")
        {
            Seed, Days, At, Scripts, AtOnce,
        };
        command.SetAction((call, stop) => call.GetValue(Scripts) is { } scripts
            ? Series(Terminal.Of(call), (call.GetValue(Seed), Math.Max(1, scripts)),
                Math.Max(1, call.GetValue(AtOnce)), stop)
            : Run(Terminal.Of(call), new()
            {
                Seed = call.GetValue(Seed), Days = Math.Max(1, call.GetValue(Days)), OnlyAt = call.GetValue(At),
            }, stop));
        return command;
    }

    private static async Task<int> Run(Terminal terminal, SimulationSettings settings, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("turnstone-simulate-").FullName;
        try
        {
            var report = await SimulationRun.Play(settings, folder, stop);
            if (terminal.Json)
                terminal.Out.WriteLine(JsonSerializer.Serialize(report, Printed));
            else
                Say(terminal.Out, settings, report);
            return report.Findings.Count == 0 ? Exit.Done : Exit.Problems;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Series(
        Terminal terminal, (int Seed, int Count) of, int atOnce, CancellationToken stop)
    {
        var (payments, kills, failed) = (0, 0, 0);
        var struck = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var report in ScriptSeries.Play(of.Seed, of.Count, atOnce, stop))
        {
            (payments, kills) = (payments + report.Payments, kills + report.Kills);
            foreach (var (kind, times) in report.Struck)
                struck[kind] = struck.GetValueOrDefault(kind) + times;
            if (report.Findings.Count == 0 && of.Count > 1)
                continue;
            failed += report.Findings.Count > 0 ? 1 : 0;
            terminal.Out.WriteLine(report.Script);
            foreach (var finding in report.Findings)
                terminal.Out.WriteLine($"  {finding}.");
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{of.Count} scripts from seed {of.Seed}: {payments} payments, {kills} kills, {failed} with findings."));
        foreach (var (kind, times) in struck)
            terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,6} calls struck by {kind}"));
        return failed == 0 ? Exit.Done : Exit.Problems;
    }

    private static void Say(TextWriter output, SimulationSettings settings, SimulationReport report)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Seed {settings.Seed}, {settings.Days} days: {report.Payments} payments, ")
            + string.Create(CultureInfo.InvariantCulture,
            $"{report.Crashes.Values.Sum()} crashes at {report.Moments} moments."));
        foreach (var (moment, times) in report.Crashes)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{times,6} {moment}"));
        foreach (var finding in report.Findings)
            output.WriteLine(finding);
        if (report.Findings.Count == 0)
            output.WriteLine("Nothing lost, nothing doubled; everything ties out and the log verifies.");
    }
}
