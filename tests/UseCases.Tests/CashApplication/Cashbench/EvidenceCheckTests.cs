using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.CashApplication;
using Turnstone.UseCases.CashApplication.Cashbench;
using Turnstone.UseCases.CashApplication.PlainFiles;

namespace Turnstone.UseCases.Tests.CashApplication.Cashbench;

/// <summary>What was decided follows from what is shown, and from nothing else.</summary>
public sealed class EvidenceCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("toolhouse"), InlineData("hospital"), InlineData("seizo"), InlineData("abonnement")]
    public void Every_decision_follows_from_its_evidence(string company)
    {
        var (items, results, _) = Matched(company);
        var check = EvidenceCheck.Of(items, results).Value;
        Assert.Empty(check.Disagreements);
        Assert.True(check.Receipts > 100);
    }

    [Fact]
    public void One_cited_amount_changed_changes_the_answer()
    {
        var (items, results, decisions) = Matched("toolhouse");
        var sure = decisions.Where(decision => decision.Verdict == Verdict.Auto && decision.Evidence.Signals.Any(
            signal => signal.Name == "amount_exact")).Take(5).ToArray();
        Assert.Equal(5, sure.Length);
        foreach (var decision in sure)
        {
            var changed = Path.Combine(_folder, "changed.csv");
            var cited = decision.Shares[0].Applications[0].Number;
            File.WriteAllLines(changed, File.ReadAllLines(items).Select(line => line.StartsWith(cited + ",",
                StringComparison.Ordinal) ? OneMore(line) : line));
            Assert.Contains(EvidenceCheck.Of(changed, results).Value.Disagreements, one =>
                one.Reference == decision.Receipt.Reference && one.Follows.EndsWith("hold", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_decision_that_its_weights_do_not_bear_out_is_found()
    {
        var (items, results, _) = Matched("toolhouse");
        var lines = File.ReadAllLines(results);
        var auto = Array.FindIndex(lines, line => line.Contains("\"decision\":\"auto\"", StringComparison.Ordinal)
            && line.Contains("\"amount_exact\",\"weight\":3500", StringComparison.Ordinal));
        lines[auto] = lines[auto].Replace("\"amount_exact\",\"weight\":3500", "\"amount_exact\",\"weight\":-9500",
            StringComparison.Ordinal);
        File.WriteAllLines(results, lines);
        Assert.Equal("The weights say so.", Assert.Single(EvidenceCheck.Of(items, results).Value.Disagreements).Why);
    }

    /// <summary>The amounts of an item's row, one unit more.</summary>
    private static string OneMore(string row)
    {
        var cells = row.Split(',');
        foreach (var at in (int[])[5, 6])
            cells[at] = (decimal.Parse(cells[at], System.Globalization.CultureInfo.InvariantCulture) + 1).ToString(
                System.Globalization.CultureInfo.InvariantCulture);
        return string.Join(',', cells);
    }

    private (string Items, string Results, IReadOnlyList<Decision> Decisions) Matched(string company)
    {
        var made = Assert.Single(BenchCases.Generate(_folder, 91, 120, company).Value);
        string At(string name) => Path.Combine(made, name);

        var files = new PlainBankFiles();
        foreach (var file in new[] { "bank", "remittances" }.Select(At).Where(Directory.Exists)
            .SelectMany(folder => Directory.GetFiles(folder).Order(StringComparer.Ordinal)))
            files.Add(file, ReadSettings.Default);
        using var to = new MemoryStream();
        var decisions = PlainMatching.Run(new()
        {
            Customers = PlainLedger.Customers(At("customers.csv")).Value, Receipts = [], Advices = files.Advices,
            OpenItems = PlainLedger.OpenItems(At("open_items.csv")).Value,
            History = PlainLedger.History(At("history.csv")).Value, Policy = PlainPolicy.Read(At("policy.json")).Value,
        }, files.Lines, to);
        File.WriteAllText(At("results.jsonl"), Encoding.UTF8.GetString(to.ToArray()));
        return (At("open_items.csv"), At("results.jsonl"), decisions);
    }
}
