using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Fedwire;

/// <summary>
/// Fedwire messages in their form before July 2025, <c>{tag}value</c>, from archives and banks' advices
/// (docs/bank-formats/fedwire.md).
/// </summary>
internal sealed class FedwireFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head) =>
        head.IndexOf("{2000}"u8) >= 0 && (head.IndexOf("{1500}"u8) >= 0 || head.IndexOf("{1510}"u8) >= 0)
            || head.TrimStart(" \r\n\t"u8).StartsWith("{1500}"u8)
            ? new("fedwire", null, SourceRole.Detail) : null;

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        new FedwireReader(file, settings).Read();
}
