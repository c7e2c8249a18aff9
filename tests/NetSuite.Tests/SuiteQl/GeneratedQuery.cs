using System.Globalization;
using System.Text.RegularExpressions;

namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>
/// Makes queries of the subset that SuiteQL and SQLite share. Where the two write a thing differently the text holds
/// both: <c>{{ours~theirs}}</c>. Every result is ordered by all its columns, so that rows can be compared one by one.
/// </summary>
internal sealed partial class GeneratedQuery(Random random)
{
    private int _aliases;

    public static string Ours(string text) => Pair().Replace(text, "$1");

    public static string Theirs(string text) => Pair().Replace(text, "$2");

    [GeneratedRegex("\\{\\{([^~{}]*)~([^~{}]*)\\}\\}", RegexOptions.NonBacktracking)]
    private static partial Regex Pair();

    /// <summary>Something in scope: numbers x and y and text s behind an alias, all of which may be null.</summary>
    private sealed record Table(string Alias, string[] Numbers, string[] Texts);

    public string Make()
    {
        var columns = random.Next(1, 4);
        var text = random.Next(6) == 0
            ? $"{Block(columns, [])} {Pick("UNION", "UNION ALL", "INTERSECT", "{{MINUS~EXCEPT}}")} {Block(columns, [])}"
            : Block(columns, []);
        return $"{text} ORDER BY {Positions(columns)}{Page()}";
    }

    private string Page()
    {
        var skip = random.Next(4);
        return random.Next(3) switch
        {
            0 => $" {{{{OFFSET {skip} ROWS FETCH NEXT 5 ROWS ONLY~LIMIT 5 OFFSET {skip}}}}}",
            1 => " {{FETCH FIRST 7 ROWS ONLY~LIMIT 7}}",
            _ => "",
        };
    }

    private string Positions(int columns) => string.Join(
        ", ",
        Enumerable.Range(1, columns).Select(position => string.Create(
            CultureInfo.InvariantCulture,
            $"{position} {Pick("ASC NULLS LAST", "DESC NULLS FIRST", "ASC NULLS FIRST", "DESC NULLS LAST")}")));

    private T Pick<T>(params T[] of) => of[random.Next(of.Length)];

    /// <summary>Texts come in even columns only where both sides of a set operation agree: column i is a number when i
    /// is even.</summary>
    private string Block(int columns, Table[] outer)
    {
        var (from, tables) = From(outer);
        var where = random.Next(3) > 0 ? $" WHERE {Condition(2, [.. tables, .. outer])}" : "";
        return random.Next(4) switch
        {
            0 => Grouped(columns, from + where, tables),
            1 when outer.Length == 0 => Windowed(columns, from + where, tables),
            _ => $"SELECT {Pick("", "DISTINCT ")}{Items(columns, [.. tables, .. outer])}{from}{where}",
        };
    }

    private string Items(int columns, Table[] tables) =>
        string.Join(", ", Enumerable.Range(0, columns).Select(i => $"{Expression(i, tables)} AS c{i}"));

    private string Expression(int column, Table[] tables) => column % 2 == 0 ? Number(2, tables) : Text(2, tables);

    private string Grouped(int columns, string rest, Table[] tables)
    {
        var key = $"({Number(1, tables)} + 0)";
        var having = random.Next(3) == 0 ? $" HAVING {Aggregate(tables)} {Pick("<", ">=", "<>")} {random.Next(5)}" : "";
        var items = Enumerable.Range(0, columns).Select(i => i % 2 == 1
            ? $"{Pick("MIN", "MAX")}({Text(1, tables)}) AS c{i}"
            : $"{(random.Next(2) == 0 ? key : Aggregate(tables))} AS c{i}");
        return $"SELECT {string.Join(", ", items)}{rest} GROUP BY {key}{having}";
    }

    private string Aggregate(Table[] tables) => random.Next(4) switch
    {
        0 => "COUNT(*)",
        1 => $"COUNT({Pick("", "DISTINCT ")}{Number(1, tables)})",
        2 => $"SUM({Pick("", "DISTINCT ")}{Number(1, tables)})",
        _ => $"{Pick("MIN", "MAX")}({Number(1, tables)}) + COUNT({Text(0, tables)})",
    };

