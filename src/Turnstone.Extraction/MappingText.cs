using System.Globalization;
using System.Text;
using System.Text.Json;
using Turnstone.BankFiles;

namespace Turnstone.Extraction;

/// <summary>Writes a mapping as the YAML that <see cref="MappingFile"/> reads.</summary>
public static class MappingText
{
    /// <summary>The text; what a mapping does not state is left out.</summary>
    public static string Write(Mapping mapping, IReadOnlyList<MappingTest> tests)
    {
        ArgumentNullException.ThrowIfNull(mapping);
        ArgumentNullException.ThrowIfNull(tests);
        var text = new StringBuilder();
        Key(text, "mapping", mapping.Name);
        if (mapping.Widths.Count > 0)
            text.Append("fixed: true\n");
        Key(text, "entries_begin", mapping.EntriesBegin);
        Key(text, "separator", mapping.Separator is '\t' ? "tab" : mapping.Separator?.ToString());
        Key(text, "encoding", mapping.Encoding);
        Number(text, "skip_lines", mapping.SkipLines);
        if (!mapping.Header && mapping.Widths.Count == 0)
            text.Append("header: false\n");
        Columns(text, mapping);
        List(text, "dates", mapping.DateForms);
        Key(text, "decimal", mapping.Decimal?.ToString());
        Number(text, "implied_decimals", mapping.ImpliedDecimals);
        if (mapping.Sign == SignRule.Inverted)
            text.Append("sign: inverted\n");
        List(text, "credit_words", mapping.CreditWords);
        Key(text, "currency", mapping.Currency);
        Key(text, "account", mapping.Account);
        Tests(text, tests);
        return text.ToString();
    }

    /// <summary>The same text with other tests; all else in it stays as somebody wrote it.</summary>
    public static string WithTests(string yaml, IReadOnlyList<MappingTest> tests)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(tests);
        var text = new StringBuilder();
        var isTest = false;
        foreach (var line in yaml.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.Length > 0 && !char.IsWhiteSpace(line[0]) && line[0] is not ('-' or '#'))
                isTest = line.StartsWith("tests:", StringComparison.Ordinal);
            if (!isTest)
                text.Append(line).Append('\n');
        }

        var rest = text.ToString().TrimEnd('\n') + "\n";
        text.Clear().Append(rest);
        Tests(text, tests);
        return text.ToString();
    }

    /// <summary>The field as a mapping names it.</summary>
    public static string Word(Field field) => JsonNamingPolicy.SnakeCaseLower.ConvertName(field.ToString());

    private static void Columns(StringBuilder text, Mapping mapping)
    {
        text.Append("columns:\n");
        foreach (var field in mapping.Columns.GroupBy(column => column.Field))
        {
            var names = field.Select(column => Quoted(NameOf(mapping, column.Column))).ToList();
            text.Append(CultureInfo.InvariantCulture, $"  {Word(field.Key)}: ")
                .Append(names is [var only] ? only : $"[{string.Join(", ", names)}]").Append('\n');
        }
    }

    // Columns of a fixed-width text are named by their places, counted from 1.
    private static string NameOf(Mapping mapping, string column)
    {
        if (mapping.Widths.Count == 0)
            return column;
        var place = mapping.Widths[int.Parse(column.AsSpan(1), CultureInfo.InvariantCulture) - 1];
        return string.Create(CultureInfo.InvariantCulture, $"{place.Start.Value + 1}-{place.End.Value}");
    }

    private static void Tests(StringBuilder text, IReadOnlyList<MappingTest> tests)
    {
        if (tests.Count == 0)
            return;
        text.Append("tests:\n");
        foreach (var test in tests)
        {
            text.Append(test.Sample.IsSheet ? "  - sheet: " : "  - text: ").Append(Quoted(test.Sample.Text))
                .Append("\n    lines:\n");
            foreach (var line in test.Lines)
                text.Append("      - ").Append(Quoted(line)).Append('\n');
        }
    }

    private static void Key(StringBuilder text, string key, string? value)
    {
        if (value is not null)
            text.Append(key).Append(": ").Append(Quoted(value)).Append('\n');
    }

    private static void Number(StringBuilder text, string key, int value)
    {
        if (value != 0)
            text.Append(CultureInfo.InvariantCulture, $"{key}: {value}\n");
    }

    private static void List(StringBuilder text, string key, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            text.Append(key).Append(": [").AppendJoin(", ", values.Select(Quoted)).Append("]\n");
    }

    // JSON's quoting is YAML's: what a bank wrote comes back as it was.
    private static string Quoted(string value) => JsonSerializer.Serialize(value, Plain);

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
