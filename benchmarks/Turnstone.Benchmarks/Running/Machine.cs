using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Turnstone.Benchmarks.Running;

/// <summary>What a figure depends on besides the code.</summary>
internal static class Machine
{
    /// <summary>Peak working set of this process so far, in MB.</summary>
    public static double PeakMegabytes
    {
        get
        {
            using var process = Process.GetCurrentProcess();
            return process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>Processes that wanted a core over the last minute; empty where the system does not tell.</summary>
    public static string Load => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "";

    /// <summary>
    /// Time the cores worked for this process so far, all threads: unlike the clock it hardly sees the neighbours.
    /// </summary>
    public static double ProcessorSeconds => Environment.CpuUsage.TotalTime.TotalSeconds;

    /// <summary>Cores, memory, runtime, load.</summary>
    public static string Line => string.Create(CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:F0} GB, "
        + $"{RuntimeInformation.FrameworkDescription}, load average {Load}");

    /// <summary>
    /// Runs a word in a process of its own, so that its peak memory and its cold first pass are its own.
    /// </summary>
    public static async Task<int> Child(params IEnumerable<string> args)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? throw new InvalidOperationException("No path."));
        foreach (var arg in args)
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("No process.");
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
