using System.Text;
using Turnstone.NetSuite.Sandbox.SuiteQl;
using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

/// <summary>Whatever text comes: rows or a refusal that says why, never an exception.</summary>
public sealed class FuzzTests
{
    private const int FirstSeed = 7_000_000;

    private static readonly string[] _pieces =
    [
        "SELECT", "FROM", "WHERE", "GROUP BY", "HAVING", "ORDER BY", "FETCH FIRST 2 ROWS ONLY", "OFFSET 1",
        "TOP 3", "DISTINCT",
        "transaction", "customer t", "dual", "t.id", "id", "status", "trandate", "duedate", "foreigntotal",
        "entity", "*", ",",
        "(", ")", "((", "))", "+", "-", "*", "/", "||", "=", "<>", "<", ">=", "?", "'x'", "''", "'1/2/2024'", "0",
        "1", "1e30",
        "99999999999999999999999999", ".5", "NULL", "AND", "OR", "NOT", "IN", "BETWEEN", "LIKE", "ESCAPE '\\'",
        "IS NULL",
        "EXISTS (SELECT 1 FROM dual)", "CASE", "WHEN", "THEN", "ELSE", "END", "JOIN", "LEFT JOIN",
        "FULL OUTER JOIN", "ON",
        "UNION", "MINUS", "COUNT(*)", "SUM(", "MAX(", "OVER (", "PARTITION BY", "ROW_NUMBER() OVER (ORDER BY id)",
        "NVL(",
        "DECODE(", "TO_CHAR(", "TO_DATE(", "TRUNC(", "SUBSTR(", "LPAD(", "ADD_MONTHS(", "POWER(",
        "EXTRACT(YEAR FROM", "CAST(",
        "AS NUMBER)", "BUILTIN.DF(", "BUILTIN.RELATIVE_RANGES(", "ROWNUM", "SYSDATE", "(+)", "\"", "'", "--",
        "/*", ";", "[",
        "LIMIT 1", "WITH", "AS", "x", "'YYYY-MM-DD'", "'FM999.00'", "1000000000",
        "LISTAGG(id) WITHIN GROUP (ORDER BY id)", ".",
    ];

    private static readonly string[] _good =
    [
        "SELECT t.id, BUILTIN.DF(t.status), TO_CHAR(t.trandate,'YYYY-MM-DD') d FROM transaction t "
            + "JOIN transactionline tl "
            + "ON tl.transaction = t.id AND tl.mainline = 'T' WHERE t.type = 'CustInvc' AND t.id > ? ORDER BY t.id",
        "SELECT entity, SUM(foreigntotal), COUNT(DISTINCT type) FROM transaction GROUP BY entity HAVING COUNT(*) > 1",
        "SELECT id FROM transaction WHERE entity IN (SELECT id FROM customer WHERE parent IS NULL) "
            + "UNION ALL SELECT 1 FROM dual",
        "SELECT ROW_NUMBER() OVER (PARTITION BY entity ORDER BY id DESC), "
            + "LAG(id, 1, 0) OVER (ORDER BY id) FROM transaction",
        "SELECT CASE WHEN duedate < SYSDATE - 30 THEN ADD_MONTHS(duedate, 2) END, "
            + "LPAD(tranid, 12, '0') FROM transaction",
    ];

    private static readonly string[] _functions =
    [
        "UPPER", "INITCAP", "LENGTH", "ASCII", "CHR", "SUBSTR", "INSTR", "TRIM", "LTRIM", "LPAD", "RPAD",
        "REPLACE", "TRANSLATE",
        "CONCAT", "TO_CHAR", "ABS", "SIGN", "CEIL", "MOD", "POWER", "TO_NUMBER", "GREATEST", "LEAST", "TO_DATE",
        "ADD_MONTHS",
        "LAST_DAY", "NEXT_DAY", "MONTHS_BETWEEN", "ROUND", "TRUNC", "NVL", "NVL2", "COALESCE", "NULLIF", "DECODE",
        "BUILTIN.RELATIVE_RANGES", "BUILTIN.DF", "BUILTIN.CF", "COUNT", "SUM", "AVG", "MEDIAN", "",
    ];

