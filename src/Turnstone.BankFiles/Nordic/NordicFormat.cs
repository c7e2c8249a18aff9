using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles.Nordic;

/// <summary>
/// BgMax of Sweden and OCR giro of Norway: payments with structured references in records of 80 characters
/// (docs/bank-formats/nordic.md).
/// </summary>
internal sealed class NordicFormat : Format
{
    public override Recognition? Recognise(ReadOnlySpan<byte> head)
    {
        var start = head.TrimStart(" \r\n"u8);
        if (start.StartsWith("01BGMAX"u8))
            return new("bgmax", start.Length >= 24 ? Bytes.Text(Bytes.Trim(start[22..24])) : null, SourceRole.Detail);
        return start.StartsWith("NY000010"u8) || start.StartsWith("NY090020"u8)
            ? new("ocr-giro", null, SourceRole.Detail) : null;
    }

    public override IEnumerable<FileItem> Read(Stream file, Recognition found, ReadSettings settings) =>
        found.Format == "bgmax" ? new BgMaxReader(file, settings).Read() : new OcrGiroReader(file, settings).Read();
}
