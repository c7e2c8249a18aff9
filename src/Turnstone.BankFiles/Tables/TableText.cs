using Turnstone.BankFiles.Tables;
using Turnstone.BankFiles.Wrapping;

namespace Turnstone.BankFiles;

/// <summary>
/// A table's text before it is read: for who drafts a mapping, and for the tests that a mapping keeps.
/// </summary>
public static class TableText
{
    /// <summary>
    /// The first lines of a file out of any wrapper, at most 64 KB; the last one only where it is whole.
    /// </summary>
    public static IReadOnlyList<string> HeadOf(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        foreach (var content in Unwrapping.Open(file, ReadSettings.Default, extraction: null))
        {
            var head = new byte[BankFile.HeadSize];
            var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
            var lines = Bytes.Text(head.AsSpan(0, length)).Replace("\r\n", "\n", StringComparison.Ordinal)
                .Split('\n', '\r');
            return length < head.Length ? lines : lines[..^1];
        }

        return [];
    }

    /// <summary>
    /// The rows as the settings' mapping cuts them, what it skips left out; without one, lines of cells between commas.
    /// </summary>
    public static IReadOnlyList<TableRow> Rows(Stream file, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings.Mapping is { Widths.Count: > 0 } cut)
            return [.. new FixedRows(file, cut, settings).Read().Skip(cut.SkipLines)];
        var rows = new DelimitedRows(file, settings.Mapping?.Separator ?? ',', settings).Read();
        return [.. rows.Skip(settings.Mapping?.SkipLines ?? 0)];
    }

    /// <summary>What the settings' mapping makes of the text, whatever else it looks like.</summary>
    public static IEnumerable<FileItem> Read(Stream file, ReadSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Mapping is { } mapping
            ? new TableFormat().Read(file, TableFormat.Mapped(mapping), settings) : [];
    }
}
