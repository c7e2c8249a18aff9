namespace Turnstone.BankFiles.X12;

/// <summary>
/// A stream in capital letters. X12's basic character set has no others; some translators write all in small ones.
/// </summary>
internal sealed class CapitalLetters(Stream file) : ForwardStream
{
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

    private static void Raise(Span<byte> text)
    {
        foreach (ref var letter in text)
        {
            if (letter is >= (byte)'a' and <= (byte)'z')
                letter -= 0x20;
        }
    }
}
