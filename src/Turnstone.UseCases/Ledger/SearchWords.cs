using System.Globalization;
using System.Text;

namespace Turnstone.UseCases.Ledger;

/// <summary>Words that a customer is found by: capitals without accents and punctuation, numbers without leading zeros.
/// </summary>
public static class SearchWords
{
    /// <summary>The distinct words of texts, each at most 40 letters.</summary>
    public static IReadOnlyList<string> Of(params IEnumerable<string?> texts) =>
        [.. texts.SelectMany(Split).Distinct(StringComparer.Ordinal)];

    /// <summary>The end of the range that holds every word with a beginning.</summary>
    public static string EndOf(string beginning) => beginning + "\U0010FFFF";

    private static IEnumerable<string> Split(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            yield break;
        var word = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD).Append(' '))
        {
            if (char.IsLetterOrDigit(letter))
                word.Append(char.ToUpperInvariant(letter));
            else if (char.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && word.Length > 0)
            {
                yield return Plain(word.ToString());
                word.Clear();
            }
        }
    }

    private static string Plain(string word)
    {
        var plain = word.All(char.IsAsciiDigit) && word.TrimStart('0') is { Length: > 0 } digits ? digits : word;
        return plain.Length <= 40 ? plain : plain[..40];
    }
}
