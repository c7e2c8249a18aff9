using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Bai2;

/// <summary>BAI2: Cash Management Balance Reporting, version 2 (docs/bank-formats/bai2.md).</summary>
internal sealed class Bai2Format : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = Mark(head.TrimStart(" \r\n\t"u8));
        var isHeader = start.StartsWith("01,"u8);
        // A file that lost its header is still read; its totals then show what is missing.
        if (!isHeader && !(start.StartsWith("02,"u8) && start.IndexOf("03,"u8) > 0))
            return null;

        var line = FirstLine(start);
        if (line.Count((byte)',') < (isHeader ? 5 : 3))
            return null;
        var group = isHeader ? start.IndexOf("02,"u8) : 0;
        return new("bai2", isHeader ? VersionOf(line) : null,
            group >= 0 ? RoleOf(FirstLine(start[group..])) : SourceRole.Statement);
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new Bai2Reader(file, settings).Read();

    // "$$ADD ID=… BID=…": a line for the transfer's mailbox stands before the file of some hosts.
    private static ReadOnlySpan<byte> Mark(ReadOnlySpan<byte> start) =>
        start.StartsWith("$$"u8) && start.IndexOf((byte)'\n') is var end and > 0
            ? start[(end + 1)..].TrimStart(" \r\n\t"u8) : start;

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny("/\r\n"u8);
        return end < 0 ? text : text[..end];
    }

    private static string? VersionOf(ReadOnlySpan<byte> header)
    {
        var fields = new Fields(header);
        ReadOnlySpan<byte> last = [];
        for (var i = 0; i < 9 && !fields.Ended; i++)
            last = fields.Next();
        return last.IsEmpty ? null : Bytes.Text(last);
    }

    // As-of modifier 3 and 4: same day, not yet booked.
    private static SourceRole RoleOf(ReadOnlySpan<byte> group)
    {
        var fields = new Fields(group);
        for (var i = 0; i < 7; i++)
            fields.Next();
        return fields.Next() is [(byte)'3' or (byte)'4'] ? SourceRole.Intraday : SourceRole.Statement;
    }
}
