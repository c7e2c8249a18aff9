namespace Turnstone.BankFiles.Bai2;

/// <summary>The fields of a 16 record, as spans of it.</summary>
internal readonly ref struct Entry
{
    /// <summary>Type code; −1 where it is none.</summary>
    public int Code { get; private init; }

    /// <summary>Amount as written.</summary>
    public ReadOnlySpan<byte> Amount { get; private init; }

    /// <summary>Value date of funds type V.</summary>
    public DateOnly? ValueDate { get; private init; }

    /// <summary>Sub-fields of the funds type could not be read: what follows them may be shifted.</summary>
    public bool FundsBroken { get; private init; }

    public ReadOnlySpan<byte> BankReference { get; private init; }

    public ReadOnlySpan<byte> CustomerReference { get; private init; }

    /// <summary>Everything after the references; commas and slashes are part of it.</summary>
    public ReadOnlySpan<byte> Text { get; private init; }

    public static Entry Parse(ReadOnlySpan<byte> body)
    {
        var fields = new Fields(body);
        var code = CodeOf(fields.Next());
        if (code == 890)
            return new() { Code = code, Text = fields.Rest };

        var amount = fields.Next();
        var (valueDate, broken) = Funds.Read(ref fields);
        // A break after the funds ends the field list: what a continuation brings then is text.
        var bank = fields.AtBreak ? default : fields.Next();
        var customer = fields.AtBreak ? default : fields.Next();
        return new()
        {
            Code = code, Amount = amount, ValueDate = valueDate, FundsBroken = broken, BankReference = bank,
            CustomerReference = customer, Text = fields.Rest.Trim("\n "u8),
        };
    }

    private static int CodeOf(ReadOnlySpan<byte> field) =>
        field.Length == 3 && Bytes.TryDigits(field, out var code) ? (int)code : -1;
}

/// <summary>
/// Funds type and its sub-fields: S three amounts, V date and time, D a count and so many pairs; the others none. They
/// shift all that follows, so they are walked and never skipped by position.
/// </summary>
internal static class Funds
{
    // A distribution over more days than this is no distribution.
    private const int MostPairs = 200;

    public static (DateOnly? ValueDate, bool Broken) Read(ref Fields fields)
    {
        var type = fields.Peek();
        if (type.Length > 1)
            return (null, Broken: false);
        fields.Next();
        switch (type.IsEmpty ? ' ' : char.ToUpperInvariant((char)type[0]))
        {
            case 'S':
                return (null, Broken: !Amounts(ref fields, 3));
            case 'V':
                var broken = !Bytes.TryDate6Or8(fields.Next(), out var date);
                fields.Next();
                return (broken ? null : date, broken);
            case 'D':
                return (null, Broken: !Bytes.TryDigits(fields.Next(), out var count) || count > MostPairs
                    || !Amounts(ref fields, (int)count * 2));
            default:
                return (null, Broken: !type.IsEmpty
                    && type[0] is not ((byte)'0' or (byte)'1' or (byte)'2' or (byte)'Z' or (byte)'z'));
        }
    }

    private static bool Amounts(ref Fields fields, int count)
    {
        var read = true;
        for (; count > 0; count--)
        {
            var field = fields.Next();
            read &= field.IsEmpty || Bytes.TrySigned(field, out _);
        }

        return read;
    }
}
