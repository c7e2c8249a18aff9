using System.Globalization;
using System.Text.Json.Nodes;
using Turnstone.Domain.Kernel;
using Turnstone.Extraction.Yaml;

namespace Turnstone.UseCases.Settings;

/// <summary>
/// Turns values of a YAML text into JSON of a shape, and says of each that does not fit its key and line.
/// </summary>
internal sealed class ShapeReader
{
    private readonly List<Refusal> _refusals = [];

    public IReadOnlyList<Refusal> Refusals => _refusals;

    public void Refuse(Refusal refusal) => _refusals.Add(refusal);

    public JsonObject Keys(YamlValue value, KeysShape shape, string place, Currency? currency = null)
    {
        var json = new JsonObject();
        if (value.Keys is null)
        {
            if (!value.IsEmpty)
                Unfit(value, shape, place);
            return json;
        }

        foreach (var key in value.Keys.Where(key => shape.Keys.All(known => known.Name != key.Name)))
            _refusals.Add(Settings.Refusals.UnknownKey(place, key.Name, key.Line,
                [.. shape.Keys.Select(known => known.Name)]));
        foreach (var known in shape.Keys)
        {
            if (value[known.Name] is { IsEmpty: false } given)
                json[known.Name] = Read(given, known.Value, $"{place}.{known.Name}", currency);
            else if (known.Required)
                _refusals.Add(Settings.Refusals.MissingKey(place, known.Name, value.Line));
        }

        return json;
    }

    private JsonNode? Read(YamlValue value, Shape shape, string place, Currency? currency)
    {
        switch (shape)
        {
            case KeysShape keys:
                return Keys(value, keys, place, currency);
            case ListShape list when value.Items is { } items:
                return new JsonArray([.. items.Select((item, i) => Read(item, list.Item,
                    string.Create(CultureInfo.InvariantCulture, $"{place}[{i + 1}]"), currency))]);
            case ListShape list when value.Value is not null:
                return new JsonArray(Read(value, list.Item, place, currency));
            case MapShape map when value.Keys is { } entries:
                return Map(entries, map, place);
            default:
                var scalar = value.Value is { } text ? Scalar(text.Trim(), shape, currency) : null;
                if (scalar is null)
                    Unfit(value, shape, place);
                return scalar;
        }
    }

    private JsonObject Map(IReadOnlyList<YamlKey> entries, MapShape map, string place)
    {
        var json = new JsonObject();
        foreach (var entry in entries)
        {
            if (Scalar(entry.Name, map.Key, currency: null) is not { } key)
            {
                Unfit(new(entry.Line, entry.Name), map.Key, place);
                continue;
            }

            var name = key.GetValue<string>();
            var inner = map.Key is CurrencyShape ? Currency.Of(name) : (Currency?)null;
            json[name] = Read(entry.Value, map.Value, $"{place}.{name}", inner);
        }

        return json;
    }

    private static JsonValue? Scalar(string text, Shape shape, Currency? currency) => shape switch
    {
        TextShape known => text.Length <= known.Longest && !text.Any(char.IsControl) ? JsonValue.Create(text) : null,
        FlagShape => text is "true" or "false" ? JsonValue.Create(text is "true") : null,
        WholeShape range => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= range.Least && number <= range.Most ? JsonValue.Create(number) : null,
        PercentShape => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var percent) && percent <= 100 ? JsonValue.Create(percent) : null,
        DateShape => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out _) ? JsonValue.Create(text) : null,
        CurrencyShape => Currency.TryParse(text, out var code) ? JsonValue.Create(code.Code) : null,
        AmountShape => currency is { } unit && Money.TryParse(text, unit, out var amount) && !amount.IsNegative
            ? JsonValue.Create(text) : null,
        DimensionShape => text is "department" or "class" or "location" || IsField(text, "cust")
            ? JsonValue.Create(text) : null,
        FieldShape field => IsField(text, field.Prefix) ? JsonValue.Create(text) : null,
        WordShape words => words.Words.Contains(text, StringComparer.Ordinal) ? JsonValue.Create(text) : null,
        _ => null,
    };

    private static bool IsField(string text, string prefix) => text.Length > prefix.Length && text.Length <= 80
        && text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private void Unfit(YamlValue value, Shape shape, string place) =>
        _refusals.Add(Settings.Refusals.BadValue(place, value.Line, value.Value ?? "what stands there", shape.Wanted));
}
