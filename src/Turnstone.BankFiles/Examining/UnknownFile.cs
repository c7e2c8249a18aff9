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
        if (NameOf(head.TrimStart(" \r\n\t"u8)) is { } name)
            return $"The file is {name}: ask for the bank's statement or the payer's remittance (820).";
        if (head.Contains((byte)0))
            return "The file is binary and no format that is read here: ask for camt.053, BAI2, MT940 or CSV.";
        return "No reader knows this text: if its lines are the rows of a table, say in a mapping which column holds "
            + "what (the page Mappings drafts one); else ask the bank for camt.053, BAI2, MT940 or CSV.";
    }

    // Messages of the same families that say nothing about money received.
    private static string? NameOf(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("UNA"u8) || head.StartsWith("UNB"u8))
            return "EDIFACT, of which no message is read";
        if (head.IndexOf("CstmrCdtTrfInitn"u8) >= 0)
            return "pain.001, an order to a bank to pay, which is no money received";
        if (head.IndexOf("CstmrDrctDbtInitn"u8) >= 0)
            return "pain.008, an order to a bank to collect, which is no money received yet";
        if (!head.StartsWith("ISA"u8) || X12.Delimiters.Find(head) is not { } signs)
            return null;
        while (head.IndexOf([(byte)'S', (byte)'T', signs.Element]) is >= 0 and var at)
        {
            head = head[(at + 3)..];
            if (new X12.Elements(head, signs.Element).Next() is { Length: 3 } set && Bytes.TryDigits(set, out _))
                return $"X12 set {Bytes.Raw(set)}, which is no remittance";
        }

        return "X12 without a set that can be found";
    }

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF];
    private static readonly byte[] Png = [0x89, (byte)'P', (byte)'N', (byte)'G'];

    // A public-key encrypted session key, in the old or the new form of packets (RFC 9580, 4.2).
    private static bool IsPgpPacket(ReadOnlySpan<byte> head) =>
        head is [0x84 or 0x85, _, _, 3, ..] or [0x84, _, 3, ..] or [0xC1, _, 3, ..] or [0xC1, _, _, 3, ..];
}
