using System.Collections;

namespace Turnstone.NetSuite.Records;

/// <summary>
/// Custom fields of a record by their script id, e.g. <c>custbody_ts_decision</c>, in the order they were added.
/// </summary>
public sealed class CustomFields : IEnumerable<KeyValuePair<string, string?>>
{
    private readonly List<KeyValuePair<string, string?>> _fields = [];

    /// <summary>No custom fields.</summary>
    public static CustomFields None { get; } = [];

    /// <summary>
    /// Adds a field; null clears it in NetSuite. Only <c>cust…</c> names are taken, so that no standard field is set in
    /// passing.
    /// </summary>
    public void Add(string name, string? value)
    {
        if (!name.StartsWith("cust", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{name}' is not a custom field: those begin with cust.", nameof(name));
        _fields.Add(new(name, value));
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string?>> GetEnumerator() => _fields.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
