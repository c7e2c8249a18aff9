using System.Text;
using Turnstone.BankFiles;
using Turnstone.Domain.Kernel;

namespace Turnstone.Extraction;

/// <summary>
/// The beginning of a table as text, small enough to be kept beside its mapping: what a test of the mapping reads.
/// </summary>
/// <param name="IsSheet">True where it was a workbook: its cells stand between tabs.</param>
/// <param name="Text">The lines.</param>
public sealed record MappingSample(bool IsSheet, string Text)
{
    /// <summary>Lines that are kept at most.</summary>
    public const int MostLines = 40;

    private const int MostCharacters = 24 * 1024;

    /// <summary>The sample of a file, or why it needs no mapping.</summary>
    public static Result<MappingSample> Of(string name, ReadOnlyMemory<byte> content)
    {
        using var file = new MemoryStream();
        file.Write(content.Span);
        file.Position = 0;
        if (Spreadsheet.Is(file))
        {
            return Spreadsheet.Fullest(file) is { Count: > 0 } rows
                ? new MappingSample(IsSheet: true, Cut([.. rows.Take(MostLines).Select(Line)]))
                : Refusals.NoTable(name, "no sheet of it has rows");
        }

        if (BankFile.Recognise(content.Span[..Math.Min(content.Length, BankFile.HeadSize)]) is { } known
            && known.Format is not ("csv" or "advice.text"))
            return Refusals.NoTable(name, $"it is {known.Format}, which is read without one");
        var lines = TableText.HeadOf(file);
        if (lines.Any(line => line.Contains('\0', StringComparison.Ordinal)))
            return Refusals.NoTable(name, "it is binary");
        return lines.Any(line => line.Trim().Length > 0)
            ? new MappingSample(IsSheet: false, Cut([.. lines.Take(MostLines)]))
            : Refusals.NoTable(name, "it is empty");
    }

    /// <summary>A mapping to begin with.</summary>
    public Mapping Draft(string name)
    {
        var lines = Text.Split('\n').Where(line => line.Length > 0).ToList();
        if (IsSheet)
            return MappingDrafter.Of(Rows(null), name);
        var separator = Separators.MaxBy(one => lines.Count(line => line.Contains(one, StringComparison.Ordinal)));
        var isDelimited = lines.Count(line => line.Contains(separator, StringComparison.Ordinal)) * 2 > lines.Count;
        return !isDelimited && MappingDrafter.LooksFixed(lines) ? MappingDrafter.OfFixed(lines, name)
            : MappingDrafter.Of(Rows(new() { Name = name, Columns = [], Separator = separator }), name, separator);
    }

    /// <summary>The rows as a mapping cuts them, what it skips left out.</summary>
    public IReadOnlyList<TableRow> Rows(Mapping? mapping) => TableText.Rows(Bytes(), Settings(mapping));

    /// <summary>What a mapping makes of the sample.</summary>
    public IEnumerable<FileItem> Read(Mapping mapping) => TableText.Read(Bytes(), Settings(mapping));

    private ReadSettings Settings(Mapping? mapping) => ReadSettings.Default with { Mapping = Fitted(mapping) };

    // The sample is text already, and a sheet's cells stand between tabs.
    private Mapping? Fitted(Mapping? mapping) => mapping is null ? IsSheet ? Tabs : null
        : mapping with { Encoding = "utf-8", Separator = IsSheet ? '\t' : mapping.Separator };

    private static readonly Mapping Tabs = new() { Name = "sheet", Columns = [], Separator = '\t' };

    private static readonly char[] Separators = [';', ',', '\t', '|'];

    private MemoryStream Bytes() => new(Encoding.UTF8.GetBytes(Text));

    private static string Line(TableRow row) => string.Join('\t', row.Cells.Select(cell =>
        cell.AsSpan().ContainsAny('\t', '\n', '"') ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell));

    private static string Cut(IReadOnlyList<string> lines)
    {
        var text = new StringBuilder();
        foreach (var line in lines)
        {
            if (text.Length + line.Length > MostCharacters)
                break;
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }
}
