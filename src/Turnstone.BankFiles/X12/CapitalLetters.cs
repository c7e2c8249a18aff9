namespace Turnstone.BankFiles.X12;

/// <summary>
/// A stream in capital letters. X12's basic character set has no others; some translators write all in small ones.
/// </summary>
internal sealed class CapitalLetters(Stream file) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static byte[] Of(ReadOnlySpan<byte> text)
    {
        var capitals = text.ToArray();
        Raise(capitals);
        return capitals;
    }

    public override int Read(Span<byte> buffer)
    {
        var count = file.Read(buffer);
        Raise(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static void Raise(Span<byte> text)
    {
        foreach (ref var letter in text)
        {
            if (letter is >= (byte)'a' and <= (byte)'z')
                letter -= 0x20;
        }
    }
}
