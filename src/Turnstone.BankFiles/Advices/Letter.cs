namespace Turnstone.BankFiles.Advices;

/// <summary>One line of a letter.</summary>
internal readonly record struct LetterLine(string Text, long Number);

/// <summary>One document as a letter writes it: its cells by field, still as text.</summary>
internal sealed record RawLine(Dictionary<Field, string> Cells, long Line, string Raw);

/// <summary>
/// What one way of reading makes of a letter: its rows, sums it states beneath them, and the lines that are used up so
/// that nothing in them is taken for a label.
/// </summary>
internal sealed class LetterRows
{
    public List<RawLine> Rows { get; } = [];

    public List<(string Amount, long Line)> Sums { get; } = [];

    /// <summary>First line whose columns had to be guessed; null where none had.</summary>
    public long? Unsure { get; set; }

    /// <summary>Currency that the head of the table names.</summary>
    public string? Currency { get; set; }

    public HashSet<long> Used { get; } = [];

    /// <summary>Lines that hold an amount within the rows and were not understood.</summary>
    public List<(string Raw, long Line)> Unread { get; } = [];

    public void Add(Dictionary<Field, string> cells, LetterLine line)
    {
        Rows.Add(new(cells, line.Number, line.Text));
        Used.Add(line.Number);
    }
}
