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

    [Theory]
    // The exact intervals of textbooks: none of 10, 1 of 10, half of 10.
    [InlineData(0, 10, 0.0, 0.3085), InlineData(1, 10, 0.0025, 0.4450), InlineData(5, 10, 0.1871, 0.8129)]
    [InlineData(5, 11_246, 0.00014, 0.00104), InlineData(0, 0, 0, 1)]
    public void An_interval_is_the_exact_binomial_one(int part, int all, double low, double high)
    {
        var interval = Interval.Of(part, all);
        Assert.Equal(low, interval.Low, tolerance: 0.0001);
        Assert.Equal(high, interval.High, tolerance: 0.0001);
    }

    [Fact]
    public void A_company_left_out_is_scored_at_the_threshold_that_the_others_make_cheapest()
    {
        Case("one-1", ("A", "A", "0.9990"), ("B", "B", "0.9000"), ("C", "X", "0.8000"));
        Case("two-1", ("A", "A", "0.9500"), ("B", "X", "0.8500"));
        var pool = BenchPool.Of(_folder).Value;

        // Two's only wrong one lies at .85, so all above is cheap; one's own wrong one at .8 stays below it.
        Assert.Equal([new LeftOut("one", 0.95m, 3, 1, 0), new LeftOut("two", 0.9m, 2, 1, 0)], pool.LeaveOneOut(20));
        Assert.Equal((5, 3), (pool.Judged.Count, pool.Judged.Count(one => one.Right)));
        Assert.Equal([(0.8m, 2, 0m), (0.9m, 3, 1m)], pool.Bins.Select(bin => (bin.From, bin.Decisions, bin.Right)));
        Assert.Equal((0.8m + 0.85m + (1 - 0.999m) + 0.1m + 0.05m) / 5, pool.CalibrationError, precision: 6);
    }

    [Fact]
    public void No_two_documents_of_a_company_have_one_number() => Assert.All(BenchCompany.All, company =>
    {
        var made = BenchGenerator.Make(company, 3, 1);
        Assert.Equal(made.Items.Count, made.Items.Select(item => item.Number).Distinct().Count());
    });

    private void Case(string name, params (string Document, string Found, string Confidence)[] receipts)
    {
        Directory.CreateDirectory(Path.Combine(_folder, name));
        Put($"{name}/truth.jsonl", [.. receipts.Select((one, at) =>
            Line($"R{at}", "cited", "applied", Pays(one.Document, "1.00")))]);
        Put($"{name}/results.jsonl", [.. receipts.Select((one, at) =>
            Got($"R{at}", "applied", "auto", Pays(one.Found, "1.00")).Replace("0.9990", one.Confidence,
                StringComparison.Ordinal))]);
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
