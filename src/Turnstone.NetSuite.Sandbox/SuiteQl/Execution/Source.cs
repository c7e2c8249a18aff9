using Turnstone.NetSuite.Sandbox.SuiteQl.Values;

namespace Turnstone.NetSuite.Sandbox.SuiteQl.Execution;

/// <summary>One column as the query sees it; reads a row handle.</summary>
internal sealed record SourceColumn(string Name, ValueKind Kind, Func<object, object?> Read)
{
    /// <summary>The table's column behind it; null in a sub-select's result.</summary>
    public Column? Column { get; init; }
}

/// <summary>One entry of FROM: a table, or a sub-select whose rows are arrays of values.</summary>
internal sealed class Source(int slot, string alias, string named)
{
    public int Slot => slot;

    public string Alias => alias;

    /// <summary>The table's name, for NetSuite's list of available identifiers.</summary>
    public string Named => named;

    public ITable? Table { get; init; }

    public required IReadOnlyList<SourceColumn> Columns { get; init; }

    public required Func<IEnumerable<object>> Rows { get; init; }

    public ulong Bit => 1UL << slot;

    public int Find(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i].Name, column, StringComparison.Ordinal))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>True where the table finds equal values by itself. Instants are compared by whole seconds here but
    /// kept finer by the table, so they are never looked up.</summary>
    public bool LooksUp(int column) => Probe(Columns[column].Column?.Type) is { } probe
        && Table?.Seek(Columns[column].Name, probe) is not null;

    public bool Scans(int column) => Table?.Ordered(Columns[column].Name, null) is not null;

    private static object? Probe(ColumnType? type) => type switch
    {
        ColumnType.Integer => 0L,
        ColumnType.Number => 0m,
        ColumnType.Text => "?",
        ColumnType.Flag => true,
        ColumnType.Date => DateOnly.MinValue,
        _ => null,
    };
}
