using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Turnstone.BankFiles;

namespace BankFiles.Tests.Collected;

/// <summary>What the tests of other readers expect of a file, field by field.</summary>
internal static partial class PeersExpected
{
    private static readonly Dictionary<string, string> Golden = new(StringComparer.Ordinal)
    {
        ["OCA-bank-statement-import__test-camt053-txdtls"] = "OCA-bank-statement-import__golden-camt053-txdtls",
        ["OCA-bank-statement-import__test-camt053"] = "OCA-bank-statement-import__golden-camt053",
    };

    public static IEnumerable<Figure> Of(Manifest.Row row, FileContent read)
    {
        var name = Path.GetFileNameWithoutExtension(row.File);
        name = Golden.GetValueOrDefault(name, name);
        return row.Format switch
        {
            "mt940" when Json(row, name) is { } file => Statements(file, read),
            "camt" when Text("camt-expected-pydata", name + ".pydata.txt") is { } text => Rows(text, read),
            "camt" when Json(row, name) is { } file => Entries(file, read),
            "fedwire" when Json(row, name) is { } file => Wire(file, read),
            _ => [],
        };
    }

    private static IEnumerable<Figure> Statements(JsonElement file, FileContent read)
    {
        foreach (var (at, stated) in file.EnumerateArray().Index())
        {
            var ours = read.Statements[at];
            yield return new($"account {at}", Said(stated, "accountId"), ours.Head.Account);
            yield return new($"opening {at}", Balance(stated.GetProperty("openingBalance")),
                Amount(ours.Head.Opening?.ToDecimal()));
            yield return new($"closing {at}", Balance(stated.GetProperty("closingBalance")),
                Amount(ours.End?.Closing?.ToDecimal()));
            foreach (var (number, entry) in stated.GetProperty("transactions").EnumerateArray().Index())
            {
                var our = ours.Transactions.ElementAtOrDefault(number);
                var sign = entry.GetProperty("isCredit").GetBoolean() ? 1 : -1;
                yield return new($"amount {at}.{number}", Amount(sign * entry.GetProperty("amount").GetDecimal()),
                    Amount(our?.Amount.ToDecimal()));
                yield return new($"value date {at}.{number}", Said(entry, "valueDate"), Day(our?.ValueDate));
                if (Said(entry, "entryDate") is { Length: > 0 } booked)
                    yield return new($"entry date {at}.{number}", booked, Day(our?.Date));
            }
        }
    }

    private static string Balance(JsonElement balance) => Amount((balance.GetProperty("isCredit").GetBoolean() ? 1 : -1)
        * balance.GetProperty("value").GetDecimal());

    // The amounts of this peer are in minor units, with their sign.
    private static IEnumerable<Figure> Entries(JsonElement file, FileContent read)
    {
        var ours = read.Transactions.ToList();
        var stated = file.GetProperty("getEntries").EnumerateArray()
            .Where(entry => entry.ValueKind == JsonValueKind.Object).ToList();
        yield return new("peer's entries", Amount(stated.Count), Amount(ours.Count));
        foreach (var (at, entry) in stated.Index())
        {
            var amount = entry.GetProperty("getAmount");
            yield return new($"amount {at}", Said(amount, "getAmount"), ours[at].Amount.Minor
                .ToString(CultureInfo.InvariantCulture));
            yield return new($"currency {at}", Said(amount.GetProperty("getCurrency"), "getCode"),
                ours[at].Amount.Currency.Code);
            yield return new($"booking date {at}", Said(entry.GetProperty("getBookingDate"), "0")[..10],
                Day(ours[at].Date));
            yield return new($"value date {at}", Said(entry.GetProperty("getValueDate"), "0")[..10],
                Day(ours[at].ValueDate));
        }
    }

    // A tuple of Python, one row for each detail of an entry.
    private static IEnumerable<Figure> Rows(string text, FileContent read)
    {
        var ours = read.Transactions.SelectMany(entry => entry.Parts.Count > 0 ? entry.Parts : [entry]).ToList();
        var amounts = Values(text, "amount");
        yield return new("peer's rows", Amount(amounts.Count), Amount(ours.Count));
        foreach (var (at, amount) in amounts.Index())
            yield return new($"row {at}", Amount(decimal.Parse(amount, CultureInfo.InvariantCulture)),
                Amount(ours.ElementAtOrDefault(at)?.Amount.ToDecimal()));
        foreach (var (at, name) in Values(text, "partner_name").Index())
            yield return new($"payer {at}", name, ours.ElementAtOrDefault(at)?.Payer.Name ?? "");
    }

    private static List<string> Values(string text, string key) => [.. Pair().Matches(text)
        .Where(match => match.Groups[1].Value == key).Select(match => match.Groups[2].Value.Trim('\''))];

    private static IEnumerable<Figure> Wire(JsonElement file, FileContent read)
    {
        var message = file.GetProperty("fedWireMessage");
        var our = read.Transactions.Single();
        yield return new("cents", Said(message.GetProperty("amount"), "amount").TrimStart('0'),
            our.Amount.Minor.ToString(CultureInfo.InvariantCulture));
        if (message.TryGetProperty("originator", out var originator))
            yield return new("originator", Said(originator.GetProperty("personal"), "name"), our.Payer.Name ?? "");
        if (message.TryGetProperty("senderReference", out var reference))
            yield return new("sender's reference", Said(reference, "senderReference"), our.References.Values
                .Append(our.Reference).Contains("Sender Reference") ? "Sender Reference" : "none");
    }

    private static string Said(JsonElement element, string name) => element.GetProperty(name).GetString() ?? "";

    private static string Amount(decimal? amount) =>
        amount?.ToString("0.#####", CultureInfo.InvariantCulture) ?? "none";

    private static string Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "none";

    private static JsonElement? Json(Manifest.Row row, string name) =>
        Text($"{row.Format}-expected-json", name + ".json") is { } text ? JsonDocument.Parse(text).RootElement : null;

    private static string? Text(string folder, string file)
    {
        var path = Path.Combine(SharedFiles.Folder("fixtures"), folder, file);
        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    [GeneratedRegex("""'(\w+)': ('[^'\n]*'|-?[\d.]+)""")]
    private static partial Regex Pair();
}
