using Turnstone.BankFiles.Tables;

namespace Turnstone.BankFiles.Advices;

/// <summary>
/// "INV-7395  USD 1,560.30", "- RE26/008318: 253,96 EUR": a document, then an amount that ends the line.
/// </summary>
internal static class ListRows
{
    public static LetterRows Read(IReadOnlyList<LetterLine> lines, AdviceLexicon words)
    {
        var found = new LetterRows();
        foreach (var line in lines)
        {
            if (LetterLabels.Of(line.Text, words).Count > 0 || Listed(line.Text.Trim()) is not var (document, amount))
                continue;
            found.Add(new() { [Field.Document] = document, [Field.Net] = amount }, line);
            found.Unsure ??= IsUnsure(line.Text) ? line.Number : null;
        }

        return found;
    }

    // Several amounts or numbers: columns whose head is not known.
    private static bool IsUnsure(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Count(word => IsMoney(word)) > 1 || words.Count(word => word.Length > 5 && !IsMoney(word)
            && word.Count(char.IsAsciiDigit) > 3 && !DateForm.IsDate(word)) > 1;
    }

    public static (string Document, string Amount)? Listed(string line)
    {
        if (line.Length is < 6 or > 160)
            return null;
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word =>
            !AdviceWords.IsCurrency(word)).ToList();
        if (words.Count < 2 || !IsMoney(words[^1]))
            return null;
        var document = words.Take(words.Count - 1).Select(word => word.Trim(':', ',', '-', '*', '#', '(', ')'))
            .FirstOrDefault(word => word.Length >= 3 && word.Any(char.IsAsciiDigit) && !IsMoney(word)
                && !DateForm.IsDate(word));
        return document is null ? null : (document, words[^1]);
    }

    /// <summary>True for an amount with two decimals.</summary>
    public static bool IsMoney(string word)
    {
        var bare = word.AsSpan().Trim("-()+");
        return bare.Length > 3 && bare[^3] is ',' or '.' && char.IsAsciiDigit(bare[^1]) && LetterAmount.Is(word)
            && char.IsAsciiDigit(bare[0]) && bare.IndexOf('-') < 0;
    }
}
