using Turnstone.UseCases.CashApplication.Cashbench;

namespace Turnstone.UseCases.Tests.CashApplication.Cashbench;

public sealed class CashbenchTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("turnstone").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        string Bytes(string name, int seed) => string.Concat(BenchCases.Generate(Path.Combine(_folder, name), seed, 40,
                "toolhouse").Value.SelectMany(folder => Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal).Select(File.ReadAllText)));
        Assert.Equal(Bytes("a", 7), Bytes("b", 7));
        Assert.NotEqual(Bytes("a", 7), Bytes("c", 8));
    }

    [Fact]
    public void No_document_is_paid_beyond_what_is_open_and_each_receipt_adds_up()
    {
        foreach (var company in BenchCompany.All)
        {
            var made = BenchGenerator.Make(company, 11, 120);
            Assert.All(made.Receipts, receipt => Assert.Equal(receipt.Amount,
                receipt.Applied.Sum(entry => entry.Cash) + receipt.Unapplied));
            Assert.All(made.Receipts.SelectMany(receipt => receipt.Applied).GroupBy(entry => entry.Item), claims =>
                Assert.InRange(claims.Sum(entry => Math.Abs(entry.Cash) + entry.Discount + entry.WriteOff), 1,
                    claims.Key.Open));
        }
    }

    [Fact]
    public void An_unknown_company_is_named_with_those_there_are()
    {
        Assert.False(BenchCases.Generate(_folder, 1, 1, "nobody").Is(out _, out var refusal));
        Assert.Contains("toolhouse", refusal.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_score_counts_right_straight_through_and_wrong_automatic_decisions()
    {
        var truth = Put("truth.jsonl", Line("R1", "cited", "applied", Pays("A", "10.00")),
            Line("R2", "cited", "applied", Pays("B", "5.00")),
            Line("R3", "silent_ambiguous", "applied", Pays("C", "5.00")), Line("R4", "unknown", "unidentified", ""));
        var results = Put("results.jsonl", Got("R1", "applied", "auto", Pays("A", "10")),
            Got("R2", "applied", "auto", Pays("X", "5.00")), Got("R3", "applied", "auto", Pays("D", "5.00")),
            Got("R4", "unidentified", "hold", ""));
        var score = BenchScore.Of(truth, results).Value;
        Assert.Equal((2m / 3, 1m / 2, 2, 3), (score.Right, score.StraightThrough, score.AutoWrong, score.Auto));
    }

    private static string Pays(string document, string amount) =>
        $$"""{"document":"{{document}}","amount":"{{amount}}"}""";

    private static string Line(string reference, string scenario, string status, string application) =>
        $$"""{"reference":"{{reference}}","file":"bank/a.csv","scenario":"{{scenario}}","status":"{{status}}","""
        + $$""" "customer":"C1","applications":[{{application}}]}""";

    private static string Got(string reference, string status, string decision, string application) =>
        $$"""{"reference":"{{reference}}","status":"{{status}}","decision":"{{decision}}","confidence":"0.9990","""
        + $$""" "customer":"C1","applications":[{{application}}]}""";

    private string Put(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllLines(path, lines);
        return path;
    }
}
