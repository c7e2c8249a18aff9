using System.Buffers;

namespace Turnstone.BankFiles.Bai2;

/// <summary>
/// BAI2's logical records: physical ones cut out of lines (several may stand on one) with their 88 continuations
/// joined.
/// Pieces of a field list and of text are kept apart by a line feed; text that was only cut at the line's width is
/// joined.
/// </summary>
internal sealed class LogicalRecords(Lines lines, int longest) : IDisposable
{
    // From this width on a line without a closing slash was cut by the bank's line length, not ended by its writer.
    private const int FullLine = 72;
    private const int LongLine = 200;

    private byte[] _record = ArrayPool<byte>.Shared.Rent(4096);
    private int _length;
    private int _position;
    private bool _lineOpen;
    private bool _pieceHeld;
    private int _pieceCode;
    private Range _piece;
    private PieceEnd _pieceEnd;
    private PieceEnd _lastEnd;

    /// <summary>Record code: 1, 2, 3, 16, 49, 88 (a stray continuation), 98, 99; 0 where the line has none.</summary>
    public int Code { get; private set; }

    /// <summary>The record after its code.</summary>
    public ReadOnlySpan<byte> Body => _record.AsSpan(0, _length);

    /// <summary>Line it begins at.</summary>
    public long Line { get; private set; }

    /// <summary>Byte offset it begins at.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes from its beginning to its end, line ends between its pieces included.</summary>
    public int Length { get; private set; }

    /// <summary>Physical records in it: what the counts of the trailers count.</summary>
    public int Physical { get; private set; }

    /// <summary>Lines of text that came without the 88 they need.</summary>
    public int Unmarked { get; private set; }

    /// <summary>A piece was longer than the limit and is cut.</summary>
    public bool Cut { get; private set; }

    public bool Read()
    {
        if (!_pieceHeld && !NextPiece(textual: false))
            return false;

        Begin();
        var textual = Code is 16 or 88;
        while (NextPiece(textual) && (_pieceCode == 88 || (textual && _pieceCode == 0 && !_lastEnd.Slash)))
            Continue(textual);
        return true;
    }

    public void Dispose()
    {
        lines.Dispose();
        ArrayPool<byte>.Shared.Return(_record);
        _record = [];
    }

    // How a piece ended: with a slash, at the line's full width, with so many blanks.
    private readonly record struct PieceEnd(bool Slash, bool Full, int Blanks);

    private void Begin()
    {
        (Code, Line, Offset) = (_pieceCode, lines.Line, lines.Offset + _piece.Start.Value);
        (_length, Physical, Unmarked, Cut) = (0, 1, 0, lines.Cut);
        Append();
        _pieceHeld = false;
    }

    private void Continue(bool textual)
    {
        if (_pieceCode == 88)
            Physical++;
        else
            Unmarked++;
        Cut |= lines.Cut;
        var joined = textual && _lastEnd.Full && !BankLabels.Opens(lines.Current[_piece]);
        if (!joined)
            Put((byte)'\n');
        else if (_lastEnd.Blanks is 1 or 2)
            Put((byte)' ');
        Append();
        _pieceHeld = false;
    }

    private void Append()
    {
        var piece = lines.Current[_piece];
        if (_length + piece.Length > longest)
        {
            piece = piece[..Math.Max(0, longest - _length)];
            Cut = true;
        }

        while (_record.Length < _length + piece.Length + 1)
            Grow();
        piece.CopyTo(_record.AsSpan(_length));
        _length += piece.Length;
        _lastEnd = _pieceEnd;
        var end = lines.Offset + _piece.End.Value + (_pieceEnd.Slash ? 1 : 0);
        Length = (int)Math.Min(end - Offset, int.MaxValue);
    }

    private void Put(byte value)
    {
        if (_length + 1 >= _record.Length)
            Grow();
        _record[_length++] = value;
    }

    private void Grow()
    {
        var grown = ArrayPool<byte>.Shared.Rent(_record.Length * 2);
        _record.AsSpan(0, _length).CopyTo(grown);
        ArrayPool<byte>.Shared.Return(_record);
        _record = grown;
    }

    // Finds the next physical record; the line's bytes stay where they are until the next call.
    private bool NextPiece(bool textual)
    {
        while (true)
        {
            if (!_lineOpen)
            {
                if (!lines.Read())
                    return _pieceHeld = false;
                (_lineOpen, _position) = (true, 0);
            }

            var line = lines.Current;
            while (_position < line.Length && IsBlank(line[_position]))
                _position++;
            if (_position < line.Length)
            {
                TakePiece(line, textual);
                return true;
            }

            _lineOpen = false;
        }
    }

    private void TakePiece(ReadOnlySpan<byte> line, bool textual)
    {
        var start = _position;
        _pieceCode = CodeOf(line[start..]);
        var body = _pieceCode == 0 ? start : Math.Min(start + 3, line.Length);
        var isText = _pieceCode == 16 || (textual && _pieceCode is 88 or 0);
        var end = isText ? EndOfText(line, body, several: start > 0) : EndOfFields(line, body);
        var slash = end < line.Length;
        _position = slash ? end + 1 : line.Length;
        var trimmed = end;
        while (trimmed > body && IsBlank(line[trimmed - 1]))
            trimmed--;
        _piece = body..trimmed;
        _pieceEnd = new(slash, !slash && line.Length >= FullLine, end - trimmed);
        _pieceHeld = true;
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or 0x1A or 0;

    private static int CodeOf(ReadOnlySpan<byte> piece)
    {
        if (piece.Length < 3 || (piece[2] != ',' && piece[2] != '/') || !Bytes.TryDigits(piece[..2], out var code))
            return 0;
        return code is 1 or 2 or 3 or 16 or 49 or 88 or 98 or 99 ? (int)code : 0;
    }

    private static int EndOfFields(ReadOnlySpan<byte> line, int body)
    {
        var slash = line[body..].IndexOf((byte)'/');
        return slash < 0 ? line.Length : body + slash;
    }

    // A slash ends text only as the last character of its line, or before the next record on the same line.
    private static int EndOfText(ReadOnlySpan<byte> line, int body, bool several)
    {
        for (var from = body; ;)
        {
            var slash = line[from..].IndexOf((byte)'/');
            if (slash < 0)
                return line.Length;
            var after = from + slash + 1;
            var next = after;
            while (next < line.Length && IsBlank(line[next]))
                next++;
            if (next == line.Length || RecordFollows(line[next..], next > after || several || line.Length >= LongLine))
                return after - 1;
            from = after;
        }
    }

    // "12/16,BANK" is text; only what has a record's whole form is taken for one, and without a blank only on a line
    // that holds several records already or is far too long to be one.
    private static bool RecordFollows(ReadOnlySpan<byte> rest, bool mayFollow)
    {
        var code = CodeOf(rest);
        if (code == 0 || rest[2] != ',' || !mayFollow)
            return false;
        var fields = new Fields(rest[3..]);
        var first = fields.Next();
        return code switch
        {
            16 => first.Length == 3 && Bytes.TryDigits(first, out _) && !fields.Ended,
            49 or 98 or 99 => first.IsEmpty || Bytes.TrySigned(first, out _),
            _ => true,
        };
    }
}
