using Xunit;

namespace Turnstone.NetSuite.Tests.SuiteQl;

public sealed class QueryTests
{
    private readonly Ask _ask = SmallBooks.Ask;

    [Fact]
    public void The_open_invoices_of_the_starter_query_come_with_their_subsidiary()
    {
        var rows = _ask.Rows(
            """
            SELECT t.id, t.tranid, t.entity, t.currency, t.exchangerate, t.foreigntotal, t.foreignamountunpaid,
                   TO_CHAR(t.trandate,'YYYY-MM-DD') trandate, TO_CHAR(t.duedate,'YYYY-MM-DD') duedate,
                   t.otherrefnum, tl.subsidiary
            FROM transaction t JOIN transactionline tl ON tl.transaction = t.id AND tl.mainline = 'T'
            WHERE t.type = 'CustInvc' AND t.posting = 'T' AND t.voided = 'F' AND t.foreignamountunpaid <> 0 AND t.id > ?
            ORDER BY t.id FETCH FIRST 1000 ROWS ONLY
            """,
            "0");
        Assert.Equal(
            [
                "1|INV-1|10|1|1|100.5|100.5|2024-01-05|2024-02-04|PO 7|1",
                "2|INV-2|10|1|1|200|50|2024-01-20|2024-02-19|-|1",
            ],
            rows);
    }

    [Fact]
    public void The_applications_of_the_starter_query_are_those_of_the_payments_asked_for() => Assert.Equal(
        ["2|0|4|CustPymt|150", "3|0|5|CustCred|10"],
        _ask.Rows(
            """
            SELECT previousdoc invoice, previousline, nextdoc payment, nexttype, foreignamount
            FROM nexttransactionlinelink WHERE linktype = 'Payment' AND nextdoc IN (?, ?)
            """,
            "4",
            5m));

    [Fact]
    public void The_unapplied_cash_of_the_starter_query_leaves_out_what_has_no_value() => Assert.Equal(
        ["4|CustPymt|PAY-1|10|1|25", "5|CustCred|CM-1|11|2|30"],
        _ask.Rows(
            """
            SELECT id, type, tranid, entity, currency, foreignpaymentamountunused FROM transaction
            WHERE type IN ('CustPymt','CustCred','CustDep') AND foreignpaymentamountunused <> 0
            """));

    [Fact]
    public void The_keyset_of_incremental_sync_goes_on_behind_the_last_row()
    {
        const string Page = """
            SELECT id, TO_CHAR(lastmodifieddate,'YYYY-MM-DD"T"HH24:MI:SS') AS changed FROM transaction
            WHERE (lastmodifieddate > TO_DATE(?,'YYYY-MM-DD"T"HH24:MI:SS')
                OR (lastmodifieddate = TO_DATE(?,'YYYY-MM-DD"T"HH24:MI:SS') AND id > ?))
            ORDER BY lastmodifieddate, id FETCH FIRST 2 ROWS ONLY
            """;
        Assert.Equal(
            ["2|2024-03-01T00:00:00", "3|2024-03-02T00:00:00"],
            _ask.Rows(Page, "2024-03-01T00:00:00", "2024-03-01T00:00:00", "1"));
        Assert.Equal(
            ["5|2024-03-03T01:00:00", "6|2024-03-04T02:00:00"],
            _ask.Rows(Page, "2024-03-03T01:00:00", "2024-03-03T01:00:00", "4"));
    }

