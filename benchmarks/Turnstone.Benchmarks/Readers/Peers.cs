using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Turnstone.Benchmarks.Running;

namespace Turnstone.Benchmarks.Readers;

/// <summary>
/// Open readers of the npm registry run on the same recipe in the same minutes, from a folder outside the repository
/// where they were installed. They hold what they read in memory, so their file has 20 MB whatever ours has.
/// </summary>
internal static class Peers
{
    private const int Megabytes = 20;
    private const int Passes = 3;

    private static readonly (string Format, string Name)[] Known =
    [
        ("mt940", "mt940js"), ("mt940", "@centrapay/swift-parser"), ("ach", "@ach/ach"), ("ofx-sgml", "ofx-js"),
        ("ofx-xml", "ofx-js"), ("x12-820", "x12-parser"),
    ];

    /// <summary>The fastest of a format: name and MB/s by processor time; null where none is installed.</summary>
    public static async Task<(string Name, double Speed)?> Fastest(string folder, Recipe recipe, TempFolder files)
    {
        var count = Megabytes * 1_000_000 / recipe.BytesEach;
        var file = files.File($"{recipe.Name}.peers");
        await using (var to = new StreamWriter(file))
            recipe.Write(to, count);
        (string Name, double Speed)? fastest = null;
        foreach (var (_, name) in Known.Where(one => one.Format == recipe.Name
            && Directory.Exists(Path.Combine(folder, "node_modules", one.Name))))
        {
            var speed = new FileInfo(file).Length / 1e6 / await Seconds(folder, name, file, count);
            if (fastest is null || speed > fastest.Value.Speed)
                fastest = (name, speed);
        }

        File.Delete(file);
        return fastest;
    }

    private static async Task<double> Seconds(string folder, string name, string file, int count)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var arg in (string[])[Path.Combine(AppContext.BaseDirectory, "Readers", "peers.mjs"),
            Path.GetFullPath(folder), name, file, Passes.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(arg);
        using var process = Process.Start(start) ?? throw new InvalidOperationException("No process.");
        var told = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{name} failed on {file}.");
        using var json = JsonDocument.Parse(told);
        if (json.RootElement.GetProperty("entries").GetInt32() is var entries && entries != count)
            Console.WriteLine($"{name} read {entries} of {count} entries.");
        return Figures.Median(json.RootElement.GetProperty("seconds").EnumerateArray().Skip(1)
            .Select(one => one.GetDouble()));
    }
}
