using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Turnstone.BankFiles;

/// <summary>
/// The few further references of an entry: three in place, more in a list. A hash table for each of millions of entries
/// would cost more than the rest of the reader. The first value of a kind stays.
/// </summary>
internal sealed class ReferenceList : IReadOnlyDictionary<string, string>
{
    private KeyValuePair<string, string> _first;
    private KeyValuePair<string, string> _second;
    private KeyValuePair<string, string> _third;
    private List<KeyValuePair<string, string>>? _further;

    /// <summary>No reference.</summary>
    public static IReadOnlyDictionary<string, string> Empty { get; } = new ReferenceList();

    public string this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public IEnumerable<string> Keys => this.Select(pair => pair.Key);

    public IEnumerable<string> Values => this.Select(pair => pair.Value);

    public int Count { get; private set; }

    /// <summary>Adds to a list that is made at its first reference.</summary>
    public static void Add(ref ReferenceList? list, string kind, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
            return;
        list ??= new();
        if (!list.ContainsKey(kind))
            list.Append(new(kind, value));
    }

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out string value)
    {
        for (var at = 0; at < Count; at++)
        {
            if (!string.Equals(this[at].Key, key, StringComparison.Ordinal))
                continue;
            value = this[at].Value;
            return true;
        }

        value = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (var at = 0; at < Count; at++)
            yield return this[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private KeyValuePair<string, string> this[int at] => at switch
    {
        0 => _first,
        1 => _second,
        2 => _third,
        _ => _further is { } further ? further[at - 3] : default,
    };

    private void Append(KeyValuePair<string, string> pair)
    {
        switch (Count++)
        {
            case 0: _first = pair; break;
            case 1: _second = pair; break;
            case 2: _third = pair; break;
            default: (_further ??= []).Add(pair); break;
        }
    }
}
