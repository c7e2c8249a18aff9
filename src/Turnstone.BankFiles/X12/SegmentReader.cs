using System.Buffers;

namespace Turnstone.BankFiles.X12;

/// <summary>Segments of a stream in one pooled buffer, without blanks and line ends around them.</summary>
internal sealed class SegmentReader(Stream stream, Delimiters delimiters, ReadSettings settings) : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(settings.BufferSize, 16));
    private int _position;
    private int _end;
    private int _start;
    private int _length;
    private bool _ended;
    private long _line = 1;

    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_start, _length);

    /// <summary>Line it begins at, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>The segment was longer than the limit and is cut.</summary>
    public bool Cut { get; private set; }

    public bool Read()
    {
        Cut = false;
        while (true)
        {
            var found = Find();
            if (found < 0)
                return false;
            var raw = _buffer.AsSpan(_position, found);
            var lead = raw.Length - raw.TrimStart(" \r\n\t"u8).Length;
            Line = _line + raw[..lead].Count((byte)'\n');
            _line += raw.Count((byte)'\n');
            (_start, _length) = (_position + lead, raw[lead..].TrimEnd(" \r\n\t\0"u8).Length);
            _position += found;
            if (_position < _end)
            {
                _line += _buffer[_position] == '\n' ? 1 : 0;
                _position++;
            }

            if (_length > 0)
                return true;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _position, _end, _start, _length, _ended) = ([], 0, 0, 0, 0, true);
    }

    // Length of the segment up to its terminator or the end of the file; −1 where nothing is left.
    private int Find()
    {
        var from = 0;
        while (true)
        {
            var rest = _buffer.AsSpan(_position + from, _end - _position - from);
            var found = delimiters.EndOf(rest);
            if (found >= 0)
                return from + found;
            from = _end - _position;
            if (from > settings.LongestRecord)
            {
                Cut = true;
                return from;
            }

            if (!Fill())
                return from > 0 ? from : -1;
        }
    }

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

        var count = stream.Read(_buffer.AsSpan(_end));
        _ended = count == 0;
        _end += count;
        return count > 0;
    }
}
