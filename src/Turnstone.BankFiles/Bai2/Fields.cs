namespace Turnstone.BankFiles.Bai2;

/// <summary>
/// Walks the fields of one logical record. A comma ends a field; so does the break before a continuation, since a field
/// list may be broken anywhere between fields.
/// </summary>
internal ref struct Fields(ReadOnlySpan<byte> record)
{
    private ReadOnlySpan<byte> _rest = record;

    /// <summary>What no field has taken yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>No field is left.</summary>
    public bool Ended { get; private set; } = record.IsEmpty;

    /// <summary>The last field was ended by the break before a continuation, or by the record's end.</summary>
    public bool AtBreak { get; private set; }

    /// <summary>The next field without blanks; empty where none is left.</summary>
    public ReadOnlySpan<byte> Next()
    {
        if (Ended)
        {
            AtBreak = true;
            return [];
        }

        var end = _rest.IndexOfAny((byte)',', (byte)'\n');
        var field = end < 0 ? _rest : _rest[..end];
        AtBreak = end < 0 || _rest[end] == '\n';
        _rest = end < 0 ? [] : _rest[(end + 1)..];
        Ended = end < 0;
        return Bytes.Trim(field);
    }

    /// <summary>The next field, without taking it.</summary>
    public readonly ReadOnlySpan<byte> Peek()
    {
        var copy = this;
        return copy.Next();
    }
}
