using System.Text;

namespace Turnstone.BankFiles.Wrapping;

/// <summary>The plain text of an RTF file, for bank files that a mail program saved as one.</summary>
internal static class RichText
{
    private static readonly string[] Unprinted = ["fonttbl", "colortbl", "stylesheet", "info", "pict", "header",
        "footer", "expandedcolortbl"];

    public static byte[] Plain(ReadOnlySpan<byte> rtf)
    {
        var text = new List<byte>(rtf.Length);
        // Depth from which a group is not printed; 0 where all is.
        var (depth, hiddenFrom) = (0, 0);
        for (var at = 0; at < rtf.Length; at++)
        {
            switch (rtf[at])
            {
                case (byte)'{': depth++; break;
                case (byte)'}':
                    hiddenFrom = depth == hiddenFrom ? 0 : hiddenFrom;
                    depth--;
                    break;
                case (byte)'\r' or (byte)'\n': break;
                case (byte)'\\': at = Control(rtf, at, depth, ref hiddenFrom, text); break;
                default:
                    if (hiddenFrom == 0)
                        text.Add(rtf[at]);
                    break;
            }
        }

        return [.. text];
    }

    // Returns the position of the control's last byte.
    private static int Control(ReadOnlySpan<byte> rtf, int at, int depth, ref int hiddenFrom, List<byte> text)
    {
        if (at + 1 >= rtf.Length)
            return at;
        var next = rtf[at + 1];
        if (next == '\'' && at + 3 < rtf.Length && IsHex(rtf[at + 2]) && IsHex(rtf[at + 3]))
        {
            if (hiddenFrom == 0)
                text.Add((byte)((Hex(rtf[at + 2]) << 4) + Hex(rtf[at + 3])));
            return at + 3;
        }

        if (!char.IsAsciiLetter((char)next))
        {
            if (next == '*' && hiddenFrom == 0)
                hiddenFrom = depth;
            else if (hiddenFrom == 0)
                text.Add(next is (byte)'\n' or (byte)'\r' ? (byte)'\n' : next);
            return at + 1;
        }

        var end = at + 1;
        while (end < rtf.Length && char.IsAsciiLetter((char)rtf[end]))
            end++;
        var word = Encoding.ASCII.GetString(rtf[(at + 1)..end]);
        while (end < rtf.Length && (char.IsAsciiDigit((char)rtf[end]) || rtf[end] == '-'))
            end++;
        if (Array.Exists(Unprinted, unprinted => unprinted == word) && hiddenFrom == 0)
            hiddenFrom = depth;
        else if (hiddenFrom == 0 && word is "par" or "line")
            text.Add((byte)'\n');
        else if (hiddenFrom == 0 && word == "tab")
            text.Add((byte)'\t');
        // One blank behind a control word belongs to it.
        return end < rtf.Length && rtf[end] == ' ' ? end : end - 1;
    }

    private static bool IsHex(byte value) => char.IsAsciiHexDigit((char)value);

    private static int Hex(byte value) => value <= '9' ? value - '0' : (value | 0x20) - 'a' + 10;
}
