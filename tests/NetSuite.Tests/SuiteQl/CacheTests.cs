using Turnstone.NetSuite.Sandbox.SuiteQl;
using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

public sealed class CacheTests
{
    private readonly MemoryTable _table = MemoryTable.Of("t", "id:i", [1L], [2L], [3L]);
    private readonly SuiteQlCache _cache;

    public CacheTests() => _cache = new(new SuiteQlEngine(new MemoryTables(_table)));

    private SuiteQlResult? Run(string text, int version, params object?[] parameters) =>
        _cache.Run(new(text, parameters), Ask.Settings, $"v{version}").Result;

    [Fact]
    public void The_pages_of_one_query_are_computed_once()
    {
        var first = Run("SELECT id FROM t", 1);
        Assert.Same(first, Run("SELECT id FROM t", 1));
        Assert.Equal(3, _table.RowsRead);
    }

    [Fact]
    public void New_data_other_values_and_the_clock_are_computed_anew()
    {
        var first = Run("SELECT id FROM t WHERE id > ?", 1, "1");
        Assert.NotSame(first, Run("SELECT id FROM t WHERE id > ?", 2, "1"));
        Assert.NotSame(first, Run("SELECT id FROM t WHERE id > ?", 1, 1m));
        Assert.Equal(1, Run("SELECT id FROM t WHERE id > ?", 1, "2")?.Rows.Count);
        Assert.NotSame(Run("SELECT SYSDATE FROM t", 1), Run("SELECT SYSDATE FROM t", 1));
    }

    [Fact]
    public void Only_the_last_results_are_kept()
    {
        var first = Run("SELECT id FROM t WHERE id = 1", 1);
        for (var i = 2; i < 12; i++)
        {
            Run("SELECT id FROM t WHERE id = ?", 1, (long)i);
        }

        Assert.NotSame(first, Run("SELECT id FROM t WHERE id = 1", 1));
    }
}
