using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

public sealed class ExpressionTests
{
    private readonly Ask _ask = SmallBooks.Ask;

    [Theory]
    [InlineData("1 + 2 * 3 - 4 / 2", "5")]
    [InlineData("(1 + 2) * -3", "-9")]
    [InlineData("1 / 4", "0.25")]
    [InlineData("'a' || 'b' || NULL || 1 / 2", "ab.5")]
    [InlineData("'it''s'", "it's")]
    [InlineData("'2' + '3'", "5")]
    [InlineData("NVL(NULL, 'x')", "x")]
    [InlineData("NVL('', 'empty is null')", "empty is null")]
    [InlineData("NVL2(1, 'yes', 'no')", "yes")]
    [InlineData("COALESCE(NULL, NULL, 3)", "3")]
    [InlineData("NULLIF(5, 5)", "-")]
    [InlineData("NULLIF('a', 'b')", "a")]
    [InlineData("DECODE(2, 1, 'one', 2, 'two', 'many')", "two")]
    [InlineData("DECODE(NULL, 1, 'one', NULL, 'none')", "none")]
    [InlineData("DECODE(9, 1, 'one')", "-")]
    [InlineData("CASE 2 WHEN 1 THEN 'a' WHEN 2 THEN 'b' END", "b")]
    [InlineData("CASE WHEN 1 = 2 THEN 1 / 0 ELSE 7 END", "7")]
    [InlineData("UPPER('aB') || LOWER('Cd') || INITCAP('ef gh')", "ABcdEf Gh")]
    [InlineData("SUBSTR('abcdef', 2, 3)", "bcd")]
    [InlineData("SUBSTR('abcdef', -2)", "ef")]
    [InlineData("SUBSTR('abc', 9)", "-")]
    [InlineData("INSTR('banana', 'an', 3)", "4")]
    [InlineData("INSTR('banana', 'an', 1, 2)", "4")]
    [InlineData("LENGTH('four')", "4")]
    [InlineData("TRIM('  x ') || '.' || LTRIM('00420', '0') || '.' || RTRIM('4200', '0')", "x.420.42")]
    [InlineData("TRIM(LEADING '0' FROM '007')", "7")]
    [InlineData("REPLACE('a-b-c', '-')", "abc")]
    [InlineData("REPLACE('a-b', '-', '+')", "a+b")]
    [InlineData("LPAD('7', 3, '0') || RPAD('x', 3) || '|'", "007x  |")]
    [InlineData("CONCAT('a', NULL)", "a")]
    [InlineData("TRANSLATE('a.b', '.ab', '-x')", "x-")]
    [InlineData("GREATEST(1, 3, 2) || LEAST('b', 'a')", "3a")]
    [InlineData("GREATEST(1, NULL)", "-")]
    [InlineData(
        "ROUND(2.5) || ' ' || ROUND(-2.5) || ' ' || ROUND(1234.567, 2) || ' ' || ROUND(1234, -2)",
        "3 -3 1234.57 1200")]
    [InlineData("TRUNC(-2.7) || ' ' || TRUNC(2.789, 2)", "-2 2.78")]
    [InlineData("ABS(-3) || SIGN(-2) || MOD(7, 3) || MOD(-7, 3) || MOD(5, 0)", "3-11-15")]
    [InlineData("CEIL(1.2) || FLOOR(-1.2) || POWER(2, 10)", "2-21024")]
    [InlineData("TO_NUMBER('1,234.50', '9,999.99')", "1234.5")]
    [InlineData("TO_CHAR(1234.5, '9,999.00')", " 1,234.50")]
    [InlineData("TO_CHAR(-1234.5, 'FM9,999.00')", "-1,234.50")]
    [InlineData("TO_CHAR(0.5, 'FM990.99')", "0.5")]
    [InlineData("TO_CHAR(7, '000')", " 007")]
    [InlineData("TO_CHAR(12345, '999')", "####")]
    [InlineData("TO_CHAR(-5, '99PR') || TO_CHAR(5, '99MI') || TO_CHAR(5, 'S9')", " <5> 5 +5")]
    [InlineData("TO_CHAR(0.5)", ".5")]
    [InlineData("CAST('12' AS NUMBER) + 1", "13")]
    [InlineData("CAST(1.50 AS VARCHAR2(10))", "1.5")]
    public void A_value_is_computed_as_Oracle_does(string expression, string expected) =>
        Assert.Equal(expected, _ask.One(expression));

