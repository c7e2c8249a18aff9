using Turnstone.BankFiles.Advices;
using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Tables;

/// <summary>Delimited text: bank portals and advices, by header words or mapping (docs/bank-formats/csv.md).</summary>
internal sealed class TableFormat : Format
{
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>What a mapping makes of any text.</summary>
    public static Recognition Mapped(Mapping mapping) => new("csv", mapping.Name,
        mapping.Columns.Any(column => column.Field == Field.Fee) ? SourceRole.Detail
        : mapping.Columns.Any(column => column.Field == Field.Document) ? SourceRole.Advice : SourceRole.Statement);

    public override Recognition? Recognise(ReadOnlySpan<byte> head) => Recognise(head, ReadSettings.Default);

    /// <summary>What the table is where its source has words of its own.</summary>
    public static Recognition? Recognise(ReadOnlySpan<byte> head, ReadSettings settings)
    {
        if (head.IsEmpty || head.Contains((byte)0) || head.TrimStart(" \r\n\t"u8) is [(byte)'<' or (byte)'{', ..])
            return null;
        // The head of a mail's text: a letter, whatever is drawn in it.
        if (head.StartsWith("From: "u8) || head.StartsWith("Subject: "u8))
            return null;
        // Signs of quoting: a mail, whatever stands in it.
        if (head.StartsWith(">"u8) || head.IndexOf("\n>"u8) >= 0)
            return null;
        return Sniff(head.ToArray(), settings).Columns is { } columns ? new("csv", null,
            columns.Role) : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings)
    {
        var head = new byte[BankFile.HeadSize];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = new HeadedStream(head.AsMemory(0, length), file);
        if (settings.Mapping is { Widths.Count: > 0 } mapping)
        {
            var cut = new FixedRows(whole, mapping, settings).Read();
            return TableFile.Read(cut.Skip(mapping.SkipLines), settings);
        }

        var separator = Sniff(head[..length], settings).Separator;
        var rows = new DelimitedRows(whole, separator, settings).Read();
        return TableFile.Read(rows.Skip(settings.Mapping?.SkipLines ?? 0), settings, separator);
    }

    private static (Columns? Columns, char Separator) Sniff(byte[] head, ReadSettings settings)
    {
        if (settings.Mapping is { } mapping)
            return (null, mapping.Separator ?? Likeliest(head));
        foreach (var separator in Separators)
        {
            if (head.AsSpan().Contains((byte)separator))
            {
                using var stream = new MemoryStream(head);
                var rows = new DelimitedRows(stream, separator, settings).Read().Take(80).ToList();
                if (Columns.Find(rows, null, AdviceLexicon.For(settings, rows)) is { } columns)
                    return (columns, separator);
            }
        }

        return (null, Likeliest(head));
    }

    private static char Likeliest(byte[] head)
    {
        var best = ',';
        foreach (var separator in Separators)
        {
            if (head.AsSpan().Count((byte)separator) > head.AsSpan().Count((byte)best))
                best = separator;
        }

        return best;
    }
}
