using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace Simulation;

/// <summary>
/// The real process, killed with SIGKILL at seeded moments of the main job and started again. What it ends with is
/// what a
/// run without kills ends with: every line once, every decided receipt once in the stand-in's books, and a whole log.
/// </summary>
public sealed class KillTests
{
    private static readonly int Kills = Environment.GetEnvironmentVariable("TURNSTONE_LONG") == "1" ? 200 : 6;

    [Fact]
    public void A_morning_killed_again_and_again_ends_as_one_that_was_not()
    {
        var root = Directory.CreateTempSubdirectory("turnstone-kill-").FullName;
        try
        {
            var whole = Run(Path.Combine(root, "whole"));
            Assert.Equal(0, whole.Exit);
            Assert.Contains("= foots", whole.Table, StringComparison.Ordinal);

            var random = new Random(20260630);
            var during = new SortedDictionary<string, int>(StringComparer.Ordinal);
            for (var done = 0; done < Kills;)
            {
                // A folder is killed several times before it may finish: later kills hit a job taken up half-way.
                var folder = Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"killed-{done}"));
                for (var round = 0; round < 3 && done < Kills; round++, done++)
                {
                    var stage = Killed(folder, whole.Took * (0.1 + 0.85 * random.NextDouble()));
                    during[stage] = during.GetValueOrDefault(stage) + 1;
                }

                var ended = Run(folder);
                Assert.True(ended.Exit == 0, $"killed at {string.Join(", ", during)}: {ended.Said}");
                Assert.True(Decided(whole.Table) == Decided(ended.Table),
                    $"killed at {string.Join(", ", during)}:\n{ended.Table}\n{ended.Said}");
                Assert.Equal(Decided(Run(folder).Table), Decided(ended.Table));
            }

            TestContext.Current.TestOutputHelper?.WriteLine(string.Join(", ",
                during.Select(stage => $"{stage.Key}: {stage.Value}")));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static (int Exit, string Table, string Said, TimeSpan Took) Run(string folder)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(folder);
        var said = process.StandardError.ReadToEndAsync();
        var table = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, table, said.Result, watch.Elapsed);
    }

    /// <summary>
    /// What is settled and what the bank booked. What nobody decided is looked at anew by each run, with what the
    /// books know
    /// by then, and may be proposed otherwise.
    /// </summary>
    private static string Decided(string table) => string.Join('\n', table.Split('\n')
        .Where(line => !line.Contains(" undecided ", StringComparison.Ordinal)));

    /// <summary>Kills the process after so long; answers the last thing it was heard doing.</summary>
    private static string Killed(string folder, TimeSpan after)
    {
        using var process = Start(folder);
        var said = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(after))
            process.Kill();
        process.WaitForExit();
        var last = said.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "start";
        return "after " + last.Split(' ')[0];
    }

    private static Process Start(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "turnstone.dll");
        var start = new ProcessStartInfo("dotnet", [program, "demo", "--once"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        start.Environment["TURNSTONE_HOME"] = folder;
        start.Environment.Remove("TURNSTONE_DATABASE");
        return Process.Start(start) ?? throw new InvalidOperationException("turnstone did not start.");
    }
}
