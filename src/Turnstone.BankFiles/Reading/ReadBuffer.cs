using System.Buffers;

namespace Turnstone.BankFiles;

/// <summary>
/// What is unread of a stream, in one pooled buffer: a reader looks ahead in it, fills it where it sees no end yet, and
/// takes what it has read. The buffer grows only where one thing is longer than it, so the reader sets the limit.
/// </summary>
internal sealed class ReadBuffer : IDisposable
{
    private readonly Stream _stream;
    private readonly WorkCount? _work;
    private byte[] _bytes;
    private int _start;
    private int _end;
    private int _counted;
    private bool _ended;
    private long _offset;
    private long _lines = 1;

    public ReadBuffer(Stream stream, ReadSettings settings)
    {
        (_stream, _work) = (stream, settings.Work);
        _bytes = ArrayPool<byte>.Shared.Rent(Math.Max(settings.BufferSize, 256));
    }

    /// <summary>What was read from the stream and not taken; valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Unread => _bytes.AsSpan(_start, _end - _start);

    /// <summary>How many bytes are unread.</summary>
    public int Length => _end - _start;

    /// <summary>Byte offset of the first unread byte in the stream.</summary>
    public long Offset => _offset + _start;

    /// <summary>Where the first unread byte stands in the buffer; see <see cref="Span"/>.</summary>
    public int Start => _start;

    /// <summary>Bytes by their place in the buffer, taken ones too; valid until the next <see cref="Fill"/>.</summary>
    public ReadOnlySpan<byte> Span(int start, int length) => _bytes.AsSpan(start, length);

    /// <summary>Takes so many unread bytes.</summary>
    public void Take(int count)
    {
        _start += count;
        _work?.Add(1);
    }

    /// <summary>
    /// Line of a place in the buffer, from 1. Lines are counted when somebody asks: the place is never before one
    /// asked for earlier.
    /// </summary>
    public long LineAt(int place)
    {
        if (place > _counted)
        {
            _lines += _bytes.AsSpan(_counted, place - _counted).Count((byte)'\n');
            _counted = place;
        }

        return _lines;
    }

    /// <summary>Reads on behind what is unread, which moves to the front; false at the end of the stream.</summary>
    public bool Fill()
    {
        if (_ended)
            return false;
        if (_start > 0)
        {
            LineAt(_start);
            _bytes.AsSpan(_start, _end - _start).CopyTo(_bytes);
            _offset += _start;
            _counted -= _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _bytes.Length)
        {
            var grown = ArrayPool<byte>.Shared.Rent(_bytes.Length * 2);
            _bytes.AsSpan(0, _end).CopyTo(grown);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = grown;
        }

        var count = _stream.Read(_bytes.AsSpan(_end));
        _ended = count == 0;
        _end += count;
        _work?.Add(Length);
        return count > 0;
    }

    /// <summary>Fills until so many bytes are unread, or the stream ends.</summary>
    public void Need(int count)
    {
        while (Length < count && Fill())
        {
        }
    }

    public void Dispose()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        (_bytes, _start, _end, _counted, _ended) = ([], 0, 0, 0, true);
    }
}
