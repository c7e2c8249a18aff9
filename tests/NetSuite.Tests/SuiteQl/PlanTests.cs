using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>What a query costs is counted in rows, not in time.</summary>
public sealed class PlanTests
{
    private const int Many = 200_000;

    private static readonly DateTimeOffset _start = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly MemoryTable _documents = MemoryTable.Of(
        "transaction",
        "id:i entity:i amount:n changed:s",
        [.. Enumerable.Range(1, Many).Select(Document)])
        .LooksUp("id", "entity").Scans("id", "changed");

    private static readonly MemoryTable _lines = MemoryTable.Of(
        "line",
        "transaction:i id:i",
        [.. Enumerable.Range(1, Many).Select(id => new object?[] { (long)id, 0L })]).LooksUp("transaction");

    private static readonly MemoryTable _customers = MemoryTable.Of(
        "customer",
        "id:i name:t",
        [.. Enumerable.Range(0, 1000).Select(id => new object?[] { (long)id, FormattableString.Invariant($"C{id}") })]);

    private static object?[] Document(int id) => [(long)id, id % 1000L, id % 97m, _start.AddMinutes(id / 3)];

    private readonly Ask _ask = new(new MemoryTables(_documents, _lines, _customers));

    private long Steps(string text, int rows, params object?[] parameters)
    {
        var result = _ask.Result(text, parameters);
        Assert.Equal(rows, result.Rows.Count);
        return result.Steps;
    }

    [Fact]
    public void A_keyset_page_reads_about_a_page() => Assert.InRange(
        Steps(
            "SELECT id, amount FROM transaction WHERE id > ? ORDER BY id FETCH FIRST 1000 ROWS ONLY",
            1000,
            "150000"), 1000, 2005);

    [Fact]
    public void A_keyset_page_of_a_join_reads_about_a_page_of_each() => Assert.InRange(
        Steps(
            "SELECT t.id, l.id, c.name FROM line l JOIN transaction t ON t.id = l.transaction "
                + "LEFT JOIN customer c ON c.id = t.entity "
            + "WHERE t.id > ? ORDER BY t.id FETCH FIRST 1000 ROWS ONLY",
            1000,
            "150000"),
        3000,
        6000);

    [Fact]
    public void A_keyset_over_a_time_with_ties_reads_about_a_page() => Assert.InRange(
        Steps(
            "SELECT id FROM transaction WHERE changed > TO_DATE(?, 'YYYY-MM-DD HH24:MI') "
                + "OR (changed = TO_DATE(?, 'YYYY-MM-DD HH24:MI') AND id > ?) "
                + "ORDER BY changed, id FETCH FIRST 1000 ROWS ONLY",
            1000,
            "2024-01-20 00:00",
            "2024-01-20 00:00",
            "80000"),
        1000,
        2010);

    [Fact]
    public void An_id_or_a_list_of_ids_is_looked_up()
    {
        Assert.InRange(Steps("SELECT id FROM transaction WHERE id = '77'", 1), 1, 2);
        Assert.InRange(Steps("SELECT id FROM transaction WHERE id IN (5, 6, '7', 6)", 3), 3, 4);
        Assert.InRange(
            Steps("SELECT id FROM transaction WHERE id IN (SELECT id FROM customer WHERE name = 'C77')", 1),
            1000,
            1010);
    }

    [Fact]
    public void Equal_columns_without_an_index_join_by_hash() => Assert.InRange(
        Steps("SELECT c.id FROM customer c JOIN customer d ON d.name = c.name", 1000), 2000, 3000);

    [Fact]
    public void A_correlated_sub_select_looks_its_rows_up() => Assert.InRange(
        Steps(
            "SELECT c.id FROM customer c WHERE EXISTS (SELECT 1 FROM transaction t WHERE t.entity = c.id AND "
                + "t.amount = 5)",
            1000),
        2000,
        60_000);

    [Fact]
    public void A_correlated_sub_select_without_an_index_is_hashed_once() => Assert.InRange(
        Steps(
            "SELECT c.id FROM customer c WHERE (SELECT COUNT(*) FROM customer d WHERE d.name = c.name) = 1",
            1000), 3000, 4000);

    [Fact]
    public void Rownum_ends_the_reading() => Assert.InRange(
        Steps("SELECT id FROM (SELECT id FROM transaction WHERE id > 10 ORDER BY id) WHERE ROWNUM <= 20", 20), 20, 100);

    [Fact]
    public void A_range_of_ids_reads_the_range() =>
        Assert.InRange(Steps("SELECT id FROM transaction WHERE id BETWEEN 100 AND 199", 100), 100, 101);

    [Fact]
    public void A_condition_that_can_never_hold_reads_nothing() =>
        Assert.Equal(0, Steps("SELECT id FROM transaction WHERE 1 = 2", 0));
}
