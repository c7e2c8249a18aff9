using Turnstone.Domain.Banking;

namespace Turnstone.BankFiles;

/// <summary>What can be said of a file that no reader knows, and what to do about it.</summary>
internal static class UnknownFile
{
    public static Problem Of(ReadOnlySpan<byte> head) => head.IsEmpty
        ? new(Severity.Error, "file.empty", 0, "The file is empty: ask the bank to send it again.")
        : new(Severity.Error, "file.unknown", 0, Sentence(head));

    private static string Sentence(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("-----BEGIN PGP"u8) || IsPgpPacket(head))
            return "The file is encrypted with OpenPGP: give it to a source whose setting says decrypt: true.";
        if (head.StartsWith(Jpeg) || head.StartsWith(Png) || head.StartsWith("II*\0"u8)
            || head.StartsWith("MM\0*"u8) || head.StartsWith("GIF8"u8))
            return "The file is a picture: ask for the file it was made from, or for a PDF with text in it.";
        if (head.TrimStart(" \r\n\t"u8) is [(byte)'{' or (byte)'[', ..])
            return "The file is JSON, which no format here is: ask for a statement as camt.053, BAI2, MT940 or CSV.";
        if (head.Contains((byte)0))
            return "The file is binary and no format that is read here: ask for camt.053, BAI2, MT940 or CSV.";
        return "No reader knows this text: if its lines are the rows of a table, say in a mapping which column holds "
            + "what (the page Mappings drafts one); else ask the bank for camt.053, BAI2, MT940 or CSV.";
    }

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    // A public-key encrypted session key, in the old or the new form of packets (RFC 9580, 4.2).
    private static bool IsPgpPacket(ReadOnlySpan<byte> head) =>
        head is [0x84 or 0x85, _, _, 3, ..] or [0x84, _, 3, ..] or [0xC1, _, 3, ..] or [0xC1, _, _, 3, ..];
}
