using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Turnstone.Simulation;

namespace Turnstone.Commands;

/// <summary>
/// <c>turnstone simulate --seed N --days N</c>: a made-up company's days with faults and crashes, in one process. The
/// same seed plays the same; what is not as it must be is printed and gives exit code 1.
/// </summary>
internal static class SimulateCommand
{
    private static readonly JsonSerializerOptions Printed = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Makes company, faults and crashes.", HelpName = "N", Required = true,
    };

    private static readonly Option<int> Days = new("--days")
    {
        Description = "Days played.", HelpName = "N", DefaultValueFactory = _ => 3,
    };

    private static readonly Option<int?> At = new("--crash-at")
    {
        Description = "End the process at this one moment instead of by dice: a number of the report.", HelpName = "N",
    };

    public static Command Create()
    {
        var command = new Command("simulate", "Play a company's days with faults and crashes.") { Seed, Days, At };
        command.SetAction((call, stop) => Run(Terminal.Of(call), new()
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
