using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Ach;

/// <summary>NACHA ACH files (docs/bank-formats/ach.md).</summary>
internal sealed class AchFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \r\n\t"u8);
        return IsHeader(start) || IsBelow(start) || IsBatch(start) || IsEntry(start) || IsMarked(start)
            ? new("ach", null, SourceRole.Detail) : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new AchReader(file, settings).Read();

    // 101, destination, origin, YYMMDDHHMM: enough also where the fixed 094101 behind is damaged.
    private static bool IsHeader(ReadOnlySpan<byte> line) => line.StartsWith("101"u8) && line.Length > 40
        && line[..40].IndexOfAny("\n,*:<"u8) < 0 && (line[34..40].SequenceEqual("094101"u8) || IsDigits(line[23..29]));

    // A line or two of a mailbox or editor before the header.
    private static bool IsBelow(ReadOnlySpan<byte> head)
    {
        for (var lines = 0; lines < 3 && head.IndexOf((byte)'\n') is >= 0 and < 200 and var end; lines++)
        {
            head = head[(end + 1)..];
            if (IsHeader(head) && head[34..40].SequenceEqual("094101"u8))
                return true;
        }

        return false;
    }

    // A file that lost its header begins with a batch.
    private static bool IsBatch(ReadOnlySpan<byte> line) => line.Length > 80 && line[..80].IndexOfAny("\n,<"u8) < 0
        && (line.StartsWith("5200"u8) || line.StartsWith("5220"u8) || line.StartsWith("5225"u8)
            || line.StartsWith("5280"u8));

    private static bool IsEntry(ReadOnlySpan<byte> line) => line.Length > 90 && line[0] == '6' && IsDigits(line[1..12])
        && line[..90].IndexOfAny("\n,<"u8) < 0 && IsDigits(line[29..39]);

    // The file header somewhere below: control records and batches were put in the wrong order.
    private static bool IsMarked(ReadOnlySpan<byte> head) => head.Length > 94 && head[0] is (byte)'9' or (byte)'8'
        && head[..Math.Min(head.Length, 400)].IndexOf("094101"u8) > 0;

    private static bool IsDigits(ReadOnlySpan<byte> text) => Bytes.TryDigits(text, out _);
}
