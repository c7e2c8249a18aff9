using System.Text.Json;
using Turnstone.BankFiles;
using Turnstone.UseCases.CashApplication.Cashbench;
using Turnstone.UseCases.CashApplication.PlainFiles;

namespace Turnstone.UseCases.Tests.CashApplication.Cashbench;

/// <summary>Receipts of which the files do not say what is paid stay with a person.</summary>
public sealed class AmbiguousTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory(DisplayName = "No ambiguous receipt of the shared cases is decided unseen (needs shared)")]
    [InlineData("dev-1", false), InlineData("dev-3", false), InlineData("dev-2", true)]
    public void No_ambiguous_receipt_of_the_shared_cases_is_decided_unseen(string name, bool large)
    {
        if (large && Environment.GetEnvironmentVariable("TURNSTONE_LONG") != "1")
            return;
        var root = Shared();
        Assert.SkipWhen(root is null, "The folder ../shared/cashbench is not there.");
        var ambiguous = Ambiguous(Path.Combine(root, name));
        var decided = Decided(Path.Combine(root, name));
        Assert.True(name != "dev-3" || ambiguous.Count > 0, "The case has none.");
        Assert.All(ambiguous, reference => Assert.NotEqual("auto", decided[reference]));
    }

    [Theory]
    [InlineData("maschinenbau"), InlineData("abonnement"), InlineData("studio")]
    public void What_is_decided_unseen_of_made_up_ambiguous_receipts_is_right(string company)
    {
        var made = BenchCases.Generate(_folder, 82, 250, company).Value[0];
        Decided(made);
        var score = BenchScore.Of(Path.Combine(made, "truth.jsonl"), Path.Combine(_folder, "results.jsonl")).Value;
        var ambiguous = score.Scenarios.Where(one => one.Scenario.EndsWith("_ambiguous", StringComparison.Ordinal))
            .ToArray();
        Assert.NotEmpty(ambiguous);
        Assert.All(ambiguous, one => Assert.Equal(0, one.AutoWrong));
    }

    /// <summary>The shared cases beside the repository or above it; null where they are not.</summary>
    private static string? Shared()
    {
        for (var parent = new DirectoryInfo(AppContext.BaseDirectory); parent is not null; parent = parent.Parent)
        {
            var folder = Path.Combine(parent.FullName, "shared", "cashbench");
            if (Directory.Exists(folder))
                return folder;
        }

        return null;
    }

    private static List<string> Ambiguous(string folder)
    {
        var found = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(folder, "truth.jsonl")))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("scenario").GetString() is { } scenario
                && scenario.EndsWith("_ambiguous", StringComparison.Ordinal))
                found.Add(json.RootElement.GetProperty("reference").GetString() ?? "");
        }

        return found;
    }

    /// <summary>The decisions of a case by the bank's reference.</summary>
    private Dictionary<string, string?> Decided(string folder)
    {
        string Of(string name) => Path.Combine(folder, name);
        var files = new PlainBankFiles();
        var input = new PlainDesk(Of("customers.csv"), Of("open_items.csv"), Of("history.csv"), Of("policy.json"))
            .Read(() =>
            {
                foreach (var file in Directory.GetFiles(Of("bank")).Concat(Directory.GetFiles(Of("remittances")))
                    .Order(StringComparer.Ordinal))
                    files.Add(file, ReadSettings.Default);
            }).Value;
        var results = Path.Combine(_folder, "results.jsonl");
        using (var to = File.Create(results))
            PlainMatching.Run(input with { Advices = files.Advices }, files.Lines, to);
        var decided = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(results))
        {
            using var json = JsonDocument.Parse(line);
            decided[json.RootElement.GetProperty("reference").GetString() ?? ""] =
                json.RootElement.GetProperty("decision").GetString();
        }

        return decided;
    }
}
