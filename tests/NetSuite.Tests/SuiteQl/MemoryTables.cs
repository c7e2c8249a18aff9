using Turnstone.NetSuite.Sandbox.SuiteQl;

namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>Tables of plain arrays, with the indexes a test asks for, that count how many rows were read.</summary>
internal sealed class MemoryTables(params MemoryTable[] tables) : ITableSource
{
    public ITable? Find(string name) =>
        Array.Find(tables, table => string.Equals(table.Name, name, StringComparison.OrdinalIgnoreCase));
}

internal sealed class MemoryTable(string name, IReadOnlyList<Column> columns, IReadOnlyList<object?[]> rows) : ITable
{
    private readonly Dictionary<string, ILookup<object, object?[]>> _lookUps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, object?[][]> _orders = new(StringComparer.Ordinal);

    public string Name => name;

    public IReadOnlyList<Column> Columns => columns;

    public long RowsRead { get; private set; }

    public IReadOnlyList<object?[]> All => rows;

    /// <summary>Columns by "name:type": i integer, n number, t text, f flag, d date, s instant.</summary>
    public static MemoryTable Of(string name, string columns, params object?[][] rows) => new(
        name,
        [.. columns.Split(' ').Select((text, index) => Column(text.Split(':'), index))],
        rows);

    private static Column Column(string[] parts, int index) =>
        new(parts[0], TypeOf(parts[1]), row => ((object?[])row)[index]) { Exposed = parts.Length < 3 };

    private static ColumnType TypeOf(string letter) => letter switch
    {
        "i" => ColumnType.Integer,
        "n" => ColumnType.Number,
        "f" => ColumnType.Flag,
        "d" => ColumnType.Date,
        "s" => ColumnType.Instant,
        _ => ColumnType.Text,
    };

    public MemoryTable With(Func<Column, Column> change) => new(name, [.. columns.Select(change)], rows);

    public MemoryTable LooksUp(params string[] names)
    {
        foreach (var column in names)
        {
            var index = Index(column);
            _lookUps[column] = rows.Where(row => row[index] is not null).ToLookup(row => row[index]!);
        }

        return this;
    }

    public MemoryTable Scans(params string[] names)
    {
        foreach (var column in names)
        {
            var index = Index(column);
            _orders[column] = [.. rows.Where(row => row[index] is not null).OrderBy(row => row[index])];
        }

        return this;
    }

    private int Index(string column) => columns.ToList().FindIndex(c => c.Name == column);

    public IEnumerable<object> Rows() => Counted(rows);

    public IEnumerable<object>? Seek(string column, object value) =>
        _lookUps.TryGetValue(column, out var lookUp) ? Counted(lookUp[value]) : null;

    public IEnumerable<object>? Ordered(string column, object? from)
    {
        if (!_orders.TryGetValue(column, out var order))
        {
            return null;
        }

        var index = Index(column);
        return Counted(order.Skip(from is null ? 0 : First(order, index, from)));
    }

    private static int First(object?[][] order, int index, object from)
    {
        var (low, high) = (0, order.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            _ = Comparer<object>.Default.Compare(order[middle][index]!, from) < 0 ? low = middle + 1 : high = middle;
        }

        return low;
    }

    private IEnumerable<object> Counted(IEnumerable<object?[]> read)
    {
        foreach (var row in read)
        {
            RowsRead++;
            yield return row;
        }
    }
}
