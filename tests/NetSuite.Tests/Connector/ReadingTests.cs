using Turnstone.Domain.Kernel;
using Turnstone.NetSuite;
using Turnstone.NetSuite.Reading;
using Turnstone.NetSuite.Records;
using Xunit;

namespace NetSuite.Tests.Connector;

public sealed class ReadingTests
{
    private const string Total = "foreigntotal";
    private const string Unpaid = "foreignamountunpaid";
    private const string Unused = "foreignpaymentamountunused";

    [Fact]
    public void A_keyset_asks_for_what_comes_after_and_helps_an_index()
    {
        IReadOnlyList<KeyColumn> key = [new("t.at", "at", IsMoment: true), new("t.id", "id")];

        Assert.Equal(
            "t.at >= TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS') AND (t.at > TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS')"
            + " OR (t.at = TO_DATE(?, 'YYYY-MM-DD HH24:MI:SS') AND t.id > ?))",
            Keyset.Condition(key));
        Assert.Equal(
            ["2026-11-25 09:00:00", "2026-11-25 09:00:00", "2026-11-25 09:00:00", "7"],
            Keyset.Parameters(key, ["2026-11-25T09:00:00", "7"]));
    }

    [Fact]
    public async Task A_first_load_goes_by_id_and_then_takes_what_changed_meanwhile()
    {
        var desk = new QueryDesk(asked => asked.Text switch
        {
            var text when text.Contains("MAX(", StringComparison.Ordinal) => [Row("mark", "2026-11-25T09:00:00")],
            var text when text.Contains("TO_DATE", StringComparison.Ordinal) => [Customer(3, "2026-11-25T09:01:00")],
            _ when asked.Parameters.Count == 0 => [.. Enumerable.Range(1, 1000).Select(id => Customer(id))],
            _ => [Customer(1001)],
        });

        var pages = await All(Feeds.Customers, desk, SyncCursor.Beginning);

        Assert.Equal([1000, 1, 1], pages.Select(page => page.Rows.Count));
        Assert.Equal([false, false, true], pages.Select(page => page.IsLast));
        Assert.Equal(["1000", "1000"], desk.Asked[2].Parameters);
        Assert.Equal("2026-11-25 08:55:00", desk.Asked[3].Parameters[0]);
        Assert.Equal("Settled|2026-11-25T09:01:00", pages[^1].Next.ToString());
        Assert.False(pages[^1].Next.IsLoading);
    }

    [Fact]
    public async Task A_settled_feed_begins_five_minutes_before_its_end_and_stays_there_when_nothing_changed()
    {
        var desk = new QueryDesk(_ => []);
        var from = SyncCursor.Read("Settled|2026-11-25T09:01:00").Value;

        var page = Assert.Single(await All(Feeds.Customers, desk, from));

        Assert.Equal("2026-11-25 08:56:00", Assert.Single(desk.Asked).Parameters[0]);
        Assert.Equal(from.ToString(), page.Next.ToString());
    }

    [Fact]
    public async Task A_feed_that_was_killed_between_pages_goes_on_where_it_was()
    {
        var desk = new QueryDesk(_ => []);
        var at = SyncCursor.Read("Changes|2026-11-25T09:01:00|2026-11-25T08:58:11|77").Value;

        var page = Assert.Single(await All(Feeds.Customers, desk, at, TimeSpan.FromDays(1)));

        Assert.Equal(["2026-11-25 08:58:11", "77"], desk.Asked[0].Parameters.Skip(2));
        Assert.Equal("Settled|2026-11-25T09:01:00", page.Next.ToString());
    }

    [Fact]
    public void A_place_in_a_feed_survives_being_written_down()
    {
        var text = "Load|2026-11-25T09:01:00|5|6";

        Assert.Equal(text, SyncCursor.Read(text).Value.ToString());
        Assert.NotNull(SyncCursor.Read("nonsense").Refusal);
    }

    [Fact]
    public async Task A_column_the_role_does_not_see_is_left_out_and_named()
    {
        var desk = new QueryDesk(asked => asked.Text.Contains("cu.creditlimit", StringComparison.Ordinal)
            ? null
            : asked.Text.Contains("MAX(", StringComparison.Ordinal) ? [Row()] : [Customer(1)]);

        var page = Assert.Single(await All(Feeds.Customers, desk, SyncCursor.Beginning));

        Assert.Equal(["creditlimit"], page.Missing);
        Assert.Single(page.Rows);
    }

