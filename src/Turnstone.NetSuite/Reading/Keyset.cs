namespace Turnstone.NetSuite.Reading;

/// <summary>A column of a keyset.</summary>
/// <param name="Sql">What is ordered and compared.</param>
/// <param name="Alias">Under which name a row carries it.</param>
/// <param name="IsMoment">True for a time, which travels as text of a fixed form.</param>
internal sealed record KeyColumn(string Sql, string Alias, bool IsMoment = false)
{
    // Dates have no other literal, and a bare text would be read in the user's own format.
    public string Parameter => IsMoment ? "TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS')" : "?";

    public string Write(string value) => IsMoment ? value.Replace('T', ' ') : value;
}

/// <summary>
/// Rows after a key: <c>a >= ? AND (a > ? OR (a = ? AND b > ?))</c>. The first part says nothing new; it is there for
/// an index.
/// </summary>
internal static class Keyset
{
    public static string Condition(IReadOnlyList<KeyColumn> key) =>
        $"{key[0].Sql} >= {key[0].Parameter} AND {After(key, 0)}";

    public static IEnumerable<string> Parameters(IReadOnlyList<KeyColumn> key, IReadOnlyList<string> values)
    {
        yield return key[0].Write(values[0]);
        for (var i = 0; i < key.Count; i++)
        {
            yield return key[i].Write(values[i]);
            if (i < key.Count - 1)
                yield return key[i].Write(values[i]);
        }
    }

    public static string Order(IReadOnlyList<KeyColumn> key) => string.Join(", ", key.Select(column => column.Sql));

    public static IReadOnlyList<string> Of(QueryRow row, IReadOnlyList<KeyColumn> key) =>
        [.. key.Select(column => row.Needed(column.Alias))];

    private static string After(IReadOnlyList<KeyColumn> key, int from)
    {
        var column = key[from];
        return from == key.Count - 1
            ? $"{column.Sql} > {column.Parameter}"
            : $"({column.Sql} > {column.Parameter} OR ({column.Sql} = {column.Parameter} AND {After(key, from + 1)}))";
    }
}
