namespace Turnstone.BankFiles;

/// <summary>Characters of one entry being put together, in an array that the next entry uses again.</summary>
internal sealed class TextBuffer
{
    private char[] _text = new char[512];

    public int Length { get; private set; }

    public ReadOnlySpan<char> Span => _text.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Append(char value)
    {
        Reserve(1);
        _text[Length++] = value;
    }

    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(_text.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends bytes by the rules of <see cref="Bytes.Text"/>.</summary>
    public void Append(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        Length += Bytes.Decode(bytes, _text.AsSpan(Length));
    }

    /// <summary>Takes every line feed out.</summary>
    public void JoinLines()
    {
        var text = _text.AsSpan(0, Length);
        var end = text.IndexOf('\n');
        if (end < 0)
            return;
        var rest = text[end..];
        while (!rest.IsEmpty)
        {
            rest = rest[1..];
            var next = rest.IndexOf('\n');
            var piece = next < 0 ? rest : rest[..next];
            piece.CopyTo(text[end..]);
            end += piece.Length;
            rest = rest[piece.Length..];
        }

        Length = end;
    }

    /// <summary>Takes blanks and line feeds off the end.</summary>
    public void TrimEnd() => Length = Span.TrimEnd(" \n").Length;

    private void Reserve(int count)
    {
        if (_text.Length < Length + count)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, Length + count));
    }
}
