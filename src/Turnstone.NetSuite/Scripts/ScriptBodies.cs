using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Turnstone.NetSuite.Records;

namespace Turnstone.NetSuite.Scripts;

/// <summary>
/// What the SuiteApp's scripts take and give. Amounts are decimal texts there, so that no script rounds them.
/// </summary>
internal static class ScriptBodies
{
    public const int MostPayments = 100;

    public static JsonObject Payment(CustomerPaymentRequest payment)
    {
        var heading = payment.Heading;
        var body = new JsonObject
        {
            ["externalId"] = heading.ExternalId,
            ["customer"] = payment.Customer,
            ["currency"] = heading.Currency,
            ["exchangeRate"] = (heading.ExchangeRate ?? 1m).ToString(CultureInfo.InvariantCulture),
            ["date"] = heading.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["payment"] = payment.Payment.ToPlainString(),
            ["arAccount"] = payment.ArAccount,
            ["apply"] = Lines(payment.Apply),
        };
        Set(body, "subsidiary", heading.Subsidiary);
        Set(body, "period", heading.Period);
        Set(body, "memo", heading.Memo);
        Set(body, "checkNumber", payment.CheckNumber);
        Set(body, "account", payment.Account);
        if (payment.Account is null)
            body["undepFunds"] = true;
        if (payment.Credits.Count > 0)
            body["credit"] = Lines(payment.Credits);
        if (heading.Custom.Any())
            body["fields"] = new JsonObject(heading.Custom.Select(field =>
                new KeyValuePair<string, JsonNode?>(field.Key, field.Value)));
        return body;
    }

    public static JsonObject Applications(IEnumerable<KeyValuePair<string, ApplicationsPatch>> payments) => new()
    {
        ["payments"] = new JsonArray([.. payments.Select(one => (JsonNode)new JsonObject
        {
            ["payment"] = one.Key,
            ["customer"] = one.Value.Customer,
            ["apply"] = Lines(one.Value.Apply),
            ["credit"] = Lines(one.Value.Credits),
        })]),
    };

    public static IReadOnlyList<BroughtPayment> ReadBrought(JsonElement root) =>
    [
        .. root.GetProperty("results").EnumerateArray().Select(one => new BroughtPayment(
            one.GetProperty("payment").GetString() ?? "",
            one.TryGetProperty("changed", out var changed) ? changed.GetInt32() : 0,
            one.TryGetProperty("error", out var error) ? ReadError(error) : null)),
    ];

    private static NetSuiteRefusal ReadError(JsonElement error)
    {
        var message = error.GetProperty("message").GetString() ?? "";
        return new(Refusals.BusinessRule, $"NetSuite's script refused it: {message}")
        {
            ErrorCode = error.GetProperty("code").GetString() ?? "", Detail = message, Body = error.GetRawText(),
        };
    }

    private static JsonArray Lines(IReadOnlyList<ApplyLine> lines) => new([.. lines.Select(line =>
    {
        var one = new JsonObject
        {
            ["doc"] = line.Document, ["line"] = line.Line, ["amount"] = line.Amount.ToPlainString(),
        };
        if (line.Discount is { } discount)
            one["discount"] = discount.ToPlainString();
        return (JsonNode)one;
    })]);

    private static void Set(JsonObject body, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            body[name] = value;
    }
}
