using System.Globalization;
using Turnstone.NetSuite.Sandbox.SuiteQl;
using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

public sealed class RefusalTests
{
    private const string Opening = "Invalid search query. Detailed unprocessed description follows. ";
    private const string Unsupported = Opening + "Search error occurred: Invalid or unsupported search.";

    private readonly Ask _ask = SmallBooks.Ask;

    [Fact]
    public void An_unknown_table_is_refused_in_NetSuites_words() => Assert.Equal(
        Opening + "Invalid search type: transactiontablethatdoesnotexist.",
        _ask.Refusal("SELECT id FROM transactionTableThatDoesNotExist").Detail);

    [Fact]
    public void A_table_behind_a_feature_that_is_off_has_a_text_of_its_own() => Assert.Contains(
        "Search error occurred: Record 'subsidiary' was not found.",
        _ask.Refusal("SELECT id FROM subsidiary").Detail,
        StringComparison.Ordinal);

    [Fact]
    public void An_unknown_column_is_refused_with_what_is_available()
    {
        Assert.Equal(
            Opening
                + "Search error occurred: Unknown identifier 'not_existing_field'. "
                + "Available identifiers are: {customer=customer}",
            _ask.Refusal("SELECT not_existing_field FROM customer").Detail);
        Assert.EndsWith(
            "Unknown identifier 'nope'. Available identifiers are: {t=transaction, c=customer}",
            _ask.Refusal("SELECT t.nope FROM transaction t JOIN customer c ON c.id = t.entity").Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_that_is_not_exposed_is_refused_by_name() => Assert.Contains(
        "Field 'subsidiary' for record 'transaction' was not found. Reason: NOT_EXPOSED",
        _ask.Refusal("SELECT subsidiary FROM transaction").Detail,
        StringComparison.Ordinal);

    [Fact]
    public void A_date_in_another_format_than_the_users_is_refused_with_both() => Assert.Contains(
        "Parse of date/time \"2024-02-01\" failed with date format \"M/D/YYYY\" in time zone America/Los_Angeles",
        _ask.Refusal("SELECT id FROM transaction WHERE trandate > '2024-02-01'").Detail,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("SELECT id FROM transaction LIMIT 5", "LIMIT")]
    [InlineData("WITH x AS (SELECT id FROM transaction) SELECT * FROM x", "WITH")]
    [InlineData("SELECT id FROM transaction WHERE trandate > DATE '2024-01-01'", "TO_DATE")]
    [InlineData("SELECT [id] FROM transaction", "'['")]
    [InlineData("SELECT id FROM (SELECT \"id\" FROM transaction)", "quoted")]
    [InlineData(
        "SELECT t.id FROM transaction t JOIN customer c ON c.id = t.entity, customer d WHERE d.id = t.entity(+)",
        "ANSI")]
    [InlineData("SELECT id FROM transaction t JOIN customer c ON c.id = t.entity", "column of")]
    [InlineData("SELECT entity, id FROM transaction GROUP BY entity", "GROUP BY")]
    [InlineData("SELECT id FROM transaction WHERE SUM(id) > 1", "SUM")]
    [InlineData("SELECT id FROM transaction WHERE id = (SELECT id FROM customer)", "more than one row")]
    [InlineData("SELECT id FROM transaction WHERE id IN (SELECT id, id FROM customer)", "columns")]
    [InlineData("SELECT id FROM transaction UNION SELECT id, id FROM customer", "columns")]
    [InlineData("SELECT id FROM transaction UNION SELECT entityid FROM customer", "two types")]
    [InlineData("SELECT id FROM transaction WHERE tranid = 5", "'INV-1'")]
    [InlineData("SELECT 1 / 0 FROM dual", "nought")]
    [InlineData("SELECT id FROM transaction WHERE id", "condition")]
    [InlineData("SELECT id = 1 FROM transaction", "value")]
    [InlineData("SELECT id FROM transaction WHERE", "the end of the query")]
    [InlineData("SELECT 'abc FROM transaction", "closing")]
    [InlineData("SELECT nosuch(id) FROM transaction", "NOSUCH")]
    [InlineData("SELECT BUILTIN.CONSOLIDATE(id) FROM transaction", "CONSOLIDATE")]
    [InlineData("UPDATE transaction SET id = 1", "SELECT")]
    [InlineData("", "SELECT")]
    [InlineData("SELECT id FROM transaction WHERE id = ?", "question marks")]
    [InlineData("SELECT 99999999999999999999999999999 FROM dual", "too large")]
    [InlineData("SELECT POWER(10, 28) * 10 * 10 FROM dual", "28 digits")]
    [InlineData("SELECT DISTINCT entity FROM transaction ORDER BY id", "DISTINCT")]
    [InlineData("SELECT id FROM transaction ORDER BY 2", "ORDER BY")]
    [InlineData("SELECT id FROM transaction a, customer a", "called 'a'")]
    public void What_SuiteQL_cannot_express_has_one_text_and_our_own_reason(string query, string why)
    {
        var refusal = _ask.Refusal(query);
        Assert.Equal(Unsupported, refusal.Detail);
        Assert.Contains(why, refusal.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_a_thousand_is_taken_and_one_more_is_not()
    {
        static string In(int count) => $"SELECT id FROM transaction WHERE id IN ({Numbers(count)}) ORDER BY id";
        Assert.Equal(6, _ask.Rows(In(1000)).Length);
        Assert.Contains("1001 values", _ask.Refusal(In(1001)).Why, StringComparison.Ordinal);
    }

    private static string Numbers(int count) =>
        string.Join(",", Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture)));

    [Fact]
    public void Depth_length_and_chains_end_in_a_sentence()
    {
        Assert.Contains(
            "nested", _ask.Refusal($"SELECT {new string('(', 5000)}1 FROM dual").Why, StringComparison.Ordinal);
        Assert.Contains(
            "nested",
            _ask.Refusal($"SELECT {string.Concat(Enumerable.Repeat("- ", 5000))}1 FROM dual").Why,
            StringComparison.Ordinal);
        Assert.Contains(
            "nested",
            _ask.Refusal($"SELECT 1 FROM dual WHERE {string.Concat(Enumerable.Repeat("NOT ", 5000))}1 = 1").Why,
            StringComparison.Ordinal);
        Assert.Contains(
            "chain",
            _ask.Refusal($"SELECT {string.Join("+", Enumerable.Repeat("1", 5000))} FROM dual").Why,
            StringComparison.Ordinal);
        Assert.Contains("characters", _ask.Refusal(new string(' ', 300_000)).Why, StringComparison.Ordinal);
        Assert.Contains(
            "united",
            _ask.Refusal(string.Join(" UNION ALL ", Enumerable.Repeat("SELECT 1 FROM dual", 500))).Why,
            StringComparison.Ordinal);
        Assert.Contains(
            "tables",
            _ask.Refusal("SELECT 1 FROM " + string.Join(",", Enumerable.Range(0, 60).Select(i => $"dual d{i}"))).Why,
            StringComparison.Ordinal);
        Assert.Equal(
            "5000",
            Assert.Single(
                _ask.Rows(
                    $"SELECT 5000 FROM dual WHERE {string.Join(" OR ", Enumerable.Repeat("1 = 2", 5000))} OR 1 = 1")));
    }

    [Fact]
    public void Too_many_rows_steps_and_a_cancelled_wait_are_named()
    {
        var table = MemoryTable.Of(
            "t", "id:i", [.. Enumerable.Range(1, 2000).Select(id => new object?[] { (long)id })]);
        var engine = new SuiteQlEngine(new MemoryTables(table));
        var settings = Ask.Settings with { MaxRows = 100, MaxSteps = 100_000, MaxHeld = 500 };
        Assert.Contains(
            "more than 100 rows",
            engine.Run(new("SELECT id FROM t", []), settings).Refusal?.Why,
            StringComparison.Ordinal);
        Assert.Contains(
            "touched",
            engine.Run(new("SELECT COUNT(*) FROM t a, t b", []), settings with { MaxHeld = 5000 }).Refusal?.Why,
            StringComparison.Ordinal);
        Assert.Contains(
            "hold",
            engine.Run(new("SELECT COUNT(DISTINCT id) FROM t", []), settings).Refusal?.Why,
            StringComparison.Ordinal);
        Assert.Throws<OperationCanceledException>(
            () => engine.Run(new("SELECT COUNT(*) FROM t", []), settings, new CancellationToken(canceled: true)));
    }
}
