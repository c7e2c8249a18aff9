namespace Turnstone.BankFiles.Iso20022;

/// <summary>What the scanner stands on.</summary>
internal enum XmlToken
{
    None, Start, End, Text,
}

/// <summary>
/// Walks XML as bytes: names without prefix, text raw. It has no DTD, no external entity and no recursion, and it never
/// throws: what is no XML ends it with a fault. Prefixes and namespaces are passed over, since banks send them wrong or
/// not at all.
/// </summary>
internal sealed class XmlScanner(Stream stream, ReadSettings settings) : IDisposable
{
    private static readonly Names<Tag> Tags = new(anyCase: false);

    private readonly ReadBuffer _input = new(stream, settings);
    private readonly int _longest = settings.LongestRecord;
    private bool _emptyElement;
    private int _place;
    private int _start;
    private int _length;
    private int _attributesStart;
    private int _attributesLength;

    /// <summary>The raw text; valid until the next read.</summary>
    public ReadOnlySpan<byte> Value => _input.Span(_start, _length);

    /// <summary>The element of a start.</summary>
    public Tag Tag { get; private set; }

    /// <summary>Everything between name and bracket of a start; empty where nothing is.</summary>
    public ReadOnlySpan<byte> Attributes => _input.Span(_attributesStart, _attributesLength);

    /// <summary>The text stands in a CDATA section and has no entities.</summary>
    public bool IsRaw { get; private set; }

    /// <summary>Line of the token, from 1.</summary>
    public long Line => _input.LineAt(_place);

    /// <summary>Why the scanner cannot go on; null where it ended well.</summary>
    public string? Fault { get; private set; }

    public XmlToken Read()
    {
        if (_emptyElement)
        {
            _emptyElement = false;
            return XmlToken.End;
        }

        while (Fault is null)
        {
            var unread = _input.Unread;
            if (unread.IsEmpty)
            {
                if (!_input.Fill())
                    return XmlToken.None;
                continue;
            }

            _place = _input.Start;
            var token = unread[0] == '<' ? Markup(unread) : Text(unread);
            if (token != XmlToken.None)
                return token;
        }

        return XmlToken.None;
    }

    public void Dispose()
    {
        _input.Dispose();
        (_place, _start, _length, _attributesStart, _attributesLength) = (0, 0, 0, 0, 0);
    }

    private XmlToken Text(ReadOnlySpan<byte> unread)
    {
        var length = unread.IndexOf((byte)'<');
        if (length < 0)
        {
            length = Find("<"u8, unread.Length);
            if (length < 0)
                length = Fault is null ? _input.Length : 0;
            unread = _input.Unread;
        }

        Stand(0, length, raw: false);
        _input.Take(length);
        // Most text begins with a letter; only what begins with a blank may be nothing else.
        return unread[0] > ' ' || unread[..length].IndexOfAnyExcept(" \r\n\t"u8) >= 0 ? XmlToken.Text : XmlToken.None;
    }

    private XmlToken Markup(ReadOnlySpan<byte> unread)
    {
        if (unread.Length < 9)
        {
            _input.Need(9);
            _place = _input.Start;
            unread = _input.Unread;
        }

        if (unread.Length < 2)
            return Broken("an element");
        switch (unread[1])
        {
            case (byte)'/': return EndElement(unread);
            case (byte)'?': return Skip("?>"u8, 2);
            case (byte)'!' when unread.StartsWith("<!--"u8): return Skip("-->"u8, 4);
            case (byte)'!' when unread.StartsWith("<![CDATA["u8): return Cdata();
            case (byte)'!':
                Fault = "it has a document type, which is refused";
                return XmlToken.None;
            default: return StartElement(unread);
        }
    }

    private XmlToken EndElement(ReadOnlySpan<byte> unread)
    {
        var close = unread.IndexOf((byte)'>');
        if (close < 0)
            close = Find(">"u8, unread.Length);
        if (close < 0)
            return Broken("an element");
        _input.Take(close + 1);
        return XmlToken.End;
    }

    private XmlToken StartElement(ReadOnlySpan<byte> unread)
    {
        // Nearly every name is short and ends with its bracket: one walk finds its end and its hash.
        var (start, hash) = (1, Names<Tag>.NoHash);
        for (var at = 1; at < unread.Length; at++)
        {
            var value = unread[at];
            if (value > '>' || value is >= (byte)'0' and <= (byte)'9' or (byte)'-' or (byte)'.')
            {
                hash = Names<Tag>.Hash(hash, value);
            }
            else if (value == ':')
            {
                (start, hash) = (at + 1, Names<Tag>.NoHash);
            }
            else if (value == '>')
            {
                Tag = Tags.Of(unread[start..at], hash);
                _attributesLength = 0;
                _input.Take(at + 1);
                return XmlToken.Start;
            }
            else
            {
                break;
            }
        }

        return WithAttributes();
    }

    private XmlToken WithAttributes()
    {
        var close = Find(">"u8, 1);
        if (close < 0)
            return Broken("an element");
        // A bracket may stand within an attribute's quotes.
        while (OpenQuote(_input.Unread[1..close]) && Find(">"u8, close + 1) is var next and > 0)
            close = next;
        var inner = _input.Unread[1..close];
        _emptyElement = inner.EndsWith("/"u8);
        if (_emptyElement)
            inner = inner[..^1];
        var end = inner.IndexOfAny(" \r\n\t"u8);
        var name = end < 0 ? inner : inner[..end];
        Tag = Tags.Of(name[(name.IndexOf((byte)':') + 1)..]);
        (_attributesStart, _attributesLength) = (_input.Start + 1 + name.Length, inner.Length - name.Length);
        _input.Take(close + 1);
        return XmlToken.Start;
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
            return Broken("a comment or instruction");
        _input.Take(length + ending.Length);
        return XmlToken.None;
    }

    private XmlToken Cdata()
    {
        var length = Find("]]>"u8, 9);
        if (length < 0)
            return Broken("a CDATA section");
        Stand(9, length - 9, raw: true);
        _input.Take(length + 3);
        return XmlToken.Text;
    }

    private XmlToken Broken(string within)
    {
        Fault ??= $"it breaks off within {within}";
        return XmlToken.None;
    }

    private void Stand(int from, int length, bool raw) => (_start, _length, IsRaw) = (_input.Start + from, length, raw);

    // Offset of the mark from the first unread byte, reading on as far as needed; −1 where it does not come.
    private int Find(ReadOnlySpan<byte> mark, int from)
    {
        while (true)
        {
            var unread = _input.Unread;
            if (from < unread.Length)
            {
                var found = unread[from..].IndexOf(mark);
                if (found >= 0)
                    return from + found;
                from = Math.Max(from, unread.Length - mark.Length + 1);
            }

            if (unread.Length > _longest)
            {
                Fault = "a text or element in it is longer than the limit";
                return -1;
            }

            if (!_input.Fill())
                return -1;
            _place = _input.Start;
        }
    }
}