    [Theory]
    [InlineData("SELECT id FROM transaction WHERE BUILTIN.CF(status) = 'CustInvc:A' ORDER BY id", "1 2")]
    [InlineData("SELECT id FROM transaction WHERE status = 'CustInvc:A'", "")]
    [InlineData("SELECT BUILTIN.DF(status) FROM transaction WHERE id = 1", "Invoice : Open")]
    [InlineData("SELECT TOP 2 id FROM transaction ORDER BY id DESC", "6 5")]
    [InlineData("SELECT id FROM transaction ORDER BY id OFFSET 2 ROWS FETCH NEXT 2 ROWS ONLY", "3 4")]
    [InlineData("SELECT id FROM (SELECT id FROM transaction ORDER BY id DESC) WHERE ROWNUM <= 2", "6 5")]
    [InlineData("SELECT DISTINCT entity FROM transaction ORDER BY 1 DESC", "12 11 10")]
    [InlineData("SELECT id FROM transaction ORDER BY duedate DESC, id FETCH FIRST 3 ROWS ONLY", "3 4 5")]
    [InlineData("SELECT id FROM transaction ORDER BY duedate, id DESC FETCH FIRST 3 ROWS ONLY", "1 2 6")]
    [InlineData("SELECT id FROM transaction ORDER BY duedate DESC NULLS LAST, id FETCH FIRST 2 ROWS ONLY", "2 1")]
    [InlineData(
        "SELECT id FROM transaction WHERE trandate BETWEEN TO_DATE('2024-02-01','YYYY-MM-DD') AND "
            + "'2/11/2024' ORDER BY id",
        "3 4 5")]
    [InlineData("SELECT id FROM transaction WHERE otherrefnum LIKE 'PO%'", "1")]
    [InlineData("SELECT id FROM transaction WHERE posting = 'F' OR voided = 'T'", "6")]
    [InlineData("SELECT id FROM transaction WHERE entity NOT IN (SELECT id FROM customer)", "6")]
    [InlineData("SELECT id FROM transaction WHERE entity NOT IN (SELECT parent FROM customer)", "")]
    [InlineData(
        "SELECT c.id FROM customer c WHERE NOT EXISTS (SELECT 1 FROM transaction t WHERE t.entity = c.id)",
        "13")]
    [InlineData(
        "SELECT c.id FROM customer c WHERE (SELECT SUM(t.foreigntotal) FROM transaction t WHERE t.entity = c.id) > 200",
        "10")]
    [InlineData(
        "SELECT t.id FROM transaction t, customer c WHERE t.entity = c.id AND c.entityid = 'C11' ORDER BY t.id",
        "3 5")]
    [InlineData("SELECT t.id FROM transaction t, customer c WHERE t.entity = c.id(+) AND c.id IS NULL", "6")]
    [InlineData(
        "SELECT id FROM transaction WHERE id < 3 UNION SELECT id FROM transaction WHERE id = 2 ORDER BY 1 DESC",
        "2 1")]
    [InlineData(
        "SELECT id FROM transaction WHERE id < 3 UNION ALL SELECT id FROM transaction WHERE id = 2 ORDER BY id",
        "1 2 2")]
    [InlineData("SELECT id FROM transaction MINUS SELECT transaction FROM transactionline", "6")]
    [InlineData("SELECT entity FROM transaction INTERSECT SELECT id FROM customer ORDER BY entity", "10 11")]
    [InlineData("SELECT COUNT(*) FROM transaction WHERE id > 99", "0")]
    [InlineData("SELECT MAX(id) FROM transaction WHERE id > 99", "-")]
    [InlineData("SELECT COUNT(DISTINCT entity) FROM transaction", "3")]
    [InlineData(
        "SELECT entity FROM transaction GROUP BY entity HAVING COUNT(*) > 1 ORDER BY SUM(foreigntotal)",
        "11 10")]
    [InlineData("SELECT LISTAGG(id, ',') WITHIN GROUP (ORDER BY id DESC) FROM transaction WHERE entity = 10", "4,2,1")]
    [InlineData(
        "SELECT TRUNC(trandate, 'MM') FROM transaction GROUP BY TRUNC(trandate, 'MM') ORDER BY 1",
        "1/1/2024 2/1/2024")]
    public void One_column_comes_as_it_should(string query, string expected) =>
        Assert.Equal(expected, string.Join(" ", _ask.Rows(query)));

    [Fact]
    public void Every_kind_of_join_keeps_its_own_rows()
    {
        const string Select = "SELECT t.id, c.id FROM transaction t ";
        Assert.Equal(
            ["1|10", "2|10", "3|11", "4|10", "5|11"],
            _ask.Rows(Select + "JOIN customer c ON c.id = t.entity ORDER BY t.id"));
        Assert.Equal(
            ["5|11", "6|-"],
            _ask.Rows(Select + "LEFT JOIN customer c ON c.id = t.entity WHERE t.id > 4 ORDER BY t.id"));
        Assert.Equal(["-|13", "5|11"], _ask.Rows(Select + "RIGHT JOIN customer c ON c.id = t.entity AND t.id > 4 "
            + "WHERE c.id > 10 ORDER BY c.id DESC"));
        Assert.Equal(["5|11", "6|-", "-|10", "-|13"], _ask.Rows(
            "SELECT t.id, c.id FROM (SELECT * FROM transaction WHERE id > 4) t "
                + "FULL OUTER JOIN customer c ON c.id = t.entity "
            + "ORDER BY t.id, c.id"));
        Assert.Equal("18", Assert.Single(_ask.Rows("SELECT COUNT(*) FROM transaction CROSS JOIN customer")));
    }

