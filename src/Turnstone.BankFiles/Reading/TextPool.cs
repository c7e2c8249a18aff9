using System.Runtime.InteropServices;
using System.Text;

namespace Turnstone.BankFiles;

/// <summary>
/// The strings a file repeats: payers, accounts, codes. The same bytes give the same string again, so that a million
/// entries of six payers hold six names. A direct-mapped table of fixed size: what does not repeat only passes through.
/// </summary>
internal sealed class TextPool
{
    private const int Size = 1024;

    // What is longer is a text and not a name.
    private const int Longest = 64;

    private readonly string?[] _known = new string?[Size];

    /// <summary>The text of the bytes, by the rules of <see cref="Bytes.Text"/>.</summary>
    public string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        if (bytes.Length > Longest)
            return Bytes.Text(bytes);
        ref var known = ref _known[Slot(bytes)];
        if (known is not null && known.Length == bytes.Length && Ascii.Equals(bytes, known))
            return known;
        return known = Bytes.Text(bytes);
    }

    /// <summary>The characters as a string.</summary>
    public string Text(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return "";
        if (text.Length > Longest)
            return text.ToString();
        ref var known = ref _known[Slot(MemoryMarshal.AsBytes(text))];
        return known is not null && text.SequenceEqual(known) ? known : known = text.ToString();
    }

    /// <summary>The text without blanks around it; null where nothing is left.</summary>
    public string? Optional(ReadOnlySpan<byte> bytes) =>
        Bytes.Trim(bytes) is { IsEmpty: false } left ? Text(left) : null;

    /// <summary>The text without blanks around it; null where nothing is left.</summary>
    public string? Optional(ReadOnlySpan<char> text) => text.Trim() is { IsEmpty: false } left ? Text(left) : null;

    private static int Slot(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            var hash = (ulong)bytes.Length;
            while (bytes.Length >= sizeof(ulong))
            {
                hash = (hash ^ MemoryMarshal.Read<ulong>(bytes)) * 0x9E37_79B9_7F4A_7C15;
                bytes = bytes[sizeof(ulong)..];
            }

            foreach (var value in bytes)
                hash = (hash ^ value) * 0x9E37_79B9_7F4A_7C15;
            return (int)(hash >> 54);
        }
    }
}
