using System.Globalization;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Turnstone.Extraction;

/// <summary>
/// Reads what a source's owner says about its files from YAML text: a mapping of columns (docs/bank-formats/csv.md
/// shows one), where the fields of a lockbox stand, and the quirks its bank is known for.
/// </summary>
public static class MappingFile
{
    private const int LargestText = 256 * 1024;

    /// <summary>The settings with what the text says, or the first thing in it that cannot be understood.</summary>
    public static Result<ReadSettings> Apply(string yaml, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Parse(yaml, root => Make(root, settings));
    }

    /// <summary>The mapping, or the first thing in it that cannot be understood.</summary>
    public static Result<Mapping> Read(string yaml) => Parse(yaml, root => Make(Checked(root)));

    /// <summary>The tests that are kept with a mapping; none where it keeps none.</summary>
    public static Result<MappingTest[]> Tests(string yaml) => Parse(yaml, root =>
        Checked(root).TryGetValue("tests", out var node) ? MappingTest.Read(node) : []);

    private static Result<T> Parse<T>(string yaml, Func<YamlMappingNode, T> make)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (yaml.Length > LargestText)
            return Refused("it is longer than 256 KB");
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [{ RootNode: YamlMappingNode root }] ? make(root)
                : Refused("it is not one list of keys");
        }
        catch (YamlException fault)
        {
            return Refused(string.Create(CultureInfo.InvariantCulture, $"line {fault.Start.Line} is no YAML: " +
                $"{fault.Message}"));
        }
        catch (FormatException fault)
        {
            return Refused(fault.Message);
        }
    }

    private static ReadSettings Make(YamlMappingNode root, ReadSettings settings)
    {
        var keys = Checked(root);
        var says = settings with
        {
            Lockbox = keys.TryGetValue("lockbox", out var node) ? LockboxLayouts.Read(node, settings.Lockbox)
                : settings.Lockbox,
            Advices = keys.TryGetValue("advices", out var words) ? AdviceWordings.Read(words) : settings.Advices,
            Quirks = List(keys, "quirks").Aggregate(settings.Quirks, (quirks, word) => quirks | Quirk(word)),
        };
        // A text about quirks, a lockbox or advices need not map columns.
        return keys.ContainsKey("columns") || !keys.Keys.Any(key => key is "lockbox" or "quirks" or "advices")
            ? says with { Mapping = Make(keys) } : says;
    }

    private static Quirks Quirk(string word) =>
        Enum.TryParse<Quirks>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var quirk)
            && quirk != Quirks.None && !word.Any(char.IsAsciiDigit) ? quirk
        : throw new FormatException($"\"{word}\" is no quirk; known are miscounts, wrong_totals, signed_totals, "
            + "wrong_balances");

    private static Dictionary<string, YamlNode> Checked(YamlMappingNode root)
    {
        var keys = root.Children.ToDictionary(pair => Scalar(pair.Key), pair => pair.Value, StringComparer.Ordinal);
        foreach (var key in keys.Keys)
        {
            if (!Known.Contains(key, StringComparer.Ordinal))
                throw new FormatException($"it has the unknown key \"{key}\"; known are {string.Join(", ", Known)}");
        }

        return keys;
    }

    private static Mapping Make(Dictionary<string, YamlNode> keys)
    {
        var columns = ColumnsOf(keys).ToList();
        var isFixed = Text(keys, "fixed") is "true";
        return new()
        {
            Name = Text(keys, "mapping") ?? throw new FormatException("it lacks its name (mapping: …)"),
            Columns = isFixed ? [.. columns.Select((column, at) => (column.Field,
                string.Create(CultureInfo.InvariantCulture, $"#{at + 1}")))] : columns,
            Widths = isFixed ? [.. columns.Select(column => Places.Read(column.Column))] : [],
            EntriesBegin = Text(keys, "entries_begin"),
            ImpliedDecimals = Number(keys, "implied_decimals"),
            Separator = One(keys, "separator"),
            Encoding = Text(keys, "encoding"),
            SkipLines = Number(keys, "skip_lines"),
            Header = !isFixed && Text(keys, "header") is not "false",
            DateForms = List(keys, "dates"),
            Decimal = One(keys, "decimal"),
            Sign = Text(keys, "sign") switch
            {
                null or "signed" => SignRule.Signed,
                "inverted" => SignRule.Inverted,
                var other => throw new FormatException($"sign is signed or inverted, not \"{other}\""),
            },
            CreditWords = List(keys, "credit_words"),
            Currency = CurrencyOf(keys),
            Account = Text(keys, "account"),
        };
    }

    private static readonly string[] Known =
    [
        "mapping", "version", "columns", "separator", "encoding", "skip_lines", "header", "dates", "decimal", "sign",
            "credit_words",
        "currency", "account", "fixed", "entries_begin", "implied_decimals", "lockbox", "quirks",
            "advices",
        "tests",
    ];

    private static IEnumerable<(Field Field, string Column)> ColumnsOf(Dictionary<string, YamlNode> keys)
    {
        if (!keys.TryGetValue("columns",
            out var node) || node is not YamlMappingNode columns || columns.Children.Count == 0)
            throw new FormatException("it has no columns");
        foreach (var (key, value) in columns.Children)
        {
            var word = Scalar(key);
            if (!Enum.TryParse<Field>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var field)
                || word.Any(char.IsAsciiDigit))
                throw new FormatException($"\"{word}\" is no field; known are " +
                    $"{string.Join(", ", Enum.GetNames<Field>())}");
            foreach (var column in Texts(value))
                yield return (field, column);
        }
    }

    private static string? CurrencyOf(Dictionary<string, YamlNode> keys) => Text(keys, "currency") switch
    {
        null => null,
        var code when Domain.Kernel.Currency.TryParse(code, out _) => code,
        var code => throw new FormatException($"\"{code}\" is no currency code"),
    };

    private static string? Text(Dictionary<string, YamlNode> keys, string key) =>
        keys.TryGetValue(key, out var node) ? Scalar(node) : null;

    private static IReadOnlyList<string> List(Dictionary<string, YamlNode> keys, string key) =>
        keys.TryGetValue(key, out var node) ? [.. Texts(node)] : [];

    internal static IEnumerable<string> Texts(YamlNode node) =>
        node is YamlSequenceNode list ? list.Children.Select(Scalar) : [Scalar(node)];

    private static char? One(Dictionary<string, YamlNode> keys, string key) => Text(keys, key) switch
    {
        null => null,
        "tab" => '\t',
        { Length: 1 } text => text[0],
        var text => throw new FormatException($"{key} is one character or the word tab, not \"{text}\""),
    };

    private static int Number(Dictionary<string, YamlNode> keys, string key) => Text(keys, key) switch
    {
        null => 0,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw new FormatException($"{key} is a whole number, not \"{text}\""),
    };

    internal static string Scalar(YamlNode node) =>
        node is YamlScalarNode { Value: { } value } ? value : throw new FormatException("a single value was " +
            "expected in it");

    private static Refusal Refused(string why) => Refusals.Unreadable(why);
}
