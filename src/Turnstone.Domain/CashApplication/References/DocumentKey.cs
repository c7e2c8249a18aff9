namespace Turnstone.Domain.CashApplication.References;

/// <summary>
/// Forms under which a document number can be cited: all its letters and digits, its digits alone, its last group of
/// digits. Each is folded to a 64-bit key, so that a million documents take a few sorted arrays.
/// </summary>
internal static class DocumentKey
{
    public const int MaxLength = 48;

    /// <summary>Fewest significant digits under which a number is looked up.</summary>
    public const int FewestDigits = 3;

    /// <summary>Letters and digits of the shortest purchase order that is looked up.</summary>
    public const int ShortestOrder = 4;

    /// <summary>Fewest significant digits that say a number on their own, without the payer beside them.</summary>
    public const int StrongDigits = 6;

    /// <summary>Capitals and digits of a text; what is longer than a number can be is cut.</summary>
    public static int Squeeze(ReadOnlySpan<char> text, Span<char> into)
    {
        var length = 0;
        foreach (var letter in text)
        {
            if (char.IsLetterOrDigit(letter) && length < into.Length)
                into[length++] = char.ToUpperInvariant(letter);
        }

        return length;
    }

    /// <summary>Digits of a squeezed text without leading zeros.</summary>
    public static int Digits(ReadOnlySpan<char> squeezed, Span<char> into)
    {
        var length = 0;
        foreach (var letter in squeezed)
        {
            if (char.IsAsciiDigit(letter) && (length > 0 || letter != '0'))
                into[length++] = letter;
        }

        return length;
    }

    /// <summary>The last group of at least three digits of a number as printed, without leading zeros.</summary>
    public static ReadOnlySpan<char> LastGroup(ReadOnlySpan<char> number)
    {
        var end = number.Length;
        while (end > 0)
        {
            while (end > 0 && !char.IsAsciiDigit(number[end - 1]))
                end--;
            var start = end;
            while (start > 0 && char.IsAsciiDigit(number[start - 1]))
                start--;
            if (end - start >= 3)
                return number[start..end].TrimStart('0');
            end = start;
        }

        return [];
    }

    /// <summary>FNV-1a with a tag, so that the forms do not meet by chance.</summary>
    public static ulong Hash(char tag, ReadOnlySpan<char> text)
    {
        unchecked
        {
            var hash = (14695981039346656037UL ^ tag) * 1099511628211UL;
            foreach (var letter in text)
                hash = (hash ^ letter) * 1099511628211UL;
            return hash;
        }
    }
}

/// <summary>Sorted keys with the documents that carry them; built once, read by binary search.</summary>
internal sealed class KeyIndex
{
    private readonly ulong[] _keys;
    private readonly int[] _documents;

    public static KeyIndex Empty { get; } = new([], []);

    public KeyIndex(List<ulong> keys, List<int> documents)
    {
        _keys = [.. keys];
        _documents = [.. documents];
        Array.Sort(_keys, _documents);
    }

    public ReadOnlySpan<int> Find(ulong key)
    {
        var at = Array.BinarySearch(_keys, key);
        if (at < 0)
            return [];
        var first = at;
        while (first > 0 && _keys[first - 1] == key)
            first--;
        var end = at + 1;
        while (end < _keys.Length && _keys[end] == key)
            end++;
        return _documents.AsSpan(first, end - first);
    }
}
