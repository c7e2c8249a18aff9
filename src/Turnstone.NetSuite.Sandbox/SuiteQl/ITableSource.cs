namespace Turnstone.NetSuite.Sandbox.SuiteQl;

/// <summary>What a column holds, before SuiteQL turns every value into a string.</summary>
public enum ColumnType
{
    /// <summary>A string.</summary>
    Text,

    /// <summary>A whole number, as <see cref="long"/>.</summary>
    Integer,

    /// <summary>An amount, a rate or a percentage, as <see cref="decimal"/>.</summary>
    Number,

    /// <summary>A flag, as <see cref="bool"/>; SuiteQL shows and compares it as 'T' and 'F'.</summary>
    Flag,

    /// <summary>A business date, as <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>An instant in UTC, as <see cref="DateTimeOffset"/>.</summary>
    Instant,
}

/// <summary>
/// One column of a table. A row is a handle that only its own table understands; reading a column of it gives null or
/// a value of the type that <paramref name="Type"/> names.
/// </summary>
/// <param name="Name">The name in lower case.</param>
/// <param name="Type">What it holds.</param>
/// <param name="Read">The value of one row.</param>
public sealed record Column(string Name, ColumnType Type, Func<object, object?> Read)
{
    /// <summary>What BUILTIN.DF shows for a row; null where it shows the value itself.</summary>
    public Func<object, string?>? Display { get; init; }

    /// <summary>What BUILTIN.CF gives for a row ('CustInvc:B'); null where it gives the value itself.</summary>
    public Func<object, string?>? Compound { get; init; }

    /// <summary>False where the account does not expose the column: the query is refused with NOT_EXPOSED.</summary>
    public bool Exposed { get; init; } = true;
}

/// <summary>
/// A table of the account. Rows are read under the account's read lock, so an enumeration sees one state. The two
/// indexed reads are promises about speed only: a caller still tests its whole condition on each row.
/// </summary>
public interface ITable
{
    /// <summary>The name in lower case.</summary>
    string Name { get; }

    /// <summary>Its columns, in the order SELECT * shows them.</summary>
    IReadOnlyList<Column> Columns { get; }

    /// <summary>All rows, lazily, by ascending key.</summary>
    IEnumerable<object> Rows();

    /// <summary>The rows whose column equals a value, or null where no index answers that without a scan.</summary>
    IEnumerable<object>? Seek(string column, object value);

    /// <summary>
    /// The rows in ascending order of (column, key), lazily, from the first whose column is at least
    /// <paramref name="from"/> (all when null); null where no index on the column answers that without a sort. So
    /// <c>WHERE id &gt; ? ORDER BY id FETCH FIRST 1000 ROWS ONLY</c> reads a thousand rows of a million.
    /// </summary>
    IEnumerable<object>? Ordered(string column, object? from);
}

/// <summary>The tables that a query may name.</summary>
public interface ITableSource
{
    /// <summary>A table by its name in any case; null where the account has none (or the feature is off).</summary>
    ITable? Find(string name);
}