    /// <summary>Peers get the same value in every function used, so that the order among them does not show.</summary>
    private string Windowed(int columns, string rest, Table[] tables)
    {
        var over = $"OVER ({Pick("", $"PARTITION BY {Number(0, tables)} ")}"
            + $"ORDER BY {Number(1, tables)} {Pick("ASC NULLS LAST", "DESC NULLS FIRST")})";
        var call = Pick("RANK()", "DENSE_RANK()", $"SUM({Number(0, tables)})", $"COUNT({Text(0, tables)})", "COUNT(*)");
        var items = Enumerable.Range(0, columns).Select(
            i => i == 0 ? $"{call} {over} AS c0" : $"{Expression(i, tables)} AS c{i}");
        return $"SELECT {string.Join(", ", items)}{rest}";
    }

    private (string Text, Table[] Tables) From(Table[] outer)
    {
        var (text, first) = Source(outer);
        List<Table> tables = [first];
        for (var more = random.Next(3); more > 0; more--)
        {
            var (next, table) = Source(outer);
            var also = random.Next(3) == 0 ? $" AND {Condition(1, [.. tables, table])}" : "";
            var on = $" ON {Equality(table, tables)}{also}";
            text += Pick("JOIN", "JOIN", "LEFT JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN") switch
            {
                "CROSS JOIN" when tables.Count < 2 => $" CROSS JOIN {next}",
                "CROSS JOIN" => $" JOIN {next}{on}",
                var join => $" {join} {next}{on}",
            };
            tables.Add(table);
        }

        return ($" FROM {text}", [.. tables]);
    }

    private string Equality(Table table, List<Table> tables)
    {
        var other = tables[random.Next(tables.Count)];
        return random.Next(4) == 0
            ? $"{Pick(table.Texts)} = {Pick(other.Texts)}"
            : $"{Pick(table.Numbers)} = {Pick(other.Numbers)}{(random.Next(5) == 0 ? " + 1" : "")}";
    }

    private (string Text, Table Table) Source(Table[] outer)
    {
        var alias = string.Create(CultureInfo.InvariantCulture, $"t{_aliases++}");
        if (outer.Length == 0 && random.Next(6) == 0)
        {
            var (from, tables) = From([new("", [], [])]);
            return ($"(SELECT {Items(2, tables)}{from}) {alias}", new(alias, [$"{alias}.c0"], [$"{alias}.c1"]));
        }

        return (
            $"{Pick("a", "b", "c")} {alias}",
            new(alias, [$"{alias}.id", $"{alias}.x", $"{alias}.y"], [$"{alias}.s"]));
    }

    private string Column(Table[] tables, Func<Table, string[]> kind)
    {
        string[] all = [.. tables.SelectMany(kind)];
        return all[random.Next(all.Length)];
    }

    private string Number(int depth, Table[] tables) => (depth == 0 ? random.Next(4) : random.Next(16)) switch
    {
        < 3 => Column(tables, table => table.Numbers),
        3 => random.Next(-3, 9).ToString(CultureInfo.InvariantCulture),
        4 => $"({Number(depth - 1, tables)} {Pick("+", "-", "*")} {Number(depth - 1, tables)})",
        5 => $"COALESCE({Number(depth - 1, tables)}, {Number(depth - 1, tables)})",
        6 => $"{{{{NVL~IFNULL}}}}({Number(depth - 1, tables)}, {random.Next(5)})",
        7 => $"NULLIF({Number(depth - 1, tables)}, {random.Next(5)})",
        8 =>
            $"CASE WHEN {Condition(depth - 1, tables)} THEN {Number(depth - 1, tables)} "
                + $"ELSE {Number(depth - 1, tables)} END",
        9 => $"CASE {Number(depth - 1, tables)} WHEN 1 THEN 10 WHEN 2 THEN {Number(depth - 1, tables)} END",
        10 => $"ABS({Number(depth - 1, tables)})",
        11 => $"{{{{MOD(~((}}}}{Number(depth - 1, tables)}{{{{,~) %}}}} {random.Next(2, 5)})",
        12 => $"LENGTH({Text(depth - 1, tables)})",
        13 => $"{{{{GREATEST~MAX}}}}({Number(depth - 1, tables)}, {Number(depth - 1, tables)})",
        14 => $"INSTR({Text(depth - 1, tables)}, '{Pick("a", "b")}')",
        _ => $"-({Number(depth - 1, tables)})",
    };

