using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Turnstone.BankFiles.Tables;

/// <summary>
/// What banks and payers call their columns, in the languages of the portals we know: without accents, signs and case.
/// One word may mean several things; the first of its fields that is still free and fits the cells is taken.
/// </summary>
internal static class HeaderWords
{
    private static readonly FrozenDictionary<string, Field[]> ByWord = Make();

    /// <summary>The fields a header may mean, likeliest first; none where it is unknown.</summary>
    public static IReadOnlyList<Field> FieldsOf(string header)
    {
        var word = Normalise(header);
        if (ByWord.TryGetValue(word, out var fields))
            return fields;
        // "Omschrijving-1", "Description 2": one text in several columns.
        if (word.Length > 2 && char.IsAsciiDigit(word[^1]) && word[^2] == ' ')
            return ByWord.TryGetValue(word[..^2], out fields) ? fields : [];
        // "Crédito (R$)", "Amount (in account currency)": what stands in brackets explains the name.
        var bracket = header.IndexOf('(', StringComparison.Ordinal);
        if (bracket > 1 && ByWord.TryGetValue(Normalise(header[..bracket]), out fields))
            return fields;
        // "Amount (EUR)", "Betrag in EUR", "Umsatz EUR": the currency is no part of the name.
        var words = word.Split(' ');
        if (words.Length > 1 && words[^1].Length == 3 && CurrencyWords.Contains(words[^1]))
        {
            var shorter = string.Join(' ', words[..^1]);
            if (shorter.EndsWith(" in", StringComparison.Ordinal))
                shorter = shorter[..^3];
            return ByWord.TryGetValue(shorter, out fields) ? fields : [];
        }

        return [];
    }

    /// <summary>The currency a header names: "Betrag (EUR)"; null where it names none.</summary>
    public static string? CurrencyOf(string header) =>
        Normalise(header).Split(' ')[^1] is { Length: 3 } word && CurrencyWords.Contains(word)
            ? word.ToUpperInvariant()
            : header.Contains('€', StringComparison.Ordinal)
                || header.EndsWith("euros", StringComparison.OrdinalIgnoreCase) ? "EUR"
            : header.Contains("R$", StringComparison.Ordinal) ? "BRL"
            : header.Contains('£', StringComparison.Ordinal) ? "GBP" : null;

    /// <summary>
    /// Lower case, letters and digits, single blanks, no accents: "Verwendungs-Zweck" and "Wertstellung " alike.
    /// </summary>
    public static string Normalise(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text.Normalize(NormalizationForm.FormD))
        {
            // "N.º" and "Nº" of Spanish are the sign of a number, no letter.
            if (char.IsLetterOrDigit(c) && c is not ('º' or 'ª'))
                plain.Append(char.ToLowerInvariant(c));
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark
                && plain.Length > 0 && plain[^1] != ' ')
                plain.Append(' ');
        }

        return plain.ToString().Trim().Replace("ß", "ss", StringComparison.Ordinal)
            .Replace("ø", "o", StringComparison.Ordinal).Replace("æ", "ae", StringComparison.Ordinal)
            .Replace("ł", "l", StringComparison.Ordinal);
    }

    private static readonly FrozenSet<string> CurrencyWords = new[]
    {
        "usd", "eur", "gbp", "chf", "cad", "aud", "sek", "nok", "dkk", "pln", "czk", "huf", "jpy", "mxn", "brl",
            "inr", "nzd",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, Field[]> Make()
    {
        var words = new Dictionary<string, List<Field>>(StringComparer.Ordinal);
        foreach (var (field, names) in HeaderNames.All)
        {
            foreach (var name in names.Split([',', '\n'],
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var word = Normalise(name);
                if (!words.TryGetValue(word, out var fields))
                    words[word] = fields = [];
                if (!fields.Contains(field))
                    fields.Add(field);
            }
        }

        return words.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray(), StringComparer.Ordinal);
    }
}
