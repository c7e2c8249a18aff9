using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Qif;

/// <summary>QIF, the line-by-line export of older finance programs and banks (docs/bank-formats/qif.md).</summary>
internal sealed class QifFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \r\n"u8);
        return Begins(start, "!Type:"u8) || Begins(start, "!Account"u8) || Begins(start, "!Option:"u8)
            || Begins(start, "!Clear:"u8)
            ? new("qif", null, SourceRole.Statement) : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new QifReader(file, settings).Read();

    internal static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length >= word.Length
        && System.Text.Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