    private string Text(int depth, Table[] tables) => (depth == 0 ? random.Next(3) : random.Next(10)) switch
    {
        < 2 => Column(tables, table => table.Texts),
        2 => $"'{Pick("a", "ab", "B", "bca", "it''s")}'",
        3 => $"UPPER({Text(depth - 1, tables)})",
        4 => $"COALESCE({Text(depth - 1, tables)}, {Text(depth - 1, tables)})",
        5 => $"(COALESCE({Text(depth - 1, tables)}, '-') || COALESCE({Text(depth - 1, tables)}, '+'))",
        6 => $"NULLIF(SUBSTR({Text(depth - 1, tables)}, {random.Next(1, 3)}, {random.Next(1, 4)}), '')",
        7 =>
            $"CASE WHEN {Condition(depth - 1, tables)} THEN {Text(depth - 1, tables)} "
                + $"ELSE {Text(depth - 1, tables)} END",
        8 => $"REPLACE({Text(depth - 1, tables)}, 'a', '{Pick("x", "aa")}')",
        _ => $"{{{{LEAST~MIN}}}}({Text(depth - 1, tables)}, {Text(depth - 1, tables)})",
    };

    private string Condition(int depth, Table[] tables) => (depth <= 0 ? random.Next(6) : random.Next(14)) switch
    {
        0 => $"{Number(depth, tables)} {Pick("=", "<>", "<", "<=", ">", ">=")} {Number(depth, tables)}",
        1 => $"{Column(tables, table => table.Numbers)} {Pick("=", "<", ">", ">=")} {random.Next(8)}",
        2 => $"{Column(tables, table => table.Texts)} {Pick("=", "<>", "<")} {Text(depth, tables)}",
        3 => $"{Pick(Number(depth, tables), Text(depth, tables))} IS {Pick("", "NOT ")}NULL",
        4 =>
            $"{Column(tables, table => table.Numbers)} {Pick("", "NOT ")}"
                + $"BETWEEN {random.Next(4)} AND {Number(depth, tables)}",
        5 =>
            $"{Column(tables, table => table.Numbers)} {Pick("", "NOT ")}"
                + $"IN ({random.Next(5)}, {Pick("NULL", "3")}, {Number(0, tables)})",
        6 => $"({Condition(depth - 1, tables)} AND {Condition(depth - 1, tables)})",
        7 or 8 => $"({Condition(depth - 1, tables)} OR {Condition(depth - 1, tables)})",
        9 => $"NOT ({Condition(depth - 1, tables)})",
        10 => $"{Text(depth - 1, tables)} {Pick("", "NOT ")}LIKE '{Pick("a%", "%b", "_", "%a_%", "%")}'",
        11 => $"{Pick("", "NOT ")}EXISTS ({Sub("1", tables)})",
        12 => $"{Number(depth - 1, tables)} {Pick("", "NOT ")}IN ({Sub(null, tables)})",
        _ => $"{Number(depth - 1, tables)} {Pick("=", "<")} ({Total(tables)})",
    };

    /// <summary>A sub-select, correlated more often than not.</summary>
    private string Sub(string? item, Table[] outer)
    {
        var (text, table) = Source(outer);
        Table[] all = random.Next(3) == 0 ? [table] : [table, .. outer];
        return $"SELECT {item ?? Column([table], t => t.Numbers)} FROM {text} WHERE {Condition(1, all)}"
            + (random.Next(2) == 0 ? $" AND {Equality(table, [.. outer])}" : "");
    }

    private string Total(Table[] outer)
    {
        var (text, table) = Source(outer);
        return $"SELECT {Aggregate([table])} FROM {text} WHERE {Equality(table, [.. outer])}";
    }
}