    [Fact]
    public async Task A_row_that_is_not_understood_is_named_and_the_others_come()
    {
        var desk = new QueryDesk(_ => [Row("id", "1"), Row("id", "2", "symbol", "EUR")]);

        var currencies = Assert.Single(await All(Feeds.Currencies, desk, SyncCursor.Beginning));

        Assert.Equal(["2"], currencies.Rows.Select(row => row.Id));
        Assert.Equal("1", Assert.Single(currencies.Problems).Id);
        Assert.Contains("symbol", currencies.Problems[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Invoices_payments_and_credits_tell_their_open_amounts_without_sign()
    {
        var desk = new QueryDesk(asked => asked.Text switch
        {
            var text when text.Contains("MAX(t.", StringComparison.Ordinal) => [Row()],
            var text when text.Contains("MIN(tal.account)", StringComparison.Ordinal) =>
                [Row("transaction", "2", "account", "121")],
            _ =>
            [
                Transaction("1", "CustInvc", Total, "100.5", Unpaid, "40", "accttype", "AcctRec"),
                Transaction("2", "CustPymt", Total, "-60.5", Unused, "10", "accttype", "Bank"),
                Transaction("3", "CustCred", Total, "-5", Unused, "-5", "accttype", "AcctRec"),
            ],
        });

        var rows = Assert.Single(await All(Feeds.Transactions(new(2026, 1, 1)), desk, SyncCursor.Beginning)).Rows;

        Assert.Equal([10050L, 6050, 500], rows.Select(row => row.Total.Minor));
        Assert.Equal([4000L, 1000, 500], rows.Select(row => row.Open.Minor));
        Assert.Equal(["99", "121", "99"], rows.Select(row => row.ArAccount));
        Assert.Contains("t.trandate >= TO_DATE(?, 'YYYY-MM-DD')", desk.Asked[1].Text, StringComparison.Ordinal);
        Assert.Equal(["2026-01-01"], desk.Asked[1].Parameters);
        Assert.Equal(["2"], desk.Asked[2].Parameters);
    }

    [Fact]
    public async Task A_journal_line_that_credits_the_customer_is_negative()
    {
        var desk = new QueryDesk(asked => asked.Text.Contains("MAX(", StringComparison.Ordinal)
            ? [Row()]
            :
            [
                Transaction("9", "Journal", "line", "1", Total, "-5", Unused, "5"),
                Transaction("9", "Journal", "line", "2", Total, "7", Unpaid, "7"),
            ]);

        var rows = Assert.Single(await All(Feeds.JournalLines, desk, SyncCursor.Beginning)).Rows;

        Assert.Equal(
            [(1, -500L, -500L), (2, 700L, 700L)], rows.Select(row => (row.Line, row.Total.Minor, row.Open.Minor)));
        Assert.Contains("ORDER BY t.id, tl.id", desk.Asked[1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Applications_are_looked_for_on_both_sides_and_told_once()
    {
        var link = Row(
            "previousdoc", "1", "previoustype", "CustInvc", "nextdoc", "2", "nexttype", "CustPymt",
            "linktype", "Payment", "foreignamount", "60.5", "previousline", "0", "nextline", "1");
        var desk = new QueryDesk(_ => [link]);

        var found = (await Applications.Of(desk, ["1", "2", "2"], Desk.Stop)).Value;

        var expected = new ApplicationRow(new("1", 0, "CustInvc"), new("2", 1, "CustPymt"), "Payment", 60.5m);
        Assert.Equal(expected, Assert.Single(found));
        Assert.Equal(2, desk.Asked.Count);
    }

    [Fact]
    public async Task A_refusal_ends_the_feed_and_is_told()
    {
        var desk = new QueryDesk(_ => null);
        var results = new List<Result<Page<CurrencyRow>>>();
        await foreach (var page in Feeds.Currencies.Read(desk, SyncCursor.Beginning, stop: Desk.Stop))
            results.Add(page);

        Assert.Equal(Refusals.UnknownField, Assert.Single(results).Refusal?.Code);
    }

    [Fact]
    public async Task Documents_are_read_again_by_id_in_batches()
    {
        var desk = new QueryDesk(asked => [.. asked.Parameters.Select(id => Customer(int.Parse(id, null)))]);

        string[] ids = [.. Enumerable.Range(1, 1200).Select(id => $"{id}")];
        var read = await Feeds.Customers.ReadThese(desk, ids, Desk.Stop);

        Assert.Equal(1200, read.Value.Count);
        Assert.Equal([500, 500, 200], desk.Asked.Select(asked => asked.Parameters.Count));
    }

    private static async Task<List<Page<T>>> All<T>(
        Feed<T> feed, QueryDesk desk, SyncCursor from, TimeSpan overlap = default)
    {
        var pages = new List<Page<T>>();
        await foreach (var page in feed.Read(desk, from, overlap, Desk.Stop))
            pages.Add(page.Value);
        return pages;
    }

    private static QueryRow Row(params string[] pairs) => new(pairs.Chunk(2)
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal));

    private static QueryRow Customer(int id, string modified = "2026-11-01T00:00:00") =>
        Row("id", $"{id}", "entityid", $"C{id}", "companyname", $"Company {id}", "modifiedat", modified);

    private static QueryRow Transaction(string id, string type, params string[] more) => Row(
    [
        "id", id, "type", type, "currency", "1", "currencycode", "USD", "trandate", "2026-11-25", "account", "99",
        "modifiedat", "2026-11-25T09:00:00", "posting", "T", .. more,
    ]);

    /// <summary>Answers queries from a function; null is the refusal of a hidden column.</summary>
    private sealed class QueryDesk(Func<SuiteQl, IReadOnlyList<QueryRow>?> answer) : INetSuite
    {
        public List<SuiteQl> Asked { get; } = [];

        public Task<Result<QueryPage>> Query(SuiteQl query, CancellationToken stop)
        {
            Asked.Add(query);
            return Task.FromResult<Result<QueryPage>>(answer(query) is { } rows
                ? new QueryPage(rows, false, rows.Count)
                : new Refusal(
                    Refusals.UnknownField,
                    "Field 'creditlimit' for record 'customer' was not found. Reason: NOT_EXPOSED"));
        }

        public Task<Result<NetSuiteRecord>> Get(RecordRef record, CancellationToken stop) => throw Unasked;

        public Task<WriteOutcome> Create(RecordBody body, CancellationToken stop) => throw Unasked;

        public Task<WriteOutcome> Patch(RecordRef record, RecordBody body, CancellationToken stop) => throw Unasked;

        public Task<WriteOutcome> Transform(RecordRef source, RecordBody target, CancellationToken stop) =>
            throw Unasked;

        public Task<WriteOutcome> Restlet(RestletCall call, CancellationToken stop) => throw Unasked;

        public Task<Result<DateTimeOffset>> GetServerTime(CancellationToken stop) => throw Unasked;

        private static NotSupportedException Unasked => new("Only queries are asked here.");
    }
}
