using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Lockbox;

/// <summary>
/// BAI and BAI2 lockbox files: fixed width, no kin of BAI2 statements (docs/bank-formats/lockbox.md).
/// </summary>
internal sealed class LockboxFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        // An ACH file begins alike, but its second record is a batch (5) and not a service record (2).
        head = head.TrimStart(" \r\n"u8);
        var end = head.IndexOf((byte)'\n');
        if (end < 30 || head[0] != '1' || head[..end].Contains((byte)',')
            || !Bytes.TryDate6(head[23..29], out _))
            return null;
        var rest = head[(end + 1)..].TrimStart("\r\n"u8);
        var next = rest.IndexOf((byte)'\n');
        var then = next < 0 ? [] : rest[(next + 1)..].TrimStart("\r\n"u8);
        return rest.Length > 20 && rest[0] == '2' && !rest[..(next < 0 ? rest.Length : next)].Contains((byte)',')
            && (then.IsEmpty || then[0] is >= (byte)'4' and <= (byte)'9')
            ? new("lockbox", VersionOf(then), SourceRole.Detail) : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new LockboxReader(file, settings).Read();

    // Only the newer form gives each invoice a record of its own.
    private static string VersionOf(ReadOnlySpan<byte> records) =>
        records.IndexOf("\n4"u8) >= 0 ? "BAI2" : "BAI";
}
