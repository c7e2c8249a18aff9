using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Turnstone.Domain.Audit;

/// <summary>How far a chain had come: its last entry and that entry's hash.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Seq">Number of entries; 0 for an empty chain.</param>
/// <param name="Hash">Hash of the last entry.</param>
public sealed record ChainHead(ChainId Chain, long Seq, ReadOnlyMemory<byte> Hash);

/// <summary>
/// The heads of all chains at one moment, signed with a key that does not live beside the log. Who can change the
/// database can make every hash fit again, but cannot sign.
/// </summary>
/// <param name="At">When, in Unix microseconds.</param>
/// <param name="Heads">Heads of all chains, in the order of connection and company.</param>
/// <param name="Signature">ECDSA over P-256 and SHA-256 of the canonical text.</param>
public sealed record Anchor(long At, IReadOnlyList<ChainHead> Heads, ReadOnlyMemory<byte> Signature)
{
    /// <summary>The bytes that are signed.</summary>
    public static byte[] Canonical(long at, IReadOnlyList<ChainHead> heads)
    {
        var text = new StringBuilder("turnstone anchor 1\n");
        text.Append(CultureInfo.InvariantCulture, $"{at}\n");
        foreach (var head in heads)
            text.Append(CultureInfo.InvariantCulture, $"{head.Chain.Connection} {head.Chain.Company.Length}:")
                .Append(head.Chain.Company)
                .Append(CultureInfo.InvariantCulture, $" {head.Seq} {Convert.ToHexStringLower(head.Hash.Span)}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <summary>True where the key's owner signed exactly this.</summary>
    public bool IsSignedBy(ECDsa key) => key.VerifyData(Canonical(At, Heads), Signature.Span, HashAlgorithmName.SHA256);
}
