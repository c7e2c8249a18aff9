namespace BankFiles.Tests.Advices.Payers;

/// <summary>How payers of one language write: words, numbers, dates. Choices are parted by bars.</summary>
internal sealed record Tongue(string Code, string Groups, string Decimal, string[] Dates, string[] Currencies,
    string[] Payers, string Months, Dictionary<Word, string> Words)
{
    public static IReadOnlyList<Tongue> All { get; } =
        [English.Tongue, German.Tongue, French.Tongue, Dutch.Tongue, Spanish.Tongue];

    public string[] Choices(Word word) => Words[word].Split('|');

    /// <summary>Words as "Key: a|b" lines.</summary>
    public static Dictionary<Word, string> Read(string lines) => lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split('=', 2)).ToDictionary(pair => Enum.Parse<Word>(pair[0]), pair => pair[1]);
}
