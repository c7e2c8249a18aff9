using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.Cashbench;

/// <summary>What a document is said to be paid with.</summary>
/// <param name="Document">Its printed number.</param>
/// <param name="Cash">Cash on it, negative on a credit that is netted.</param>
/// <param name="Forgiven">Discount and write-off together.</param>
internal sealed record CardLine(string Document, Money Cash, Money Forgiven);

/// <summary>
/// What the evidence card of one receipt shows to whoever decides again: the money, the documents, the signals, the
/// runner-up; nothing of what was decided.
/// </summary>
internal sealed class EvidenceCard
{
    private readonly Dictionary<string, int> _signals = new(StringComparer.Ordinal);
    private readonly List<string> _references = [];

    public EvidenceCard(JsonElement result)
    {
        Reference = result.GetProperty("reference").GetString() ?? "";
        var currency = Currency.Of(Text(result, "currency"));
        Amount = Figure(result, "amount", currency);
        Lines = [.. result.GetProperty("applications").EnumerateArray().Select(line => new CardLine(
            Text(line, "document"), Figure(line, "amount", currency),
            Figure(line, "discount", currency) + Figure(line, "write_off", currency)))];
        foreach (var signal in result.GetProperty("evidence").EnumerateArray())
            Take(Text(signal, "signal"), signal.GetProperty("weight").GetInt32(), Text(signal, "detail"));
        var runnerUp = result.GetProperty("runner_up");
        // Who else may have sent it is no other explanation of the money.
        if (runnerUp.ValueKind == JsonValueKind.Object && runnerUp.GetProperty("documents").GetArrayLength() > 0)
            Rival = runnerUp.GetProperty("score").GetInt32();
    }

    public string Reference { get; }

    public Money Amount { get; }

    public IReadOnlyList<CardLine> Lines { get; }

    /// <summary>Sum of the weights, in milli-log-odds.</summary>
    public int Score { get; private set; }

    /// <summary>Score of the next best explanation; null where there is none.</summary>
    public int? Rival { get; }

    /// <summary>From which chance on it may post unseen, where the card says so.</summary>
    public decimal? Threshold { get; private set; }

    /// <summary>The sentences on numbers in the text, each with the number it means.</summary>
    public IReadOnlyList<string> References => _references;

    public bool Has(params string[] names) => Array.Exists(names, _signals.ContainsKey);

    /// <summary>Some signal of the sender speaks for a customer.</summary>
    public bool KnowsPayer => _signals.Any(signal => signal.Value > 0 && (signal.Key == "customer_number"
        || signal.Key.StartsWith("payer_", StringComparison.Ordinal)));

    private void Take(string name, int weight, string detail)
    {
        Score += weight;
        _signals[name] = Math.Max(weight, _signals.GetValueOrDefault(name, int.MinValue));
        if (name.StartsWith("reference_", StringComparison.Ordinal) || name == "purchase_order")
            _references.Add(detail);
        if (name == "threshold")
            Threshold = decimal.Parse(detail.Split(' ')[^3], CultureInfo.InvariantCulture) / 100;
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    private static Money Figure(JsonElement of, string name, Currency currency) =>
        Money.TryParse(Text(of, name), currency, out var money) ? money
            : throw new FormatException($"{name}: '{Text(of, name)}' is no amount.");
}
