using System.Globalization;
using System.Text.Json;
using Turnstone.Domain.Kernel;

namespace Turnstone.NetSuite.Records;

/// <summary>
/// A record, or a line of one, as NetSuite gave it: fields by REST name, references by id, lines by sublist.
/// </summary>
/// <param name="Reference">What was read.</param>
/// <param name="Root">Its JSON.</param>
public sealed record NetSuiteRecord(RecordRef Reference, JsonElement Root)
{
    /// <summary>Internal id.</summary>
    public string Id => Text("id") ?? Reference.Id;

    /// <summary>Text of a field; null where it is missing or null. Numbers come as they are written.</summary>
    public string? Text(string field) => !Root.TryGetProperty(field, out var value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "T",
        JsonValueKind.False => "F",
        _ => null,
    };

    /// <summary>
    /// Id of what a field refers to, whether written <c>{"id":"1"}</c> or bare; null where it refers to nothing.
    /// </summary>
    public string? Ref(string field) =>
        Root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object
            ? new NetSuiteRecord(Reference, value).Text("id")
            : Text(field);

    /// <summary>What a reference is called; null where it has no name.</summary>
    public string? RefName(string field) =>
        Root.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Object
            ? new NetSuiteRecord(Reference, value).Text("refName")
            : null;

    /// <summary>True or T.</summary>
    public bool Flag(string field) => Text(field) is "T";

    /// <summary>A date; null where it is empty.</summary>
    public DateOnly? Date(string field) =>
        Text(field) is { Length: >= 10 } text
        && DateOnly.TryParseExact(
            text[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : null;

    /// <summary>A decimal such as a rate; null where it is empty.</summary>
    public decimal? Decimal(string field) =>
        decimal.TryParse(Text(field), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>
    /// An amount of a currency; nothing where it is empty, <see cref="FormatException"/> where it is no such amount.
    /// </summary>
    public Money Amount(string field, Currency currency) => Text(field) is not { } text
        ? Money.Zero(currency)
        : Amounts.TryRead(text, currency, out var amount) ? amount
        : throw new FormatException($"{Reference} holds '{text}' in {field}, which is not an amount in {currency}.");

    /// <summary>Lines of a sublist that came with the record; empty where it has none.</summary>
    public IEnumerable<NetSuiteRecord> Lines(string sublist)
    {
        if (!Root.TryGetProperty(sublist, out var list) || list.ValueKind != JsonValueKind.Object
            || !list.TryGetProperty("items", out var items))
            yield break;

        foreach (var item in items.EnumerateArray())
            yield return new(Reference, item);
    }
}
