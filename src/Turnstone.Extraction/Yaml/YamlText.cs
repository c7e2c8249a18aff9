using Turnstone.Domain.Kernel;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Turnstone.Extraction.Yaml;

/// <summary>A value of a YAML text with its line: a text, a list, or keys with values in their order.</summary>
/// <param name="Line">Line it begins on, from 1.</param>
/// <param name="Value">The text; null for a list or keys, and for an empty value.</param>
/// <param name="Items">The list's values; null where it is none.</param>
/// <param name="Keys">Keys with their lines and values; null where it has none.</param>
public sealed record YamlValue(
    int Line, string? Value, IReadOnlyList<YamlValue>? Items = null, IReadOnlyList<YamlKey>? Keys = null)
{
    /// <summary>True for a value that was left empty.</summary>
    public bool IsEmpty => Value is null && Items is null && Keys is null;

    /// <summary>The value of a key; null where it is not there.</summary>
    public YamlValue? this[string key] => Keys?.FirstOrDefault(entry => entry.Name == key)?.Value;
}

/// <summary>A key of a YAML text.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Name">Its name.</param>
/// <param name="Value">What it has.</param>
public sealed record YamlKey(int Line, string Name, YamlValue Value);

/// <summary>
/// Reads a YAML text that people wrote into values with their lines. Anchors and aliases are refused: nobody needs them
/// here, and a few lines of them can stand for gigabytes.
/// </summary>
public static class YamlText
{
    private const int LargestText = 4 * 1024 * 1024;
    private const int DeepestValue = 20;

    /// <summary>The one value of the text, or the line where it stops being YAML.</summary>
    public static Result<YamlValue> Read(string text)
    {
        if (text.Length > LargestText)
            return Refused(1, "the text is longer than 4 MB");
        var parser = new Parser(new StringReader(text));
        try
        {
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return Refused(1, "the text is empty");
            parser.Consume<DocumentStart>();
            var value = Value(parser, 0);
            parser.Consume<DocumentEnd>();
            return parser.Accept<StreamEnd>(out _) ? value
                : Refused((int)(parser.Current?.Start.Line ?? 1), "a second document begins");
        }
        catch (YamlException fault)
        {
            return Refused((int)fault.Start.Line, fault.Message.TrimEnd('.'));
        }
    }

    private static YamlValue Value(Parser parser, int depth)
    {
        if (parser.Current is not { } current)
            throw new YamlException("the text ends in the middle");
        if (depth > DeepestValue)
            throw new YamlException(current.Start, current.End, "it is nested too deeply");
        if (current is NodeEvent { Anchor.IsEmpty: false } or AnchorAlias)
            throw new YamlException(current.Start, current.End, "anchors and aliases are not read: write it out");
        var line = (int)current.Start.Line;
        if (parser.TryConsume<Scalar>(out var scalar))
            return new(line, IsEmpty(scalar) ? null : scalar.Value);
        return parser.TryConsume<SequenceStart>(out _) ? new(line, Value: null, Items: Items(parser, depth))
            : new(line, Value: null, Keys: Keys(parser, depth));
    }

    private static List<YamlValue> Items(Parser parser, int depth)
    {
        var items = new List<YamlValue>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value(parser, depth + 1));
        return items;
    }

    private static List<YamlKey> Keys(Parser parser, int depth)
    {
        parser.Consume<MappingStart>();
        var keys = new List<YamlKey>();
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var name = parser.Consume<Scalar>();
            if (keys.Any(key => key.Name == name.Value))
                throw new YamlException(name.Start, name.End, $"the key {name.Value} stands there twice");
            keys.Add(new((int)name.Start.Line, name.Value, Value(parser, depth + 1)));
        }

        return keys;
    }

    private static bool IsEmpty(Scalar scalar) =>
        scalar.Style is ScalarStyle.Plain && scalar.Value is "" or "~" or "null" && scalar.Style is ScalarStyle.Plain;

    private static Refusal Refused(int line, string why) => Refusals.NoYaml(line, why);
}
