using System.Buffers;

namespace Turnstone.BankFiles;

/// <summary>
/// The physical lines of a stream in one pooled buffer: ended by LF, CR or both, or by the end of the file. A line
/// longer
/// than the limit is handed out cut, and its rest is passed over.
/// </summary>
internal sealed class Lines : IDisposable
{
    private readonly Stream _stream;
    private readonly int _longest;
    private byte[] _buffer;
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private long _bufferOffset;
    private bool _ended;

    public Lines(Stream stream, ReadSettings settings)
    {
        _stream = stream;
        _longest = settings.LongestRecord;
        _buffer = ArrayPool<byte>.Shared.Rent(Math.Max(settings.BufferSize, 16));
    }

    /// <summary>The line without its end; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Current => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>Number of the line, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Byte offset of the line in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>The line was longer than the limit and is cut.</summary>
    public bool Cut { get; private set; }

    public bool Read()
    {
        var scanned = 0;
        Cut = false;
        while (true)
        {
            var found = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOfAny((byte)'\n', (byte)'\r');
            if (found >= 0)
            {
                var length = scanned + found;
                // A CR at the end of the buffer may be the first half of CR LF.
                if (_buffer[_start + length] == '\r' && _start + length + 1 == _end && Fill())
                    continue;
                return Take(length, EndLength(length));
            }

            scanned = _end - _start;
            if (scanned >= _longest)
                return PassOver();
            if (!Fill())
                return scanned > 0 && Take(scanned, 0);
        }
    }

    public void Dispose()
    {
        if (_buffer.Length == 0)
            return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _start = _end = _lineStart = _lineLength = 0;
        _ended = true;
    }

    private int EndLength(int length) =>
        _buffer[_start + length] == '\r' && _start + length + 1 < _end && _buffer[_start + length + 1] == '\n' ? 2 : 1;

    private bool Take(int length, int ending)
    {
        Line++;
        Offset = _bufferOffset + _start;
        _lineStart = _start;
        _lineLength = length;
        _start += length + ending;
        return true;
    }

    private bool PassOver()
    {
        var kept = _buffer.AsSpan(_start, _longest).ToArray();
        var offset = _bufferOffset + _start;
        int found;
        do
        {
            _start = _end;
            found = Fill() ? _buffer.AsSpan(_start, _end - _start).IndexOfAny((byte)'\n', (byte)'\r') : 0;
        }
        while (found < 0);

        var ending = _start + found < _end ? EndLength(found) : 0;
        _start += found + ending;
        (Cut, Offset, Line) = (true, offset, Line + 1);
        Put(kept);
        return true;
    }

    // Keeps the cut line in front of what is unread: only the rare long line pays for it.
    private void Put(byte[] kept)
    {
        var unread = _buffer.AsSpan(_start, _end - _start).ToArray();
        var grown = ArrayPool<byte>.Shared.Rent(kept.Length + unread.Length + 16);
        kept.CopyTo(grown, 0);
        unread.CopyTo(grown, kept.Length);
        _bufferOffset += _start - kept.Length;
        ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _lineStart, _lineLength, _start, _end) = (grown, 0, kept.Length, kept.Length,
            kept.Length + unread.Length);
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferOffset += _start;
            _end -= _start;
            _start = 0;
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