    [Fact]
    public void A_condition_in_WHERE_on_the_optional_side_removes_rows_and_one_in_ON_does_not()
    {
        const string Join =
            "SELECT t.id, tl.id FROM transaction t LEFT JOIN transactionline tl ON tl.transaction = t.id ";
        Assert.Equal(
            ["1|1", "2|1", "3|-", "4|-", "5|-", "6|-"], _ask.Rows(Join + "AND tl.mainline = 'F' ORDER BY t.id"));
        Assert.Equal(["1|1", "2|1"], _ask.Rows(Join + "WHERE tl.mainline = 'F' ORDER BY t.id"));
    }

    [Fact]
    public void Windows_rank_and_run_within_their_partition() => Assert.Equal(
        ["1|1|100.5|-", "2|2|300.5|1", "4|3|475.5|2", "3|1|80|-", "5|2|110|3", "6|1|5|-"],
        _ask.Rows(
            """
            SELECT id, ROW_NUMBER() OVER (PARTITION BY entity ORDER BY id) AS place,
                   SUM(foreigntotal) OVER (PARTITION BY entity ORDER BY id) AS running,
                   LAG(id) OVER (PARTITION BY entity ORDER BY id) AS before
            FROM transaction ORDER BY entity, place
            """));

    [Fact]
    public void Groups_can_be_windowed() => Assert.Equal(
        ["10|475.5|1", "11|110|2", "12|5|3"],
        _ask.Rows("SELECT entity, SUM(foreigntotal), RANK() OVER (ORDER BY SUM(foreigntotal) DESC) FROM transaction "
            + "GROUP BY entity ORDER BY entity"));

    [Fact]
    public void Columns_are_lower_case_once_each_and_numbered_where_they_have_no_name() => Assert.Equal(
        ["id", "id_1", "expr1", "total", "expr2"],
        _ask.Result(
            "SELECT t.ID, c.Id, 1 + 1, t.foreigntotal AS Total, 'x' "
                + "FROM Transaction T JOIN Customer C ON c.id = t.entity")
            .Columns);

    [Fact]
    public void Star_shows_what_is_exposed_and_flags_are_letters()
    {
        var result = _ask.Result("SELECT * FROM transaction WHERE id = 6");
        Assert.DoesNotContain("subsidiary", result.Columns);
        Assert.Equal("F", result.Rows[0][result.Columns.ToList().IndexOf("posting")]);
        Assert.Equal("2/12/2024", result.Rows[0][result.Columns.ToList().IndexOf("trandate")]);
        Assert.Equal(
            6, _ask.Result("SELECT c.*, t.id FROM transaction t JOIN customer c ON c.id = t.entity").Columns.Count);
    }

    [Fact]
    public void Unknown_is_neither_true_nor_false()
    {
        Assert.Empty(_ask.Rows("SELECT id FROM transaction WHERE duedate <> duedate"));
        Assert.Equal("4", Assert.Single(_ask.Rows("SELECT COUNT(*) FROM transaction WHERE duedate IS NULL")));
        Assert.Equal(
            "2", Assert.Single(_ask.Rows("SELECT COUNT(*) FROM transaction WHERE NOT (duedate > '1/1/2030')")));
        Assert.Equal(
            "6", Assert.Single(_ask.Rows("SELECT COUNT(*) FROM transaction WHERE duedate > '1/1/2030' OR 1 = 1")));
        Assert.Empty(_ask.Rows("SELECT id FROM transaction WHERE id NOT IN (1, NULL)"));
        Assert.Empty(_ask.Rows("SELECT id FROM transaction WHERE otherrefnum = ''"));
    }
}
