using Turnstone.Domain.Kernel;

namespace Turnstone.UseCases.Files;

/// <summary>Reads a kept file piece by piece, so that a large one is never whole in memory.</summary>
internal sealed class PieceStream(long length, int count, Func<int, Result<byte[]>> fetch) : Stream
{
    private byte[] _piece = [];
    private int _ordinal = -1;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => _position = value >= 0 ? value : throw new ArgumentOutOfRangeException(nameof(value));
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= length || buffer.IsEmpty)
            return 0;
        Go((int)(_position / KeptFile.PieceSize));
        var from = (int)(_position % KeptFile.PieceSize);
        var part = _piece.AsSpan(from, Math.Min(buffer.Length, _piece.Length - from));
        part.CopyTo(buffer);
        _position += part.Length;
        return part.Length;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => length + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void Go(int ordinal)
    {
        if (ordinal == _ordinal)
            return;
        if (ordinal >= count)
            throw new InvalidDataException("A kept file is shorter than it says.");
        _piece = fetch(ordinal).Is(out var piece, out var refusal) ? piece
            : throw new InvalidDataException(refusal.Sentence);
        _ordinal = ordinal;
    }
}
