using Turnstone.Domain.Banking;
using Turnstone.Domain.Kernel;
using Xunit;

namespace Turnstone.Domain.Tests.Banking;

public sealed class OverlapTests
{
    private static readonly BankAccountId Account = new("main");
    private static readonly DateOnly Monday = new(2026, 3, 2);

    private readonly List<StatementSpan> _statements = [];
    private readonly List<BookedLine> _lines = [];

    private static Money Usd(long minor) => new(minor, Currency.Usd);

    private static BankTransaction Line(long minor, string? reference = null, int day = 0) => new()
    {
        Date = Monday.AddDays(day), Amount = Usd(minor), Kind = LineKind.Receipt, Reference = reference, Line = 1,
    };

    private static StatementSpan Span(
        int to = 0, long? opening = null, long? closing = null, string source = "bai2", string? number = null,
            int from = 0) =>
        new(source, Monday.AddDays(from), Monday.AddDays(to), number, opening is { } o ? Usd(o) : null,
            closing is { } c ? Usd(c) : null);

    private StatementArrival Arrive(StatementSpan span, params BankTransaction[] lines)
    {
        var arrival = Overlap.Decide(Account, SourceRole.Statement, span, lines, new(_statements, _lines));
        _statements.Add(span);
        _lines.AddRange(arrival.New.Select(line => new BookedLine(line.Identity, span.Source)));
        return arrival;
    }

    private static (int, int, int) Counts(StatementArrival arrival) =>
        (arrival.New.Count, arrival.Same.Count, arrival.Clashes.Count);

    [Fact]
    public void True_twins_of_one_file_both_load()
    {
        var arrival = Arrive(Span(), Line(100, "A"), Line(100, "A"));
        Assert.Equal([0, 1], arrival.New.Select(line => line.Identity.Ordinal));
    }

    [Fact]
    public void The_same_statement_again_books_nothing()
    {
        Arrive(Span(), Line(100, "A"), Line(100, "A"), Line(200));
        Assert.Equal((0, 3, 0), Counts(Arrive(Span(), Line(200), Line(100, "A"), Line(100, " A "))));
    }

    [Fact]
    public void Overlapping_days_load_each_line_once()
    {
        Arrive(Span(to: 1), Line(100, "A"), Line(200, "B", day: 1));
        var arrival = Arrive(Span(from: 1, to: 2), Line(200, "B", day: 1), Line(300, "C", day: 2));
        Assert.Equal((1, 1, 0), Counts(arrival));
    }

    [Fact]
    public void A_second_statement_of_the_day_that_follows_on_the_first_is_new_throughout()
    {
        Arrive(Span(opening: 0, closing: 100), Line(100, "A"));
        var arrival = Arrive(Span(opening: 100, closing: 200), Line(100, "A"));
        Assert.Equal((1, 0, 0), Counts(arrival));
        Assert.Equal(1, arrival.New[0].Identity.Ordinal);
    }

    [Fact]
    public void The_same_number_is_the_same_statement_whatever_its_balances()
    {
        Arrive(Span(opening: 0, closing: 0, number: "7"), Line(100, "A"), Line(-100, "B"));
        Assert.Equal((0, 2, 0), Counts(Arrive(Span(opening: 0, closing: 0, number: "7"), Line(100, "A"), Line(-100,
            "B"))));
        Assert.Equal((2, 0, 0), Counts(Arrive(Span(opening: 0, closing: 0, number: "8"), Line(100, "A"), Line(-100,
            "B"))));
    }

    [Fact]
    public void A_longer_export_of_the_same_day_adds_what_is_new()
    {
        Arrive(Span(source: "portal"), Line(100, "A"));
        Assert.Equal((1, 1, 0), Counts(Arrive(Span(source: "portal"), Line(100, "A"), Line(300, "C"))));
    }

    [Fact]
    public void A_changed_line_goes_to_a_person_with_both_sides()
    {
        Arrive(Span(), Line(100, "A"), Line(200, "B"));
        var arrival = Arrive(Span(), Line(100, "A"), Line(201, "B"));
        Assert.Equal((0, 1, 2), Counts(arrival));
        Assert.Equal([ClashReason.Changed, ClashReason.Missing], arrival.Clashes.Select(clash => clash.Reason));
    }

    [Fact]
    public void Equal_balances_with_one_line_more_go_to_a_person()
    {
        Arrive(Span(opening: 0, closing: 100), Line(100, "A"));
        var arrival = Arrive(Span(opening: 0, closing: 100), Line(100, "A"), Line(50, "B"));
        Assert.Equal(ClashReason.BalancesDiffer, Assert.Single(arrival.Clashes).Reason);
    }

    [Fact]
    public void Two_sources_of_one_account_book_once()
    {
        Arrive(Span(), Line(100, "BANKREF1"), Line(100, "BANKREF2"), Line(200));
        var arrival = Arrive(Span(source: "portal"), Line(100), Line(100), Line(200, "X"), Line(700));
        Assert.Equal((0, 3, 1), Counts(arrival));
        Assert.Equal(ClashReason.NotBooked, arrival.Clashes[0].Reason);
        Assert.Equal(3, arrival.Same.Select(line => line.Identity).Distinct().Count());
    }

    [Fact]
    public void A_day_the_named_source_has_not_booked_waits_when_another_source_brings_it()
    {
        var arrival = Overlap.Decide(
            Account, SourceRole.Statement, Span(source: "portal"), [Line(100)], new([], [], BookingSource: "bai2"));
        Assert.Equal((0, 0, 1), Counts(arrival));
    }

    [Fact]
    public void Every_line_lands_in_exactly_one_list_and_nothing_is_booked_twice()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var dice = new Random(seed);
            var tests = new OverlapTests();
            var booked = new HashSet<string>(StringComparer.Ordinal);
            for (var file = 0; file < 5; file++)
            {
                var from = dice.Next(3);
                var span = Span(from + dice.Next(3), source: dice.Next(4) == 0 ? "portal" : "bai2", from: from);
                var lines = Enumerable.Range(0, dice.Next(6))
                    .Select(_ => Line(dice.Next(1, 4) * 100, dice.Next(2) == 0 ? "R" : null,
                        from + dice.Next(span.To.DayNumber - span.From.DayNumber + 1))).ToArray();
                var arrival = tests.Arrive(span, lines);
                Assert.Equal(lines.Length, arrival.New.Count + arrival.Same.Count
                    + arrival.Clashes.Count(clash => clash.Arriving is not null));
                Assert.All(arrival.New, line => Assert.True(booked.Add(line.Identity.Text), $"seed {seed}"));
                Assert.Equal(arrival.Same.Count, arrival.Same.Select(line => line.Identity).Distinct().Count());
            }
        }
    }
}
