namespace Turnstone.BankFiles;

/// <summary>
/// The physical lines of a stream: ended by LF, CR or both, or by the end of the file. A line longer than the limit is
/// handed out cut, and its rest is passed over.
/// </summary>
internal sealed class Lines(Stream stream, ReadSettings settings) : IDisposable
{
    private readonly ReadBuffer _input = new(stream, settings);
    private readonly int _longest = settings.LongestRecord;
    private int _start;
    private int _length;
    private byte[]? _cut;

    /// <summary>The line without its end; valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Current => _cut ?? _input.Span(_start, _length);

    /// <summary>Number of the line, from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Byte offset of the line in the stream.</summary>
    public long Offset { get; private set; }

    /// <summary>The line was longer than the limit and is cut.</summary>
    public bool Cut => _cut is not null;

    public bool Read()
    {
        var scanned = 0;
        _cut = null;
        while (true)
        {
            var unread = _input.Unread;
            var found = unread[scanned..].IndexOfAny((byte)'\n', (byte)'\r');
            if (found >= 0)
            {
                var length = scanned + found;
                // A CR at the end of the buffer may be the first half of CR LF.
                if (unread[length] == '\r' && length + 1 == unread.Length && _input.Fill())
                    continue;
                return Take(length, EndLength(length));
            }

            scanned = unread.Length;
            if (scanned >= _longest)
                return PassOver();
            if (!_input.Fill())
                return scanned > 0 && Take(scanned, 0);
        }
    }

    public void Dispose()
    {
        _input.Dispose();
        (_start, _length, _cut) = (0, 0, null);
    }

    private int EndLength(int length) => _input.Unread[length..] is [(byte)'\r', (byte)'\n', ..] ? 2 : 1;

    private bool Take(int length, int ending)
    {
        Line++;
        Offset = _input.Offset;
        (_start, _length) = (_input.Start, length);
        _input.Take(length + ending);
        return true;
    }

    private bool PassOver()
    {
        Line++;
        Offset = _input.Offset;
        _cut = _input.Unread[.._longest].ToArray();
        var found = -1;
        while (found < 0)
        {
            _input.Take(_input.Length);
            if (!_input.Fill())
                return true;
            found = _input.Unread.IndexOfAny((byte)'\n', (byte)'\r');
        }

        if (_input.Unread[found] == '\r')
            _input.Need(found + 2);
        _input.Take(found + EndLength(found));
        return true;
    }
}
