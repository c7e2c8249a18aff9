namespace Turnstone.BankFiles.Ofx;

/// <summary>What the scanner stands on.</summary>
internal enum OfxToken
{
    None, Open, Close, Text,
}

/// <summary>
/// Walks OFX as bytes, SGML and XML alike. Banks write raw <c>&lt;</c> in a memo, so only what looks like an element is
/// one; everything else is text. There is no nesting here, hence nothing that deep nesting could break.
/// </summary>
internal sealed class OfxScanner(Stream stream, ReadSettings settings) : IDisposable
{
    private readonly ReadBuffer _input = new(stream, settings);
    private readonly int _longest = settings.LongestRecord;
    private bool _emptyElement;
    private bool _small;
    private int _place;
    private int _start;
    private int _length;
    private Element _seen = new(At: -1, OfxTag.Unknown, NameLength: 0);

    // An element that was recognised, so that it need not be twice: text ends where one begins.
    private readonly record struct Element(long At, OfxTag Tag, int NameLength);

    /// <summary>The element of an open or close.</summary>
    public OfxTag Tag { get; private set; }

    /// <summary>The text; valid until the next read.</summary>
    public ReadOnlySpan<byte> Text => _input.Span(_start, _length);

    /// <summary>The text stands in a CDATA section and has no entities.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>Line of the token, from 1.</summary>
    public long Line => _input.LineAt(_place);

    /// <summary>Byte offset behind the token.</summary>
    public long Offset => _input.Offset;

    /// <summary>A text was longer than the limit and is cut in pieces.</summary>
    public bool Cut { get; private set; }

    public OfxToken Read()
    {
        if (_emptyElement)
        {
            _emptyElement = false;
            return OfxToken.Close;
        }

        while (_input.Length > 0 || _input.Fill())
        {
            IsRaw = false;
            _place = _input.Start;
            var token = _input.Unread[0] == '<' ? Markup() : OfxToken.Text;
            if (token == OfxToken.Text && !IsRaw && !PlainText())
                continue;
            if (token != OfxToken.None)
                return token;
        }

        return OfxToken.None;
    }

    public void Dispose()
    {
        _input.Dispose();
        (_place, _start, _length) = (0, 0, 0);
    }

    // Text up to the next element; false where it is blank.
    private bool PlainText()
    {
        var from = 1;
        while (true)
        {
            var found = _input.Unread[from..].IndexOf((byte)'<');
            if (found >= 0)
            {
                from += found;
                if (IsElementAt(from))
                    break;
                from++;
                continue;
            }

            from = _input.Length;
            Cut |= from >= _longest;
            if (from >= _longest || !_input.Fill())
                break;
        }

        (_place, _start, _length) = (_input.Start, _input.Start, from);
        _input.Take(from);
        return Text[0] > ' ' || Text.IndexOfAnyExcept(" \r\n\t"u8) >= 0;
    }

    private OfxToken Markup()
    {
        if (!IsElementAt(0))
            return OfxToken.Text;
        var markup = _input.Unread;
        if (markup.StartsWith("<!--"u8))
            return Skip("-->"u8);
        if (markup.StartsWith("<![CDATA["u8))
            return Cdata();
        if (markup.StartsWith("<?"u8))
            return Skip("?>"u8);
        var inner = markup[1..];
        var close = _seen.NameLength;
        if (inner[close] != '>')
            close += inner[close..].IndexOf((byte)'>');
        var isEnd = inner[0] == '/';
        _emptyElement = !isEnd && inner[close - 1] == '/';
        Tag = _seen.Tag;
        _input.Take(close + 2);
        return isEnd ? OfxToken.Close : OfxToken.Open;
    }

    // "<NAME>", "</NAME>", "<NAME/>", "<OFX xmlns=…>": capitals, or a name we know.
    private bool IsElementAt(int offset)
    {
        if (_seen.At == _input.Offset + offset)
            return true;
        if (_input.Length < offset + OfxTags.LongestName + 4)
            Need(offset + OfxTags.LongestName + 4);
        var rest = _input.Unread[(offset + 1)..];
        var slash = rest is [(byte)'/', ..] ? 1 : 0;
        rest = rest[slash..];
        if (rest.IsEmpty)
            return false;
        if (slash == 0 && (rest[0] is (byte)'!' or (byte)'?'))
            return rest[0] == '?' || rest.StartsWith("!--"u8) || rest.StartsWith("![CDATA["u8);
        var (length, capitals, hash) = (0, true, Names<OfxTag>.NoHash);
        while (length < rest.Length && length <= OfxTags.LongestName && IsName(rest[length]))
        {
            capitals &= rest[length] is not (>= (byte)'a' and <= (byte)'z');
            hash = Names<OfxTag>.Hash(hash, rest[length++]);
        }

        if (length == 0 || length > OfxTags.LongestName || rest[0] is >= (byte)'0' and <= (byte)'9' or (byte)'.')
            return false;
        var tag = OfxTags.Of(rest[..length], hash);
        // A file that spells its root in small letters does so with the elements that nobody looks at, too.
        _small |= tag == OfxTag.Ofx && !capitals;
        if ((!capitals && !_small && tag == OfxTag.Unknown) || length == rest.Length)
            return false;
        var isElement = rest[length] switch
        {
            (byte)'>' => true,
            (byte)'/' => length + 1 < rest.Length && rest[length + 1] == '>',
            (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' => tag != OfxTag.Unknown && HasAttributes(offset),
            _ => false,
        };
        if (isElement)
            _seen = new(_input.Offset + offset, tag, slash + length);
        return isElement;
    }

    // Attributes end within a few hundred bytes, before any other element begins.
    private bool HasAttributes(int offset)
    {
        Need(offset + 513);
        var rest = _input.Unread[(offset + 1)..];
        var end = rest[..Math.Min(512, rest.Length)].IndexOfAny((byte)'>', (byte)'<');
        return end >= 0 && rest[end] == '>';
    }

    private void Need(int count)
    {
        _input.Need(count);
        _place = _input.Start;
    }

    private static bool IsName(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'_';

    private OfxToken Skip(ReadOnlySpan<byte> ending)
    {
        var length = Find(ending);
        _input.Take(length < 0 ? _input.Length : length + ending.Length);
        return OfxToken.None;
    }

    private OfxToken Cdata()
    {
        var length = Find("]]>"u8);
        var end = length < 0 ? _input.Length : length;
        (_start, _length, IsRaw) = (_input.Start + 9, Math.Max(0, end - 9), true);
        _input.Take(length < 0 ? end : end + 3);
        return OfxToken.Text;
    }

    private int Find(ReadOnlySpan<byte> mark)
    {
        var from = 0;
        while (true)
        {
            var unread = _input.Unread;
            var found = unread[from..].IndexOf(mark);
            if (found >= 0)
                return from + found;
            from = Math.Max(from, unread.Length - mark.Length + 1);
            if (unread.Length > _longest || !_input.Fill())
                return -1;
            _place = _input.Start;
        }
    }
}
