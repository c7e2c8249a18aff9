using System.Text;
using System.Text.Unicode;

namespace Turnstone.BankFiles.Ach;

/// <summary>
/// Records of 94 characters: one a line, or all on one line, short ones padded. Where letters of several bytes make
/// a record
/// longer it is brought back to one byte a letter, so that columns are columns again.
/// </summary>
internal sealed class AchLines(Stream file, ReadSettings settings) : IDisposable
{
    public const int Width = 94;

    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private readonly Lines _lines = new(file, settings);
    private readonly byte[] _record = new byte[Width];
    private int _at;
    private int _length;

    public ReadOnlySpan<byte> Current => _record;

    public long Line { get; private set; }

    /// <summary>Records so far: what the block count counts.</summary>
    public long Records { get; private set; }

    public long Offset { get; private set; }

    /// <summary>Bytes of the record as it came.</summary>
    public int Length { get; private set; }

    /// <summary>The record is longer than 94 characters and not a row of whole records.</summary>
    public bool TooLong { get; private set; }

    public bool Read()
    {
        while (_at == _length)
        {
            if (!_lines.Read())
                return false;
            var line = _lines.Current.TrimEnd(" \0\u001A"u8);
            _length = line.Length;
            // No record begins with a blank: such a line was moved to the right by who passed it on.
            _at = line.Length - line.TrimStart((byte)' ').Length;
        }

        Take(_lines.Current[_at.._length]);
        return true;
    }

    public void Dispose() => _lines.Dispose();

    private void Take(ReadOnlySpan<byte> line)
    {
        (Line, Offset) = (_lines.Line, _lines.Offset + _at);
        var record = line;
        if (line.Length > Width && line.Length < 2 * Width && line.ContainsAnyInRange((byte)0x80,
            (byte)0xFF)
            && Utf8.IsValid(line))
            record = Western.GetBytes(Encoding.UTF8.GetString(line));
        var left = record.Length - Math.Min(record.Length, Width);
        record = record[..Math.Min(record.Length, Width)];
        record.CopyTo(_record);
        _record.AsSpan(record.Length).Fill((byte)' ');
        Length = record.Length;
        Records++;
        // A whole further record, or a short last one, may follow on the same line.
        var follows = left > 0 && line.Length - left == Width && line[Width] is >= (byte)'1' and <= (byte)'9';
        TooLong = left > 0 && !follows;
        _at = follows ? _at + Width : _length;
    }
}
