using System.Buffers;

namespace Turnstone.BankFiles.Ofx;

/// <summary>What the scanner stands on.</summary>
internal enum OfxToken
{
    None, Open, Close, Text,
}

/// <summary>
/// Walks OFX as bytes in one pooled buffer, SGML and XML alike. Banks write raw <c>&lt;</c> in a memo, so only what
/// looks like an element is one; everything else is text. There is no nesting here, hence nothing that deep nesting
/// could break.
/// </summary>
internal sealed class OfxScanner : IDisposable
{
    private readonly Stream _stream;
    private readonly int _longest;
    private byte[] _buffer;
    private int _position;
    private int _end;
    private bool _ended;
    private bool _emptyElement;
    private int _start;
    private int _length;
    private int _passed;
    private long _bufferOffset;

    public OfxScanner(Stream stream, ReadSettings settings)
    {
        _stream = stream;
        _longest = settings.LongestRecord;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(settings.BufferSize, 256));
    }

    /// <summary>The element of an open or close.</summary>
    public OfxTag Tag { get; private set; }

    /// <summary>The text; valid until the next read.</summary>
    public ReadOnlySpan<byte> Text => _buffer.AsSpan(_start, _length);

    /// <summary>The text stands in a CDATA section and has no entities.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>Line of the token, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Byte offset behind the token.</summary>
    public long Offset => _bufferOffset + _position;

    /// <summary>A text was longer than the limit and is cut in pieces.</summary>
    public bool Cut { get; private set; }

    public OfxToken Read()
    {
        if (_emptyElement)
        {
            _emptyElement = false;
            return OfxToken.Close;
        }

        Line += _passed;
        _passed = 0;
        while (_position < _end || Fill())
        {
            IsRaw = false;
            var token = _buffer[_position] == '<' ? Markup() : OfxToken.Text;
            if (token == OfxToken.Text && !PlainText())
                continue;
            if (token != OfxToken.None)
                return token;
        }

        return OfxToken.None;
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _position, _end, _start, _length, _ended) = ([], 0, 0, 0, 0, true);
    }

    // Text up to the next element; false where it is blank.
    private bool PlainText()
    {
        if (IsRaw)
            return true;
        var from = 1;
        while (true)
        {
            var found = _buffer.AsSpan(_position + from, _end - _position - from).IndexOf((byte)'<');
            if (found >= 0)
            {
                from += found;
                if (IsElementAt(from))
                    break;
                from++;
                continue;
            }

            from = _end - _position;
            Cut |= from >= _longest;
            if (from >= _longest || !Fill())
                break;
        }

        var text = _buffer.AsSpan(_position, from);
        (_start, _length) = (_position, from);
        Step(from);
        return text.IndexOfAnyExcept(" \r\n\t"u8) >= 0 || Pass();
    }

    private OfxToken Markup()
    {
        Need(0, OfxTags.LongestName + 4);
        var markup = _buffer.AsSpan(_position, _end - _position);
        if (markup.StartsWith("<!--"u8))
            return Skip("-->"u8);
        if (markup.StartsWith("<![CDATA["u8))
            return Cdata();
        if (markup.StartsWith("<?"u8))
            return Skip("?>"u8);
        if (!IsElementAt(0))
            return OfxToken.Text;
        return Element();
    }

    private OfxToken Element()
    {
        var inner = _buffer.AsSpan(_position + 1, _end - _position - 1);
        var close = inner.IndexOf((byte)'>');
        inner = inner[..close];
        var isEnd = inner[0] == '/';
        _emptyElement = !isEnd && inner[^1] == '/';
        var name = isEnd ? inner[1..] : inner;
        var length = name.IndexOfAny(" \r\n\t/"u8);
        Tag = OfxTags.Of(length < 0 ? name : name[..length]);
        Step(close + 2);
        return isEnd ? OfxToken.Close : OfxToken.Open;
    }

    // "<NAME>", "</NAME>", "<NAME/>", "<OFX xmlns=…>": capitals, or a name we know.
    private bool IsElementAt(int offset)
    {
        Need(offset, OfxTags.LongestName + 4);
        var rest = _buffer.AsSpan(_position + offset + 1, _end - _position - offset - 1);
        if (!rest.IsEmpty && rest[0] == '/')
            rest = rest[1..];
        if (rest.StartsWith("!--"u8) || rest.StartsWith("![CDATA["u8) || rest.StartsWith("?"u8))
            return true;
        var (length, capitals) = (0, true);
        while (length < rest.Length && length <= OfxTags.LongestName && IsName(rest[length]))
        {
            capitals &= rest[length] is not (>= (byte)'a' and <= (byte)'z');
            length++;
        }

        if (length == 0 || length > OfxTags.LongestName || rest[0] is >= (byte)'0' and <= (byte)'9' or (byte)'.')
            return false;
        var known = OfxTags.Of(rest[..length]) != OfxTag.Unknown;
        if (!capitals && !known)
            return false;
        return length < rest.Length && rest[length] switch
        {
            (byte)'>' => true,
            (byte)'/' => length + 1 < rest.Length && rest[length + 1] == '>',
            (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' => known && HasAttributes(offset),
            _ => false,
        };
    }

    // Attributes end within a few hundred bytes, before any other element begins.
    private bool HasAttributes(int offset)
    {
        Need(offset, 512);
        var rest = _buffer.AsSpan(_position + offset + 1, Math.Min(512, _end - _position - offset - 1));
        var end = rest.IndexOfAny((byte)'>', (byte)'<');
        return end >= 0 && rest[end] == '>';
    }

    private static bool IsName(byte value) => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'_';

    private OfxToken Skip(ReadOnlySpan<byte> ending)
    {
        var length = Find(ending);
        Step(length < 0 ? _end - _position : length + ending.Length);
        Pass();
        return OfxToken.None;
    }

    private OfxToken Cdata()
    {
        var length = Find("]]>"u8);
        var end = length < 0 ? _end - _position : length;
        (_start, _length, IsRaw) = (_position + 9, Math.Max(0, end - 9), true);
        Step(length < 0 ? end : end + 3);
        return OfxToken.Text;
    }

    private void Step(int length)
    {
        _passed += _buffer.AsSpan(_position, length).Count((byte)'\n');
        _position += length;
    }

    private bool Pass()
    {
        Line += _passed;
        _passed = 0;
        return false;
    }

    private int Find(ReadOnlySpan<byte> mark)
    {
        var from = 0;
        while (true)
        {
            var found = _buffer.AsSpan(_position + from, _end - _position - from).IndexOf(mark);
            if (found >= 0)
                return from + found;
            from = Math.Max(from, _end - _position - mark.Length + 1);
            if (_end - _position > _longest || !Fill())
                return -1;
        }
    }

    private void Need(int offset, int count)
    {
        while (_end - _position - offset < count && Fill())
        {
        }
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_position > 0)
        {
            _buffer.AsSpan(_position, _end - _position).CopyTo(_buffer);
            _bufferOffset += _position;
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
