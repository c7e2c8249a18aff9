using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Iso20022;

/// <summary>
/// ISO 20022 messages, known by their message element and not by their namespace, which banks leave out, prefix or wrap
/// (docs/bank-formats/camt.md, docs/bank-formats/pacs.md).
/// </summary>
internal sealed class IsoFormat : Format
{
    private sealed record Message(byte[] Element, string Name, SourceRole Role);

    private static readonly Message[] Messages =
    [
        new("BkToCstmrStmt"u8.ToArray(), "camt.053", SourceRole.Statement),
        new("BkToCstmrAcctRpt"u8.ToArray(), "camt.052", SourceRole.Intraday),
        new("BkToCstmrDbtCdtNtfctn"u8.ToArray(), "camt.054", SourceRole.Detail),
        new("FIToFICstmrCdtTrf"u8.ToArray(), "pacs.008", SourceRole.Detail),
        new("FICdtTrf"u8.ToArray(), "pacs.009", SourceRole.Detail),
        new("PmtRtr"u8.ToArray(), "pacs.004", SourceRole.Detail),
        new("FIToFIPmtStsRpt"u8.ToArray(), "pacs.002", SourceRole.Detail),
        new("CstmrPmtStsRpt"u8.ToArray(), "pain.002", SourceRole.Detail),
    ];

    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        if (head.TrimStart(" \r\n\t"u8) is not [(byte)'<', ..])
            return null;
        foreach (var message in Messages)
        {
            if (HasElement(head, message.Element))
                return new(message.Name, VersionOf(head, message.Name), message.Role);
        }

        return null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        found.Format.StartsWith("camt", StringComparison.Ordinal)
            ? new CamtReader(file, found, settings).Read() : new PaymentReader(file, found, settings).Read();

    // With or without prefix: "<BkToCstmrStmt>", "<ns2:BkToCstmrStmt>".
    private static bool HasElement(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        for (var at = head.IndexOf(name); at > 0;)
        {
            var after = at + name.Length;
            if (head[at - 1] is (byte)'<' or (byte)':' && (after == head.Length
                || head[after] is (byte)'>' or (byte)' ' or (byte)'V'
                or (byte)'/' or (byte)'\n' or (byte)'\r'))
                return true;
            var next = head[after..].IndexOf(name);
            at = next < 0 ? -1 : after + next;
        }

        return false;
    }

    // "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08" → "001.08".
    private static string? VersionOf(ReadOnlySpan<byte> head, string name)
    {
        Span<byte> mark = stackalloc byte[name.Length + 1];
        System.Text.Encoding.ASCII.GetBytes(name, mark);
        mark[^1] = (byte)'.';
        var at = head.IndexOf(mark);
        if (at < 0)
            return null;
        var version = head[(at + mark.Length)..];
        return version.Length >= 6 && version[3] == '.' ? Bytes.Text(version[..6]) : null;
    }
}
