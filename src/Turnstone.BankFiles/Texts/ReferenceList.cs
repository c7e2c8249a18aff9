using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Turnstone.BankFiles;

/// <summary>
/// The few further references of an entry, in a list: a hash table for each of millions of entries would cost more than
/// the rest of the reader. The first value of a kind stays.
/// </summary>
internal sealed class ReferenceList : IReadOnlyDictionary<string, string>
{
    private readonly List<KeyValuePair<string, string>> _pairs = new(2);

    /// <summary>No reference.</summary>
    public static IReadOnlyDictionary<string, string> Empty { get; } = new ReferenceList();

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public IEnumerable<string> Keys => _pairs.Select(pair => pair.Key);

    public IEnumerable<string> Values => _pairs.Select(pair => pair.Value);

    public int Count => _pairs.Count;

    /// <summary>Adds to a list that is made at its first reference.</summary>
    public static void Add(ref ReferenceList? list, string kind, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return;
        list ??= new();
        if (!list.ContainsKey(kind))
            list._pairs.Add(new(kind, value));
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        foreach (var pair in _pairs)
        {
            if (string.Equals(pair.Key, key, StringComparison.Ordinal))
            {
                value = pair.Value;
                return true;
            }
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
