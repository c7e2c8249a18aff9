using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.CashApplication;
using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.CashApplication.PlainFiles;

/// <summary>The matching policy from a JSON file.</summary>
public static class PlainPolicy
{
    /// <summary>
    /// Reads <c>write_off_tolerance</c> (per currency an amount, or an object of amount, percent and monthly_cap),
    /// <c>discount_grace_days</c>, <c>as_of</c>, <c>tie_order</c>, <c>auto_confidence</c>, <c>strict</c>, and when a
    /// decision may post unseen: <c>costs</c> (per currency <c>wrong_match</c> and <c>review_minute</c>),
    /// <c>review_seconds</c>, <c>least_settled</c> and <c>customers</c>.
    /// </summary>
    public static Result<MatchingPolicy> Read(string path)
    {
        var file = Path.GetFileName(path);
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(path));
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Policy(json.RootElement, file) : Refusals.Form(file, 1, "it is not a JSON object");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Refusals.NoFile(path);
        }
        catch (JsonException fault)
        {
            return Refusals.Form(file, (fault.LineNumber ?? 0) + 1, "it is not JSON");
        }
        catch (CellFault fault)
        {
            return fault.Refusal;
        }
    }

    private static MatchingPolicy Policy(JsonElement root, string file)
    {
        var limits = new Dictionary<string, WriteOffLimit>(StringComparer.Ordinal);
        if (root.TryGetProperty("write_off_tolerance", out var tolerances))
        {
            if (tolerances.ValueKind != JsonValueKind.Object)
                throw Fault(file, "write_off_tolerance", tolerances, "an object of currencies");
            foreach (var entry in tolerances.EnumerateObject())
            {
                if (!Currency.TryParse(entry.Name, out var currency))
                    throw new CellFault(Refusals.Cell(file, 1, "write_off_tolerance", entry.Name, "a currency code"));
                limits[currency.Code] = Limit(entry.Value, currency, file);
            }
        }

        var tie = Text(root, "tie_order") ?? "none";
        return Auto(root, file).Put(new()
        {
            AsOf = Text(root, "as_of") is { } day
                ? Date(day) ?? throw Fault(file, "as_of", root.GetProperty("as_of"), "a date like 2026-06-30")
                    : DateOnly.MaxValue,
            DiscountGraceDays = Number(root, "discount_grace_days", file) ?? 0,
            TieOrder = tie switch
            {
                "oldest_due" => TieOrder.OldestDue,
                "none" => TieOrder.None,
                _ => throw Fault(file, "tie_order", root.GetProperty("tie_order"), "oldest_due or none"),
            },
            WriteOff = limits,
            AutoConfidence = Number(root, "auto_confidence", file) ?? 9950,
            Strict = root.TryGetProperty("strict", out var strict) && strict.ValueKind == JsonValueKind.True,
        });
    }

    private static AutoRulesText Auto(JsonElement root, string file)
    {
        try
        {
            var rules = root.Deserialize<AutoRulesText>(Door.Plain.Json) ?? new();
            foreach (var (code, costs) in rules.Costs.Concat(rules.Customers.Values.SelectMany(one => one.Costs)))
            {
                if (!Currency.TryParse(code, out var currency) || new[] { costs.WrongMatch, costs.ReviewMinute }.Any(
                    amount => amount is null || !Money.TryParse(amount, currency, out var money) || money.IsNegative))
                    throw new CellFault(Refusals.Cell(file, 1, "costs", code,
                        "a currency with wrong_match and review_minute as amounts in quotes"));
            }

            return rules;
        }
        catch (JsonException)
        {
            throw new CellFault(Refusals.Cell(file, 1, "costs", "…",
                "costs, review_seconds, least_settled and customers as the documentation has them"));
        }
    }

    private static WriteOffLimit Limit(JsonElement value, Currency currency, string file)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return new(Amount(value, currency, file), Percent: null, MonthlyCap: null);
        return new(
            value.TryGetProperty("amount", out var amount) ? Amount(amount, currency, file) : null,
            value.TryGetProperty("percent", out var percent) ? Percent(percent, file) : null,
            value.TryGetProperty("monthly_cap", out var cap) ? Amount(cap, currency, file) : null);
    }

    private static Money Amount(JsonElement value, Currency currency, string file) =>
        Money.TryParse(Plain(value), currency, out var money) ? money : throw Fault(file, "write_off_tolerance", value,
            $"an amount in {currency}");

    private static decimal Percent(JsonElement value, string file) =>
        decimal.TryParse(Plain(value), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            ? percent : throw Fault(file, "write_off_tolerance", value, "a percentage");

    private static int? Number(JsonElement root, string name, string file)
    {
        if (!root.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= 0
            ? number : throw Fault(file, name, value, "a whole number");
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? Plain(value) : null;

    private static string Plain(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString() ?? ""
        : value.GetRawText();

    private static DateOnly? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date : null;

    private static CellFault Fault(string file, string name, JsonElement value, string wanted) =>
        new(Refusals.Cell(file, 1, name, Plain(value), wanted));
}
