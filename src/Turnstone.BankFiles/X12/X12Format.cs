using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.X12;

/// <summary>X12 820, payment order and advice, and 823, lockbox (docs/bank-formats/x12.md).</summary>
internal sealed class X12Format : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \r\n\t"u8);
        if (IsSmall(start))
            start = CapitalLetters.Of(start);
        if (!start.StartsWith("ISA"u8) && !start.StartsWith("GS"u8) && !start.StartsWith("ST"u8))
            return null;
        if (Delimiters.Find(start) is not { } delimiters)
            return null;
        if (Has(start, delimiters, (byte)'0'))
            return new("x12.820", VersionOf(start, delimiters), SourceRole.Advice);
        return Has(start, delimiters, (byte)'3')
            ? new("x12.823", VersionOf(start, delimiters), SourceRole.Detail) : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings)
    {
        var head = new byte[1024];
        var length = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        Stream whole = new HeadedStream(head.AsMemory(0, length), file);
        if (IsSmall(head.AsSpan(0, length).TrimStart(" \r\n\t"u8)))
            (head, whole) = (CapitalLetters.Of(head), new CapitalLetters(whole));
        var delimiters = Delimiters.Find(head.AsSpan(0, length)) ?? new Delimiters((byte)'*', (byte)'~');
        return new X12Reader(whole, delimiters, settings).Read();
    }

    private static bool IsSmall(ReadOnlySpan<byte> start) =>
        start.StartsWith("isa"u8) || start.StartsWith("gs"u8) || start.StartsWith("st"u8);

    private static bool Has(ReadOnlySpan<byte> start, Delimiters delimiters, byte last) =>
        start.IndexOf([(byte)'S', (byte)'T', delimiters.Element, (byte)'8', (byte)'2', last, delimiters.Element]) >= 0;

    // GS08, the version of the group.
    private static string? VersionOf(ReadOnlySpan<byte> start, Delimiters delimiters)
    {
        var at = start.IndexOf([(byte)'G', (byte)'S', delimiters.Element]);
        if (at < 0)
            return null;
        var group = start[at..];
        var end = delimiters.EndOf(group);
        var version = new Elements(end < 0 ? group : group[..end], delimiters.Element).After(8);
        return version.IsEmpty ? null : Bytes.Text(version);
    }
}
