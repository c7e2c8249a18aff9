using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Ofx;

/// <summary>OFX 1 (SGML) and 2 (XML), QFX too, with or without header (docs/bank-formats/ofx.md).</summary>
internal sealed class OfxFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \r\n\t"u8);
        if (!Qif.QifFormat.Begins(start, "OFXHEADER"u8) && head.IndexOf("<OFX>"u8) < 0 && head.IndexOf("<ofx>"u8) < 0
            && head.IndexOf("<?OFX"u8) < 0)
            return null;
        return new("ofx", VersionOf(head), SourceRole.Statement);
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new OfxReader(file, settings).Read();

    // "VERSION:102", or VERSION="200" of the <?OFX instruction: the <?xml instruction's own is in small letters.
    private static string? VersionOf(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("VERSION"u8);
        at = at < 0 && Qif.QifFormat.Begins(head, "ofx"u8) ? head.IndexOf("version"u8) : at;
        if (at < 0)
            return null;
        var value = head[(at + 7)..].TrimStart(":=\"' "u8);
        var length = 0;
        while (length < value.Length && length < 4 && value[length] is >= (byte)'0' and <= (byte)'9')
            length++;
        return length == 3 ? Bytes.Text(value[..3]) : null;
    }
}
