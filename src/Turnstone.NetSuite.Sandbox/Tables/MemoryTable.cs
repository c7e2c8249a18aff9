using Turnstone.NetSuite.Sandbox.SuiteQl;

namespace Turnstone.NetSuite.Sandbox.Tables;

/// <summary>A table over rows in memory, with the reads that an index answers.</summary>
internal sealed class MemoryTable(string name, IReadOnlyList<Column> columns, Func<IEnumerable<object>> rows) : ITable
{
    private readonly Dictionary<string, Func<object, IEnumerable<object>>> _seeks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Func<object?, IEnumerable<object>>> _orders = new(StringComparer.Ordinal);

    public string Name { get; } = name;

    public IReadOnlyList<Column> Columns { get; } = columns;

    public IEnumerable<object> Rows() => rows();

    public IEnumerable<object>? Seek(string column, object value) =>
        _seeks.TryGetValue(column, out var seek) ? seek(value) : null;

    public IEnumerable<object>? Ordered(string column, object? from) =>
        _orders.TryGetValue(column, out var order) ? order(from) : null;

    public MemoryTable WithSeek(string column, Func<object, IEnumerable<object>> seek)
    {
        _seeks[column] = seek;
        return this;
    }

    public MemoryTable WithOrder(string column, Func<object?, IEnumerable<object>> order)
    {
        _orders[column] = order;
        return this;
    }

    /// <summary>A whole number of any type that a query may compare an id with; null where it is none.</summary>
    public static long? Id(object? value) => value switch
    {
        long number => number,
        int number => number,
        decimal number when decimal.Truncate(number) == number && Math.Abs(number) < long.MaxValue => (long)number,
        string text when long.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) =>
            number,
        _ => null,
    };
}
