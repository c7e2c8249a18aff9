using System.Diagnostics;
using System.Globalization;
using System.Xml;
using Turnstone.BankFiles;
using Turnstone.Benchmarks.Running;

namespace Turnstone.Benchmarks.Readers;

/// <summary>
/// Reads each synthetic file from disk to its end, every item consumed and all checks on. A format has a process of its
/// own: the first pass is cold, warm is the median of the passes after two more. Processor time counts all threads.
/// </summary>
internal static class ReadersWord
{
    private const int Warming = 2;
    private const int Passes = 3;

    public static async Task<int> Run(Options options)
    {
        var megabytes = options.Number("mb", 20);
        using var folder = new TempFolder();
        Console.WriteLine(Machine.Line);
        Figures.Head("format | MB | entries | cold MB/s | warm MB/s | by processor time: cold MB/s | warm MB/s "
            + "| warm entries/s | allocated MB | peak MB | fastest peer (note's figure) "
            + "| times its MB/s | times its entries/s | npm's fastest, in this run | times its MB/s | load");
        foreach (var recipe in Recipe.All.Where(one => options.Text("format") is not { } only || one.Name == only))
        {
            var file = folder.File(recipe.Name);
            var count = megabytes * 1_000_000 / recipe.BytesEach;
            var peer = options.Text("peers") is { } installed
                ? await Peers.Fastest(installed, recipe, folder) : null;
            await using (var to = new StreamWriter(file))
                recipe.Write(to, count);
            string[] beside = peer is { } one ? ["--peer", one.Name, "--speed",
                ((int)(one.Speed * 100)).ToString(CultureInfo.InvariantCulture)] : [];
            var code = await Machine.Child(["read-one", "--format", recipe.Name, "--file", file, "--entries",
                count.ToString(CultureInfo.InvariantCulture), .. beside]);
            if (code != 0)
                return code;
            File.Delete(file);
        }

        return 0;
    }

    public static Task<int> One(Options options)
    {
        var recipe = Recipe.All.Single(one => one.Name == options.Needed("format"));
        var file = options.Needed("file");
        var expected = options.Number("entries", 0);
        var size = new FileInfo(file).Length / 1e6;
        var (clocked, worked) = (new List<double>(), new List<double>());
        long allocated = 0;
        for (var pass = 0; pass < 1 + Warming + Passes; pass++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (clock, processor) = (Stopwatch.StartNew(), Machine.ProcessorSeconds);
            var (entries, problem) = Read(file);
            clocked.Add(clock.Elapsed.TotalSeconds);
            worked.Add(Machine.ProcessorSeconds - processor);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            if (entries == expected && problem is null)
                continue;
            Console.Error.WriteLine($"{recipe.Name}: {entries} of {expected} entries were read. {problem}");
            return Task.FromResult(1);
        }

        var peak = Machine.PeakMegabytes;
        var (wall, warm) = (Warm(clocked), Warm(worked));
        Figures.Row($"{recipe.Name}", $"{size:F1}", $"{expected}", $"{size / clocked[0]:F1}", $"{size / wall:F1}",
            $"{size / worked[0]:F1}", $"{size / warm:F1}", $"{expected / warm / 1000:F0} k", $"{allocated / 1e6:F0}",
            $"{peak:F0}", $"{Peer(recipe)}", $"{Times(size / warm, recipe.Peer?.Megabytes)}",
            $"{Times(expected / warm, recipe.Peer?.Entries)}", $"{Beside(options)}",
            $"{Times(size / warm, options.Text("peer") is null ? null : options.Number("speed", 0) / 100.0)}",
            $"{Machine.Load}");
        if (recipe.Name == "camt.053")
            Floor(file, size, warm);
        return Task.FromResult(0);
    }

    private static double Warm(List<double> passes) => Figures.Median(passes.Skip(1 + Warming));

    private static string Beside(Options options) => options.Text("peer") is not { } name ? ""
        : string.Create(CultureInfo.InvariantCulture, $"{name}: {options.Number("speed", 0) / 100.0:F1} MB/s");

    private static string Peer(Recipe recipe) => recipe.Peer is not { } peer ? "none timed"
        : string.Create(CultureInfo.InvariantCulture,
            $"{peer.Who}: {peer.Megabytes} MB/s, {peer.Entries / 1000:F0} k/s");

    private static string Times(double ours, double? peer) =>
        peer is not { } theirs ? "" : (ours / theirs).ToString("F1", CultureInfo.InvariantCulture);

    /// <summary>Entries, lines of remittances for a file that has only those, and the first problem.</summary>
    private static (int Entries, string? Problem) Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        int entries = 0, lines = 0;
        string? problem = null;
        foreach (var item in BankFile.Read(stream, ReadSettings.Default))
        {
            switch (item)
            {
                case TransactionRead: entries++; break;
                case RemittanceRead read: lines += read.Remittance.Lines.Count; break;
                case ProblemFound found: problem ??= $"{found.Problem.Rule}: {found.Problem.Message}"; break;
                default: break;
            }
        }

        return (entries > 0 ? entries : lines, problem);
    }

    /// <summary>The same file through a loop that only walks the nodes and adds the amounts.</summary>
    private static void Floor(string file, double size, double ours)
    {
        var times = new List<double>();
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreWhitespace = true,
        };
        for (var pass = 0; pass < 1 + Warming + Passes; pass++)
        {
            var processor = Machine.ProcessorSeconds;
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            using var xml = XmlReader.Create(stream, settings);
            var (sum, inAmount) = (0m, false);
            while (xml.Read())
            {
                if (inAmount && xml.NodeType == XmlNodeType.Text)
                    sum += decimal.Parse(xml.Value, CultureInfo.InvariantCulture);
                inAmount = xml is { NodeType: XmlNodeType.Element, LocalName: "Amt" };
            }

            if (sum <= 0)
                throw new InvalidOperationException("The loop saw no amount.");
            times.Add(Machine.ProcessorSeconds - processor);
        }

        var floor = Warm(times);
        Figures.Row($"bare XmlReader loop", $"{size:F1}", $"", $"", $"", $"", $"{size / floor:F1}", $"",
            $"", $"", $"camt.053 reader against it: {floor / ours:F2}", $"", $"", $"", $"", $"{Machine.Load}");
    }
}
