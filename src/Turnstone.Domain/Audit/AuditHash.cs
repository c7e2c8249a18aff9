using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Domain.Audit;

/// <summary>
/// The hash of an entry, over a text in which each field is preceded by its length. JSON as printed would not do: two
/// programs print the same thing differently, and a field could pretend to be two.
/// </summary>
public static class AuditHash
{
    /// <summary>What the first entry of a chain has before it.</summary>
    public static ReadOnlyMemory<byte> Start { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>The hash the entry must carry; its own <see cref="AuditEntry.Hash"/> is not looked at.</summary>
    public static byte[] Of(AuditEntry entry) => SHA256.HashData(Encoding.UTF8.GetBytes(Canonical(entry)));

    /// <summary>The text that is hashed; documented, so that an auditor's own program can check the log.</summary>
    public static string Canonical(AuditEntry entry)
    {
        var text = new StringBuilder("turnstone audit 1\n");
        Add(text, Convert.ToHexStringLower(entry.PreviousHash.Span));
        Add(text, Number(entry.Chain.Connection));
        Add(text, entry.Chain.Company);
        Add(text, Number(entry.Seq));
        Add(text, Number(entry.At));
        Add(text, Number(entry.PersonId));
        Add(text, entry.Person);
        Add(text, entry.Act);
        Add(text, entry.Subject);
        Add(text, entry.Before);
        Add(text, entry.After);
        Add(text, entry.Why);
        Add(text, entry.Mark);
        return text.ToString();
    }

    private static void Add(StringBuilder text, string? field)
    {
        if (field is null)
            text.Append("-\n");
        else
            text.Append(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetByteCount(field)}:{field}\n");
    }

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
