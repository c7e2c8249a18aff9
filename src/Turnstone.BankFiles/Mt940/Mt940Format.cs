using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Mt940;

/// <summary>
/// SWIFT MT940 statements and MT942 interim reports, with or without their blocks (docs/bank-formats/mt940.md).
/// </summary>
internal sealed class Mt940Format : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var (statement, interim, any) = (false, false, false);
        foreach (var range in head.Split((byte)'\n'))
        {
            var line = head[range];
            switch (Tags.Of(Tags.Start(line), out _))
            {
                case MtTag.None: continue;
                case MtTag.Opening or MtTag.Closing: statement = true; break;
                case MtTag.Floor or MtTag.Time or MtTag.Debits or MtTag.Credits: interim = true; break;
                default: break;
            }

            any = true;
        }

        if (!any)
            return null;
        return !statement && (interim || head.IndexOf("{2:O942"u8) >= 0 || head.IndexOf("{2:I942"u8) >= 0)
            ? new("mt942", null, SourceRole.Intraday) : new("mt940", null, SourceRole.Statement);
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new Mt940Reader(file, found, settings).Read();
}

/// <summary>The tags of the two messages.</summary>
internal enum MtTag
{
    None, Reference, Related, Account, Number, Opening, Line, Details, Closing, Available, Floor, Time, Debits,
        Credits, Structured,
    Other,
}

/// <summary>Finds the tag a line begins with; a line of text that begins with a colon is none.</summary>
internal static class Tags
{
    /// <summary>The line without what a transfer left in front of its tag: control bytes and blanks.</summary>
    public static ReadOnlySpan<byte> Start(ReadOnlySpan<byte> line) =>
        line.TrimStart("\u0001\u0002\u0003\uFEFF \t"u8);

    public static MtTag Of(ReadOnlySpan<byte> line, out int length)
    {
        length = 0;
        // ":20:", ":60F:", ":25P:", ":NS:"
        var skip = line.StartsWith("{4:"u8) ? 3 : 0;
        line = line[skip..];
        if (line.Length < 4 || line[0] != ':')
            return MtTag.None;
        var end = line[1..Math.Min(line.Length, 6)].IndexOf((byte)':');
        if (end is not (2 or 3))
            return MtTag.None;
        length = skip + end + 2;
        var name = line[1..(end + 1)];
        return name[0] switch
        {
            (byte)'2' => name[1] switch
            {
                (byte)'0' => MtTag.Reference, (byte)'1' => MtTag.Related, (byte)'5' => MtTag.Account, (byte)'8' =>
                    MtTag.Number,
                _ => None(out length),
            },
            (byte)'6' => name[1] switch
            {
                (byte)'0' => MtTag.Opening, (byte)'1' => MtTag.Line, (byte)'2' => MtTag.Closing,
                (byte)'4' or (byte)'5' => MtTag.Available, _ => None(out length),
            },
            (byte)'3' when name[1] == '4' => MtTag.Floor,
            (byte)'1' when name[1] == '3' => MtTag.Time,
            (byte)'8' when name[1] == '6' => MtTag.Details,
            (byte)'9' when name is [_, (byte)'0', (byte)'D'] => MtTag.Debits,
            (byte)'9' when name is [_, (byte)'0', (byte)'C'] => MtTag.Credits,
            (byte)'N' when name[1] == 'S' => MtTag.Structured,
            _ => None(out length),
        };
    }

    private static MtTag None(out int length)
    {
        length = 0;
        return MtTag.None;
    }
}
