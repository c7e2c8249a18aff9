using Turnstone.BankFiles.Wrapping;

namespace Turnstone.BankFiles;

/// <summary>A mail's parts, for who must know what each of them is.</summary>
public static class MailText
{
    private const int Head = 16 * 1024;

    /// <summary>The texts and attachments of a mail in their order; none where the bytes are no mail.</summary>
    public static IReadOnlyList<byte[]> PartsOf(ReadOnlyMemory<byte> mail)
    {
        if (!MailParts.Is(mail.Span[..Math.Min(mail.Length, Head)]))
            return [];
        using var stream = new MemoryStream(mail.ToArray(), writable: false);
        return MailParts.Read(stream).Parts;
    }
}
