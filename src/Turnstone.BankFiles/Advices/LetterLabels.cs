using Turnstone.Domain.Kernel;

namespace Turnstone.BankFiles.Advices;

/// <summary>What the labelled lines of a letter say: "Payment date: 1 May", "Betrag | 20,00 EUR".</summary>
internal static class LetterLabels
{
    private const int LongestLabel = 40;
    private const int MostCells = 9;

    /// <summary>The labels of a line with their values; most lines have none.</summary>
    public static List<(AdvicePart Part, string Value)> Of(string line, AdviceLexicon words)
    {
        var found = new List<(AdvicePart, string)>();
        if (line.Length < 4)
            return found;
        InCells([.. AdviceTable.Split(line, AdviceTable.SeparatorOf(line)).Select(cell => cell.Text).Where(text =>
            text.Length > 0)], words, found);
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (found.Count == 0 && colon is >= 2 and <= LongestLabel)
            Add(line[..colon], line[(colon + 1)..], words, found);
        return found;
    }

    /// <summary>The labels of a row above a table.</summary>
    public static List<(AdvicePart Part, string Value)> OfCells(IEnumerable<string> cells, AdviceLexicon words)
    {
        var found = new List<(AdvicePart, string)>();
        InCells([.. cells.Select(cell => cell.Trim()).Where(cell => cell.Length > 0)], words, found);
        return found;
    }

    // Pages put label and value, or two labels with theirs, apart on one line: "Payment date   1 May   Check no: 12".
    private static void InCells(List<string> cells, AdviceLexicon words, List<(AdvicePart, string)> found)
    {
        for (var at = 0; at < cells.Count && cells.Count is > 1 and < MostCells; at++)
        {
            var text = cells[at];
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var next = at + 1 < cells.Count ? cells[at + 1] : "";
            // Without a colon only a pair is one.
            if (colon < 0 && (cells.Count != 2 || !Fits(words.PartOf(text), next, words)))
                continue;
            var isOpen = colon < 0 || colon == text.Length - 1;
            Add(isOpen ? text.TrimEnd(':') : text[..colon], isOpen ? next : text[(colon + 1)..], words, found);
        }
    }

    // Words beside each other may be the head of a table.
    private static bool Fits(AdvicePart part, string value, AdviceLexicon words) => part switch
    {
        AdvicePart.Other => false,
        AdvicePart.Currency => Currency.TryParse(value, out _),
        AdvicePart.Payer => words.FieldsOf(value).Count == 0,
        _ => value.Any(char.IsAsciiDigit),
    };

    private static void Add(string label, string value, AdviceLexicon words, List<(AdvicePart, string)> found)
    {
        var part = words.PartOf(label);
        value = value.Trim(' ', '|', '\t', ';', '*');
        // "Valuta" is the day in German and the currency in Dutch.
        if (part == AdvicePart.Date && value.Length == 3 && AdviceWords.IsCurrency(value))
            part = AdvicePart.Currency;
        if (part != AdvicePart.Other && value.Length > 0 && words.PartOf(value) == AdvicePart.Other)
            found.Add((part, value));
    }
}
