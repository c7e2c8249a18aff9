using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Turnstone.Domain.Kernel;

namespace Turnstone.Storage.Keys;

/// <summary>
/// The keys in hand: those that seal files, the newest last, and the one that signs anchors. Each key is known by its
/// fingerprint, so that a new key under an old number is never taken for the old one.
/// </summary>
public sealed class KeySet : IDisposable
{
    private const int TagSize = 16;

    private volatile Ring _ring;

    /// <summary>Keys as given; files are sealed with the last.</summary>
    public KeySet(IReadOnlyList<byte[]> fileKeys, ECDsa audit)
    {
        _ring = new(fileKeys);
        Audit = audit;
    }

    /// <summary>Where they were read from; null for keys that live in memory alone.</summary>
    public string? Folder { get; init; }

    /// <summary>The key new files are sealed with.</summary>
    public string Current => _ring.Current;

    /// <summary>All keys that are here.</summary>
    public IReadOnlyCollection<string> All => _ring.Keys.Keys;

    /// <summary>Signs anchors, and checks their signatures.</summary>
    public ECDsa Audit { get; }

    /// <summary>True where the key is here.</summary>
    public bool Has(string keyId) => _ring.Keys.ContainsKey(keyId) || (Reload() && _ring.Keys.ContainsKey(keyId));

    /// <summary>Seals a piece with the current key.</summary>
    public byte[] Seal(Piece piece, ReadOnlySpan<byte> plain)
    {
        var sealedPiece = new byte[plain.Length + TagSize];
        using var aes = new AesGcm(KeyOf(Current, piece.Context), TagSize);
        aes.Encrypt(Nonce(piece), plain, sealedPiece.AsSpan(0, plain.Length), sealedPiece.AsSpan(plain.Length),
            Mark(piece));
        return sealedPiece;
    }

    /// <summary>
    /// Opens a sealed piece; refused where the key is not here or the bytes are not those that were sealed.
    /// </summary>
    public Result<byte[]> Unseal(string keyId, Piece piece, ReadOnlySpan<byte> sealedPiece)
    {
        if (!Has(keyId))
            return Refusals.KeyNotHere(keyId, Folder ?? "memory");
        if (sealedPiece.Length < TagSize)
            return Refusals.Unsealable(piece.Context);
        var plain = new byte[sealedPiece.Length - TagSize];
        using var aes = new AesGcm(KeyOf(keyId, piece.Context), TagSize);
        try
        {
            aes.Decrypt(Nonce(piece), sealedPiece[..plain.Length], sealedPiece[plain.Length..], plain, Mark(piece));
            return plain;
        }
        catch (CryptographicException)
        {
            return Refusals.Unsealable(piece.Context);
        }
    }

    /// <summary>
    /// Makes a new key, in the folder where there is one; what is sealed from now on is sealed with it.
    /// </summary>
    public Result<string> AddKey()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        if (Folder is not null && KeyFolder.Write(Folder, key).Refusal is { } refusal)
            return refusal;
        _ring = new([.. _ring.InOrder, key]);
        return Current;
    }

    /// <inheritdoc/>
    public void Dispose() => Audit.Dispose();

    // Another node may have made a key since.
    private bool Reload()
    {
        if (Folder is null || !KeyFolder.FileKeys(Folder).Is(out var keys, out _))
            return false;
        _ring = new(keys);
        return true;
    }

    private static string Fingerprint(byte[] key) => Convert.ToHexStringLower(SHA256.HashData(key).AsSpan(0, 8));

    // A key of its own per thing sealed: so the number of a piece can be its nonce, and a run can be repeated.
    private byte[] KeyOf(string keyId, string context) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _ring.Keys[keyId], 32, info: Encoding.UTF8.GetBytes(context));

    private static byte[] Nonce(Piece piece)
    {
        var nonce = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(nonce.AsSpan(8), piece.Ordinal);
        return nonce;
    }

    // Nothing can be cut off, put elsewhere or given another order.
    private static byte[] Mark(Piece piece) => [piece.IsLast ? (byte)1 : (byte)0];

    private sealed class Ring(IReadOnlyList<byte[]> keys)
    {
        public IReadOnlyList<byte[]> InOrder { get; } = keys;

        public Dictionary<string, byte[]> Keys { get; } = keys.ToDictionary(Fingerprint, StringComparer.Ordinal);

        public string Current { get; } = Fingerprint(keys[^1]);
    }
}

/// <summary>Which piece of which thing is sealed.</summary>
/// <param name="Context">Says the thing and its exact content, such as the hash of the bytes: never two contents
/// alike.</param>
/// <param name="Ordinal">Number of the piece, from 0.</param>
/// <param name="IsLast">True for the last.</param>
public readonly record struct Piece(string Context, int Ordinal, bool IsLast);
