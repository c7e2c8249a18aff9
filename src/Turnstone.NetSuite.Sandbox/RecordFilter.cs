using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Turnstone.NetSuite.Sandbox.Protocol;
using Turnstone.NetSuite.Sandbox.Records;

namespace Turnstone.NetSuite.Sandbox;

/// <summary>The q= filter of collections: body fields only, AND before OR, dates in the user's own format.</summary>
internal sealed partial class RecordFilter
{
    private readonly List<string> _words;
    private readonly RecordType _type;
    private readonly SandboxKnobs _knobs;
    private int _at;

    private RecordFilter(string text, RecordType type, SandboxKnobs knobs)
    {
        _words = [.. Word().Matches(text).Select(match => match.Value)];
        _type = type;
        _knobs = knobs;
    }

    public static Func<JsonObject, bool> Parse(string text, RecordType type, SandboxKnobs knobs)
    {
        var filter = new RecordFilter(text, type, knobs);
        var condition = filter.Or();
        return filter._at == filter._words.Count ? condition : throw filter.Bad();
    }

    [GeneratedRegex("""\(|\)|\[[^\]]*\]|"[^"]*"|[^\s()\[\]"]+""", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    private Func<JsonObject, bool> Or()
    {
        var left = And();
        while (Take("OR"))
        {
            var (first, second) = (left, And());
            left = record => first(record) || second(record);
        }

        return left;
    }

    private Func<JsonObject, bool> And()
    {
        var left = One();
        while (Take("AND"))
        {
            var (first, second) = (left, One());
            left = record => first(record) && second(record);
        }

        return left;
    }

    private Func<JsonObject, bool> One()
    {
        if (Take("("))
        {
            var inner = Or();
            return Take(")") ? inner : throw Bad();
        }

        var name = Next();
        var field = _type.Field(name);
        if (field is null && !RecordType.IsCustom(name) && name is not ("id" or "externalId"))
        {
            throw new RestFault(400, "NONEXISTENT_FIELD", $"Unknown field name '{name}' in the search query. "
                + "The field does not exist on this record type.") { QueryParameter = "q" };
        }

        var word = Next().ToUpperInvariant();
        var isNegated = word.EndsWith("_NOT", StringComparison.Ordinal);
        var condition = Condition(field?.Name ?? name, isNegated ? word[..^4] : word, field?.Kind);
        return isNegated ? record => !condition(record) : condition;
    }

    private Func<JsonObject, bool> Condition(string name, string word, FieldKind? kind)
    {
        if (word == "EMPTY")
            return record => record[name] is null;
        if (kind == FieldKind.Instant)
            return OnDay(name, word);
        if (word is "ANY_OF" or "BETWEEN" or "WITHIN")
        {
            var list = Next().Trim('[', ']').Split(',', StringSplitOptions.TrimEntries)
                .Select(text => Wanted(text, kind)).ToList();
            return word == "ANY_OF"
                ? record => list.Any(wanted => Compare(record[name], wanted) == 0)
                : record => list.Count == 2 && Compare(record[name], list[0]) >= 0
                    && Compare(record[name], list[1]) <= 0;
        }

        var value = Wanted(Next(), kind);
        return word switch
        {
            "IS" or "EQUAL" or "ON" => record => Compare(record[name], value) == 0,
            "CONTAIN" => record => Text(record[name])?.Contains(value, StringComparison.OrdinalIgnoreCase) is true,
            "START_WITH" => record => Text(record[name])?.StartsWith(value, StringComparison.OrdinalIgnoreCase) is true,
            "END_WITH" or "ENDWITH" => record => Text(record[name])?.EndsWith(value,
                StringComparison.OrdinalIgnoreCase) is true,
            "GREATER" or "AFTER" => record => Compare(record[name], value) > 0,
            "GREATER_OR_EQUAL" or "ON_OR_AFTER" => record => Compare(record[name], value) >= 0,
            "LESS" or "BEFORE" => record => Compare(record[name], value) is < 0 and not int.MinValue,
            "LESS_OR_EQUAL" or "ON_OR_BEFORE" => record => Compare(record[name], value) is <= 0 and not int.MinValue,
            _ => throw RestFault.Request($"Unknown operator '{word}' in the search query.", "q"),
        };
    }

    /// <summary>
    /// A moment beside a day is that day in the user's zone; beside a day with its time it is the moment to the minute.
    /// </summary>
    private Func<JsonObject, bool> OnDay(string name, string word)
    {
        var texts = Next().Trim('[', ']').Split(',', StringSplitOptions.TrimEntries);
        var wanted = texts.Select(text => Wanted(text, FieldKind.Instant)).ToList();
        var hasTime = texts.Any(text => text.Trim('"').Contains(' ', StringComparison.Ordinal));
        int? Beside(JsonObject record, string other) => DateTimeOffset.TryParse(Text(record[name]),
            CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? string.CompareOrdinal(Local(moment, hasTime), other[..(hasTime ? 16 : 10)]) : null;
        return word switch
        {
            "ON" or "IS" or "EQUAL" => record => Beside(record, wanted[0]) == 0,
            "AFTER" or "GREATER" => record => Beside(record, wanted[0]) > 0,
            "ON_OR_AFTER" or "GREATER_OR_EQUAL" => record => Beside(record, wanted[0]) >= 0,
            "BEFORE" or "LESS" => record => Beside(record, wanted[0]) < 0,
            "ON_OR_BEFORE" or "LESS_OR_EQUAL" => record => Beside(record, wanted[0]) <= 0,
            "WITHIN" or "BETWEEN" => record => wanted.Count == 2
                && Beside(record, wanted[0]) >= 0 && Beside(record, wanted[1]) <= 0,
            _ => throw RestFault.Request($"Unknown operator '{word}' in the search query.", "q"),
        };
    }

    private string Local(DateTimeOffset moment, bool withTime) =>
        TimeZoneInfo.ConvertTime(moment, TimeZoneInfo.FindSystemTimeZoneById(_knobs.TimeZone))
            .ToString(withTime ? "yyyy-MM-dd'T'HH:mm" : "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string Wanted(string word, FieldKind? kind)
    {
        var text = word.Trim('"');
        if (kind is not (FieldKind.Date or FieldKind.Instant))
            return text;
        var format = _knobs.DateFormat.Replace('D', 'd').Replace('Y', 'y')
            .Replace("Mon", "MMM", StringComparison.Ordinal);
        return DateTime.TryParseExact(text, [format, format + " h:mm tt"], CultureInfo.InvariantCulture,
            DateTimeStyles.None, out var date)
            ? date.ToString(kind == FieldKind.Date ? "yyyy-MM-dd" : "yyyy-MM-dd'T'HH:mm:ss'Z'",
                CultureInfo.InvariantCulture)
            : throw RestFault.Request(
                $"Parse of date/time \"{text}\" failed with date format \"{_knobs.DateFormat}\" in time zone "
                    + _knobs.TimeZone, "q");
    }

    /// <summary>Below, at or above; far below where there is no value.</summary>
    private static int Compare(JsonNode? node, string wanted)
    {
        if (Text(node) is not { } text)
            return int.MinValue;
        if (node is JsonObject reference && string.Equals($"{reference["refName"]}", wanted,
            StringComparison.OrdinalIgnoreCase))
            return 0;
        return decimal.TryParse(text, CultureInfo.InvariantCulture, out var left)
            && decimal.TryParse(wanted, CultureInfo.InvariantCulture, out var right)
            ? left.CompareTo(right)
            : Math.Sign(string.Compare(text, wanted, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Text(JsonNode? node) => node switch
    {
        null => null,
        JsonObject reference => reference["id"]?.ToString(),
        _ when node.GetValueKind() is JsonValueKind.True or JsonValueKind.False =>
            node.GetValueKind() == JsonValueKind.True ? "true" : "false",
        _ => node.ToString(),
    };

    private string Next() => _at < _words.Count ? _words[_at++] : throw Bad();

    private bool Take(string word)
    {
        if (_at >= _words.Count || !string.Equals(_words[_at], word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    private RestFault Bad() => RestFault.Request("The search query is not well formed.", "q");
}
