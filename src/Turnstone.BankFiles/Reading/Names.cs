using System.Numerics;
using System.Text;

namespace Turnstone.BankFiles;

/// <summary>
/// Finds the member of an enumeration that is spelled as some bytes, without making a string; what has no member is the
/// first of them.
/// </summary>
internal sealed class Names<T> where T : struct, Enum
{
    /// <summary>The hash of a name without letters.</summary>
    public const uint NoHash = 0;

    private readonly (byte[] Name, T Value)[] _table;
    private readonly uint _mask;
    private readonly bool _anyCase;

    /// <param name="anyCase">Letters of either case are the same.</param>
    public Names(bool anyCase)
    {
        var values = Enum.GetValues<T>();
        _table = new (byte[] Name, T Value)[BitOperations.RoundUpToPowerOf2((uint)values.Length * 4)];
        (_mask, _anyCase) = ((uint)_table.Length - 1, anyCase);
        foreach (var value in values)
        {
            var name = Encoding.ASCII.GetBytes(value.ToString());
            var at = HashOf(name) & _mask;
            while (_table[at].Name is not null)
                at = (at + 1) & _mask;
            _table[at] = (name, value);
        }
    }

    /// <summary>The hash of a name that goes on by one byte, the same in both cases.</summary>
    public static uint Hash(uint before, byte value) => unchecked((before * 31) + (value | 0x20u));

    public T Of(ReadOnlySpan<byte> name) => Of(name, HashOf(name));

    /// <summary>The same where the hash was taken on the way.</summary>
    public T Of(ReadOnlySpan<byte> name, uint hash)
    {
        for (var at = hash & _mask; _table[at].Name is { } known; at = (at + 1) & _mask)
        {
            if (_anyCase ? Ascii.EqualsIgnoreCase(name, known) : name.SequenceEqual(known))
                return _table[at].Value;
        }

        return default;
    }

    private static uint HashOf(ReadOnlySpan<byte> name)
    {
        var hash = NoHash;
        foreach (var value in name)
            hash = Hash(hash, value);
        return hash;
    }
}
