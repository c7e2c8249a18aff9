using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>How one kind of receipt went.</summary>
/// <param name="Scenario">The kind.</param>
/// <param name="Receipts">How many there are.</param>
/// <param name="Right">How many are right.</param>
/// <param name="AutoRight">How many are decided auto and right.</param>
/// <param name="AutoWrong">How many are decided auto and wrong.</param>
public sealed record ScenarioScore(string Scenario, int Receipts, int Right, int AutoRight, int AutoWrong);

/// <summary>One decision's confidence, and whether it was right.</summary>
/// <param name="Confidence">Between 0 and 1.</param>
/// <param name="Right">It was right.</param>
/// <param name="Auto">It was decided auto.</param>
/// <param name="Barred">A rule keeps it for a person whatever its confidence.</param>
public sealed record JudgedDecision(decimal Confidence, bool Right, bool Auto, bool Barred);

/// <summary>A program's results held against a truth; the rules are those of cashbench/score.py.</summary>
public sealed class BenchScore
{
    private readonly SortedDictionary<string, int[]> _scenarios = new(StringComparer.Ordinal);
    private readonly List<JudgedDecision> _judged = [];
    private int _payers;
    private int _through;
    private int _debits;

    private BenchScore()
    {
    }

    /// <summary>By kind of receipt.</summary>
    public IReadOnlyList<ScenarioScore> Scenarios => [.. _scenarios.Select(entry => new ScenarioScore(entry.Key,
        entry.Value[0], entry.Value[1], entry.Value[2], entry.Value[3]))];

    /// <summary>Every decision about money.</summary>
    public IReadOnlyList<JudgedDecision> Judged => _judged;

    /// <summary>Share of receipts that are right, those that cannot be decided aside.</summary>
    public decimal Right => Share(Decidable.Sum(entry => entry.Right), Decidable.Sum(entry => entry.Receipts));

    /// <summary>Share of the receipts that pay documents, decided auto and right.</summary>
    public decimal StraightThrough => Share(_through, _payers);

    /// <summary>Auto decisions that are wrong.</summary>
    public int AutoWrong => Scenarios.Sum(entry => entry.AutoWrong) + _debits;

    /// <summary>Auto decisions about money.</summary>
    public int Auto => AutoWrong + Scenarios.Sum(entry => entry.AutoRight);

    /// <summary>Share of auto decisions that are wrong.</summary>
    public decimal AutoWrongShare => Share(AutoWrong, Auto);

    private IEnumerable<ScenarioScore> Decidable => Scenarios.Where(entry => !IsOpen(entry.Scenario));

    /// <summary>Scores a results file against a truth file.</summary>
    public static Result<BenchScore> Of(string truth, string results, IReadOnlySet<string>? files = null)
    {
        var score = new BenchScore();
        try
        {
            var got = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
            foreach (var result in Lines(results))
                got[Text(result, "reference") ?? ""] = result;
            foreach (var expected in Lines(truth))
            {
                if (files is null || files.Contains((Text(expected, "file") ?? "").Split('/')[^1]))
                    score.Add(expected, got.TryGetValue(Text(expected, "reference") ?? "", out var found)
                        ? found : null);
            }
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return new Refusal("cashbench.form", $"A line is not of the benchmark's form: {fault.Message}");
        }

        return score;
    }

    private void Add(JsonElement expected, JsonElement? got)
    {
        var status = Text(got, "status");
        var auto = Text(got, "decision") == "auto";
        if (Text(expected, "status") == "excluded")
        {
            _debits += got is not null && auto && status is not ("excluded" or "returned") ? 1 : 0;
            return;
        }

        var right = IsRight(expected, got);
        var counts = auto && status is "applied" or "partially_applied" or "unapplied" && auto;
        var scenario = Text(expected, "scenario") ?? "";
        if (!_scenarios.TryGetValue(scenario, out var score))
            _scenarios[scenario] = score = new int[4];
        score[0]++;
        score[1] += right ? 1 : 0;
        score[2] += counts && right ? 1 : 0;
        score[3] += counts && !right ? 1 : 0;
        if (expected.GetProperty("applications").GetArrayLength() > 0 && !IsOpen(scenario))
        {
            _payers++;
            _through += auto && right ? 1 : 0;
        }

        if (status is "applied" or "partially_applied" or "unapplied")
            _judged.Add(new(decimal.Parse(Text(got, "confidence") ?? "0", CultureInfo.InvariantCulture), right, auto,
                IsBarred(got)));
    }

    private static bool IsRight(JsonElement expected, JsonElement? got)
    {
        if (got is null || Text(got, "status") != Text(expected, "status"))
            return false;
        if (expected.GetProperty("applications").GetArrayLength() > 0)
            return Applications(expected).SequenceEqual(Applications(got.Value), StringComparer.Ordinal);
        return Text(expected, "status") is not ("unapplied" or "partially_applied")
            || got.Value.GetProperty("applications").GetArrayLength() == 0
            && Text(got, "customer") == Text(expected, "customer");
    }

    private static IEnumerable<string> Applications(JsonElement of) => of.GetProperty("applications").EnumerateArray()
        .Select(entry => string.Join('|', Text(entry, "document"), Figure(entry, "amount"), Figure(entry, "discount"),
            Figure(entry, "write_off"))).Order(StringComparer.Ordinal);

    private static string Figure(JsonElement of, string name) =>
        (decimal.Parse(Text(of, name) is { Length: > 0 } figure ? figure : "0", CultureInfo.InvariantCulture)
            / 1.000000000000m).ToString(CultureInfo.InvariantCulture);

    private static string? Text(JsonElement? of, string name) =>
        of is { } element && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null
            ? value.ToString() : null;

    // A program of another kind has no evidence of this form: then only its own word counts.
    private static bool IsBarred(JsonElement? got) => got is { } result
        && result.TryGetProperty("evidence", out var evidence) && evidence.ValueKind == JsonValueKind.Array
        && evidence.EnumerateArray().Any(signal => Text(signal, "signal") == "for_a_person");

    private static bool IsOpen(string scenario) => scenario.EndsWith("_ambiguous", StringComparison.Ordinal);

    private static decimal Share(int part, int all) => all == 0 ? 0 : (decimal)part / all;

    private static IEnumerable<JsonElement> Lines(string path)
    {
        foreach (var line in File.ReadLines(path).Where(line => !string.IsNullOrWhiteSpace(line)))
        {
            using var json = JsonDocument.Parse(line);
            yield return json.RootElement.Clone();
        }
    }
}
