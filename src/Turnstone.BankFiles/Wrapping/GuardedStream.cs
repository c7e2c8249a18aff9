namespace Turnstone.BankFiles.Wrapping;

/// <summary>A stream that ends, with a fault said, where its wrapper is damaged or it grows beyond its limit.</summary>
internal sealed class GuardedStream(Stream inner, long limit, string? wrapper) : ForwardStream
{
    private string? _fault;

    /// <summary>Bytes handed out.</summary>
    public long Count { get; private set; }

    /// <summary>The guarded stream this one was made from.</summary>
    public GuardedStream? Source { get; init; }

    /// <summary>Why it ended early; null where it did not.</summary>
    public string? Fault { get => _fault ?? Source?.Fault; init => _fault = value; }

    /// <summary>What a library made of the file; null where the readers here take its bytes.</summary>
    public IEnumerable<FileItem>? Extracted { get; init; }

    /// <summary>What the file was wrapped in; null where it was not.</summary>
    public string? Wrapper => wrapper;

    public override int Read(Span<byte> buffer)
    {
        if (_fault is not null)
            return 0;
        try
        {
            var count = inner.Read(buffer);
            if (Count + count > limit)
            {
                _fault = "it unfolds to more than the limit";
                return 0;
            }

            Count += count;
            return count;
        }
        catch (InvalidDataException)
        {
            _fault = "its compressed data are damaged";
            return 0;
        }
    }
}
