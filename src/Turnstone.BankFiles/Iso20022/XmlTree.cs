using System.Text;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// One record (an entry, a balance, a header) as a tree in reused arrays: reading the next one costs no memory. Node
/// 0 is
/// the record itself.
/// </summary>
internal sealed class XmlTree(TextPool texts)
{
    private struct Data
    {
        public Tag Tag;
        public int Next;
        public int First;
        public int Last;
        public int TextStart;
        public int TextLength;
        public int CurrencyStart;
        public int CurrencyLength;
    }

    private readonly TextPool _texts = texts;
    private Data[] _nodes = new Data[64];
    private byte[] _text = new byte[4096];
    private int _textLength;

    public int Count { get; private set; }

    /// <summary>Line the record begins at.</summary>
    public long Line { get; private set; }

    /// <summary>Bytes of all its texts.</summary>
    public int Size => _textLength;

    public Node Root => new(this, 0);

    public void Begin(Tag tag, long line)
    {
        (Count, _textLength, Line) = (0, 0, line);
        Add(-1, tag);
    }

    public int Add(int parent, Tag tag)
    {
        if (Count == _nodes.Length)
            Array.Resize(ref _nodes, Count * 2);
        var index = Count++;
        _nodes[index] = new() { Tag = tag, Next = -1, First = -1, Last = -1 };
        if (parent < 0)
            return index;
        ref var above = ref _nodes[parent];
        if (above.Last < 0)
            above.First = index;
        else
            _nodes[above.Last].Next = index;
        above.Last = index;
        return index;
    }

    /// <summary>Adds text to a node; pieces of one text follow each other.</summary>
    public void AddText(int node, ReadOnlySpan<byte> raw, bool entities)
    {
        Reserve(raw.Length);
        ref var data = ref _nodes[node];
        // Text in two pieces with another's between them is no text we read; the last piece stands.
        if (data.TextLength == 0 || data.TextStart + data.TextLength != _textLength)
            (data.TextStart, data.TextLength) = (_textLength, 0);
        var written = entities && raw.Contains((byte)'&') ? XmlEntities.Decode(raw,
            _text.AsSpan(_textLength)) : Copy(raw);
        _textLength += written;
        data.TextLength += written;
    }

    public void SetCurrency(int node, ReadOnlySpan<byte> code)
    {
        Reserve(code.Length);
        code.CopyTo(_text.AsSpan(_textLength));
        (_nodes[node].CurrencyStart, _nodes[node].CurrencyLength) = (_textLength, code.Length);
        _textLength += code.Length;
    }

    /// <summary>The record's texts in short, for a problem.</summary>
    public string Raw()
    {
        var raw = new StringBuilder();
        for (var i = 0; i < Count && raw.Length < 500; i++)
        {
            if (_nodes[i].TextLength > 0)
                raw.Append(_nodes[i].Tag).Append('=').Append(Bytes.Raw(TextOf(i))).Append(' ');
        }

        return raw.ToString().TrimEnd();
    }

    private int Copy(ReadOnlySpan<byte> raw)
    {
        raw.CopyTo(_text.AsSpan(_textLength));
        return raw.Length;
    }

    private void Reserve(int length)
    {
        while (_text.Length < _textLength + length)
            Array.Resize(ref _text, _text.Length * 2);
    }

    private ReadOnlySpan<byte> TextOf(int node) =>
        _text.AsSpan(_nodes[node].TextStart, _nodes[node].TextLength).Trim(" \r\n\t"u8);

    private ReadOnlySpan<byte> CurrencyOf(int node) =>
        _text.AsSpan(_nodes[node].CurrencyStart, _nodes[node].CurrencyLength);

