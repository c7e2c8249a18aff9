using System.Buffers;

namespace Turnstone.BankFiles.X12;

/// <summary>The signs a sender chose: between elements, and behind a segment.</summary>
/// <param name="Element">Between elements.</param>
/// <param name="Terminator">Behind a segment; a line feed stands for any line end.</param>
internal readonly record struct Delimiters(byte Element, byte Terminator)
{
    // ISA is 106 bytes long by the standard; where it is not, its 16 elements are counted.
    private const int IsaLength = 106;
    private const int IsaElements = 16;

    private static readonly SearchValues<byte> Terminators = SearchValues.Create("\\~|'^\r\n"u8);

    /// <summary>
    /// Finds the signs at the beginning of an interchange, or of a group, set or lone segment as banks put into
    /// addenda;
    /// null where the text begins with none of them.
    /// </summary>
    public static Delimiters? Find(ReadOnlySpan<byte> text)
    {
        text = text.TrimStart(" \r\n\t"u8);
        if (text.StartsWith("ISA"u8) && text.Length > 20)
            return OfInterchange(text);
        var id = 0;
        while (id < text.Length && id < 4 && char.IsAsciiLetterOrDigit((char)text[id]))
            id++;
        if (id is not (2 or 3) || id >= text.Length || text[id] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)',')
            return null;
        var element = text[id];
        var end = text[id..].IndexOfAny(Terminators);
        return end <= 0 ? new(element, (byte)'\n') : new(element, Newline(text[id + end]));
    }

    /// <summary>True for what begins with a name of two or three letters or digits.</summary>
    public bool IsSegment(ReadOnlySpan<byte> segment)
    {
        var end = segment.IndexOf(Element);
        var name = end < 0 ? segment : segment[..end];
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit((char)letter))
                return false;
        }

        return name.Length is 2 or 3;
    }

    /// <summary>Where the first segment of a text ends; −1 where no end is in sight.</summary>
    public int EndOf(ReadOnlySpan<byte> text) =>
        Terminator == '\n' ? text.IndexOfAny((byte)'\n', (byte)'\r') : text.IndexOf(Terminator);

    private static Delimiters? OfInterchange(ReadOnlySpan<byte> text)
    {
        var element = text[3];
        if (text.Length > IsaLength + 2 && text[IsaLength - 3] == element && GroupFollows(text[(IsaLength - 1)..]))
            return new(element, Newline(text[IsaLength - 1]));
        var at = 0;
        for (var count = 0; count < IsaElements; count++)
        {
            var next = text[at..].IndexOf(element);
            if (next < 0)
                return null;
            at += next + 1;
        }

        // The last element is one sign; the segment's terminator stands behind it.
        return at + 1 < text.Length ? new(element, Newline(text[at + 1])) : null;
    }

    private static bool GroupFollows(ReadOnlySpan<byte> text) => text[1..].TrimStart(" \r\n\t"u8).StartsWith("GS"u8);

    private static byte Newline(byte terminator) => terminator == '\r' ? (byte)'\n' : terminator;
}

/// <summary>Walks the elements of one segment.</summary>
internal ref struct Elements(ReadOnlySpan<byte> segment, byte separator)
{
    private ReadOnlySpan<byte> _rest = segment;
    private bool _ended = segment.IsEmpty;

    /// <summary>The next element without blanks; empty where none is left.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (_ended)
            return [];
        var end = _rest.IndexOf(separator);
        var element = end < 0 ? _rest : _rest[..end];
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        _ended = end < 0;
        return Bytes.Trim(element);
    }

    /// <summary>Passes over so many elements and gives the one behind them.</summary>
    public ReadOnlySpan<byte> After(int count)
    {
        for (; count > 0; count--)
            Next();
        return Next();
    }
}