    [Theory]
    [InlineData("SYSDATE", "3/15/2024")]
    [InlineData("TO_CHAR(SYSDATE, 'YYYY-MM-DD HH24:MI:SS')", "2024-03-15 11:30:45")]
    [InlineData("TO_CHAR(CURRENT_DATE, 'HH24:MI')", "00:00")]
    [InlineData(
        "TO_CHAR(TO_DATE('2024-01-05 07:08:09','yyyy-mm-dd hh24:mi:ss'), 'DD-Mon-YY hh:mi AM \"Q\"Q')",
        "05-Jan-24 07:08 AM Q1")]
    [InlineData(
        "TO_CHAR(TO_DATE('5-FEB-2024 11 PM','DD-MON-YYYY HH AM'), 'FMDay, DD MONTH YYYY HH24')",
        "Monday, 5 FEBRUARY 2024 23")]
    [InlineData("TO_DATE('31.12.2023', 'DD.MM.YYYY') + 1", "1/1/2024")]
    [InlineData("TO_DATE('3/1/2024') - TO_DATE('2/1/2024')", "29")]
    [InlineData("TO_CHAR(TO_DATE('3/1/2024') + 0.5, 'HH24:MI')", "12:00")]
    [InlineData("ADD_MONTHS(TO_DATE('1/31/2024'), 1)", "2/29/2024")]
    [InlineData("ADD_MONTHS(TO_DATE('2/29/2024'), 12)", "2/28/2025")]
    [InlineData("ADD_MONTHS(TO_DATE('4/30/2024'), -1)", "3/31/2024")]
    [InlineData("LAST_DAY(TO_DATE('2/3/2023'))", "2/28/2023")]
    [InlineData("MONTHS_BETWEEN(TO_DATE('3/31/2024'), TO_DATE('2/29/2024'))", "1")]
    [InlineData("ROUND(MONTHS_BETWEEN(TO_DATE('3/15/2024'), TO_DATE('1/1/2024')), 4)", "2.4516")]
    [InlineData("NEXT_DAY(TO_DATE('3/15/2024'), 'MON')", "3/18/2024")]
    [InlineData("EXTRACT(YEAR FROM SYSDATE) * 100 + EXTRACT(MONTH FROM SYSDATE)", "202403")]
    [InlineData("TRUNC(SYSDATE, 'Q')", "1/1/2024")]
    [InlineData("TRUNC(SYSDATE, 'IW')", "3/11/2024")]
    [InlineData("ROUND(SYSDATE, 'MM')", "3/1/2024")]
    [InlineData("ROUND(TO_DATE('3/16/2024'), 'MM')", "4/1/2024")]
    [InlineData("BUILTIN.RELATIVE_RANGES('TODAY', 'START')", "3/15/2024")]
    [InlineData("BUILTIN.RELATIVE_RANGES('LM', 'END')", "2/29/2024")]
    [InlineData("TO_CHAR(BUILTIN.RELATIVE_RANGES('TY', 'END'), 'YYYY-MM-DD HH24:MI:SS')", "2024-12-31 23:59:59")]
    [InlineData("BUILTIN.RELATIVE_RANGES('DAGO7', 'START')", "3/8/2024")]
    [InlineData("BUILTIN.RELATIVE_RANGES('TFQ', 'START', 'DATE')", "1/1/2024")]
    public void A_date_is_computed_as_Oracle_does(string expression, string expected) =>
        Assert.Equal(expected, _ask.One(expression));

    [Theory]
    [InlineData("'50% off' LIKE '50\\% %' ESCAPE '\\'", true)]
    [InlineData("'abc' LIKE 'a_c'", true)]
    [InlineData("'abc' LIKE 'A%'", false)]
    [InlineData("'aXbXc' LIKE '%X%X%'", true)]
    [InlineData("'abc' NOT LIKE '%d%'", true)]
    [InlineData("'b' BETWEEN 'a' AND 'c'", true)]
    [InlineData("2 NOT BETWEEN 3 AND 4", true)]
    [InlineData("1 = '1.0'", true)]
    [InlineData("1 ^= 2 AND 1 != 2 AND 1 <> 2", true)]
    [InlineData("NULL = NULL", false)]
    [InlineData("NOT (NULL = NULL)", false)]
    [InlineData("(1 = 1 OR NULL = 1) AND NOT (1 = 2 AND NULL = 1)", true)]
    [InlineData("1 IN (1, NULL) AND NOT (2 IN (1))", true)]
    [InlineData("2 IN (1, NULL) OR 2 NOT IN (1, NULL)", false)]
    [InlineData("EXISTS (SELECT 1 FROM dual WHERE 1 = 1)", true)]
    public void A_condition_has_three_outcomes_and_only_true_passes(string condition, bool passes) =>
        Assert.Equal(passes ? 1 : 0, _ask.Rows($"SELECT 1 FROM dual WHERE {condition}").Length);

    [Theory]
    [InlineData("DD.MM.YYYY", "05.02.2024")]
    [InlineData("D-Mon-YYYY", "5-Feb-2024")]
    [InlineData("YYYY-MM-DD", "2024-02-05")]
    [InlineData("MM/DD/YYYY", "02/05/2024")]
    [InlineData("D/M/YYYY", "5/2/2024")]
    public void The_users_format_shows_and_reads_dates(string format, string shown)
    {
        var engine = new Turnstone.NetSuite.Sandbox.SuiteQl.SuiteQlEngine(new MemoryTables());
        var answer = engine.Run(
            new("SELECT TO_DATE('2024-02-05', 'YYYY-MM-DD'), TO_CHAR(TO_DATE(?), 'YYYYMMDD') FROM dual", [shown]),
            Ask.Settings with { DateFormat = format });
        Assert.Equal($"{shown} 20240205", string.Join(" ", answer.Result!.Rows[0]));
    }
}
