using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Qif;

/// <summary>QIF, the line-by-line export of older finance programs and banks (docs/bank-formats/qif.md).</summary>
internal sealed class QifFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \r\n"u8);
        return Begins(start, "!Type:"u8) || Begins(start, "!Account"u8) || Begins(start, "!Option:"u8)
            || Begins(start, "!Clear:"u8) || IsHeadless(start)
            ? new("qif", null, SourceRole.Statement) : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new QifReader(file, settings).Read();

    // A list cut out of its file: lines of one letter and a value, entries ended by a caret.
    private static bool IsHeadless(ReadOnlySpan<byte> start)
    {
        var (hasDate, hasAmount) = (false, false);
        foreach (var range in start.Split((byte)'\n'))
        {
            var line = start[range].TrimEnd("\r "u8);
            if (line is [(byte)'^'])
                return hasDate && hasAmount;
            if (line.IsEmpty || "DTUCNPMALSE$"u8.IndexOf(line[0]) < 0)
                return false;
            hasDate |= line[0] == 'D' && line.Length > 5 && char.IsAsciiDigit((char)line[^1]);
            hasAmount |= line[0] is (byte)'T' or (byte)'U' && line.Length > 1 && char.IsAsciiDigit((char)line[^1]);
        }

        return false;
    }

    internal static bool Begins(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length >= word.Length
        && System.Text.Ascii.EqualsIgnoreCase(text[..word.Length], word);
}
