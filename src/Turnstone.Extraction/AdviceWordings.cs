using Turnstone.BankFiles;
using YamlDotNet.RepresentationModel;

namespace Turnstone.Extraction;

/// <summary>
/// What a source, its senders and its customers call the parts of an advice, from YAML (docs/bank-formats/advices.md
/// shows one).
/// </summary>
internal static class AdviceWordings
{
    public static IReadOnlyList<AdviceWording> Read(YamlNode node)
    {
        if (node is not YamlSequenceNode list)
            throw new FormatException("advices is a list, each with columns or labels, and a sender or customer");
        return [.. list.Children.Select(One)];
    }

    private static AdviceWording One(YamlNode node)
    {
        if (node is not YamlMappingNode keys)
            throw new FormatException("each of advices has columns or labels, and a sender or customer");
        var wording = new AdviceWording();
        foreach (var (key, value) in keys.Children)
        {
            wording = MappingFile.Scalar(key) switch
            {
                "sender" => wording with { Sender = MappingFile.Scalar(value) },
                "customer" => wording with { Customer = MappingFile.Scalar(value) },
                "columns" => wording with { Columns = [.. Words(value, Known<Field>("column"))] },
                "labels" => wording with { Labels = [.. Words(value, Known<AdvicePart>("label"))] },
                var other => throw new FormatException($"advices have the unknown key \"{other}\"; known are sender, "
                    + "customer, columns, labels"),
            };
        }

        return wording is { Columns.Count: 0, Labels.Count: 0 }
            ? throw new FormatException("one of advices has neither columns nor labels") : wording;
    }

    private static Func<string, T> Known<T>(string what)
        where T : struct, Enum => word =>
        Enum.TryParse<T>(word.Replace("_", "", StringComparison.Ordinal), ignoreCase: true, out var found)
            && !word.Any(char.IsAsciiDigit) ? found
        : throw new FormatException($"\"{word}\" is no {what} of an advice; known are "
            + string.Join(", ", Enum.GetNames<T>()));

    private static IEnumerable<(T Meaning, string Word)> Words<T>(YamlNode node, Func<string, T> read)
    {
        if (node is not YamlMappingNode meanings)
            throw new FormatException("columns and labels of advices name what their words mean");
        foreach (var (key, value) in meanings.Children)
        {
            var meaning = read(MappingFile.Scalar(key));
            foreach (var word in MappingFile.Texts(value))
                yield return (meaning, word);
        }
    }
}
