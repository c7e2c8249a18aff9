using System.Buffers;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>What the scanner stands on.</summary>
internal enum XmlToken
{
    None, Start, End, Text,
}

/// <summary>
/// Walks XML as bytes in one pooled buffer: names without prefix, text raw. It has no DTD, no external entity and no
/// recursion, and it never throws: what is no XML ends it with a fault. Prefixes and namespaces are passed over, since
/// banks send them wrong or not at all.
/// </summary>
internal sealed class XmlScanner : IDisposable
{
    private readonly Stream _stream;
    private readonly int _longest;
    private byte[] _buffer;
    private int _position;
    private int _end;
    private bool _ended;
    private bool _emptyElement;
    private int _tokenStart;
    private int _tokenLength;
    private int _attributesStart;
    private int _attributesLength;
    private bool _cdata;

    public XmlScanner(Stream stream, ReadSettings settings)
    {
        _stream = stream;
        _longest = settings.LongestRecord;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(settings.BufferSize, 16));
    }

    /// <summary>Name of the element, or the raw text; valid until the next read.</summary>
    public ReadOnlySpan<byte> Value => _buffer.AsSpan(_tokenStart, _tokenLength);

    /// <summary>Everything between name and bracket of a start.</summary>
    public ReadOnlySpan<byte> Attributes => _buffer.AsSpan(_attributesStart, _attributesLength);

    /// <summary>The text stands in a CDATA section and has no entities.</summary>
    public bool IsRaw => _cdata;

    /// <summary>Line of the token, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Why the scanner cannot go on; null where it ended well.</summary>
    public string? Fault { get; private set; }

    public XmlToken Read()
    {
        if (_emptyElement)
        {
            _emptyElement = false;
            return XmlToken.End;
        }

        CountLines(_passed);
        _passed = 0;
        while (Fault is null)
        {
            if (_position == _end && !Fill())
                return XmlToken.None;
            var token = _buffer[_position] == '<' ? Markup() : Text();
            if (token != XmlToken.None)
                return token;
        }

        return XmlToken.None;
    }

    private int _passed;

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _position, _end, _tokenLength, _attributesLength, _ended) = ([], 0, 0, 0, 0, true);
        (_tokenStart, _attributesStart) = (0, 0);
    }

    private XmlToken Text()
    {
        var length = Find("<"u8, 0);
        if (length < 0)
            length = Fault is null ? _end - _position : 0;
        var text = _buffer.AsSpan(_position, length);
        (_tokenStart, _tokenLength, _cdata) = (_position, length, false);
        _position += length;
        var blank = text.IndexOfAnyExcept(" \r\n\t"u8) < 0;
        Pass(text, after: !blank);
        return blank ? XmlToken.None : XmlToken.Text;
    }

    private XmlToken Markup()
    {
        while (_end - _position < 9 && Fill())
        {
        }

        var markup = _buffer.AsSpan(_position, _end - _position);
        if (markup.StartsWith("<!--"u8))
            return Skip("-->"u8, 4);
        if (markup.StartsWith("<![CDATA["u8))
            return Cdata();
        if (markup.StartsWith("<?"u8))
            return Skip("?>"u8, 2);
        if (markup.StartsWith("<!"u8))
        {
            Fault = "it has a document type, which is refused";
            return XmlToken.None;
        }

        return Element();
    }

    private XmlToken Element()
    {
        var close = Find(">"u8, 1);
        if (close < 0)
        {
            Fault ??= "it breaks off within an element";
            return XmlToken.None;
        }

        var inner = _buffer.AsSpan(_position + 1, close - 1);
        // A bracket may stand within an attribute's quotes.
        while (OpenQuote(inner) && Find(">"u8, close + 1) is var next and > 0)
        {
            close = next;
            inner = _buffer.AsSpan(_position + 1, close - 1);
        }

        var isEnd = inner.Length > 0 && inner[0] == '/';
        var start = _position + (isEnd ? 2 : 1);
        _emptyElement = !isEnd && inner.Length > 0 && inner[^1] == '/';
        Name(start, _position + close - (_emptyElement ? 1 : 0));
        Pass(_buffer.AsSpan(_position, close + 1), after: true);
        _position += close + 1;
        return isEnd ? XmlToken.End : XmlToken.Start;
    }

    private void Name(int start, int end)
    {
        var all = _buffer.AsSpan(start, Math.Max(0, end - start));
        var length = all.IndexOfAny(" \r\n\t"u8);
        if (length < 0)
            length = all.Length;
        (_attributesStart, _attributesLength) = (start + length, all.Length - length);
        var prefix = all[..length].IndexOf((byte)':') + 1;
        (_tokenStart, _tokenLength) = (start + prefix, length - prefix);
    }

    private static bool OpenQuote(ReadOnlySpan<byte> inner)
    {
        byte quote = 0;
        foreach (var value in inner)
        {
            if (quote == 0 ? value is (byte)'"' or (byte)'\'' : value == quote)
                quote = quote == 0 ? value : (byte)0;
        }

        return quote != 0;
    }

    private XmlToken Skip(ReadOnlySpan<byte> ending, int from)
    {
        var length = Find(ending, from);
        if (length < 0)
        {
            Fault ??= "it breaks off within a comment or instruction";
            return XmlToken.None;
        }

        Pass(_buffer.AsSpan(_position, length + ending.Length), after: false);
        _position += length + ending.Length;
        return XmlToken.None;
    }

    private XmlToken Cdata()
    {
        var length = Find("]]>"u8, 9);
        if (length < 0)
        {
            Fault ??= "it breaks off within a CDATA section";
            return XmlToken.None;
        }

        (_tokenStart, _tokenLength, _cdata) = (_position + 9, length - 9, true);
        Pass(_buffer.AsSpan(_position, length + 3), after: true);
        _position += length + 3;
        return XmlToken.Text;
    }

    // Offset of the mark from the position, reading on as far as needed; −1 where it does not come.
    private int Find(ReadOnlySpan<byte> mark, int from)
    {
        while (true)
        {
            if (from < _end - _position)
            {
                var found = _buffer.AsSpan(_position + from, _end - _position - from).IndexOf(mark);
                if (found >= 0)
                    return from + found;
                from = Math.Max(from, _end - _position - mark.Length + 1);
            }

            if (_end - _position > _longest)
            {
                Fault = "a text or element in it is longer than the limit";
                return -1;
            }

            if (!Fill())
                return -1;
        }
    }

    // Lines are counted when a token is left, so that a token has the line it begins at.
    private void Pass(ReadOnlySpan<byte> bytes, bool after)
    {
        var lines = bytes.Count((byte)'\n');
        if (after)
            _passed = lines;
        else
            CountLines(lines);
    }

    private void CountLines(int lines) => Line += lines;

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_position > 0)
        {
            _buffer.AsSpan(_position, _end - _position).CopyTo(_buffer);
            (_end, _position) = (_end - _position, 0);
        }

        if (_end == _buffer.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = grown;
        }

        var count = _stream.Read(_buffer.AsSpan(_end));
        _ended = count == 0;
        _end += count;
        return count > 0;
    }
}
