using System.Data.Common;
using Turnstone.Domain.Kernel;
using Turnstone.Storage;

namespace Turnstone.UseCases.Tests.Databases;

public sealed class UpgradeTests
{
    private static readonly SchemaUpgrade.Script One = new("0001_one.sql", """
        create table id_block (
          name text primary key,
          next bigint not null
        );
        create table thing (
          id bigint primary key,
          name text not null,
          day date,
          open boolean not null
        );
        create table part (
          thing_id bigint not null references thing (id),
          ordinal integer not null,
          bytes bytea,
          primary key (thing_id, ordinal)
        );
        """);

    private static readonly SchemaUpgrade.Script Two = new("0002_two.sql", """
        alter table thing add column amount bigint not null default 0;
        create index thing_open on thing (name) where open;
        """);

    [Theory, BothEngines]
    public async Task An_older_database_is_brought_up_to_date_with_what_it_holds(Engine engine)
    {
        await using var place = await Place.New(engine);
        await using (var old = (await place.Open([One])).Value)
            await Write(old, "insert into thing (id, name, day, open) values (1, 'first', '2026-03-01', true)");

        await using var database = (await place.Open([One, Two])).Value;

        var row = (await database.Read<(string, DateOnly, bool, long)>(async db =>
            await db.One<(string, DateOnly, bool, long)>("select name, day, open, amount from thing"))).Value;
        Assert.Equal(("first", new DateOnly(2026, 3, 1), true, 0L), row);
        var versions = await database.Read<int[]>(async db =>
            (await db.Rows<int>("select number from schema_version order by number")).ToArray());
        Assert.Equal([1, 2], versions.Value);
    }

    [Theory, BothEngines]
    public async Task A_script_that_breaks_leaves_the_database_as_it_was(Engine engine)
    {
        await using var place = await Place.New(engine);
        await using (var old = (await place.Open([One])).Value)
            await Write(old, "insert into thing (id, name, open) values (1, 'first', true)");
        var broken = new SchemaUpgrade.Script("0003_broken.sql", "insert into nowhere (id) values (1);");

        await Assert.ThrowsAnyAsync<DbException>(() => place.Open([One, Two, broken]));

        await using var database = (await place.Open([One])).Value;
        await Assert.ThrowsAnyAsync<DbException>(() => Write(database, "update thing set amount = 1"));
    }

    [Theory, BothEngines]
    public async Task A_newer_database_and_a_changed_script_are_refused_by_name(Engine engine)
    {
        await using var place = await Place.New(engine);
        await (await place.Open([One, Two])).Value.DisposeAsync();

        var newer = await place.Open([One]);
        var other = await place.Open([One with { Sql = One.Sql + "-- edited" }, Two]);

        Assert.Equal("storage.newer", newer.Refusal?.Code);
        Assert.Equal("storage.other_schema", other.Refusal?.Code);
        Assert.Contains("0001_one.sql", other.Refusal?.Sentence, StringComparison.Ordinal);
    }

    [Theory, BothEngines]
    public async Task Every_embedded_script_runs_one_after_the_other_on_an_older_database(Engine engine)
    {
        await using var place = await Place.New(engine);
        var scripts = SchemaUpgrade.Scripts();

        for (var count = 1; count <= scripts.Count; count++)
            await (await place.Open([.. scripts.Take(count)])).Value.DisposeAsync();

        await using var database = (await place.Open(scripts)).Value;
        Assert.Equal(scripts.Count, (await database.Read<long>(async db =>
            await db.One<long>("select count(*) from schema_version"))).Value);
    }

    [Theory, BothEngines]
    public async Task Types_are_held_on_both_databases_alike(Engine engine)
    {
        await using var place = await Place.New(engine);
        await using var database = (await place.Open([One])).Value;

        await Assert.ThrowsAnyAsync<DbException>(() =>
            Write(database, "insert into thing (id, name, open) values (1, null, true)"));
        await Assert.ThrowsAnyAsync<DbException>(() =>
            Write(database, "insert into part (thing_id, ordinal) values (7, 1)"));
        await Assert.ThrowsAnyAsync<DbException>(() =>
            Write(database, "insert into thing (id, name, open) values ('a word', 'x', true)"));
    }

    [Fact]
    public void The_dialect_becomes_each_databases_own()
    {
        var sqlite = Dialect.Sqlite.Schema(One.Sql);
        var postgres = Dialect.Postgres.Schema(One.Sql);

        Assert.Contains("  id integer primary key,\n  name text not null,\n  day text,\n  open integer not null\n"
            + ") strict;", sqlite, StringComparison.Ordinal);
        Assert.Contains("  bytes blob,\n  primary key (thing_id, ordinal)\n) strict, without rowid;", sqlite,
            StringComparison.Ordinal);
        Assert.Contains("  name text collate \"C\" not null,\n  day date,", postgres, StringComparison.Ordinal);
        Assert.Contains("add column amount integer not null", Dialect.Sqlite.Schema(Two.Sql), StringComparison.Ordinal);
    }

    private static async Task Write(Database database, string sql) => _ = (await database.Write<Done>(async db =>
    {
        await db.Execute(sql);
        return Done.It;
    })).Value;

    private sealed record Place(DatabaseAddress Address, string? Schema) : IAsyncDisposable
    {
        public static async Task<Place> New(Engine engine)
        {
            var (address, schema) = await TestDatabase.NewAddress(engine);
            return new(address, schema);
        }

        public Task<Result<Database>> Open(IReadOnlyList<SchemaUpgrade.Script> scripts) =>
            Database.Open(Address, "a test", scripts, new TestClock(), CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            if (Address.Folder is { } folder)
                Directory.Delete(folder, recursive: true);
            if (Schema is not null)
                await TestDatabase.OnServer($"drop schema {Schema} cascade;");
        }
    }
}
