using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Coda;

/// <summary>CODA, the statement of Belgian banks: records of 128 characters (docs/bank-formats/coda.md).</summary>
internal sealed class CodaFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \r\n"u8);
        var end = start.IndexOfAny((byte)'\r', (byte)'\n');
        var line = end < 0 ? start : start[..end];
        return line.Length is > 88 and < 200 && line.StartsWith("0000"u8) && line[14..16].SequenceEqual("05"u8)
            && line.Slice(5, 6).IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            ? new("coda", line[^1] is (byte)'1' or (byte)'2' ? Bytes.Text(line[^1..]) : null, SourceRole.Statement)
            : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new CodaReader(file, settings).Read();
}
