namespace Turnstone.BankFiles.X12;

/// <summary>Segments of a stream, without blanks and line ends around them.</summary>
internal sealed class SegmentReader(Stream stream, Delimiters delimiters, ReadSettings settings) : IDisposable
{
    private readonly ReadBuffer _input = new(stream, settings);
    private int _start;
    private int _length;

    public ReadOnlySpan<byte> Current => _input.Span(_start, _length);

    /// <summary>Line it begins at, from 1.</summary>
    public long Line => _input.LineAt(_start);

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
            var raw = _input.Unread[..found];
            var text = raw.TrimStart(" \r\n\t"u8);
            (_start, _length) = (_input.Start + found - text.Length, text.TrimEnd(" \r\n\t\0"u8).Length);
            _input.Take(found < _input.Length ? found + 1 : found);
            if (_length > 0)
                return true;
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        (_start, _length) = (0, 0);
    }

    // Length of the segment up to its terminator or the end of the file; −1 where nothing is left.
    private int Find()
    {
        var from = 0;
        while (true)
        {
            var found = delimiters.EndOf(_input.Unread[from..]);
            if (found >= 0)
                return from + found;
            from = _input.Length;
            if (from > settings.LongestRecord)
            {
                Cut = true;
                return from;
            }

            if (!_input.Fill())
                return from > 0 ? from : -1;
        }
    }
}
