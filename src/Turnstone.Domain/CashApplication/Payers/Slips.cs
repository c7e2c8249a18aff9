namespace Turnstone.Domain.CashApplication.Payers;

/// <summary>Finds the one known word from which a misspelt one differs by a single slip of the keyboard.</summary>
internal sealed class Slips
{
    /// <summary>Letters of the shortest word that is known.</summary>
    public const int Shortest = 4;

    private readonly HashSet<string> _words = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _without = new(StringComparer.Ordinal);

    public void Add(string word)
    {
        if (word.Length < Shortest || !_words.Add(word))
            return;
        foreach (var shorter in Shorter(word))
        {
            if (!_without.TryGetValue(shorter, out var list))
                _without[shorter] = list = [];
            list.Add(word);
        }
    }

    /// <summary>True where it is a known word as it stands.</summary>
    public bool Knows(string word) => _words.Contains(word);

    /// <summary>The known word, where there is exactly one; null otherwise.</summary>
    public string? Mend(string word)
    {
        if (word.Length < Shortest || _words.Contains(word))
            return null;
        var found = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in Shorter(word).Append(word))
        {
            if (_words.Contains(key))
                found.Add(key);
            foreach (var candidate in _without.GetValueOrDefault(key, []))
            {
                if (IsOneSlip(word, candidate))
                    found.Add(candidate);
            }
        }

        return found.Count == 1 ? found.First() : null;
    }

    /// <summary>One letter more, fewer or other, or two neighbours swapped.</summary>
    public static bool IsOneSlip(ReadOnlySpan<char> one, ReadOnlySpan<char> other)
    {
        var head = one.CommonPrefixLength(other);
        one = one[head..];
        other = other[head..];
        while (one.Length > 0 && other.Length > 0 && one[^1] == other[^1])
        {
            one = one[..^1];
            other = other[..^1];
        }

        if (one.Length == 2 && other.Length == 2)
            return one[0] == other[1] && one[1] == other[0];
        return Math.Max(one.Length, other.Length) == 1;
    }

    private static IEnumerable<string> Shorter(string word) =>
        Enumerable.Range(0, word.Length).Select(at => word.Remove(at, 1)).Distinct(StringComparer.Ordinal);
}