    private static readonly string[] _values =
    [
        "id", "tranid", "trandate", "duedate", "lastmodifieddate", "foreigntotal", "status", "posting", "NULL",
        "''", "'x'",
        "0", "1", "2", "-1", "1000000000", "79228162514264337593543950335", "0.0000001", "'MM'", "'YYYY-MM-DD'",
        "'1/31/2024'",
        "TO_DATE('12/31/9999')", "TO_DATE('0001-01-01', 'YYYY-MM-DD')", "'FM9,990.00'", "'DAGO1000'", "'START'",
        "SYSDATE",
    ];

    private static int Count =>
        Environment.GetEnvironmentVariable("TURNSTONE_LONG") is { Length: > 0 } ? 300_000 : 6_000;

    [Fact]
    public void Any_text_ends_in_rows_or_in_a_reason()
    {
        var answered = 0;
        for (var i = 0; i < Count; i++)
        {
            var random = new Random(FirstSeed + i);
            var text = (i % 4) switch
            {
                0 => Soup(random),
                1 => Mutated(random, _good[random.Next(_good.Length)]),
                2 => $"SELECT {Called(random, 3)} FROM transaction WHERE id < 4",
                _ => Noise(random),
            };
            answered += Answer(FirstSeed + i, text) ? 1 : 0;
        }

        Assert.True(
            answered > Count / 40,
            $"Only {answered} texts of {Count} were queries: the fuzz does not reach the engine.");
    }

    private static bool Answer(int seed, string text)
    {
        var settings = Ask.Settings with { MaxSteps = 20_000, MaxHeld = 5_000, MaxRows = 1_000 };
        object?[] given = [.. Enumerable.Repeat<object?>("1", text.Count(c => c == '?'))];
        try
        {
            var answer = new SuiteQlEngine(SmallBooks.Tables).Run(new(text, given), settings);
            Assert.NotEqual(answer.Result is null, answer.Refusal is null);
            Assert.False(answer.Refusal is { Why.Length: < 10 }, $"{seed}: {answer.Refusal}");
            return answer.Result is not null;
        }
        catch (Exception bug) when (bug is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{seed}: {text}", bug);
        }
    }

    private static string Called(Random random, int depth)
    {
        if (depth == 0 || random.Next(4) == 0)
        {
            return _values[random.Next(_values.Length)];
        }

        return random.Next(5) == 0
            ? $"{Called(random, depth - 1)} {(random.Next(2) == 0 ? "+" : "*")} {Called(random, depth - 1)}"
            : $"{_functions[random.Next(_functions.Length)]}({Arguments()})";

        string Arguments() =>
            string.Join(", ", Enumerable.Range(0, random.Next(1, 4)).Select(_ => Called(random, depth - 1)));
    }

    private static string Soup(Random random) => "SELECT " + string.Join(
        " ",
        Enumerable.Range(0, random.Next(1, 25)).Select(_ => _pieces[random.Next(_pieces.Length)]));

    private static string Mutated(Random random, string text)
    {
        var words = text.Split(' ').ToList();
        for (var changes = random.Next(1, 4); changes > 0; changes--)
        {
            var at = random.Next(words.Count);
            switch (random.Next(5))
            {
                case 0 when words.Count > 1:
                    words.RemoveAt(at);
                    break;
                case 1:
                    words.Insert(at, words[random.Next(words.Count)]);
                    break;
                case 2:
                    words[at] = _pieces[random.Next(_pieces.Length)];
                    break;
                case 3:
                    words.Insert(at, _pieces[random.Next(_pieces.Length)]);
                    break;
                default:
                    (words[at], words[^1]) = (words[^1], words[at]);
                    break;
            }
        }

        return string.Join(" ", words);
    }

    private static string Noise(Random random)
    {
        const string Characters =
            "SELECT FROM id(),'\"?*+-|<>=.;:[]{}%_\\\n\t\0\u00e9\u2028\ud83d\ude00 0123456789abcXYZ";
        var text = new StringBuilder("SELECT ");
        for (var length = random.Next(40); length > 0; length--)
        {
            text.Append(Characters[random.Next(Characters.Length)]);
        }

        return text.ToString();
    }
}
