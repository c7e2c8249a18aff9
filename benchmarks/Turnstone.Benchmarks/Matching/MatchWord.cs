using System.Diagnostics;
using System.Globalization;
using Turnstone.BankFiles;
using Turnstone.Benchmarks.Running;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;
using Turnstone.UseCases.CashApplication.PlainFiles;

namespace Turnstone.Benchmarks.Matching;

/// <summary>
/// Receipts against open items, files to results, at a quarter, half and the whole of the size; each in a cold process
/// of its own, as <c>turnstone match</c> would run.
/// </summary>
internal static class MatchWord
{
    public static async Task<int> Run(Options options)
    {
        var (receipts, items) = (options.Number("receipts", 10_000), options.Number("items", 100_000));
        Console.WriteLine(Machine.Line);
        Figures.Head("receipts | open items | read files s | match and write s | total s | processor s | peak MB "
            + "| auto | propose | hold | load");
        foreach (var part in (int[])[4, 2, 1])
        {
            using var folder = new TempFolder();
            new SyntheticLedger(folder.Path, items / part).Write(receipts / part);
            var code = await Machine.Child("match-one", "--folder", folder.Path, "--items",
                (items / part).ToString(CultureInfo.InvariantCulture));
            if (code != 0)
                return code;
        }

        return 0;
    }

    public static Task<int> One(Options options)
    {
        var folder = options.Needed("folder");
        var items = options.Number("items", 0);
        var files = new SyntheticLedger(folder, items);
        var clock = Stopwatch.StartNew();
        var bank = new PlainBankFiles();
        var ledger = Value(new PlainDesk(files.Customers, files.OpenItems, files.History, Policy: null)
            .Read(() => bank.Add(files.Receipts, ReadSettings.Default)));
        var input = ledger with
        {
            Advices = bank.Advices,
            Policy = new()
            {
                AsOf = new(2026, 6, 30), DiscountGraceDays = 3,
                WriteOff = new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal)
                {
                    ["USD"] = new(new(2500, Currency.Usd), Percent: null, MonthlyCap: null),
                },
            },
        };
        var read = clock.Elapsed.TotalSeconds;
        IReadOnlyList<Decision> decisions;
        using (var results = new BufferedStream(File.Create(Path.Combine(folder, "results.jsonl")), 1 << 16))
            decisions = PlainMatching.Run(input, bank.Lines, results);
        var total = clock.Elapsed.TotalSeconds;
        if (decisions.Count != bank.Lines.Count)
            throw new InvalidOperationException($"{decisions.Count} decisions on {bank.Lines.Count} receipts.");
        int Count(Verdict verdict) => decisions.Count(decision => decision.Verdict == verdict);
        Figures.Row($"{decisions.Count}", $"{input.OpenItems.Count}", $"{read:F2}", $"{total - read:F2}", $"{total:F2}",
            $"{Machine.ProcessorSeconds:F2}", $"{Machine.PeakMegabytes:F0}", $"{Count(Verdict.Auto)}",
            $"{Count(Verdict.Propose)}", $"{Count(Verdict.Hold)}", $"{Machine.Load}");
        return Task.FromResult(0);
    }

    private static T Value<T>(Result<T> result) => result.Is(out var value, out var refusal) ? value
        : throw new InvalidOperationException(refusal.Sentence);
}
