using Turnstone.Storage;

namespace Turnstone.UseCases.Tests.Databases;

public sealed class BulkTests
{
    private static readonly Columns Deputies = new(["id"],
        ["connection_id", "company_id", "person_id", "deputy_id", "from_on", "until_on", "named_at", "revoked_at"]);

    [Theory, BothEngines]
    public async Task Many_rows_go_in_and_come_back_with_their_types(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var day = new DateOnly(2026, 3, 31);

        var count = await Write(test, db => db.Bulk("deputy", Deputies.All,
            Rows(2500, i => [5000L + i, 1, "", 1L, 0L, day, day.AddDays(i % 9), 7L, i % 2 == 0 ? null : 9L])));

        Assert.Equal(2500, count);
        Assert.Equal((2500L, 1250L), Assert.Single(await test.Rows<(long, long)>(
            "select count(*), count(revoked_at) from deputy")));
        Assert.Equal(day.AddDays(8), Assert.Single(await test.Rows<DateOnly>("select max(until_on) from deputy")));
    }

    [Theory, BothEngines]
    public async Task An_upsert_counts_what_is_new_or_different_and_leaves_the_rest(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var day = new DateOnly(2026, 3, 31);
        IEnumerable<object?[]> At(long at, int count) =>
            Rows(count, i => [5000L + i, 1L, "", 1L, 0L, day, day, i < 10 ? at : 1L, null]);

        var first = await Write(test, db => db.Upsert("deputy", Deputies, At(1, 100)));
        var same = await Write(test, db => db.Upsert("deputy", Deputies, At(1, 100)));
        var some = await Write(test, db => db.Upsert("deputy", Deputies, At(2, 105)));

        Assert.Equal((100L, 0L, 15L), (first, same, some));
        Assert.Equal((105L, 10L), Assert.Single(await test.Rows<(long, long)>(
            "select count(*), count(*) filter (where named_at = 2) from deputy")));
    }

    [Theory, BothEngines]
    public async Task A_list_a_date_and_a_flag_are_parameters_on_both(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        var day = new DateOnly(2026, 3, 1);
        await Write(test, db => db.Bulk("deputy", Deputies.All, [[1L, 1L, "", 1L, 0L, day, day, 7L, null]]));

        var found = await test.Database.Read<string[]>(async db => (await db.Rows<string>($"""
            select c.name from company c join deputy d on d.from_on = @day
            where {db.Dialect.AnyOf("c.id", "ids")} and c.active = @active order by c.name
            """, new { ids = new[] { "2", "1", "9" }, active = true, day = new DateOnly(2026, 3, 1) })).ToArray());

        Assert.Equal(["Alder Inc.", "Birke GmbH"], found.Value);
    }

    [Theory, BothEngines]
    public async Task Letters_sort_by_their_code_on_both(Engine engine)
    {
        await using var test = await TestDatabase.Create(engine);
        await test.Tamper("""
            insert into data_protection_key (name, body, created_at)
            values ('a', '', 0), ('B', '', 0), ('ä', '', 0), ('Z', '', 0), ('_', '', 0)
            """);

        Assert.Equal(["B", "Z", "_", "a", "ä"], await test.Rows<string>(
            "select name from data_protection_key order by name"));
    }

    [Fact]
    public void An_instant_keeps_its_microseconds()
    {
        var instant = new DateTimeOffset(2026, 3, 2, 9, 30, 15, 123, 456, TimeSpan.FromHours(2));

        Assert.Equal(instant, instant.ToMicros().ToInstant());
        Assert.Equal(TimeSpan.Zero, instant.ToMicros().ToInstant().Offset);
        Assert.Equal(-1, DateTimeOffset.UnixEpoch.AddTicks(-10).ToMicros());
    }

    private static IEnumerable<object?[]> Rows(int count, Func<int, object?[]> row)
    {
        for (var i = 0; i < count; i++)
            yield return row(i);
    }

    private static async Task<long> Write(TestDatabase test, Func<Db, Task<long>> write) =>
        (await test.Database.Write<long>(async db => await write(db))).Value;
}
