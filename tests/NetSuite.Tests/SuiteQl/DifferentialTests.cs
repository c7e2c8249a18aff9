using System.Globalization;
using Microsoft.Data.Sqlite;
using Turnstone.NetSuite.Sandbox.SuiteQl;
using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>The same generated queries on our executor, with and without indexes, and on SQLite.</summary>
public sealed class DifferentialTests
{
    private const int FirstSeed = 20_240_315;

    private static readonly string[] _texts = ["a", "ab", "b", "B", "bca", "cab", "it's"];

    private static int Count => Environment.GetEnvironmentVariable("TURNSTONE_LONG") is { Length: > 0 } ? 20_000 : 500;

    [Fact]
    public void Generated_queries_give_the_rows_that_SQLite_gives()
    {
        MemoryTable[] plain = [.. new[] { "a", "b", "c" }.Select(Table)];
        MemoryTable[] indexed =
            [.. plain.Select(table => Table(table.Name).LooksUp("id", "x", "s").Scans("id", "y"))];
        using var sqlite = Load(plain);
        var (rows, refused) = (0, 0);
        for (var i = 0; i < Count; i++)
        {
            var query = new GeneratedQuery(new Random(FirstSeed + i)).Make();
            if (Ask(sqlite, GeneratedQuery.Theirs(query)) is not { } expected)
            {
                refused++;
                continue;
            }

            foreach (var tables in new[] { plain, indexed })
            {
                var answer = new SuiteQlEngine(new MemoryTables(tables))
                    .Run(new(GeneratedQuery.Ours(query), []), SuiteQl.Ask.Settings with { MaxSteps = 50_000_000 });
                Assert.True(answer.Result is not null, $"{FirstSeed + i}: {answer.Refusal?.Why}\n{query}");
                string[] found =
                    [.. answer.Result.Rows.Select(row => string.Join("|", row.Select(value => value ?? "-")))];
                Assert.True(
                    expected.AsSpan().SequenceEqual(found),
                    $"{FirstSeed + i}:\n{query}\n"
                        + $"SQLite {string.Join(" ", expected)}\nours   {string.Join(" ", found)}");
                rows += found.Length;
            }
        }

        Assert.InRange(refused, 0, Count / 20);
        Assert.True(rows > Count * 3, $"Only {rows} rows were compared: the queries say too little.");
    }

    private static MemoryTable Table(string name)
    {
        var random = new Random(name[0]);
        return MemoryTable.Of(
            name,
            "id:i x:i y:i s:t",
            [.. Enumerable.Range(1, 7 + (name[0] - 'a')).Select(id => new object?[]
            {
                (long)id,
                random.Next(4) == 0 ? null : (long)random.Next(1, 5),
                random.Next(4) == 0 ? null : (long)random.Next(-2, 7),
                random.Next(4) == 0 ? null : _texts[random.Next(_texts.Length)],
            })]);
    }

    private static SqliteConnection Load(MemoryTable[] tables)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        Run(connection, "PRAGMA case_sensitive_like = ON");
        foreach (var table in tables)
        {
            Run(connection, $"CREATE TABLE {table.Name} (id INTEGER, x INTEGER, y INTEGER, s TEXT)");
            foreach (var row in table.All)
            {
                Run(connection, $"INSERT INTO {table.Name} VALUES (@p0, @p1, @p2, @p3)", row);
            }
        }

        return connection;
    }

    private static void Run(SqliteConnection connection, string text, object?[]? row = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < row?.Length; i++)
        {
            command.Parameters.AddWithValue(
                string.Create(CultureInfo.InvariantCulture, $"@p{i}"), row[i] ?? DBNull.Value);
        }

        command.ExecuteNonQuery();
    }

    /// <summary>Null where SQLite, right joins before it, mistakes a table of FROM for one further right.</summary>
    private static string[]? Ask(SqliteConnection connection, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = text;
        try
        {
            using var reader = command.ExecuteReader();
            List<string> rows = [];
            while (reader.Read())
            {
                rows.Add(
                    string.Join("|", Enumerable.Range(0, reader.FieldCount).Select(i => Shown(reader.GetValue(i)))));
            }

            return [.. rows];
        }
        catch (SqliteException refused) when (refused.Message.Contains("to its right", StringComparison.Ordinal))
        {
            return null;
        }
        catch (SqliteException refused)
        {
            throw new InvalidOperationException($"{refused.Message}\n{text}", refused);
        }
    }

    private static string Shown(object value) =>
        value is DBNull ? "-" : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "-";
}