    /// <summary>
    /// A node, or the absence of one: a path over what is not there ends in nothing and not in a fault.
    /// </summary>
    internal readonly struct Node
    {
        private readonly XmlTree? _tree;
        private readonly int _index;

        public Node(XmlTree tree, int index)
        {
            _tree = index < 0 ? null : tree;
            _index = index;
        }

        public bool Exists => _tree is not null;

        public Tag Tag => _tree is null ? Tag.Unknown : _tree._nodes[_index].Tag;

        public ReadOnlySpan<byte> Span => _tree is null ? [] : _tree.TextOf(_index);

        /// <summary>Its text without blanks around it; null where there is none.</summary>
        public string? Text =>
            _tree is { } tree && Span is { IsEmpty: false } text ? tree._texts.Text(text) : null;

        /// <summary>The same for a text of this entry alone: it is not looked for among those that repeat.</summary>
        public string? OwnText => Span is { IsEmpty: false } text ? Bytes.Text(text) : null;

        /// <summary>True where its text is this one.</summary>
        public bool Is(ReadOnlySpan<byte> text) => Span.SequenceEqual(text);

        /// <summary>Its currency attribute; null where there is none.</summary>
        public string? CurrencyCode => _tree is { } tree && tree.CurrencyOf(_index) is { IsEmpty: false } code
            ? tree._texts.Text(code) : null;

        public Children Children => new(_tree, _tree is null ? -1 : _tree._nodes[_index].First);

        /// <summary>Its first child of that name.</summary>
        public Node this[Tag tag]
        {
            get
            {
                for (var at = _tree is null ? -1 : _tree._nodes[_index].First; at >= 0; at = _tree!._nodes[at].Next)
                {
                    if (_tree!._nodes[at].Tag == tag)
                        return new(_tree, at);
                }

                return default;
            }
        }
    }

    /// <summary>The children of a node, for foreach.</summary>
    internal struct Children(XmlTree? tree, int first)
    {
        private int _next = first;

        public Node Current { get; private set; }

        public readonly Children GetEnumerator() => this;

        public bool MoveNext()
        {
            if (_next < 0 || tree is null)
                return false;
            Current = new(tree, _next);
            _next = tree._nodes[_next].Next;
            return true;
        }
    }
}

/// <summary>The five entities XML has, and characters by number; any other stays as it is written.</summary>
internal static class XmlEntities
{
    /// <summary>Writes the text with its entities resolved; never longer than the raw text.</summary>
    public static int Decode(ReadOnlySpan<byte> raw, Span<byte> target)
    {
        var length = 0;
        while (!raw.IsEmpty)
        {
            var mark = raw.IndexOf((byte)'&');
            var plain = mark < 0 ? raw : raw[..mark];
            plain.CopyTo(target[length..]);
            length += plain.Length;
            if (mark < 0)
                break;
            raw = raw[mark..];
            var end = raw.IndexOf((byte)';');
            var taken = end is > 1 and < 12 ? One(raw[1..end], target[length..]) : 0;
            if (taken == 0)
            {
                target[length++] = (byte)'&';
                raw = raw[1..];
                continue;
            }

            length += taken;
            raw = raw[(end + 1)..];
        }

        return length;
    }

    private static int One(ReadOnlySpan<byte> name, Span<byte> target)
    {
        var character = name switch
        {
            [(byte)'a', (byte)'m', (byte)'p'] => '&',
            [(byte)'l', (byte)'t'] => '<',
            [(byte)'g', (byte)'t'] => '>',
            [(byte)'q', (byte)'u', (byte)'o', (byte)'t'] => '"',
            [(byte)'a', (byte)'p', (byte)'o', (byte)'s'] => '\'',
            _ => '\0',
        };
        if (character != '\0')
        {
            target[0] = (byte)character;
            return 1;
        }

        if (name[0] != '#' || name.Length < 2)
            return 0;
        var hex = name[1] is (byte)'x' or (byte)'X';
        var number = 0;
        foreach (var digit in name[(hex ? 2 : 1)..])
        {
            if (!(hex ? char.IsAsciiHexDigit((char)digit) : char.IsAsciiDigit((char)digit)) || number > 0x10FFFF)
                return 0;
            number = (number * (hex ? 16 : 10)) + (digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10);
        }

        return Rune.IsValid(number) && new Rune(number) is var rune && rune.Utf8SequenceLength <= name.Length + 1
            ? rune.EncodeToUtf8(target) : 0;
    }
}
